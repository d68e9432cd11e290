//! Filters of a stream (ISO 32000-1, 7.4) that pictures have, as a chain of readers:
//! nothing is unpacked beyond what the picture asks for.

use super::ScanError;
use super::file::File;
use super::object::{Dict, Object};
use flate2::read::ZlibDecoder;
use std::io::{Cursor, Read, Result as IoResult};
use zeroize::Zeroizing;

/// What a JPEG, a fax or a run-length filter behind another filter may take.
const BYTES: u64 = 16 << 20;
/// The longest row that prediction is taken back from, in bytes.
const ROW: usize = 1 << 20;

/// A filter that pictures have (7.4, table 6).
pub enum Filter {
    Flate,
    RunLength,
    Hex,
    Jpeg,
    Fax,
}

impl Filter {
    pub fn named(name: &Object<'_>) -> Result<Self, ScanError> {
        Ok(match name.name().unwrap_or_default() {
            b"FlateDecode" | b"Fl" => Self::Flate,
            b"RunLengthDecode" | b"RL" => Self::RunLength,
            b"ASCIIHexDecode" | b"AHx" => Self::Hex,
            b"DCTDecode" | b"DCT" => Self::Jpeg,
            b"CCITTFaxDecode" | b"CCF" => Self::Fax,
            b"JBIG2Decode" => return Err(ScanError::Unsupported("picture-jbig2")),
            b"JPXDecode" => return Err(ScanError::Unsupported("picture-jpeg-2000")),
            b"LZWDecode" | b"LZW" => return Err(ScanError::Unsupported("picture-lzw")),
            _ => return Err(ScanError::Unsupported("picture-kind")),
        })
    }
}

/// The bytes of a stream behind the filters so far.
pub struct Source<'s>(Box<dyn Read + 's>);

impl<'s> Source<'s> {
    pub fn new(raw: &'s [u8]) -> Self {
        Self(Box::new(raw))
    }

    pub fn then(
        self,
        filter: Filter,
        file: &File<'_>,
        parameters: Option<&Dict<'_>>,
    ) -> Result<Self, ScanError> {
        let number = |name: &[u8], usual: usize| {
            let given = parameters.and_then(|parameters| file.resolve(parameters.get(name)?)?.natural());
            given.unwrap_or(usual)
        };

        match filter {
            Filter::Flate => {
                let inflated = Box::new(ZlibDecoder::new(self.0));
                let predictor = number(b"Predictor", 1);
                if predictor < 2 {
                    return Ok(Self(inflated));
                }

                let (colors, bits) = (number(b"Colors", 1), number(b"BitsPerComponent", 8));
                let length =
                    colors.checked_mul(bits).and_then(|bits| bits.checked_mul(number(b"Columns", 1)));
                let length = length.map_or(0, |bits| bits.div_ceil(8));
                if !(1..=ROW).contains(&length) || (predictor == 2 && bits != 8) {
                    return Err(ScanError::Unsupported("picture-kind"));
                }

                let apart = (colors * bits / 8).max(1);
                Ok(Self(Box::new(Predicted::new(inflated, predictor == 2, length, apart))))
            }
            Filter::RunLength => Ok(Self(Box::new(Cursor::new(run_lengths(&self.into_bytes()))))),
            Filter::Hex => Ok(Self(Box::new(Cursor::new(hex(&self.into_bytes()))))),
            Filter::Jpeg | Filter::Fax => Ok(self),
        }
    }

    /// Everything that comes, up to a bound; bytes cut short give what they hold.
    pub fn into_bytes(self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::new());
        let _ = self.0.take(BYTES).read_to_end(&mut bytes);
        bytes
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> IoResult<usize> {
        self.0.read(buffer)
    }
}

/// Takes prediction back (7.4.4.4), row by row.
struct Predicted<R> {
    source: R,
    tiff: bool,
    /// Bytes between samples of the same colour.
    apart: usize,
    above: Zeroizing<Vec<u8>>,
    row: Zeroizing<Vec<u8>>,
    at: usize,
}

impl<R: Read> Predicted<R> {
    fn new(source: R, tiff: bool, length: usize, apart: usize) -> Self {
        let row = || Zeroizing::new(vec![0; length]);
        Self { source, tiff, apart, above: row(), row: row(), at: length }
    }

    fn next_row(&mut self) -> IoResult<()> {
        std::mem::swap(&mut self.above, &mut self.row);

        // TIFF knows one predictor, the left neighbour, which is PNG's number 1; PNG names one in
        // front of each row.
        let mut kind = [1];
        if !self.tiff {
            self.source.read_exact(&mut kind)?;
        }

        self.source.read_exact(&mut self.row)?;
        for at in 0..self.row.len() {
            let left = at.checked_sub(self.apart);
            let before = |row: &[u8]| left.and_then(|left| row.get(left)).copied().unwrap_or(0);
            let (a, b, c) =
                (before(&self.row), self.above.get(at).copied().unwrap_or(0), before(&self.above));
            let guess = match kind {
                [1] => a,
                [2] => b,
                // The mean of two bytes is one.
                [3] => ((u16::from(a) + u16::from(b)) / 2) as u8,
                [4] => paeth(a, b, c),
                _ => 0,
            };
            if let Some(byte) = self.row.get_mut(at) {
                *byte = byte.wrapping_add(guess);
            }
        }

        self.at = 0;
        Ok(())
    }
}

/// The Paeth predictor (PNG, 9.4): whichever of left, above and upper left is nearest to
/// their gradient.
fn paeth(a: u8, b: u8, c: u8) -> u8 {
    let guess = i16::from(a) + i16::from(b) - i16::from(c);
    let far = |byte: u8| (guess - i16::from(byte)).abs();
    if far(a) <= far(b) && far(a) <= far(c) {
        a
    } else if far(b) <= far(c) {
        b
    } else {
        c
    }
}

impl<R: Read> Read for Predicted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> IoResult<usize> {
        if self.at >= self.row.len() {
            self.next_row()?;
        }
        let rest = self.row.get(self.at..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        self.at += count;
        Ok(count)
    }
}

/// Run lengths (7.4.5): 128 ends, less copies, more repeats.
fn run_lengths(mut bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let [length, rest @ ..] = bytes {
        let length = usize::from(*length);
        let used = match (length, rest) {
            (0..128, _) => {
                let run = rest.get(..=length).unwrap_or(rest);
                out.extend_from_slice(run);
                run.len()
            }
            (length, [byte, ..]) if length > 128 => {
                out.extend(std::iter::repeat_n(*byte, 257 - length));
                1
            }
            _ => break,
        };
        bytes = rest.get(used..).unwrap_or_default();
    }
    out
}

/// Reads hexadecimal digits in pairs (7.4.2); everything else is stepped over.
fn hex(bytes: &[u8]) -> Vec<u8> {
    let digits = bytes.iter().take_while(|&&byte| byte != b'>');
    let digits: Vec<u8> =
        digits.filter_map(|&byte| char::from(byte).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair.first().unwrap_or(&0) << 4 | pair.get(1).unwrap_or(&0)).collect()
}

/// The bytes of a string or of a stream: the table of a palette.
pub fn bytes_of(file: &File<'_>, object: &Object<'_>) -> Option<Zeroizing<Vec<u8>>> {
    if let Object::Reference(number) = object
        && let Some(body) = file.body(*number)
        && let (Some(dict), Some(raw)) = (body.object.dict(), body.stream)
    {
        let mut source = Source::new(raw);
        match dict.get(b"Filter").and_then(|filter| file.resolve(filter)) {
            None => {}
            Some(filter) => {
                let filter = filter.array().and_then(<[_]>::first).unwrap_or(filter);
                source = source.then(Filter::named(filter).ok()?, file, None).ok()?;
            }
        }
        let mut bytes = Zeroizing::new(Vec::new());
        let _ = source.take(256 * 32).read_to_end(&mut bytes);
        return Some(bytes);
    }

    let Object::Text(text) = file.resolve(object)? else { return None };
    Some(Zeroizing::new(match text {
        [b'<', digits @ ..] => hex(digits),
        [b'(', text @ .., b')'] => literal(text),
        _ => return None,
    }))
}

/// A string in parentheses with its escapes taken back (7.3.4.2).
fn literal(mut text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let [byte, rest @ ..] = text {
        text = rest;
        if *byte != b'\\' {
            out.push(*byte);
            continue;
        }

        let octal = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
        if octal > 0 {
            let digits = rest.iter().take(octal);
            // Beyond 377 the high bit is dropped, as the standard says.
            out.push(digits.fold(0u16, |sum, digit| sum << 3 | u16::from(digit - b'0')) as u8);
        } else {
            match rest.first() {
                Some(b'n') => out.push(b'\n'),
                Some(b'r') => out.push(b'\r'),
                Some(b't') => out.push(b'\t'),
                Some(b'b') => out.push(8),
                Some(b'f') => out.push(12),
                Some(b'\n' | b'\r') | None => {}
                Some(byte) => out.push(*byte),
            }
        }
        text = rest.get(octal.max(1)..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_as_bytes() {
        assert_eq!(literal(b"a\\(b\\)\\\\\\101\\7\\0008\\n\\\nz"), b"a(b)\\A\x07\x008\nz");
        assert_eq!(hex(b"00 fF 1>22"), [0, 255, 16]);
    }

    #[test]
    fn run_lengths_copy_and_repeat() {
        assert_eq!(run_lengths(&[2, 1, 2, 3, 254, 9, 128, 7]), [1, 2, 3, 9, 9, 9]);
        assert_eq!(run_lengths(&[5, 1, 2]), [1, 2]);
        assert!(run_lengths(&[200]).is_empty());
    }

    #[test]
    fn prediction_is_taken_back() {
        let rows = [2, 10, 20, 30, 4, 1, 1, 1, 1, 5, 5, 5];
        let mut png = Predicted::new(&rows[..], false, 3, 1);
        let mut out = Vec::new();
        assert!(png.read_to_end(&mut out).is_err(), "no more rows");
        assert_eq!(out, [10, 20, 30, 11, 21, 31, 5, 10, 15]);
        let mut tiff = Predicted::new(&[1u8, 2, 3, 4, 5, 6][..], true, 6, 3);
        let mut out = [0; 6];
        tiff.read_exact(&mut out).unwrap();
        assert_eq!(out, [1, 2, 3, 5, 7, 9]);
    }
}
