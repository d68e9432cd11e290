//! Objects of a PDF (ISO 32000-1, 7.3), borrowed from its bytes.

use super::ScanError;
use super::budget::Budget;
use super::lexer::{Lexer, Token};

/// An object and, when it is a stream, its bytes as they lie in the file.
pub struct Body<'a> {
    pub object: Object<'a>,
    pub stream: Option<&'a [u8]>,
}

/// Arrays and dictionaries within one another; the walk calls itself for each.
const DEPTH: usize = 32;

/// An object; what nothing drawn depends on is `Other`.
#[derive(Debug, PartialEq)]
pub enum Object<'a> {
    Number(f64),
    Name(&'a [u8]),
    Array(Vec<Object<'a>>),
    Dict(Dict<'a>),
    Reference(u32),
    Text(&'a [u8]),
    Yes,
    No,
    Other,
}

/// Names and objects, sorted by name; of a repeated name the last counts.
#[derive(Debug, PartialEq)]
pub struct Dict<'a>(Vec<(&'a [u8], Object<'a>)>);

impl<'a> Dict<'a> {
    pub fn get(&self, name: &[u8]) -> Option<&Object<'a>> {
        let behind = self.0.partition_point(|(key, _)| *key <= name);
        let (key, object) = self.0.get(behind.checked_sub(1)?)?;
        (*key == name).then_some(object)
    }

    pub fn is_a(&self, kind: &[u8]) -> bool {
        self.get(b"Type").and_then(Object::name) == Some(kind)
    }
}

impl<'a> Object<'a> {
    pub fn name(&self) -> Option<&'a [u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub fn array(&self) -> Option<&[Object<'a>]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    pub fn dict(&self) -> Option<&Dict<'a>> {
        if let Self::Dict(dict) = self { Some(dict) } else { None }
    }

    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    pub fn natural(&self) -> Option<usize> {
        self.number().and_then(natural)
    }
}

/// A number that counts something, or nothing.
pub fn natural(number: f64) -> Option<usize> {
    // Up to 2^32 the conversion is exact.
    (number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0).then_some(number as usize)
}

/// Reads one object, and says whether the bytes of a stream follow. What comes behind a
/// dictionary or an array is left alone, even when `endobj` is missing.
pub fn body<'a>(lexer: &mut Lexer<'a>, budget: &mut Budget) -> Result<(Option<Object<'a>>, bool), ScanError> {
    let mut ahead = lexer.clone();
    let object = match ahead.next() {
        Some(Token::DictOpen) => Object::Dict(pairs(nested(&mut ahead, budget, DEPTH)?)),
        Some(Token::ArrayOpen) => Object::Array(nested(&mut ahead, budget, DEPTH)?),
        _ => return Ok((sequence(lexer, budget, DEPTH)?.into_iter().next(), false)),
    };

    *lexer = ahead.clone();
    let stream = ahead.next() == Some(Token::Word(b"stream"));
    if stream {
        *lexer = ahead;
    }

    Ok((Some(object), stream))
}

/// Objects one after another, up to and with a token that begins none.
fn sequence<'a>(
    lexer: &mut Lexer<'a>,
    budget: &mut Budget,
    depth: usize,
) -> Result<Vec<Object<'a>>, ScanError> {
    let mut items = Vec::new();
    while let Some(token) = lexer.next() {
        budget.object()?;
        let item = match token {
            Token::Number(number) => Object::Number(number),
            Token::Name(name) => Object::Name(name),
            Token::Text(text) => Object::Text(text),
            Token::Word(b"true") => Object::Yes,
            Token::Word(b"false") => Object::No,
            Token::Word(b"null") => Object::Other,
            Token::ArrayOpen => Object::Array(nested(lexer, budget, depth)?),
            Token::DictOpen => Object::Dict(pairs(nested(lexer, budget, depth)?)),
            Token::Word(b"R") => reference(&mut items),
            Token::ArrayClose | Token::DictClose | Token::Word(_) => break,
        };
        items.push(item);
    }
    Ok(items)
}

/// The dictionary of a picture that stands inside the content, up to and with `ID`.
pub fn inline<'a>(lexer: &mut Lexer<'a>, budget: &mut Budget) -> Result<Dict<'a>, ScanError> {
    Ok(pairs(sequence(lexer, budget, DEPTH)?))
}

fn nested<'a>(
    lexer: &mut Lexer<'a>,
    budget: &mut Budget,
    depth: usize,
) -> Result<Vec<Object<'a>>, ScanError> {
    budget.object()?;
    sequence(lexer, budget, depth.checked_sub(1).ok_or(ScanError::TooLarge)?)
}

/// `12 0 R`: the two numbers are there already.
fn reference<'a>(items: &mut Vec<Object<'a>>) -> Object<'a> {
    let generation = items.pop().and_then(|item| item.natural());
    let number = generation.and_then(|_| items.pop()).and_then(|item| item.natural());
    number.and_then(|number| u32::try_from(number).ok()).map_or(Object::Other, Object::Reference)
}

fn pairs(items: Vec<Object<'_>>) -> Dict<'_> {
    let mut dict = Vec::with_capacity(items.len() / 2);
    let mut items = items.into_iter();
    while let Some(key) = items.next() {
        // A value without its name is left out; the next name is in step again.
        if let Some(name) = key.name() {
            dict.extend(items.next().map(|value| (name, value)));
        }
    }

    // A stable sort: of a repeated name the last stays last, and is the one found.
    dict.sort_by_key(|(name, _)| *name);
    Dict(dict)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &[u8]) -> Result<(Option<Object<'_>>, bool), ScanError> {
        body(&mut Lexer::new(text), &mut Budget::new())
    }

    #[test]
    fn a_dictionary_is_read() {
        let (object, stream) =
            parse(b"<</N 2/Type/Page /Kids [1 0 R 22 0 R]/N 3/S(x)/B true>> endobj").unwrap();
        let object = object.unwrap();
        let dict = object.dict().unwrap();
        assert!(dict.is_a(b"Page"));
        assert_eq!(
            dict.get(b"Kids").unwrap().array().unwrap(),
            [Object::Reference(1), Object::Reference(22)]
        );
        assert_eq!(dict.get(b"N").unwrap().natural(), Some(3));
        assert_eq!(dict.get(b"B"), Some(&Object::Yes));
        assert_eq!(dict.get(b"S"), Some(&Object::Text(b"(x)")));
        assert_eq!((dict.get(b"A"), dict.get(b"Nn"), dict.get(b"Z")), (None, None, None));
        assert!(!stream);
    }

    #[test]
    fn depth_is_bounded() {
        assert!(parse(&b"[".repeat(30)).is_ok());
        assert_eq!(parse(&b"[".repeat(40)).err(), Some(ScanError::TooLarge));
        assert_eq!(parse(&b"<</A".repeat(1_000_000)).err(), Some(ScanError::TooLarge));
    }

    #[test]
    fn numbers_that_count_are_whole_and_small() {
        for (number, expected) in [(3.0, Some(3)), (-1.0, None), (0.5, None), (1e18, None)] {
            assert_eq!(natural(number), expected);
        }
    }
}
