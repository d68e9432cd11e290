//! The pieces that were brought, and what each of them means.

use super::block::{Block, BlockError, BlockKind, Decoded};
use super::expected::Expected;
use super::last_groups::LastGroups;
use super::pieces::{Joined, Pieces};
use super::quorum::Claim;
use super::text::{self, InputError, Item};
use crate::credential::{CredentialCode, Part, PartError};
use crate::id::{Generation, KeyId, SetId};
use crate::record::Hash;
use crate::seal;
use crate::secret::SecretText;
use crate::share::Share;

/// Shares that are kept, of all sets together: eight times as many as a kit can have.
/// Each is held against the others, so that a file with thousands would take hours.
const MOST_SHARES: usize = 256;

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
    /// A share that says it is of the record's set and is not the one that the record names.
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
    /// A part in whose place another one is already, with other content.
    RivalPart {
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
        /// SHA-256 of its age file.
        payload: Hash,
    },
    /// An age file by itself; it does not say its generation outside.
    AgeFile,
    /// All parts are there and do not make a credential.
    PartsFault(PartError),
    /// The calibration code arrived as it is printed.
    Calibration,
    /// A part of the printed program, which is not needed here.
    Program,
    /// The square of a record hash, which opens nothing.
    RecordHash,
    /// Read after undoing a keyboard layout.
    Keyboard(&'static str),
    /// Something that is no good.
    Fault(InputError),
}

impl Event {
    /// Whether it is a share that was read well and is not this kit's.
    pub fn is_foreign(&self) -> bool {
        matches!(
            self,
            Self::NotInRecord { .. } | Self::OtherKit { .. } | Self::OtherSplit { .. } | Self::Rival { .. }
        )
    }
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
    pieces: Pieces,
    /// What a person typed from paper to tell several kits apart.
    pub(super) chosen: Option<LastGroups>,
}

impl Recovery {
    /// Begins with nothing but, where one is at hand, what a record says.
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
            Item::RecordHash => vec![Event::RecordHash],
            Item::Keyboard(name) => vec![Event::Keyboard(name)],
            Item::Fault(fault) => vec![Event::Fault(fault)],
        }
    }

    /// The set that shares are gathered for, as far as messages go: the record's, else the
    /// one that most of the shares that count belong to, the first of them where it is even.
    /// It decides nothing: see [`Recovery::open`].
    pub fn wanted(&self) -> Option<Claim> {
        let claims = self.claims();
        let expected = self.expected.as_ref();
        let recorded = claims.iter().find(|c| expected.is_some_and(|e| (e.set, e.epoch) == (c.set, c.epoch)));
        let count = |claim: &&Claim| self.of(claim).count();
        recorded.or_else(|| claims.iter().rev().max_by_key(count)).copied()
    }

    /// How many more shares are needed; `None` while the threshold is unknown.
    pub fn shares_missing(&self) -> Option<u8> {
        self.wanted().map(|wanted| self.missing_of(&wanted))
    }

    /// How many more shares of one set are needed.
    pub(super) fn missing_of(&self, claim: &Claim) -> u8 {
        let mut numbers: Vec<u8> = self.of(claim).map(Share::x).collect();
        numbers.sort_unstable();
        numbers.dedup();
        claim.quorum.threshold().saturating_sub(numbers.len() as u8)
    }

    /// Whether a credential is there to be opened.
    pub fn has_credential(&self) -> bool {
        !self.sealed.is_empty()
    }

    /// The parts of a credential that have begun and are not complete.
    pub fn credential_gap(&self) -> Option<PartError> {
        self.pieces.part_gap().filter(|_| self.sealed.is_empty())
    }

    /// The numbers of credential lines still missing, where lines have begun.
    pub fn lines_gap(&self) -> Option<Vec<u16>> {
        self.pieces.line_gap()
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

        // A share that is not wanted is kept all the same: the first one may be the stray.
        let refused = self.refusal(&share);
        let rival = self.of(&given).any(|s| s.x() == x);
        self.shares.push(share);
        if let Some(refused) = refused {
            return vec![refused];
        }
        let missing = self.missing_of(&given);
        let event = if rival { Event::Rival { x } } else { Event::Share { set: given.set, x, missing } };
        let rehearsal = given.epoch.is_rehearsal().then_some(Event::Rehearsal { set: given.set });
        [event].into_iter().chain(rehearsal).collect()
    }

    /// Why a share is not one of those wanted.
    fn refusal(&self, share: &Share) -> Option<Event> {
        let (given, x) = (Claim::of(share), share.x());
        let wanted = self.wanted();
        let epoch = self.expected.as_ref().map(|e| e.epoch).or(wanted.map(|w| w.epoch))?;

        // Every kit holds a rehearsal set: neither it nor the kit beside it is a stray one.
        match (epoch.is_rehearsal(), given.epoch.is_rehearsal()) {
            (true, false) if self.expected.is_none() => return None,
            (false, true) => return Some(Event::Rehearsal { set: given.set }),
            _ => {}
        }

        let set = self.expected.as_ref().map(|e| e.set).or(wanted.map(|w| w.set))?;
        if set.key() != given.set.key() {
            return Some(Event::OtherKit { given, wanted: set, x });
        }
        if let Some(expected) = &self.expected {
            let split = Claim { set: expected.set, epoch: expected.epoch, quorum: given.quorum };
            if (expected.set, expected.epoch) != (given.set, given.epoch) {
                return Some(Event::OtherSplit { given, wanted: split, x });
            }
            return (!expected.names(share)).then_some(Event::NotInRecord { x });
        }

        wanted.filter(|wanted| *wanted != given).map(|wanted| Event::OtherSplit { given, wanted, x })
    }

    fn add_part(&mut self, part: Part, raw: SecretText) -> Vec<Event> {
        let (number, parts, generation) = (part.part, part.parts, part.generation);
        let event = match self.pieces.has_rival(&part) {
            true => Event::RivalPart { part: number, parts, generation },
            false => Event::Part { part: number, parts, generation },
        };

        match self.pieces.add_part(part, raw) {
            Joined::Missing | Joined::Beside => vec![event],
            Joined::Code(code, layout) => {
                let keyboard = layout.map(Event::Keyboard);
                [event].into_iter().chain(keyboard).chain([self.keep_code(code)]).collect()
            }
            Joined::Failed(fault) => vec![event, Event::PartsFault(fault)],
            Joined::TooMany => vec![Event::Fault(InputError::TooMany)],
        }
    }

    fn add_lines(&mut self, block: Block) -> Vec<Event> {
        match self.pieces.add_lines(&block) {
            Ok(Decoded::Credential(code)) => vec![self.keep_code(code)],
            Ok(Decoded::Share(share)) => self.add_share(share),
            Err((have, BlockError::Missing(missing))) => vec![Event::Lines { have, missing }],
            Err((_, fault)) => vec![Event::Fault(InputError::Block { kind: BlockKind::Credential, fault })],
        }
    }

    fn keep_code(&mut self, code: CredentialCode) -> Event {
        let (key, generation, payload) = (code.key(), code.generation(), Hash::of(code.age_file()));
        self.keep(Sealed { names: Some((key, generation)), age_file: code.age_file().to_vec() });
        Event::Credential { key, generation, payload }
    }

    /// The same age file under other names is kept beside: a relabelled one must not take
    /// the place of one that opens.
    fn keep(&mut self, sealed: Sealed) {
        let same = |s: &Sealed| s.age_file == sealed.age_file && s.names == sealed.names;
        if !self.sealed.iter().any(same) {
            self.sealed.push(sealed);
        }
    }
}
