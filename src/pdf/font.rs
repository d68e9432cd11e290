//! The faces of our sheets: widths, glyphs and programs. Three are on every sheet,
//! the wide ones only where a name needs a letter that the others lack.

use std::sync::LazyLock;

use printpdf::ParsedFont;

use crate::sheet::Style;

/// The height of a capital letter, in parts of the size; the faces share it.
pub const CAP: f32 = 0.668;
/// How far a letter reaches below its line, in parts of the size.
pub const DESCENT: f32 = 0.22;

/// One of the five embedded faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    Regular,
    Bold,
    Mono,
    /// For words with letters that `Regular` lacks: Greek, Cyrillic, rare Latin ones.
    Wide,
    WideBold,
}

struct Loaded {
    program: &'static [u8],
    parsed: Option<ParsedFont>,
    /// Of the usual characters, which are nearly all: each is asked for many times.
    glyphs: Vec<Option<Glyph>>,
}

/// The first character that is looked up in the font itself: behind Latin Extended-B.
const LATIN: u32 = 0x250;
/// The same of the wide faces: behind Greek and Cyrillic.
const WIDE: u32 = 0x530;

#[derive(Clone, Copy)]
struct Glyph {
    number: u16,
    /// The advance, in units of the em that the font names.
    width: u16,
}

macro_rules! loaded {
    ($file:literal, $usual:expr) => {{
        static FACE: LazyLock<Loaded> =
            LazyLock::new(|| load(include_bytes!(concat!("../../assets/fonts/", $file, ".ttf")), $usual));
        &FACE
    }};
}

fn load(program: &'static [u8], usual: u32) -> Loaded {
    let parsed = ParsedFont::from_bytes(program, 0, &mut Vec::new());
    let glyphs = (0..usual).map(|code| find(parsed.as_ref()?, code)).collect();
    Loaded { program, parsed, glyphs }
}

fn find(font: &ParsedFont, code: u32) -> Option<Glyph> {
    let number = font.lookup_glyph_index(code).filter(|&number| number != 0)?;
    Some(Glyph { number, width: font.get_glyph_width(number)? })
}

impl Loaded {
    fn glyph(&self, c: char) -> Option<Glyph> {
        match self.glyphs.get(c as usize) {
            Some(usual) => *usual,
            None => find(self.parsed.as_ref()?, u32::from(c)),
        }
    }
}

impl Face {
    pub fn of(style: Style) -> Self {
        match style {
            Style::Plain => Self::Regular,
            Style::Bold => Self::Bold,
            Style::Mono => Self::Mono,
        }
    }

    /// The name by which a page asks for the face.
    pub fn id(self) -> &'static str {
        match self {
            Self::Regular => "R",
            Self::Bold => "B",
            Self::Mono => "M",
            Self::Wide => "W",
            Self::WideBold => "X",
        }
    }

    /// Its PostScript name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regular => "AtkinsonHyperlegibleNext-Regular",
            Self::Bold => "AtkinsonHyperlegibleNext-Bold",
            Self::Mono => "AtkinsonHyperlegibleMono-Medium",
            Self::Wide => "NotoSans-Regular",
            Self::WideBold => "NotoSans-Bold",
        }
    }

    fn loaded(self) -> &'static Loaded {
        match self {
            Self::Regular => loaded!("AtkinsonHyperlegibleNext-Regular", LATIN),
            Self::Bold => loaded!("AtkinsonHyperlegibleNext-Bold", LATIN),
            Self::Mono => loaded!("AtkinsonHyperlegibleMono-Medium", LATIN),
            Self::Wide => loaded!("NotoSans-Regular", WIDE),
            Self::WideBold => loaded!("NotoSans-Bold", WIDE),
        }
    }

    /// The face for a word: a whole word stands in the wide face where this one
    /// lacks a letter of it, so that it looks like one word.
    pub fn able(self, word: &str) -> Self {
        let wide = match self {
            Self::Regular => Self::Wide,
            Self::Bold => Self::WideBold,
            // A name in a command; secrets in clear never come this way.
            Self::Mono => Self::Wide,
            Self::Wide | Self::WideBold => return self,
        };
        let draws = |face: Self| word.chars().all(|c| face.glyph(c).is_some());
        if !draws(self) && draws(wide) { wide } else { self }
    }

    /// Its size beside the text face: letters of all faces look equally high.
    pub fn optical(self) -> f32 {
        match self {
            Self::Regular | Self::Bold => 1.0,
            Self::Mono => 0.92,
            Self::Wide | Self::WideBold => 0.936,
        }
    }

    pub fn glyph(self, c: char) -> Option<u16> {
        self.loaded().glyph(c).map(|glyph| glyph.number)
    }

    /// The width of `text` in points.
    pub fn width(self, text: &str, size: f32) -> f32 {
        let loaded = self.loaded();
        let Some(parsed) = &loaded.parsed else {
            return 0.0;
        };
        let units: u32 =
            text.chars().filter_map(|c| loaded.glyph(c)).map(|glyph| u32::from(glyph.width)).sum();
        units as f32 * size / f32::from(parsed.units_per_em.max(1))
    }

    /// The whole font program.
    pub fn program(self) -> &'static [u8] {
        self.loaded().program
    }

    /// The advance of a character, in thousandths of the size.
    pub fn advance(self, c: char) -> i64 {
        (self.width(c.encode_utf8(&mut [0; 4]), 1000.0)).round() as i64
    }
}

/// The first character that the text faces cannot draw.
pub fn missing_glyph(text: &str) -> Option<char> {
    let draws = |face: Face, c: char| face.able(c.encode_utf8(&mut [0; 4])).glyph(c).is_some();
    text.chars().find(|&c| !draws(Face::Regular, c) || !draws(Face::Bold, c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{prints, prints_in_clear};

    #[test]
    fn every_character_of_the_repertoire_has_a_glyph() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            assert!(!prints(c) || missing_glyph(&c.to_string()).is_none(), "{c:?} U+{:04X}", u32::from(c));
            assert!(!prints_in_clear(c) || Face::Mono.glyph(c).is_some(), "{c:?} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn a_word_stands_in_one_face() {
        let faces = ["Łódź", "Αθήνα", "Anna-Мария", "12"].map(|word| Face::Bold.able(word));
        assert_eq!(faces, [Face::Bold, Face::WideBold, Face::WideBold, Face::Bold]);
        assert_eq!(Face::Regular.able("Ωא"), Face::Regular);
    }

    #[test]
    fn the_monospaced_face_is_one() {
        let width = Face::Mono.width("W", 10.0);
        assert!(('!'..='~').all(|c| Face::Mono.width(&c.to_string(), 10.0) == width));
    }
}
