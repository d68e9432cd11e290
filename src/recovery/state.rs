//! The pieces that were brought, and what each of them means.

use super::block::{Block, BlockError, Code, Kind};
use super::expected::Expected;
use super::quorum::{self, Claim, CombineError, Proven};
use super::text::{self, InputError, Item};
use crate::credential::{self, CredentialCode, Part, PartError};
use crate::id::{Generation, KeyId, SetId};
use crate::keyboard::LAYOUTS;
use crate::seal;
use crate::secret::SecretText;
use crate::share::Share;

/// Shares that are kept, of all sets together: eight times as many as a kit can have.
/// Each is held against the others, so that a file with thousands would take hours.
const MOST_SHARES: usize = 256;
/// The same of the parts of credentials, of which one has at most 42.
const MOST_PARTS: usize = 336;

/// What a piece turned out to be. The words for it are the command line's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A share of the set that is being gathered.
    Share {
        /// Its set.
        set: SetId,
        /// Its number.
        x: u8,
        /// How many more are needed.
        missing: u8,
    },
    /// A share of a rehearsal set: it opens the rehearsal credential only.
    Rehearsal {
        /// Its set.
        set: SetId,
    },
    /// The same share again.
    Repeated {
        /// Its number.
        x: u8,
    },
    /// A second share with the number of another, but different.
    Rival {
        /// The number.
        x: u8,
    },
    /// A share of the same key from another split.
    OtherSplit {
        /// What it says of itself.
        given: Claim,
        /// What is being gathered.
        wanted: Claim,
        /// Its number.
        x: u8,
    },
    /// A share of another key: another kit.
    OtherKit {
        /// What it says of itself.
        given: Claim,
        /// What is being gathered.
        wanted: SetId,
        /// Its number.
        x: u8,
    },
    /// A share that the record does not vouch for.
    NotInRecord {
        /// Its number.
        x: u8,
    },
    /// One QR part of a credential.
    Part {
        /// Its number.
        part: u8,
        /// How many there are.
        parts: u8,
        /// The generation.
        generation: Generation,
    },
    /// Lines of a credential, not all of them yet.
    Lines {
        /// How many are there.
        have: usize,
        /// The numbers not there, as far as is known.
        missing: Vec<u16>,
    },
    /// A whole credential.
    Credential {
        /// The key it says it is sealed to.
        key: KeyId,
        /// Its generation.
        generation: Generation,
    },
    /// An age file by itself; it does not say its generation outside.
    AgeFile,
    /// All parts are there and do not make a credential.
    PartsFault(PartError),
    /// The calibration code arrived as it is printed.
    Calibration,
    /// A part of the printed program, which is not needed here.
    Program,
    /// Read after undoing a keyboard layout.
    Keyboard(&'static str),
    /// Something that is no good.
    Fault(InputError),
}

/// A credential that may be opened.
pub(super) struct Sealed {
    /// What the code says in front of the age file.
    pub names: Option<(KeyId, Generation)>,
    pub age_file: Vec<u8>,
}

/// Everything brought so far.
#[derive(Default)]
pub struct Recovery {
    pub(super) expected: Option<Expected>,
    pub(super) shares: Vec<Share>,
    pub(super) sealed: Vec<Sealed>,
    parts: Vec<(Part, SecretText)>,
    lines: Option<Block>,
    /// Shares that the record does not vouch for, by number.
    pub(super) unvouched: Vec<u8>,
}

impl Recovery {
    /// Begins with nothing but, where one is at hand, what a record vouches for.
    pub fn new(expected: Option<Expected>) -> Self {
        Self { expected, ..Self::default() }
    }

    /// Takes a text with any number of codes and typed lines.
    pub fn add_text(&mut self, text: &str) -> Vec<Event> {
        text::read(text).into_iter().flat_map(|item| self.add(item)).collect()
    }

    /// Takes an age file, binary or armored.
    ///
    /// # Errors
    /// [`seal::SealError`] for bytes that are none.
    pub fn add_age_file(&mut self, bytes: &[u8]) -> Result<Vec<Event>, seal::SealError> {
        let age_file = seal::binary(bytes)?;
        self.keep(Sealed { names: None, age_file });
        Ok(vec![Event::AgeFile])
    }

    /// Takes one item of a text.
    pub fn add(&mut self, item: Item) -> Vec<Event> {
        match item {
            Item::Share(share) => self.add_share(share),
            Item::Part(part, raw) => self.add_part(part, raw),
            Item::CredentialLines(block) => self.add_lines(block),
            Item::Calibration => vec![Event::Calibration],
            Item::Program => vec![Event::Program],
            Item::Keyboard(name) => vec![Event::Keyboard(name)],
            Item::Fault(fault) => vec![Event::Fault(fault)],
        }
    }

    /// The claim that shares are gathered for: the record's, else the one most
    /// shares make, the first of them where it is even.
    pub fn wanted(&self) -> Option<Claim> {
        let claims = self.shares.iter().map(Claim::of);
        let expected = self.expected.as_ref();
        let recorded =
            claims.clone().find(|c| expected.is_some_and(|e| (e.set, e.epoch) == (c.set, c.epoch)));
        if expected.is_some() {
            return recorded;
        }
        let count = |claim: &Claim| self.shares.iter().filter(|s| Claim::of(s) == *claim).count();
        claims.rev().max_by_key(count)
    }

    /// How many more shares are needed; `None` while the threshold is unknown.
    pub fn shares_missing(&self) -> Option<u8> {
        let wanted = self.wanted()?;
        let mut numbers: Vec<u8> = self.of(&wanted).map(Share::x).collect();
        numbers.sort_unstable();
        numbers.dedup();
        Some(wanted.quorum.threshold().saturating_sub(numbers.len() as u8))
    }

    /// Whether a credential is there to be opened.
    pub fn has_credential(&self) -> bool {
        !self.sealed.is_empty()
    }

    /// The parts or lines of a credential that have begun and are not complete.
    pub fn credential_gap(&self) -> Option<PartError> {
        let first = self.parts.first().filter(|_| self.sealed.is_empty()).map(|(part, _)| part)?;
        let here = |n: &u8| self.parts.iter().any(|(p, _)| p.is_beside(first) && p.part == *n);
        (1..=first.parts).find(|n| !here(n)).map(PartError::Missing)
    }

    /// The numbers of credential lines still missing, where lines have begun.
    pub fn lines_gap(&self) -> Option<Vec<u16>> {
        self.lines.as_ref().map(Block::missing)
    }

    /// Finds a quorum among the shares of the wanted set.
    ///
    /// # Errors
    /// [`CombineError`].
    pub fn prove(&self) -> Result<Proven, CombineError> {
        let none = CombineError::TooFew { have: 0, needed: 2 };
        let wanted = self.wanted().ok_or(none)?;
        let shares: Vec<&Share> = self.of(&wanted).collect();
        quorum::find(&wanted, &shares)
    }

    fn of(&self, claim: &Claim) -> impl Iterator<Item = &Share> {
        self.shares.iter().filter(move |s| Claim::of(s) == *claim)
    }

    fn add_share(&mut self, share: Share) -> Vec<Event> {
        if self.shares.len() >= MOST_SHARES {
            return vec![Event::Fault(InputError::TooMany)];
        }
        let (x, given) = (share.x(), Claim::of(&share));
        let hash = share.hash();
        if self.shares.iter().any(|s| s.hash() == hash) {
            return vec![Event::Repeated { x }];
        }
        if let Some(refused) = self.refusal(&share) {
            // Kept while no record decides: the first share may be the stray one.
            if self.expected.is_none() {
                self.shares.push(share);
            }
            return vec![refused];
        }
        let rival = self.of(&given).any(|s| s.x() == x);
        self.shares.push(share);
        let missing = self.shares_missing().unwrap_or(0);
        let event = if rival { Event::Rival { x } } else { Event::Share { set: given.set, x, missing } };
        let rehearsal = given.epoch.is_rehearsal().then_some(Event::Rehearsal { set: given.set });
        [event].into_iter().chain(rehearsal).collect()
    }

    /// Why a share is not one of those wanted.
    fn refusal(&mut self, share: &Share) -> Option<Event> {
        let (given, x) = (Claim::of(share), share.x());
        let wanted = self.wanted();
        let set = self.expected.as_ref().map(|e| e.set).or(wanted.map(|w| w.set))?;
        if set.key() != given.set.key() {
            return Some(Event::OtherKit { given, wanted: set, x });
        }
        if let Some(expected) = &self.expected {
            let split = Claim { set: expected.set, epoch: expected.epoch, quorum: given.quorum };
            if (expected.set, expected.epoch) != (given.set, given.epoch) {
                return Some(Event::OtherSplit { given, wanted: split, x });
            }
            if !expected.vouches_for(x, share.hash()) {
                self.unvouched.push(x);
                return Some(Event::NotInRecord { x });
            }
        }
        wanted.filter(|wanted| *wanted != given).map(|wanted| Event::OtherSplit { given, wanted, x })
    }

    fn add_part(&mut self, part: Part, raw: SecretText) -> Vec<Event> {
        if self.parts.len() >= MOST_PARTS {
            return vec![Event::Fault(InputError::TooMany)];
        }
        let event = Event::Part { part: part.part, parts: part.parts, generation: part.generation };
        if !self.parts.iter().any(|(p, _)| *p == part) {
            self.parts.push((part.clone(), raw));
        }
        let beside: Vec<Part> =
            self.parts.iter().filter(|(p, _)| p.is_beside(&part)).map(|(p, _)| p.clone()).collect();
        let more = match credential::join(&beside) {
            Ok(code) => vec![self.keep_code(code)],
            Err(PartError::Missing(_)) => Vec::new(),
            Err(fault) => self.join_by_layout(&part).unwrap_or_else(|| vec![Event::PartsFault(fault)]),
        };
        std::iter::once(event).chain(more).collect()
    }

    /// Swapped letters are still base32, so only the whole tells that a wrong
    /// keyboard was at work.
    fn join_by_layout(&mut self, part: &Part) -> Option<Vec<Event>> {
        let raws = || self.parts.iter().filter(|(p, _)| p.is_beside(part)).map(|(_, raw)| raw);
        let (name, code) = LAYOUTS.iter().find_map(|layout| {
            let restored: Result<Vec<Part>, _> =
                raws().map(|r| Part::parse(layout.restore(r.expose()).expose())).collect();
            credential::join(&restored.ok()?).ok().map(|code| (layout.name, code))
        })?;
        Some(vec![Event::Keyboard(name), self.keep_code(code)])
    }

    /// A credential may run over several texts: lines go on where they can.
    fn add_lines(&mut self, block: Block) -> Vec<Event> {
        let mut joined = self.lines.take().unwrap_or_else(|| Block::new(block.kind()));
        if !joined.absorb(&block) {
            joined = block;
        }
        match joined.finish() {
            Ok(Code::Credential(code)) => vec![self.keep_code(code)],
            Ok(Code::Share(share)) => self.add_share(share),
            Err(BlockError::Missing(missing)) => {
                let have = joined.len();
                self.lines = Some(joined);
                vec![Event::Lines { have, missing }]
            }
            Err(fault) => vec![Event::Fault(InputError::Block { kind: Kind::Credential, fault })],
        }
    }

    fn keep_code(&mut self, code: CredentialCode) -> Event {
        let (key, generation) = (code.key(), code.generation());
        self.keep(Sealed { names: Some((key, generation)), age_file: code.age_file().to_vec() });
        Event::Credential { key, generation }
    }

    fn keep(&mut self, sealed: Sealed) {
        match self.sealed.iter_mut().find(|s| {
            s.age_file == sealed.age_file
                && (s.names == sealed.names || s.names.is_none() || sealed.names.is_none())
        }) {
            Some(known) => known.names = known.names.or(sealed.names),
            None => self.sealed.push(sealed),
        }
    }
}
