//! The hash of a record or a batch as it stands on paper: read aloud, typed or scanned.

use super::Hash;
use crate::id::hex_groups;
use crate::keyboard::LAYOUTS;
use crate::texts::{Worded, Wording};
use crate::words;
use data_encoding::{HEXLOWER_PERMISSIVE, HEXUPPER};
use std::fmt;

/// What the text of the square begins with.
const MARK: &str = "SK1:R:";

/// The first 16 bytes of the hash of a record or a batch.
///
/// Paper has them as eight groups of four hexadecimal digits, as 16 words and as a square.
/// Nobody can find a second record with the same 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintedHash([u8; 16]);

/// What comes of a hash from paper, held against the hash of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashComparison {
    /// They are the same.
    Equal,
    /// Only this one of the eight groups differs, counted from 1: probably a slip.
    OneGroup(u8),
    /// It is the hash of something else.
    Other,
    /// None was given for it.
    NotGiven,
}

/// Why what was typed is no hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedHashError {
    /// It has another number of digits.
    Digits(usize),
    /// It has another number of words.
    Words(usize),
    /// The word at this place, counted from 1, is not in the list or belongs at another place.
    Word(usize),
    /// It is neither digits nor words.
    Form,
}

impl Worded for TypedHashError {
    fn wording(&self) -> Wording {
        match self {
            Self::Digits(digits) => wording!("hash-digits", digits),
            Self::Words(words) => wording!("hash-words", words),
            Self::Word(place) => wording!("hash-word", place),
            Self::Form => wording!("hash-form"),
        }
    }
}

worded_errors!(TypedHashError);

impl PrintedHash {
    /// What paper shows of a hash.
    pub fn of(hash: Hash) -> Self {
        let mut first = [0; 16];
        first.copy_from_slice(&hash.bytes()[..16]);
        Self(first)
    }

    /// Reads it in any spelling: digits or words, in either case, with blanks or dashes
    /// anywhere, or what a scanner types of the square. All 64 digits of a hash are read, too.
    ///
    /// # Errors
    /// [`TypedHashError`].
    pub fn parse(text: &str) -> Result<Self, TypedHashError> {
        let text = text.trim();
        match scanned(text) {
            Some(hash) => hash,
            None => typed(text),
        }
    }

    /// Holds a typed hash against this one.
    pub fn compare(self, typed: Self) -> HashComparison {
        let pairs = self.0.chunks(2).zip(typed.0.chunks(2));
        let mut differing = (1..).zip(pairs).filter(|(_, (ours, theirs))| ours != theirs).map(|(at, _)| at);
        match (differing.next(), differing.next()) {
            (None, _) => HashComparison::Equal,
            (Some(group), None) => HashComparison::OneGroup(group),
            _ => HashComparison::Other,
        }
    }

    /// The same bytes as words.
    pub fn words(self) -> Vec<&'static str> {
        words::of(&self.0)
    }

    /// What the square says.
    pub fn square(self) -> String {
        format!("{MARK}{}", HEXUPPER.encode(&self.0))
    }
}

impl fmt::Display for PrintedHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex_groups(&self.0))
    }
}

/// Holds what was typed against the hashes of several files, by value: neither the order nor
/// a hash of something that was not given makes a difference.
pub fn compare_all(hashes: &[PrintedHash], typed: &[PrintedHash]) -> Vec<HashComparison> {
    let near = |typed: PrintedHash| hashes.iter().any(|hash| hash.compare(typed) != HashComparison::Other);
    let is_slip = |found: &HashComparison| matches!(found, HashComparison::OneGroup(_));

    let of_one = |hash: &PrintedHash| {
        let found: Vec<HashComparison> = typed.iter().map(|typed| hash.compare(*typed)).collect();
        if found.contains(&HashComparison::Equal) {
            return HashComparison::Equal;
        }

        // A hash that is right for another file, or nearly so, is not meant for this one.
        let strange = typed.iter().any(|typed| !near(*typed));
        let other = if strange { HashComparison::Other } else { HashComparison::NotGiven };
        found.into_iter().find(is_slip).unwrap_or(other)
    };

    hashes.iter().map(of_one).collect()
}

/// What a scanner types, perhaps for another keyboard. Nothing where it does not begin like it.
fn scanned(text: &str) -> Option<Result<PrintedHash, TypedHashError>> {
    let text = text.strip_prefix("QR-Code:").unwrap_or(text);
    // Two of the words begin like the mark, which goes on with a digit.
    let goes_on = text.get(2..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    if !text.get(..2)?.eq_ignore_ascii_case("SK") || goes_on {
        return None;
    }

    let restored = LAYOUTS.iter().map(|layout| layout.restore(text).expose().to_owned());
    let mut read = std::iter::once(text.to_owned()).chain(restored).filter_map(|text| value(&text));
    Some(read.find_map(|value| digits(&value).ok()).ok_or(TypedHashError::Form))
}

/// What stands behind the mark; any character serves as a separator.
fn value(text: &str) -> Option<String> {
    let mut letters = text.chars();
    let same = |mark: char, letter: char| mark == ':' || letter.eq_ignore_ascii_case(&mark);
    MARK.chars().all(|mark| letters.next().is_some_and(|letter| same(mark, letter))).then_some(())?;
    Some(letters.collect())
}

fn typed(text: &str) -> Result<PrintedHash, TypedHashError> {
    let hex = |c: char| c.is_ascii_hexdigit();
    let close = text.chars().filter(|c| !is_between(*c)).collect::<String>();
    if close.chars().all(hex) {
        return digits(&close);
    }
    if !close.chars().all(|c| c.is_ascii_alphabetic()) {
        return Err(TypedHashError::Form);
    }

    let words: Vec<&str> = text.split(is_between).filter(|word| !word.is_empty()).collect();
    let bytes = words::read(&words).map_err(TypedHashError::Word)?;
    let count = bytes.len();
    bytes.try_into().map(PrintedHash).map_err(|_| TypedHashError::Words(count))
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | ':' | ',')
}

fn digits(text: &str) -> Result<PrintedHash, TypedHashError> {
    // Of a whole hash the first half is what paper shows.
    let first = if text.len() == 64 { text.get(..32).unwrap_or_default() } else { text };
    let bytes =
        HEXLOWER_PERMISSIVE.decode(first.as_bytes()).map_err(|_| TypedHashError::Digits(text.len()))?;
    bytes.try_into().map(PrintedHash).map_err(|_| TypedHashError::Digits(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash() -> PrintedHash {
        PrintedHash::of(Hash::of(b"x"))
    }

    #[test]
    fn it_is_read_in_any_spelling() {
        let groups = hash().to_string();
        assert_eq!(groups, "2d71 1642 b726 b044 0162 7ca9 fbac 32f5");
        let words = hash().words().join(" ");
        let spellings = [
            groups.clone(),
            groups.replace(' ', ""),
            groups.to_uppercase().replace(' ', "-"),
            format!("\n {} ", groups.replace(' ', " : ")),
            Hash::of(b"x").to_string(),
            words.clone(),
            words.to_uppercase().replace(' ', "-"),
            words.replace(' ', ",\n"),
            hash().square(),
            format!("QR-Code:{}", hash().square()),
            hash().square().to_lowercase().replace(':', "/"),
            // From a scanner, with a German and with a French keyboard.
            hash().square().replace(':', "Ö"),
            hash().square().chars().map(azerty).collect(),
        ];
        for spelling in spellings {
            assert_eq!(PrintedHash::parse(&spelling), Ok(hash()), "{spelling}");
        }
    }

    fn azerty(sent: char) -> char {
        let keys = "A:Q 1:& 2:é 3:\" 4:' 5:( 6:- 7:è 8:_ 9:ç 0:à";
        let pair = keys.split(' ').find_map(|pair| pair.strip_prefix(sent)?.chars().nth(1));
        if sent == ':' { 'M' } else { pair.unwrap_or(sent) }
    }

    #[test]
    fn what_is_no_hash_is_named() {
        let (groups, words) = (hash().to_string(), hash().words());
        let swapped = [&words[1..2], &words[..1], &words[2..]].concat().join(" ");
        let cases = [
            (groups[1..].to_owned(), TypedHashError::Digits(31)),
            (format!("{groups}0"), TypedHashError::Digits(33)),
            (String::new(), TypedHashError::Digits(0)),
            (groups.replace('d', "g"), TypedHashError::Form),
            (format!("{groups} aardvark"), TypedHashError::Form),
            (words[..14].join(" "), TypedHashError::Words(14)),
            (words[1..].join(" "), TypedHashError::Word(1)),
            (swapped, TypedHashError::Word(1)),
            ([&words[..3], &words[4..]].concat().join(" "), TypedHashError::Word(4)),
            ("SK1:R:2D71".to_owned(), TypedHashError::Form),
            ("SK2:R:2D71".to_owned(), TypedHashError::Form),
        ];
        for (text, error) in cases {
            assert_eq!(PrintedHash::parse(&text), Err(error), "{text}");
        }
    }

    #[test]
    fn every_first_word_is_read() {
        for first in 0..=255 {
            let mut any = hash();
            any.0[0] = first;
            assert_eq!(PrintedHash::parse(&any.words().join(" ")), Ok(any), "{}", any.words()[0]);
        }
    }

    #[test]
    fn one_wrong_group_is_told_by_its_number_and_two_are_another_hash() {
        let mut slip = hash();
        slip.0[4] ^= 1;
        assert_eq!(hash().compare(hash()), HashComparison::Equal);
        assert_eq!(hash().compare(slip), HashComparison::OneGroup(3));
        slip.0[5] ^= 1;
        assert_eq!(hash().compare(slip), HashComparison::OneGroup(3));
        slip.0[15] ^= 1;
        assert_eq!(hash().compare(slip), HashComparison::Other);
    }

    #[test]
    fn several_are_matched_by_value() {
        let [a, b, c] = [b"a", b"b", b"c"].map(|bytes| PrintedHash::of(Hash::of(bytes)));
        let mut slip = b;
        slip.0[0] ^= 1;
        use HashComparison::{Equal, NotGiven, OneGroup, Other};
        assert_eq!(compare_all(&[a, b], &[b, a]), [Equal, Equal]);
        assert_eq!(compare_all(&[a, b], &[a]), [Equal, NotGiven]);
        assert_eq!(compare_all(&[a, b], &[a, c]), [Equal, Other]);
        assert_eq!(compare_all(&[a, b], &[slip]), [NotGiven, OneGroup(1)]);
        assert_eq!(compare_all(&[a], &[a, c, slip]), [Equal]);
        assert_eq!(compare_all(&[a], &[]), [NotGiven]);
    }
}
