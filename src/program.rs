//! The second program, `docs/recover.py`, as it travels with every kit: a file,
//! QR codes, and lines that carry a check each.

use crate::lines;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Read, Write};

/// Its name in the kit folder.
pub const NAME: &str = "recover.py";
/// The program itself.
pub const TEXT: &str = include_str!("../docs/recover.py");
/// Base32 characters of each QR part.
pub const PART_CHARACTERS: usize = 432;
/// How many QR parts there are: known without packing the program, which takes a millisecond.
pub const PARTS: usize = 34;

/// Divides what makes the key from what opens the age file.
const BOUNDARY: &str = "# ======== End of part 1 ========";
/// Bytes in a QR part.
const PART_BYTES: usize = PART_CHARACTERS / 8 * 5;
const HEAD: usize = 11;
const LONGEST: u64 = 1 << 20;

/// A line of the program as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgramLine {
    /// Its number, from 1.
    pub number: usize,
    /// The line.
    pub text: &'static str,
    /// The first two bytes of SHA-256 of the line without blanks at its end.
    pub check: [u8; 2],
}

/// All lines.
pub fn lines() -> Vec<ProgramLine> {
    let line = |(number, text): (usize, &'static str)| {
        let hash = Sha256::digest(text.trim_end());
        ProgramLine { number, text, check: [hash[0], hash[1]] }
    };
    (1..).zip(TEXT.lines()).map(line).collect()
}

/// The number of the last line of part 1, which makes the age key and runs by itself.
pub fn end_of_part_1() -> usize {
    TEXT.lines().take_while(|line| *line != BOUNDARY).count()
}

/// SHA-256 of the file.
pub fn sha256() -> [u8; 32] {
    Sha256::digest(TEXT).into()
}

/// SHA-256 of the file in hexadecimal digits, as the sheets print it.
pub fn sha256_hex() -> String {
    sha256().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The texts of the QR codes: zlib (RFC 1950) of the file, zeros to fill the last
/// part, base32. All are equally long and sort into their order.
pub fn qr_texts() -> Vec<String> {
    let mut packed = deflated().unwrap_or_default();
    let parts = packed.len().div_ceil(PART_BYTES);
    packed.resize(parts * PART_BYTES, 0);
    let text =
        |(i, part): (usize, &[u8])| format!("SK1:P:{:02}{parts:02}:{}", i + 1, lines::encode(part).expose());
    packed.chunks(PART_BYTES).enumerate().map(text).collect()
}

/// Whether a scanned text is a part of a program, this one or another version's.
pub fn is_part(text: &str) -> bool {
    part(text).is_some()
}

/// The file, from the texts of all its QR codes in any order, repeats allowed.
pub fn join<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<Vec<u8>> {
    let parts: BTreeMap<(u8, u8), &str> = texts.into_iter().map(part).collect::<Option<_>>()?;
    let count = parts.first_key_value()?.0.1;
    let whole = (1..=count).map(|number| (number, count)).eq(parts.keys().copied());
    let packed = lines::decode(&parts.into_values().collect::<String>()).filter(|_| whole)?;
    let mut file = Vec::new();
    ZlibDecoder::new(packed.expose()).take(LONGEST).read_to_end(&mut file).ok()?;
    Some(file)
}

fn deflated() -> std::io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(TEXT.as_bytes())?;
    encoder.finish()
}

/// Number, count and characters of a part.
fn part(text: &str) -> Option<((u8, u8), &str)> {
    let (head, data) = text.split_at_checked(HEAD).filter(|_| text.is_ascii())?;
    let number = |range: std::ops::Range<usize>| head.get(range)?.parse::<u8>().ok();
    let numbers = (number(6..8)?, number(8..10)?);
    let sound = head.starts_with("SK1:P:") && head.ends_with(':') && data.len() == PART_CHARACTERS;
    (sound && (1..=numbers.1).contains(&numbers.0)).then_some((numbers, data))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_join_in_any_order() {
        let mut texts = qr_texts();
        assert!(texts.iter().all(|text| text.len() == HEAD + PART_CHARACTERS && is_part(text)));
        assert!(texts.is_sorted() && texts.len() == PARTS, "PARTS is {}", texts.len());
        texts.reverse();
        texts.push(texts[0].clone());
        assert_eq!(join(texts.iter().map(String::as_str)).unwrap(), TEXT.as_bytes());
    }

    #[test]
    fn a_missing_or_foreign_part_gives_nothing() {
        let texts = qr_texts();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(join(texts[1..].iter().copied()), None);
        assert_eq!(join(texts[..texts.len() - 1].iter().copied()), None);
        assert_eq!(join(texts.iter().copied().chain(["SK1:S:"])), None);
        assert_eq!(join([]), None);
        assert!(!is_part("SK1:P:0001:") && !is_part("SK1:P:é"));
    }

    #[test]
    fn it_is_short_enough_to_be_read_and_typed() {
        assert!(TEXT.is_ascii() && TEXT.ends_with('\n'));
        assert!(lines().len() <= 400, "{} lines", lines().len());
        assert!(TEXT.lines().all(|line| line.len() <= 100 && !line.ends_with(' ') && !line.contains('\t')));
        assert!((50..100).contains(&end_of_part_1()));
    }
}
