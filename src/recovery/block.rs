//! Checked lines under one heading, gathered until they make a code.

use crate::credential::{self, CODE_CHARACTERS, CodeError, CredentialCode, KeyKind};
use crate::lines::{self, LineError, Proposal, Series};
use crate::secret::SecretText;
use crate::share::{self, Share, ShareError};
use crate::texts::{Worded, Wording, ranges};
use std::collections::BTreeMap;

/// Which kind of code lines belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Four lines under `SK1 S`.
    Share,
    /// Lines under `SK1 C`, four for every 45 bytes.
    Credential,
}

/// What complete lines make.
pub enum Decoded {
    /// A share.
    Share(Share),
    /// A credential.
    Credential(CredentialCode),
}

/// Why good lines do not make a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockError {
    /// Lines are not there yet.
    Missing(Vec<u16>),
    /// Every line is good and the whole is not: lines of different sheets.
    DifferentSheets,
    /// A share that contradicts itself behind good checks.
    Share(ShareError),
    /// A credential that is sealed to a key of another kind.
    Kind(KeyKind),
}

impl Worded for BlockError {
    fn wording(&self) -> Wording {
        match self {
            Self::Missing(missing) => wording!("block-missing", missing = ranges(missing)),
            Self::DifferentSheets => wording!("block-different-sheets"),
            Self::Share(error) => error.wording(),
            Self::Kind(kind) => wording!("credential-of-other-kind", kind = kind.wording()),
        }
    }
}

worded_errors!(BlockError);

impl Worded for BlockKind {
    fn wording(&self) -> Wording {
        match self {
            Self::Share => wording!("a-share"),
            Self::Credential => wording!("a-credential"),
        }
    }
}

/// Lines of one kind, in any order.
pub struct Block {
    kind: BlockKind,
    lines: BTreeMap<u16, SecretText>,
}

impl BlockKind {
    /// The tags of its lines.
    pub fn series(self) -> Series {
        match self {
            Self::Share => share::LINES,
            Self::Credential => credential::LINES,
        }
    }

    /// Reads the two words of `SK1 S` or `SK1 C`.
    pub fn of_heading(first: &str, second: &str) -> Option<Self> {
        let is = |heading: &str| {
            let (sk1, letter) = heading.split_at(4);
            first.eq_ignore_ascii_case(sk1.trim()) && second.eq_ignore_ascii_case(letter)
        };
        match (is(share::HEADING), is(credential::HEADING)) {
            (true, _) => Some(Self::Share),
            (_, true) => Some(Self::Credential),
            _ => None,
        }
    }
}

impl Block {
    /// No lines yet.
    pub fn new(kind: BlockKind) -> Self {
        Self { kind, lines: BTreeMap::new() }
    }

    /// The kind of its lines.
    pub fn kind(&self) -> BlockKind {
        self.kind
    }

    /// How many lines are there.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether no line is there.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds a line. A number that is there already with other characters is
    /// given back as `Ok(false)` and changes nothing.
    ///
    /// # Errors
    /// The [`LineError`] of the typed line.
    pub fn add(&mut self, number: u16, typed: &str) -> Result<bool, LineError> {
        let data = lines::read(typed, number, self.kind.series())?;
        match self.lines.get(&number) {
            Some(known) => Ok(known.expose() == data.expose()),
            None => {
                self.lines.insert(number, data);
                Ok(true)
            }
        }
    }

    /// Takes over the lines of another block of the same kind; nothing where a
    /// line differs, because they are lines of different sheets.
    pub fn absorb(&mut self, other: &Self) -> bool {
        let differs =
            |(n, line): (&u16, &SecretText)| self.lines.get(n).is_some_and(|l| l.expose() != line.expose());
        if self.kind != other.kind || other.lines.iter().any(differs) {
            return false;
        }
        other.lines.iter().for_each(|(n, line)| {
            self.lines.insert(*n, line.duplicate());
        });
        true
    }

    /// The same lines once more.
    pub fn duplicate(&self) -> Self {
        let lines = self.lines.iter().map(|(number, line)| (*number, line.duplicate()));
        Self { kind: self.kind, lines: lines.collect() }
    }

    /// Whether every line of another block is here too.
    pub fn holds(&self, other: &Self) -> bool {
        let same =
            |(n, line): (&u16, &SecretText)| self.lines.get(n).is_some_and(|l| l.expose() == line.expose());
        self.kind == other.kind && other.lines.iter().all(same)
    }

    /// Takes the line with the highest number back, and names it.
    pub fn take_back(&mut self) -> Option<u16> {
        self.lines.pop_last().map(|(number, _)| number)
    }

    /// Takes one line back; false where it is not there.
    pub fn remove(&mut self, number: u16) -> bool {
        self.lines.remove(&number).is_some()
    }

    /// The first number that is not there.
    pub fn next(&self) -> u16 {
        (1..=self.kind.series().most())
            .find(|n| !self.lines.contains_key(n))
            .unwrap_or(self.kind.series().most())
    }

    /// How many lines there have to be; a credential says it in its first line.
    pub fn total(&self) -> Option<u16> {
        match self.kind {
            BlockKind::Share => Some(self.kind.series().most()),
            BlockKind::Credential => {
                let first = self.lines.get(&1)?;
                let head = lines::decode(first.expose().get(..16)?)?;
                let length = head.expose().get(5..7)?;
                let bytes = 11 + usize::from(length[0]) * 256 + usize::from(length[1]);
                u16::try_from(bytes.div_ceil(45) * 4).ok()
            }
        }
    }

    /// Whether every line is there.
    pub fn is_complete(&self) -> bool {
        self.total().is_some_and(|total| (1..=total).all(|n| self.lines.contains_key(&n)))
    }

    /// The numbers that are not there.
    pub fn missing(&self) -> Vec<u16> {
        let last = self.lines.last_key_value().map_or(1, |(n, _)| *n);
        let total = self.total().unwrap_or(last);
        (1..=total).filter(|n| !self.lines.contains_key(n)).collect()
    }

    /// The code that the lines make.
    ///
    /// # Errors
    /// [`BlockError`].
    pub fn finish(&self) -> Result<Decoded, BlockError> {
        if !self.is_complete() {
            return Err(BlockError::Missing(self.missing()));
        }
        self.decode(None)
    }

    /// Whether the proposed correction of line `number` makes the whole code
    /// good, which the other lines have to be there for.
    pub fn confirms(&self, number: u16, typed: &str, proposal: Proposal) -> bool {
        let amended = lines::amend(typed, proposal);
        let line = amended.and_then(|a| lines::read(a.expose(), number, self.kind.series()));
        let others =
            self.total().is_some_and(|t| (1..=t).all(|n| n == number || self.lines.contains_key(&n)));
        match line {
            Ok(line) if others => self.decode(Some((number, &line))).is_ok(),
            _ => false,
        }
    }

    fn decode(&self, instead: Option<(u16, &SecretText)>) -> Result<Decoded, BlockError> {
        let total = self.total().unwrap_or(0);
        let mut text = SecretText::with_capacity(usize::from(total).div_ceil(4) * CODE_CHARACTERS);
        for number in 1..=total {
            let own = self.lines.get(&number);
            let line = instead.filter(|(n, _)| *n == number).map(|(_, line)| line).or(own);
            text.push_str(line.map_or("", SecretText::expose));
        }

        match self.kind {
            BlockKind::Share => match Share::from_code(text.expose()) {
                Ok(share) => Ok(Decoded::Share(share)),
                Err(fault @ ShareError::Contradiction { .. }) => Err(BlockError::Share(fault)),
                Err(_) => Err(BlockError::DifferentSheets),
            },
            BlockKind::Credential => match CredentialCode::from_text(text.expose()) {
                Ok(code) => Ok(Decoded::Credential(code)),
                Err(CodeError::Kind(kind)) => Err(BlockError::Kind(kind)),
                Err(_) => Err(BlockError::DifferentSheets),
            },
        }
    }
}
