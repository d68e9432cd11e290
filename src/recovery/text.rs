//! Text from anywhere (a typed file, a scanner, the text of a page) to codes.

use super::block::{Block, BlockError, BlockKind, Decoded};
use crate::credential::Part;
use crate::keyboard::{CALIBRATION, LAYOUTS, Layout};
use crate::lines::{self, LineError, LinePlace};
use crate::program;
use crate::record::PrintedHash;
use crate::secret::SecretText;
use crate::share::{self, Share, ShareError};
use crate::texts::{Worded, Wording, ranges};

/// What one text held, in the order of its rows.
pub enum Item {
    /// A whole share.
    Share(Share),
    /// One QR part of a credential, with what was scanned, which a wrong
    /// keyboard may have garbled in a way that only the whole shows.
    Part(Part, SecretText),
    /// Lines of a credential, perhaps not all: it may go on in the next text.
    CredentialLines(Block),
    /// The calibration code, typed as it is printed.
    Calibration,
    /// A part of the printed program, which recovery does not need.
    Program,
    /// The square of a record hash, which is typed where it is asked for.
    RecordHash,
    /// What was read only after undoing this keyboard layout.
    Keyboard(&'static str),
    /// What is there and is no good.
    Fault(InputError),
}

/// What is wrong with a piece of text that was meant to be a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputError {
    /// `SK2` and later.
    Version(String),
    /// Begins like a code and is none: cut short, or foreign characters.
    Form,
    /// A share code whose check does not match, or that contradicts itself.
    Share(ShareError),
    /// A printed line with a fault.
    Line {
        /// Whose line.
        kind: BlockKind,
        /// The number printed in front.
        number: u16,
        /// The fault.
        fault: LineError,
        /// Whether the proposed correction makes the whole code good.
        confirmed: bool,
    },
    /// The same line number twice with different characters.
    Twice {
        /// Whose line.
        kind: BlockKind,
        /// The number.
        number: u16,
    },
    /// Good lines that make no code.
    Block {
        /// Whose lines.
        kind: BlockKind,
        /// The fault.
        fault: BlockError,
    },
    /// The calibration code, not as it is printed: the keyboard layout is wrong,
    /// and none that is known.
    Calibration,
    /// More shares or parts than are kept.
    TooMany,
    /// Nothing that looks like a code.
    Nothing,
}

impl Worded for InputError {
    fn wording(&self) -> Wording {
        match self {
            Self::Version(version) => wording!("code-version", version),
            Self::Form => wording!("code-cut-short"),
            Self::Share(error) => error.wording(),
            Self::Line { kind, number, fault, confirmed } => line_wording(*kind, *number, fault, *confirmed),
            Self::Twice { kind, number } => wording!("line-twice", number, of = kind.wording()),
            Self::Block { kind, fault } => block_wording(*kind, fault),
            Self::Calibration => wording!("calibration-wrong"),
            Self::TooMany => wording!("too-many-codes"),
            Self::Nothing => wording!("no-code-in-it"),
        }
    }
}

worded_errors!(InputError: Share(ShareError));

fn block_wording(kind: BlockKind, fault: &BlockError) -> Wording {
    let of = kind.wording();
    match fault {
        BlockError::Missing(missing) => wording!("lines-missing", of, missing = ranges(missing)),
        BlockError::DifferentSheets => wording!("lines-of-different-sheets", of),
        fault => fault.wording(),
    }
}

fn line_wording(kind: BlockKind, number: u16, fault: &LineError, confirmed: bool) -> Wording {
    let of = kind.wording();
    match fault {
        LineError::Character { place, found } => {
            let position = LinePlace::of(*place).wording();
            wording!("line-character", number, of, position, found = format!("{found:?}"))
        }
        LineError::Length { found } => wording!("line-length", number, of, found),
        LineError::Number { .. } => wording!("line-number", number, of),
        LineError::Check { proposal: None } => wording!("line-check", number, of),
        LineError::Check { proposal: Some(proposal) } => {
            wording!("line-proposal", number, of, proposed = proposal.wording(confirmed))
        }
    }
}

/// Reads every code of a text.
pub fn read(text: &str) -> Vec<Item> {
    let headed = text.lines().any(|row| headings(row).next().is_some());
    let mut reader = Reader { items: Vec::new(), open: None, headed };
    text.lines().for_each(|row| reader.row(row.trim()));
    reader.close();
    if reader.items.is_empty() {
        reader.items.push(Item::Fault(InputError::Nothing));
    }
    reader.items
}

/// Reads one row as a scanned code: as it is, then as each wrong keyboard would
/// have garbled it. Nothing where it does not look like a code.
pub fn scanned(row: &str) -> Option<Vec<Item>> {
    let row = row.strip_prefix("QR-Code:").unwrap_or(row);
    if row.len() > 5000 {
        return None;
    }
    let plain = code(row)?;
    if !matches!(plain, Item::Fault(_)) {
        return Some(vec![plain]);
    }
    let undone = |layout: &Layout| Some((layout.name, code(layout.restore(row).expose())?));
    let good = LAYOUTS.iter().filter_map(undone).find(|(_, item)| !matches!(item, Item::Fault(_)));
    Some(good.map_or_else(|| vec![plain], |(name, item)| vec![Item::Keyboard(name), item]))
}

/// A row that begins like a scanned code. `SK1` comes as `SK&` from a French
/// keyboard, so the third place is looked at loosely.
fn code(row: &str) -> Option<Item> {
    let head: Vec<char> = row.chars().take(6).collect();
    let &[s, k, version, separator, kind, second] = head.as_slice() else { return None };
    let begins = s.eq_ignore_ascii_case(&'S') && k.eq_ignore_ascii_case(&'K');

    // A blank may stand for a separator, but then no prose follows it.
    let prose = separator.is_whitespace() && row.chars().skip(6).any(char::is_whitespace);
    if !begins || prose {
        return None;
    }
    if version.is_ascii_digit() && version != '1' {
        return Some(Item::Fault(InputError::Version(format!("SK{version}"))));
    }
    let separated = !separator.is_alphanumeric() || separator == second;
    match (version, kind.to_ascii_uppercase()) {
        ('1', 'S') if separated => Some(share_code(row)),
        ('1', 'C') if separated => {
            let whole = SecretText::new(row.to_owned());
            Some(Part::parse(row).map_or(Item::Fault(InputError::Form), |part| Item::Part(part, whole)))
        }
        ('1', 'P') if program::is_part(row) => Some(Item::Program),
        ('1', 'R') if PrintedHash::parse(row).is_ok() => Some(Item::RecordHash),
        ('1', 'K') if separated => Some(calibration(row)),
        _ if separated => Some(Item::Fault(InputError::Form)),
        _ => None,
    }
}

fn calibration(row: &str) -> Item {
    // Capitals count here: a scanner that loses them would garble other codes too.
    let same = |(a, b): (char, char)| a == b || (!a.is_alphanumeric() && !b.is_alphanumeric());
    let as_printed =
        row.chars().count() == CALIBRATION.chars().count() && row.chars().zip(CALIBRATION.chars()).all(same);
    if as_printed { Item::Calibration } else { Item::Fault(InputError::Calibration) }
}

fn share_code(row: &str) -> Item {
    let data: SecretText = SecretText::new(row.chars().skip(6).collect());
    let Ok(folded) = lines::fold(data.expose()) else { return Item::Fault(InputError::Form) };
    match Share::from_code(folded.expose()) {
        Ok(share) => Item::Share(share),
        Err(ShareError::Form) => Item::Fault(InputError::Form),
        Err(fault) => Item::Fault(fault.into()),
    }
}

struct Reader {
    items: Vec<Item>,
    open: Option<Open>,
    /// Once a heading stands anywhere, numbered rows count only below one, so
    /// that the numbered steps of a sheet are not taken for lines.
    headed: bool,
}

/// The block being read, and the typed lines that were not good.
struct Open {
    block: Block,
    faults: Vec<(u16, SecretText, LineError)>,
    twice: Vec<u16>,
}

impl Reader {
    fn row(&mut self, row: &str) {
        if let Some(kind) = headings(row).next() {
            return self.start(kind);
        }
        if let Some(items) = scanned(row) {
            return self.items.extend(items);
        }
        let numbered = numbered(row);
        if numbered.is_empty() {
            self.bare(row);
        }
        numbered.into_iter().for_each(|(number, typed)| self.line(number, typed.expose()));
    }

    /// A credential goes on under a second heading until it is complete; a share begins anew.
    fn start(&mut self, kind: BlockKind) {
        let goes_on = self.open.as_ref().is_some_and(|o| {
            o.block.kind() == kind && kind == BlockKind::Credential && !o.block.is_complete()
        });
        if !goes_on {
            self.close();
            self.open = Some(Open::new(kind));
        }
    }

    fn line(&mut self, number: u16, typed: &str) {
        if self.open.is_none() && !self.headed && looks_like_a_line(typed) {
            self.open = Some(Open::new(kind_of(number, typed)));
        }
        let Some(open) = &mut self.open else { return };

        // Without headings the first line of the next block shows by its kind or number.
        let begins_anew = !self.headed && (open.block.is_complete() || number == 1 && !open.block.is_empty());
        if begins_anew && looks_like_a_line(typed) {
            self.close();
            self.open = Some(Open::new(kind_of(number, typed)));
        }

        if let Some(open) = &mut self.open {
            open.line(number, typed);
        }
        if self.open.as_ref().is_some_and(|o| o.block.kind() == BlockKind::Share && o.block.is_complete()) {
            self.close();
        }
    }

    /// 72 base32 characters on a row of their own, as `base32` prints a share.
    fn bare(&mut self, row: &str) {
        let folded = lines::fold(row).ok().filter(|f| f.expose().len() == share::CHARACTERS);
        if let Some(folded) = folded {
            self.items
                .push(Share::from_code(folded.expose()).map_or_else(|e| Item::Fault(e.into()), Item::Share));
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        open.faults().into_iter().for_each(|fault| self.items.push(Item::Fault(fault)));
        let sound = open.faults.is_empty() && open.twice.is_empty();
        match (open.block.kind(), open.block.finish()) {
            (BlockKind::Credential, _) if !open.block.is_empty() => {
                self.items.push(Item::CredentialLines(open.block))
            }
            (_, Ok(Decoded::Share(share))) => self.items.push(Item::Share(share)),
            (_, Err(fault)) if sound && !open.block.is_empty() => {
                self.items.push(Item::Fault(InputError::Block { kind: open.block.kind(), fault }));
            }
            _ => {}
        }
    }
}

impl Open {
    fn new(kind: BlockKind) -> Self {
        Self { block: Block::new(kind), faults: Vec::new(), twice: Vec::new() }
    }

    fn line(&mut self, number: u16, typed: &str) {
        match self.block.add(number, typed) {
            Ok(true) => {}
            Ok(false) => self.twice.push(number),
            // Prose between the lines is no line.
            Err(_) if !looks_like_a_line(typed) => {}
            Err(fault) => self.faults.push((number, SecretText::new(typed.to_owned()), fault)),
        }
    }

    fn faults(&self) -> Vec<InputError> {
        let kind = self.block.kind();
        let line = |(number, typed, fault): &(u16, SecretText, LineError)| {
            let proposal = match fault {
                LineError::Check { proposal } => *proposal,
                _ => None,
            };
            let confirmed = proposal.is_some_and(|p| self.block.confirms(*number, typed.expose(), p));
            InputError::Line { kind, number: *number, fault: *fault, confirmed }
        };

        let twice = self.twice.iter().map(|number| InputError::Twice { kind, number: *number });
        self.faults.iter().map(line).chain(twice).collect()
    }
}

/// The headings of a row; two columns stand side by side in the text of a page.
fn headings(row: &str) -> impl Iterator<Item = BlockKind> {
    let scanned = row.split_whitespace().any(|word| word.len() > 40);
    let words = if scanned { "" } else { row }.split_whitespace();
    let pairs = words.clone().zip(words.skip(1));
    pairs.filter_map(|(first, second)| BlockKind::of_heading(first, second))
}

/// The numbered pieces of a row: `1. ABCD ...`, several where a page has columns.
fn numbered(row: &str) -> Vec<(u16, SecretText)> {
    let mut pieces: Vec<(u16, SecretText)> = Vec::new();
    for word in row.split_whitespace() {
        match number(word) {
            Some((number, rest)) => {
                let mut typed = SecretText::with_capacity(64);
                typed.push_str(rest);
                pieces.push((number, typed));
            }
            None => match pieces.last_mut() {
                Some((_, typed)) => {
                    typed.push_str(" ");
                    typed.push_str(word);
                }
                None => return pieces,
            },
        }
    }

    pieces
}

fn number(word: &str) -> Option<(u16, &str)> {
    let (digits, rest) = word.split_once(['.', ')', ':'])?;
    (digits.len() <= 3 && !digits.is_empty()).then_some(())?;
    digits.bytes().all(|b| b.is_ascii_digit()).then_some((digits.parse().ok()?, rest))
}

/// Near enough to 20 base32 characters in groups to be one with a slip in it.
fn looks_like_a_line(typed: &str) -> bool {
    let letters = typed.chars().filter(|c| !c.is_whitespace() && *c != '-');
    let (count, foreign) =
        letters.fold((0, 0), |(n, f), c| (n + 1, f + usize::from(!c.is_ascii_alphanumeric())));
    let prose =
        typed.split_whitespace().any(|word| word.len() > 4 && word.chars().any(|c| c.is_ascii_lowercase()));
    (15..=25).contains(&count) && foreign <= 3 && !(prose && count != 20)
}

/// A line without a heading is of the kind whose check it passes.
fn kind_of(number: u16, typed: &str) -> BlockKind {
    match lines::read(typed, number, BlockKind::Credential.series()) {
        Ok(_) => BlockKind::Credential,
        Err(_) if number > BlockKind::Share.series().most() => BlockKind::Credential,
        Err(_) => BlockKind::Share,
    }
}
