//! Tokens of PDF (ISO 32000-1, 7.2), the same in files and in page content.

/// One token; a string with its parentheses or angles, and as it is escaped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token<'a> {
    Number(f64),
    Name(&'a [u8]),
    Text(&'a [u8]),
    ArrayOpen,
    ArrayClose,
    DictOpen,
    DictClose,
    Word(&'a [u8]),
}

/// Walks over bytes, token by token, never back.
#[derive(Clone)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Bytes behind us.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes forward to a place; never back, so every walk ends.
    pub fn skip_to(&mut self, at: usize) {
        self.at = at.clamp(self.at, self.bytes.len());
    }

    /// The bytes before us.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next token, or nothing at the end.
    pub fn next(&mut self) -> Option<Token<'a>> {
        self.skip_blanks();
        let rest = self.rest();
        let (token, length) = match rest.first()? {
            b'/' => {
                let length = regular(rest.get(1..)?);
                (Token::Name(rest.get(1..1 + length)?), 1 + length)
            }
            b'(' => text(rest, literal(rest)),
            b'<' if rest.get(1) == Some(&b'<') => (Token::DictOpen, 2),
            b'>' if rest.get(1) == Some(&b'>') => (Token::DictClose, 2),
            b'<' => text(rest, rest.iter().position(|&b| b == b'>').map_or(rest.len(), |end| end + 1)),
            b'[' => (Token::ArrayOpen, 1),
            b']' => (Token::ArrayClose, 1),
            _ => word(rest),
        };
        self.at += length;
        Some(token)
    }

    fn skip_blanks(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                // A comment, to the end of its line (7.2.3).
                b'%' => {
                    self.at +=
                        self.rest().iter().position(|b| b"\r\n".contains(b)).unwrap_or(self.rest().len())
                }
                _ if is_blank(byte) => self.at += 1,
                _ => break,
            }
        }
    }
}

/// Says whether a byte is one of the six white-space characters (7.2.2, table 1).
pub fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

/// Says whether a byte is neither white space nor a delimiter (7.2.2, table 2).
fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// The length of the run of regular bytes at the beginning.
fn regular(bytes: &[u8]) -> usize {
    bytes.iter().position(|&byte| !is_regular(byte)).unwrap_or(bytes.len())
}

fn text(rest: &[u8], length: usize) -> (Token<'_>, usize) {
    (Token::Text(rest.get(..length).unwrap_or(rest)), length)
}

/// A number or a word; a delimiter that begins nothing is a word by itself.
fn word(rest: &[u8]) -> (Token<'_>, usize) {
    let length = regular(rest).max(1);
    let word = rest.get(..length).unwrap_or(rest);
    (number(word).map_or(Token::Word(word), Token::Number), length)
}

/// The length of a string in balanced parentheses, which may hold escaped ones.
fn literal(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0usize, 0);
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at.min(rest.len())
}

/// Reads a number (7.3.3): PDF numbers have no exponent. Fifteen digits are exact, more lose
/// nothing drawn.
fn number(word: &[u8]) -> Option<f64> {
    let (sign, digits) = match word {
        [b'-', rest @ ..] => (-1.0, rest),
        [b'+', rest @ ..] => (1.0, rest),
        _ => (1.0, word),
    };

    let (mut value, mut scale, mut seen) = (0.0, 0.0, false);
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                value = value * 10.0 + f64::from(byte - b'0');
                scale *= 10.0;
                seen = true;
            }
            b'.' if scale == 0.0 => scale = 1.0,
            _ => return None,
        }
    }

    let value = if scale > 1.0 { value / scale } else { value };
    (seen && value.is_finite()).then_some(sign * value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8]) -> Vec<Token<'_>> {
        let mut lexer = Lexer::new(text);
        std::iter::from_fn(|| lexer.next()).collect()
    }

    #[test]
    fn numbers_are_read_as_written() {
        let text = b"0 -1 +17 .5 -.25 4. 123.456 00012 1.2.3 - . 1e5 --2";
        let word = |text| Token::Word(text);
        let numbers = [0.0, -1.0, 17.0, 0.5, -0.25, 4.0, 123.456, 12.0].map(Token::Number);
        let words = [word(&b"1.2.3"[..]), word(b"-"), word(b"."), word(b"1e5"), word(b"--2")];
        assert_eq!(all(text), [&numbers[..], &words].concat());
    }

    #[test]
    fn strings_and_comments_are_stepped_over() {
        let text = b"(a (b) \\) c) f <48 65> % ( not here\n/Na#20me<</A[1]>>stream";
        let expected = [
            Token::Text(b"(a (b) \\) c)"),
            Token::Word(b"f"),
            Token::Text(b"<48 65>"),
            Token::Name(b"Na#20me"),
            Token::DictOpen,
            Token::Name(b"A"),
            Token::ArrayOpen,
            Token::Number(1.0),
            Token::ArrayClose,
            Token::DictClose,
            Token::Word(b"stream"),
        ];
        assert_eq!(all(text), expected);
    }

    #[test]
    fn what_does_not_end_ends_with_the_bytes() {
        for text in [&b"(((("[..], b"<4865", b"(\\", b"/", b">", b")", b"{", b"%", b"( a"] {
            assert!(all(text).len() <= 1, "{text:?}");
        }
    }
}
