//! The three faces of our sheets: widths, glyphs and programs.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use printpdf::{FontId, ParsedFont};

use super::subset;
use crate::sheet::Style;

/// The height of a capital letter, in parts of the size; the faces share it.
pub const CAP: f32 = 0.668;
/// How far a letter reaches below its line, in parts of the size.
#[cfg(test)]
pub const DESCENT: f32 = 0.22;

/// A face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    Regular,
    Bold,
    Mono,
}

struct Loaded {
    program: &'static [u8],
    parsed: Option<ParsedFont>,
}

static FACES: LazyLock<[Loaded; 3]> = LazyLock::new(|| {
    [
        load(include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf")),
        load(include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Bold.ttf")),
        load(include_bytes!("../../assets/fonts/AtkinsonHyperlegibleMono-Medium.ttf")),
    ]
});

fn load(program: &'static [u8]) -> Loaded {
    Loaded { program, parsed: ParsedFont::from_bytes(program, 0, &mut Vec::new()) }
}

impl Face {
    pub const ALL: [Self; 3] = [Self::Regular, Self::Bold, Self::Mono];

    pub fn of(style: Style) -> Self {
        match style {
            Style::Plain => Self::Regular,
            Style::Bold => Self::Bold,
            Style::Mono => Self::Mono,
        }
    }

    /// The name by which a page asks for the face: ours, so that the same sheet
    /// gives the same bytes again.
    pub fn id(self) -> FontId {
        FontId(self.name().to_owned())
    }

    fn name(self) -> &'static str {
        match self {
            Self::Regular => "AtkinsonHyperlegibleNext-Regular",
            Self::Bold => "AtkinsonHyperlegibleNext-Bold",
            Self::Mono => "AtkinsonHyperlegibleMono-Medium",
        }
    }

    fn loaded(self) -> &'static Loaded {
        let [regular, bold, mono] = &*FACES;
        match self {
            Self::Regular => regular,
            Self::Bold => bold,
            Self::Mono => mono,
        }
    }

    pub fn glyph(self, c: char) -> Option<u16> {
        self.loaded().parsed.as_ref()?.lookup_glyph_index(u32::from(c)).filter(|&gid| gid != 0)
    }

    /// The width of `text` in points.
    pub fn width(self, text: &str, size: f32) -> f32 {
        let Some(parsed) = &self.loaded().parsed else {
            return 0.0;
        };
        let units: u32 = text
            .chars()
            .filter_map(|c| parsed.get_glyph_width(parsed.lookup_glyph_index(u32::from(c))?))
            .map(u32::from)
            .sum();
        units as f32 * size / f32::from(parsed.units_per_em.max(1))
    }

    /// The face with the outlines of `used` alone, to be embedded.
    pub fn embedded(self, used: &BTreeSet<char>) -> Option<ParsedFont> {
        let loaded = self.loaded();
        let glyphs = used.iter().filter_map(|&c| self.glyph(c)).collect();
        let mut font = loaded.parsed.clone()?;
        font.original_bytes = subset::keep(loaded.program, &glyphs)?;
        font.font_name = Some(self.name().to_owned());
        Some(font)
    }
}

/// The first character that one of the faces cannot draw.
pub fn missing_glyph(text: &str) -> Option<char> {
    text.chars().find(|&c| Face::ALL.iter().any(|face| face.glyph(c).is_none()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::prints;

    #[test]
    fn every_character_of_the_repertoire_has_a_glyph_in_each_face() {
        for c in (0..0x3000).filter_map(char::from_u32).filter(|&c| prints(c)) {
            assert_eq!(missing_glyph(&c.to_string()), None, "{c:?} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn the_monospaced_face_is_one() {
        let width = Face::Mono.width("W", 10.0);
        assert!(('!'..='~').all(|c| Face::Mono.width(&c.to_string(), 10.0) == width));
    }
}
