//! Where a character stands on a printed line.

use crate::texts::{Worded, Wording};

/// A place on a line as a person finds it: four groups of four, then two pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinePlace {
    /// In one of the four groups.
    Group {
        /// The number of the character in its group, from 1.
        character: usize,
        /// The number of the group, from 1.
        group: usize,
    },
    /// In the first of the two pairs.
    FirstPair {
        /// The number of the character in the pair, from 1.
        character: usize,
    },
    /// In the last pair.
    LastPair {
        /// The number of the character in the pair, from 1.
        character: usize,
    },
    /// Beyond what a line has.
    Beyond {
        /// The number of the character in the line, from 1.
        character: usize,
    },
}

impl LinePlace {
    /// Where the character of this number is, counted from 1 without blanks.
    pub fn of(place: usize) -> Self {
        let before = place.saturating_sub(1);
        match place {
            ..=16 => Self::Group { character: before % 4 + 1, group: before / 4 + 1 },
            17 | 18 => Self::FirstPair { character: place - 16 },
            19 | 20 => Self::LastPair { character: place - 18 },
            _ => Self::Beyond { character: place },
        }
    }
}

impl Worded for LinePlace {
    fn wording(&self) -> Wording {
        match self {
            Self::Group { character, group } => wording!("in-group", character, group),
            Self::FirstPair { character } => wording!("in-first-pair", character),
            Self::LastPair { character } => wording!("in-last-pair", character),
            Self::Beyond { character } => wording!("in-line", character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_as_it_is_found_on_the_paper() {
        let places = [
            (1, LinePlace::Group { character: 1, group: 1 }),
            (16, LinePlace::Group { character: 4, group: 4 }),
            (17, LinePlace::FirstPair { character: 1 }),
            (20, LinePlace::LastPair { character: 2 }),
            (21, LinePlace::Beyond { character: 21 }),
        ];
        for (number, place) in places {
            assert_eq!(LinePlace::of(number), place);
        }
    }
}
