//! Faces as objects of a PDF: a font for text in any script, its program with the used glyphs
//! alone, and which character each of them is (ISO 32000-1, 9.7).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::PdfError;
use super::font::{CAP, Face};
use super::subset;

/// The faces of a document, each with the characters it is used for.
pub struct Faces(BTreeMap<Face, Embedded>);

/// A face with the used glyphs.
struct Embedded {
    program: Vec<u8>,
    /// The code of each character: the number of its glyph in the program.
    codes: BTreeMap<char, u16>,
}

impl Faces {
    /// The faces with the characters that each of them shows.
    pub fn of(used: &BTreeMap<Face, BTreeSet<char>>) -> Result<Self, PdfError> {
        let embedded = |(&face, used): (&Face, &BTreeSet<char>)| {
            let glyphs = used.iter().filter_map(|&c| face.glyph(c)).collect();
            let subset = subset::keep(face.program(), &glyphs).ok_or(PdfError::Font)?;
            let code = |&c: &char| Some((c, *subset.numbers.get(&face.glyph(c)?)?));
            let codes = used.iter().filter_map(code).collect();
            Ok((face, Embedded { program: subset.program, codes }))
        };
        used.iter().map(embedded).collect::<Result<_, _>>().map(Self)
    }

    /// Words in the codes of their face, two bytes each, with a blank behind them or not.
    pub fn encoded(&self, face: Face, words: &str, blank: bool) -> Vec<u8> {
        let codes = self.0.get(&face).map(|embedded| &embedded.codes);
        let code = |c: char| codes.and_then(|codes| codes.get(&c)).copied().unwrap_or(0).to_be_bytes();
        // Long enough from the start, so that no copy of a secret is left behind.
        let mut bytes = Vec::with_capacity(2 * words.len() + 2);
        bytes.extend(words.chars().chain(blank.then_some(' ')).flat_map(code));
        bytes
    }

    /// Adds the faces to a document; returns them by the names that pages use.
    pub fn add_to(&self, pdf: &mut Document) -> lopdf::Dictionary {
        let mut fonts = lopdf::Dictionary::new();
        for (&face, embedded) in &self.0 {
            fonts.set(face.id(), add(pdf, face, embedded));
        }
        fonts
    }
}

fn add(pdf: &mut Document, face: Face, embedded: &Embedded) -> ObjectId {
    let name = format!("{}+{}", tag(&embedded.program), face.name());
    let file = dictionary! { "Length1" => embedded.program.len() as i64 };
    let file = pdf.add_object(Stream::new(file, embedded.program.clone()));

    // Of all faces alike: round numbers that no glyph goes beyond.
    let descriptor = pdf.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(name.clone().into_bytes()),
        "Flags" => 4,
        "FontBBox" => vec![Object::from(-1000), Object::from(-300), Object::from(2500), Object::from(1100)],
        "ItalicAngle" => 0,
        "Ascent" => 950,
        "Descent" => -250,
        "CapHeight" => (1000.0 * CAP) as i64,
        "StemV" => 80,
        "FontFile2" => file,
    });
    let system = dictionary! {
        "Registry" => Object::string_literal("Adobe"),
        "Ordering" => Object::string_literal("Identity"),
        "Supplement" => 0,
    };
    let descendant = pdf.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => Object::Name(name.clone().into_bytes()),
        "CIDSystemInfo" => system,
        "CIDToGIDMap" => "Identity",
        "FontDescriptor" => descriptor,
        "W" => widths(face, &embedded.codes),
    });
    let unicode = pdf.add_object(Stream::new(lopdf::Dictionary::new(), unicode(&embedded.codes)));
    pdf.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => Object::Name(name.into_bytes()),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => unicode,
    })
}

/// Six letters that tell two subsets of one face apart (9.6.4); the same glyphs give the same.
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// Which character each code is; the first where two share a glyph.
fn characters(codes: &BTreeMap<char, u16>) -> BTreeMap<u16, char> {
    codes.iter().rev().map(|(&c, &code)| (code, c)).collect()
}

/// The widths in thousandths, in one run for each row of codes without a gap.
fn widths(face: Face, codes: &BTreeMap<char, u16>) -> Vec<Object> {
    let mut runs: Vec<(u16, Vec<Object>)> = Vec::new();
    for (code, c) in characters(codes) {
        let width = Object::Integer(face.advance(c));
        match runs.last_mut() {
            Some((first, run)) if usize::from(*first) + run.len() == usize::from(code) => run.push(width),
            _ => runs.push((code, vec![width])),
        }
    }
    runs.into_iter().flat_map(|(first, run)| [Object::from(i64::from(first)), Object::Array(run)]).collect()
}

/// Which character each code is, as a reader looks it up to copy, to search or to speak (9.10.3).
fn unicode(codes: &BTreeMap<char, u16>) -> Vec<u8> {
    /// How many lines one section may have.
    const LINES: usize = 100;
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let runs = runs(codes);
    for section in runs.chunks(LINES) {
        map.push_str(&format!("{} beginbfrange\n", section.len()));
        for &(first, last, c) in section {
            let units: String =
                c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("{unit:04X}")).collect();
            map.push_str(&format!("<{first:04X}> <{last:04X}> <{units}>\n"));
        }
        map.push_str("endbfrange\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map.into_bytes()
}

/// Codes in a row whose characters are in a row too, with the first character. The low byte of
/// neither may overflow within a run.
fn runs(codes: &BTreeMap<char, u16>) -> Vec<(u16, u16, char)> {
    let mut runs: Vec<(u16, u16, char)> = Vec::new();
    for (code, c) in characters(codes) {
        let goes_on = |&(first, last, start): &(u16, u16, char)| {
            let next = u32::from(start) + u32::from(code - first);
            last + 1 == code
                && code & 0xff != 0
                && next == u32::from(c)
                && next & 0xff != 0
                && next < 0x1_0000
        };
        match runs.last_mut().filter(|run| goes_on(run)) {
            Some((_, last, _)) => *last = code,
            None => runs.push((code, code, c)),
        }
    }
    runs
}

/// Words as a string of UTF-16 with its mark in front (7.9.2.2).
pub fn text(words: &str) -> Object {
    if words.is_ascii() {
        return Object::String(words.as_bytes().to_vec(), StringFormat::Literal);
    }
    let bytes = [0xfe, 0xff].into_iter().chain(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes.collect(), StringFormat::Hexadecimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_in_a_row_are_one_line_of_the_map() {
        let codes =
            BTreeMap::from([('A', 1), ('B', 2), ('C', 3), ('Z', 4), ('ÿ', 5), ('Ā', 6), ('\u{1f600}', 8)]);
        let lines = [(1, 3, 'A'), (4, 4, 'Z'), (5, 5, 'ÿ'), (6, 6, 'Ā'), (8, 8, '\u{1f600}')];
        assert_eq!(runs(&codes), lines);
        let map = String::from_utf8(unicode(&codes)).unwrap();
        assert!(
            map.contains("<0001> <0003> <0041>\n") && map.contains("<0008> <0008> <D83DDE00>\n"),
            "{map}"
        );
    }

    #[test]
    fn words_are_shown_by_the_numbers_of_their_glyphs() {
        let used = BTreeMap::from([(Face::Bold, BTreeSet::from(['a', 'b']))]);
        let faces = Faces::of(&used).unwrap_or_else(|_| panic!("a face"));
        assert_eq!(faces.encoded(Face::Bold, "aba", false), [0, 1, 0, 2, 0, 1]);
    }
}
