//! Line by line entry: what the guided prompt knows between two lines.

use super::block::{Block, BlockKind, Decoded};
use super::text::{InputError, Item, scanned};
use crate::lines::{self, LineError, Proposal};
use crate::secret::SecretText;

/// What one entered line came to.
pub enum EntryOutcome {
    /// Nothing was entered.
    Empty,
    /// A heading: lines of this kind follow.
    Begun(BlockKind),
    /// A good line.
    Line {
        /// Whose line.
        kind: BlockKind,
        /// Its number.
        number: u16,
        /// How many lines there will be, once that is known.
        of: Option<u16>,
    },
    /// The last line of a code, or a whole scanned code.
    Items(Vec<Item>),
    /// A line with one probable slip; nothing is changed without a yes.
    Ask {
        /// Whose line.
        kind: BlockKind,
        /// Its number.
        number: u16,
        /// The probable slip.
        proposal: Proposal,
        /// Whether the correction makes the whole code good.
        confirmed: bool,
    },
    /// A line that has to be entered again; the others are kept.
    Fault {
        /// Whose line, as far as is known.
        kind: BlockKind,
        /// Its number.
        number: u16,
        /// The fault.
        fault: LineError,
    },
    /// All lines are good and do not belong together: they are dropped.
    Dropped(InputError),
    /// Another number than the next one, which is already there.
    Already(u16),
}

/// The block being entered and the line that waits for a yes.
#[derive(Default)]
pub struct Entry {
    block: Option<Block>,
    asked: Option<(u16, SecretText, Proposal)>,
}

impl Entry {
    /// Nothing entered.
    pub fn new() -> Self {
        Self::default()
    }

    /// The line that comes next, if a block has begun.
    pub fn next(&self) -> Option<(BlockKind, u16, Option<u16>)> {
        self.block.as_ref().map(|b| (b.kind(), b.next(), b.total()))
    }

    /// Takes one entered line.
    pub fn enter(&mut self, typed: &str) -> EntryOutcome {
        let typed = typed.trim();
        self.asked = None;
        if typed.is_empty() {
            return EntryOutcome::Empty;
        }
        let mut words = typed.split_whitespace();
        let heading = words.next().zip(words.next()).filter(|_| typed.len() <= 6);
        if let Some(kind) = heading.and_then(|(first, second)| BlockKind::of_heading(first, second)) {
            self.block = Some(Block::new(kind));
            return EntryOutcome::Begun(kind);
        }

        match scanned(typed) {
            Some(items) => EntryOutcome::Items(items),
            None => self.line(typed),
        }
    }

    /// Applies the correction that was asked about.
    pub fn accept(&mut self) -> EntryOutcome {
        let Some((number, typed, proposal)) = self.asked.take() else { return EntryOutcome::Empty };
        match lines::amend(typed.expose(), proposal) {
            Ok(amended) => self.put(number, amended.expose()),
            Err(fault) => EntryOutcome::Fault { kind: self.kind(), number, fault },
        }
    }

    /// Takes the last line back, and names it; a block without lines is dropped.
    pub fn back(&mut self) -> Option<u16> {
        self.asked = None;
        let taken = self.block.as_mut().and_then(Block::take_back);
        if self.block.as_ref().is_some_and(Block::is_empty) {
            self.block = None;
        }
        taken
    }

    /// Takes one line back, to be entered again next; the others are kept.
    pub fn redo(&mut self, number: u16) -> bool {
        self.asked = None;
        self.block.as_mut().is_some_and(|block| block.remove(number))
    }

    /// Gives up the block, keeping what can be used of a credential.
    pub fn leave(&mut self) -> Option<Item> {
        self.asked = None;
        self.block
            .take()
            .filter(|b| b.kind() == BlockKind::Credential && !b.is_empty())
            .map(Item::CredentialLines)
    }

    fn kind(&self) -> BlockKind {
        self.block.as_ref().map_or(BlockKind::Share, Block::kind)
    }

    fn line(&mut self, typed: &str) -> EntryOutcome {
        let (number, data) = match split_number(typed) {
            Some((number, data)) => (number, data),
            None => (self.block.as_ref().map_or(1, Block::next), typed),
        };
        if self.block.is_none() {
            let credential = lines::read(data, number, BlockKind::Credential.series()).is_ok();
            self.block = Some(Block::new(if credential { BlockKind::Credential } else { BlockKind::Share }));
        }
        self.put(number, data)
    }

    fn put(&mut self, number: u16, data: &str) -> EntryOutcome {
        let Some(block) = &mut self.block else { return EntryOutcome::Empty };
        let kind = block.kind();
        match block.add(number, data) {
            Ok(true) if block.is_complete() => self.finish(),
            Ok(true) => EntryOutcome::Line { kind, number, of: block.total() },
            Ok(false) => EntryOutcome::Already(number),
            Err(fault) => self.fault(number, data, fault),
        }
    }

    fn finish(&mut self) -> EntryOutcome {
        let Some(block) = self.block.take() else { return EntryOutcome::Empty };
        match block.finish() {
            Ok(Decoded::Share(share)) => EntryOutcome::Items(vec![Item::Share(share)]),
            Ok(Decoded::Credential(_)) => EntryOutcome::Items(vec![Item::CredentialLines(block)]),
            Err(fault) => EntryOutcome::Dropped(InputError::Block { kind: block.kind(), fault }),
        }
    }

    fn fault(&mut self, number: u16, data: &str, fault: LineError) -> EntryOutcome {
        let kind = self.kind();
        let LineError::Check { proposal: Some(proposal) } = fault else {
            self.drop_empty();
            return EntryOutcome::Fault { kind, number, fault };
        };
        let confirmed = self.block.as_ref().is_some_and(|b| b.confirms(number, data, proposal));
        self.asked = Some((number, SecretText::new(data.to_owned()), proposal));
        EntryOutcome::Ask { kind, number, proposal, confirmed }
    }

    /// A first line that was no line leaves no block behind it.
    fn drop_empty(&mut self) {
        if self.block.as_ref().is_some_and(Block::is_empty) {
            self.block = None;
        }
    }
}

/// A number with its full stop, or one set apart by a blank that is not part of
/// the 20 characters.
fn split_number(typed: &str) -> Option<(u16, &str)> {
    let end = typed.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=3).contains(end))?;
    let (digits, rest) = typed.split_at(end);
    let marked = rest.strip_prefix(['.', ')', ':']);
    let apart = rest
        .strip_prefix(' ')
        .filter(|r| r.chars().filter(|c| !c.is_whitespace() && *c != '-').count() == 20);
    Some((digits.parse().ok()?, marked.or(apart)?))
}
