//! Base32 text to numbered, checked lines, and back.
//!
//! A line carries 18 data characters and two check characters over GF(32). With
//! the line's tag as two unprinted symbols the word has 22 symbols, and
//! `sum(c_i) = 0` and `sum(a^i c_i) = 0`: a shortened code of distance 3, so
//! every one or two wrong characters, every swap of neighbours and every line in
//! another's place is detected. The field and the tags are set down in
//! `docs/FORMAT.md`.

mod place;

use crate::secret::{SecretBytes, SecretText};
use crate::texts::{Worded, Wording};
use data_encoding::BASE32_NOPAD;
use zeroize::Zeroizing;

pub use place::LinePlace;

/// Data characters on a line: 90 bits, so that four lines carry the 45 bytes of a share.
pub const DATA: usize = 18;
/// Check characters on a line, printed behind the data.
pub const CHECK: usize = 2;
const TYPED: usize = DATA + CHECK;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A series of line tags: line `i` of the series has the tag `before + i`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    before: u16,
    most: u16,
}

impl Series {
    /// Makes a series of at most `most` lines whose tags follow on `before`. Returns `None`
    /// unless all tags are from 1 to 1023, which two symbols hold.
    pub const fn new(before: u16, most: u16) -> Option<Self> {
        if most == 0 || before + most > 1023 { None } else { Some(Self { before, most }) }
    }

    /// The number of the last line that the series may have.
    pub const fn most(self) -> u16 {
        self.most
    }

    fn tag(self, number: u16) -> Option<[u8; 2]> {
        let tag = (1..=self.most).contains(&number).then(|| self.before + number)?;
        // The two unprinted symbols of the tag, the lower five bits first (FORMAT, 6).
        Some([(tag & 31) as u8, (tag >> 5) as u8])
    }
}

/// One line as it is printed.
pub struct CheckedLine {
    /// The number printed in front, from 1.
    pub number: u16,
    /// The 18 base32 characters of data.
    pub data: SecretText,
    /// The two check characters.
    pub check: SecretText,
}

/// A wrong character that would explain what was typed, if it is the only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Place on the line, from 1; the check characters are 19 and 20.
    pub place: usize,
    /// The character that was typed there.
    pub typed: char,
    /// The character that probably stands on the paper.
    pub probable: char,
}

/// What is wrong with one typed line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineError {
    /// A character that base32 does not have.
    Character {
        /// Place among the characters that count, from 1.
        place: usize,
        /// The character that was typed.
        found: char,
    },
    /// The line does not have 20 characters.
    Length {
        /// The number of characters that count.
        found: usize,
    },
    /// A line number the series does not have.
    Number {
        /// The number that was asked for.
        number: u16,
    },
    /// The check characters do not match.
    Check {
        /// A probable correction, where one exists.
        proposal: Option<Proposal>,
    },
}

impl Worded for LineError {
    fn wording(&self) -> Wording {
        match self {
            Self::Character { place, found } => {
                wording!("typed-character", place, found = format!("{found:?}"))
            }
            Self::Length { found } => wording!("typed-length", found),
            Self::Number { number } => wording!("typed-number", number),
            Self::Check { .. } => wording!("typed-check"),
        }
    }
}

worded_errors!(LineError);

impl Proposal {
    /// The correction in words, and whether it would make the whole code good. It is never
    /// made without a yes.
    pub fn wording(self, confirmed: bool) -> Wording {
        let Self { place, typed, probable } = self;
        let position = LinePlace::of(place).wording();
        match confirmed {
            true => wording!("proposed-surely", position, probable, typed),
            false => wording!("proposed", position, probable, typed),
        }
    }
}

/// Base32 (RFC 4648, capitals, no padding) of `bytes`.
pub fn encode(bytes: &[u8]) -> SecretText {
    let mut text = Zeroizing::new(vec![0; BASE32_NOPAD.encode_len(bytes.len())]);
    BASE32_NOPAD.encode_mut(bytes, &mut text);
    let mut out = SecretText::with_capacity(text.len());
    out.push_str(std::str::from_utf8(&text).unwrap_or_default());
    out
}

/// Decodes canonical base32 text. Returns `None` for anything else, also for spare bits
/// that are set (RFC 4648, 3.5).
pub fn decode(text: &str) -> Option<SecretBytes> {
    BASE32_NOPAD.decode(text.as_bytes()).ok().map(SecretBytes::new)
}

/// Brings typed base32 text to its one form: ASCII capitals, blanks and dashes
/// dropped, 0, 1 and 8 read as O, I and B.
///
/// # Errors
/// Returns [`LineError::Character`] for a character that base32 does not have.
pub fn fold(typed: &str) -> Result<SecretText, LineError> {
    let mut folded = SecretText::with_capacity(typed.len());

    let counted = typed.chars().filter(|c| !c.is_whitespace() && *c != '-');

    for (place, found) in (1..).zip(counted) {
        // Base32 has no 0, 1, 8 and 9: three of them look like letters, and are read as those.
        let letter = match found.to_ascii_uppercase() {
            '0' => 'O',
            '1' => 'I',
            '8' => 'B',
            letter @ ('A'..='Z' | '2'..='7') => letter,
            _ => return Err(LineError::Character { place, found }),
        };
        folded.push_str(letter.encode_utf8(&mut [0; 4]));
    }

    Ok(folded)
}

/// Cuts base32 text into checked lines. Returns `None` for a rest shorter than a line, and
/// for a line beyond the series.
pub fn split(text: &SecretText, series: Series) -> Option<Vec<CheckedLine>> {
    let symbols = symbols(text.expose())?;
    let lines = symbols.chunks(DATA).zip(1..);
    lines.map(|(data, number)| Some(checked(data.try_into().ok()?, number, series.tag(number)?))).collect()
}

/// Reads one typed line whose number is known, and returns its 18 data characters.
///
/// # Errors
/// Returns the [`LineError`] that says what is wrong with it.
pub fn read(typed: &str, number: u16, series: Series) -> Result<SecretText, LineError> {
    let folded = fold(typed)?;
    let text = folded.expose();

    let tag = series.tag(number).ok_or(LineError::Number { number })?;

    if text.len() != TYPED {
        return Err(LineError::Length { found: text.len() });
    }

    // The paper's line satisfies both sums with its own tag, so a line typed under another
    // number fails as a wrong character does.
    let word = symbols(text).ok_or(LineError::Length { found: text.len() })?;
    match syndromes(&word, tag) {
        (0, 0) => Ok(SecretText::new(text[..DATA].to_owned())),
        wrong => Err(LineError::Check { proposal: locate(&word, wrong) }),
    }
}

/// Returns the typed line with the proposed character in place of the typed one.
///
/// # Errors
/// Returns [`LineError::Character`] for a character that base32 does not have.
pub fn amend(typed: &str, proposal: Proposal) -> Result<SecretText, LineError> {
    let folded = fold(typed)?;
    let mut amended = SecretText::with_capacity(folded.expose().len() + 4);

    for (place, letter) in (1..).zip(folded.expose().chars()) {
        let letter = if place == proposal.place { proposal.probable } else { letter };
        amended.push_str(letter.encode_utf8(&mut [0; 4]));
    }
    Ok(amended)
}

fn checked(data: &[u8; DATA], number: u16, tag: [u8; 2]) -> CheckedLine {
    let mut word = Zeroizing::new([0; TYPED]);
    word[..DATA].copy_from_slice(data);
    let (sum, weighted) = syndromes(word.as_slice(), tag);

    // c18 + c19 = sum and a^18 c18 + a^19 c19 = weighted, solved for c19.
    let last = divide(weighted ^ multiply(power(18), sum), power(18) ^ power(19));
    CheckedLine { number, data: letters(data), check: letters(&[sum ^ last, last]) }
}

/// The two sums of a word that are zero if it is right: sum(c_i), and sum(a^i c_i) by
/// Horner's rule from the last symbol on.
fn syndromes(word: &[u8], tag: [u8; 2]) -> (u8, u8) {
    let all = word.iter().chain(&tag);
    all.rev().fold((0, 0), |(sum, weighted), c| (sum ^ c, multiply(weighted, 2) ^ c))
}

/// Finds the one wrong character that explains the sums: a wrong symbol `e` at place `i`
/// leaves `e` and `a^i e`. Both are needed, and neither is zero.
fn locate(word: &[u8], (sum, weighted): (u8, u8)) -> Option<Proposal> {
    if sum == 0 || weighted == 0 {
        return None;
    }
    // The places of the tag are left out: nobody typed it.
    let place = (0..TYPED).find(|i| multiply(power(*i as u32), sum) == weighted)?;
    let typed = *word.get(place)?;
    Some(Proposal { place: place + 1, typed: letter(typed), probable: letter(typed ^ sum) })
}

fn symbols(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut symbols = Zeroizing::new(Vec::with_capacity(text.len()));
    for byte in text.bytes() {
        symbols.push(ALPHABET.iter().position(|a| *a == byte)? as u8);
    }
    Some(symbols)
}

fn letter(symbol: u8) -> char {
    char::from(ALPHABET[usize::from(symbol & 31)])
}

fn letters(symbols: &[u8]) -> SecretText {
    SecretText::new(symbols.iter().map(|s| letter(*s)).collect())
}

/// Product in GF(32) = GF(2)\[x\]/(x^5 + x^2 + 1).
fn multiply(a: u8, b: u8) -> u8 {
    let product = (0..5).filter(|i| b >> i & 1 == 1).fold(0u16, |p, i| p ^ u16::from(a) << i);
    (5..9).rev().fold(product, |p, i| if p >> i & 1 == 1 { p ^ 0b10_0101 << (i - 5) } else { p }) as u8
}

fn power(exponent: u32) -> u8 {
    (0..exponent).fold(1, |p, _| multiply(p, 2))
}

/// `a / b` by b^30, since b^31 = 1 for every b but zero.
fn divide(a: u8, b: u8) -> u8 {
    (0..30).fold(a, |p, _| multiply(p, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERIES: Series = Series { before: 0, most: 4 };
    const OTHER: Series = Series { before: 31, most: 992 };

    fn line(text: &str, number: u16, series: Series) -> String {
        let tag = series.tag(number).unwrap();
        let data: [u8; DATA] = symbols(text).unwrap().as_slice().try_into().unwrap();
        let line = checked(&data, number, tag);
        format!("{}{}", line.data.expose(), line.check.expose())
    }

    #[test]
    fn the_field_has_the_order_the_check_needs() {
        let powers: std::collections::BTreeSet<u8> = (0..31).map(power).collect();
        assert_eq!(powers.len(), 31);
        assert_eq!(power(31), 1);
        assert_eq!(power(5), 0b101);
        for b in 1..32 {
            assert_eq!(multiply(divide(19, b), b), 19);
        }
    }

    #[test]
    fn a_good_line_reads_back_however_it_is_typed() {
        let typed = line("PTGZ6JFEBZSDOXRLGQ", 1, SERIES);
        assert_eq!(read(&typed, 1, SERIES).unwrap().expose(), "PTGZ6JFEBZSDOXRLGQ");
        let loose = format!(" {}-{} ", typed[..4].to_lowercase(), typed[4..].replace('O', "0"));
        assert_eq!(read(&loose, 1, SERIES).unwrap().expose(), "PTGZ6JFEBZSDOXRLGQ");
        let boi = line("BOIBOIBOIBOIBOIBOI", 2, SERIES);
        let digits = boi.replace('B', "8").replace('O', "0").replace('I', "1");
        assert!(read(&digits, 2, SERIES).is_ok());
    }

    #[test]
    fn faults_are_told_apart() {
        let good = line("AAAAAAAAAAAAAAAAAA", 1, SERIES);
        assert_eq!(read("", 1, SERIES).err(), Some(LineError::Length { found: 0 }));
        assert_eq!(read(&good[1..], 1, SERIES).err(), Some(LineError::Length { found: 19 }));
        assert_eq!(read("AB9D", 1, SERIES).err(), Some(LineError::Character { place: 3, found: '9' }));
        assert_eq!(read("AÄ", 1, SERIES).err(), Some(LineError::Character { place: 2, found: 'Ä' }));
        assert_eq!(read(&good, 5, SERIES).err(), Some(LineError::Number { number: 5 }));
        assert_eq!(read(&good, 0, SERIES).err(), Some(LineError::Number { number: 0 }));
    }

    #[test]
    fn a_single_wrong_character_is_located_and_the_proposal_mends_it() {
        let good = line("PTGZ6JFEBZSDOXRLGQ", 3, SERIES);
        for place in 0..TYPED {
            let mut typed = good.clone().into_bytes();
            typed[place] = if typed[place] == b'A' { b'7' } else { b'A' };
            let typed = String::from_utf8(typed).unwrap();
            let Err(LineError::Check { proposal: Some(proposal) }) = read(&typed, 3, SERIES) else {
                panic!("no proposal at {place}");
            };
            assert_eq!(proposal.place, place + 1);
            assert_eq!(amend(&typed, proposal).unwrap().expose(), good);
        }
    }

    #[test]
    fn lines_of_a_text_are_cut_and_numbered() {
        let text = encode(&[7; 45]);
        let lines = split(&text, SERIES).unwrap();
        assert_eq!(lines.iter().map(|l| l.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(lines.iter().map(|l| l.data.expose()).collect::<String>(), text.expose());
        assert!(split(&encode(&[7; 90]), SERIES).is_none(), "eight lines in a series of four");
        assert!(split(&encode(&[7; 90]), OTHER).is_some());
        assert!(split(&encode(&[7; 44]), OTHER).is_none(), "a short rest");
    }

    #[test]
    fn only_canonical_base32_decodes() {
        assert_eq!(encode(b"sealkit").expose(), "ONSWC3DLNF2A");
        assert_eq!(decode("ONSWC3DLNF2A").unwrap().expose(), b"sealkit");
        assert!(decode("ONSWC3DLNF2B").is_none(), "spare bits set");
        assert!(decode("onswc3dlnf2a").is_none());
        assert!(decode("ONSWC3DLNF2").is_none());
    }

    #[test]
    fn series_end_with_the_tags() {
        assert!(Series::new(31, 992).is_some());
        assert!(Series::new(31, 993).is_none());
        assert!(Series::new(0, 0).is_none());
    }
}
