//! Squares and lines of credentials, put together in every way that could be meant, so
//! that a forged or misread one keeps no good ones from coming together.

use super::block::{Block, BlockError, Decoded};
use crate::credential::{self, CredentialCode, Part, PartError};
use crate::keyboard::LAYOUTS;
use crate::secret::SecretText;

/// Parts that are kept, of all credentials together; one has at most 42.
const MOST_PARTS: usize = 336;
/// Ways to put the parts of one credential together that are tried for each new part.
const MOST_WAYS: usize = 20_000;
/// Unfinished blocks of lines that are kept side by side.
const MOST_BLOCKS: usize = 64;

/// What a new part came to.
pub(super) enum Joined {
    /// Parts are missing.
    Missing,
    /// A whole code, and the keyboard layout that had to be undone for it.
    Code(CredentialCode, Option<&'static str>),
    /// Nothing fits it, though something else in its place did.
    Beside,
    /// Every part is there, and no way of putting them together gives a code.
    Failed(PartError),
    /// No more parts are kept.
    TooMany,
}

/// Everything that was brought of credentials and is not whole.
#[derive(Default)]
pub(super) struct Pieces {
    parts: Vec<(Part, SecretText)>,
    blocks: Vec<Block>,
    /// The names of the credentials that came together from parts.
    whole: Vec<Part>,
}

impl Pieces {
    /// Adds a part, and tries it with all others that bear the same names.
    pub fn add_part(&mut self, part: Part, raw: SecretText) -> Joined {
        match self.parts.iter().position(|(known, _)| *known == part) {
            // Scanned again: from now on it is tried before its rivals.
            Some(place) => drop(self.parts.remove(place)),
            None if self.parts.len() >= MOST_PARTS => return Joined::TooMany,
            None => {}
        }

        self.parts.push((part.clone(), raw));

        let beside: Vec<&(Part, SecretText)> =
            self.parts.iter().rev().filter(|(known, _)| known.is_beside(&part)).collect();
        let parts: Vec<Part> = beside.iter().map(|(known, _)| known.clone()).collect();
        let joined = match join_any(&parts) {
            Ok(code) => Ok((code, None)),
            Err(PartError::Missing(_)) => return Joined::Missing,
            Err(fault) => join_by_layout(&beside).ok_or(fault),
        };

        match joined {
            Ok((code, layout)) => {
                self.whole.push(part);
                Joined::Code(code, layout)
            }
            Err(_) if self.whole.iter().any(|whole| whole.is_beside(&part)) => Joined::Beside,
            Err(fault) => Joined::Failed(fault),
        }
    }

    /// Whether another part with the same names and number and other content is there.
    pub fn has_rival(&self, part: &Part) -> bool {
        self.parts.iter().any(|(p, _)| p.is_beside(part) && p.part == part.part && p != part)
    }

    /// The first part that is missing where parts have begun.
    pub fn part_gap(&self) -> Option<PartError> {
        let first = self.parts.first().map(|(part, _)| part)?;
        let here = |n: &u8| self.parts.iter().any(|(p, _)| p.is_beside(first) && p.part == *n);
        (1..=first.parts).find(|n| !here(n)).map(PartError::Missing)
    }

    /// Adds the lines of one text, and tries them with the lines of other texts: a
    /// credential may run over several.
    ///
    /// # Errors
    /// [`BlockError`], with how many lines there are.
    pub fn add_lines(&mut self, block: &Block) -> Result<Decoded, (usize, BlockError)> {
        let mut fault = match block.finish() {
            Ok(code) => return Ok(self.finished(block, code)),
            Err(fault) => (block.len(), fault),
        };

        let mut grown = vec![block.duplicate()];
        for known in self.blocks.iter().rev() {
            let mut joined = known.duplicate();
            if !joined.absorb(block) {
                continue;
            }
            match joined.finish() {
                Ok(code) => return Ok(self.finished(&joined, code)),
                // What is missing of the fullest is what a person wants to hear.
                Err(missing @ BlockError::Missing(_)) if joined.len() >= fault.0 => {
                    fault = (joined.len(), missing);
                    grown.push(joined);
                }
                Err(BlockError::Missing(_)) => grown.push(joined),
                // They belong to different sheets: each stays by itself.
                Err(_) => {}
            }
        }

        if matches!(fault.1, BlockError::Missing(_)) {
            self.blocks.extend(grown);
            let surplus = self.blocks.len().saturating_sub(MOST_BLOCKS);
            self.blocks.drain(..surplus);
        }

        Err(fault)
    }

    /// The numbers missing of the lines that are nearest to a whole credential.
    pub fn line_gap(&self) -> Option<Vec<u16>> {
        self.blocks.iter().max_by_key(|block| block.len()).map(Block::missing)
    }

    /// Lines that became part of a whole are not waited for any longer.
    fn finished(&mut self, whole: &Block, code: Decoded) -> Decoded {
        self.blocks.retain(|block| !whole.holds(block));
        code
    }
}

/// Tries every way to put these parts together that holds the first of them.
fn join_any(parts: &[Part]) -> Result<CredentialCode, PartError> {
    let newest = parts.first().ok_or(PartError::Missing(1))?;
    let choices: Vec<Vec<&Part>> = (1..=newest.parts)
        .map(|number| match number == newest.part {
            true => vec![newest],
            false => parts.iter().filter(|part| part.part == number).collect(),
        })
        .collect();
    if let Some(gap) = (1..).zip(&choices).find(|(_, choice)| choice.is_empty()) {
        return Err(PartError::Missing(gap.0));
    }

    let mut turn = vec![0; choices.len()];
    let mut fault = None;
    for _ in 0..MOST_WAYS {
        let way: Vec<Part> = choices.iter().zip(&turn).map(|(choice, i)| choice[*i].clone()).collect();
        match credential::join(&way) {
            Ok(code) => return Ok(code),
            Err(error) => fault = fault.or(Some(error)),
        }
        if !advance(&mut turn, &choices) {
            break;
        }
    }

    Err(fault.unwrap_or(PartError::Form))
}

/// Counts on by one, the first place fastest; false after the last number.
fn advance(turn: &mut [usize], choices: &[Vec<&Part>]) -> bool {
    for (place, choice) in turn.iter_mut().zip(choices) {
        *place += 1;
        if *place < choice.len() {
            return true;
        }
        *place = 0;
    }
    false
}

/// Swapped letters are still base32, so only the whole tells that a wrong keyboard was
/// at work.
fn join_by_layout(beside: &[&(Part, SecretText)]) -> Option<(CredentialCode, Option<&'static str>)> {
    LAYOUTS.iter().find_map(|layout| {
        let restored: Result<Vec<Part>, _> =
            beside.iter().map(|(_, raw)| Part::parse(layout.restore(raw.expose()).expose())).collect();
        join_any(&restored.ok()?).ok().map(|code| (code, Some(layout.name)))
    })
}
