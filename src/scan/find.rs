//! Codes in a picture: the same search over several versions of it, from the
//! cheapest and likeliest on.

use super::code;
use super::locate::{self, CodePosition, EFFORT};
use super::luma::Luma;
use crate::secret::SecretText;

/// More pixels than this only cost time: a module of a sheet has twelve pixels on a
/// side at 300 dots per inch.
const ENOUGH: usize = 10_000_000;
/// A picture above this is looked at in half its size first.
const LARGE: usize = 3_000_000;
/// Below this a picture is not made smaller.
const SMALL: usize = 400;

/// A code that was read, and where; the place as a part of width and height.
pub struct LocatedCode {
    pub text: SecretText,
    pub x: f32,
    pub y: f32,
    pub side: f32,
}

/// What a picture says: each text once.
pub struct Codes {
    pub read: Vec<LocatedCode>,
    /// Whether something looks like a code, and nothing could be read.
    pub unread: bool,
}

/// Finds every code, each text once, from top to bottom and from left to right. `effort`
/// bounds the search beside a bound of its own, and is paid from.
pub fn codes(luma: &Luma, effort: &mut usize) -> Codes {
    let reduced = if luma.width * luma.height > ENOUGH { luma.reduced::<2>() } else { None };
    let full = reduced.as_ref().unwrap_or(luma);

    let given = EFFORT.min(*effort);
    let mut hunt = Hunt { read: Vec::new(), open: 0, suspect: false, effort: given };
    hunt.run(full);

    *effort -= given - hunt.effort;
    in_order(&mut hunt.read);
    Codes { unread: hunt.suspect && hunt.read.is_empty(), read: hunt.read }
}

struct Hunt {
    read: Vec<LocatedCode>,
    /// Sets of patterns left without a text by the last search.
    open: usize,
    /// Whether one of the first two searches left such sets.
    suspect: bool,
    /// Sets of patterns that may still be tried.
    effort: usize,
}

impl Hunt {
    /// Two searches that differ are always made; the rest only while one of them
    /// saw more patterns than codes were read from, or nothing at all.
    fn run(&mut self, full: &Luma) {
        let shrinks = |luma: &Luma| luma.width.min(luma.height) >= 2 * SMALL;
        let half = if shrinks(full) { full.reduced::<2>() } else { None };
        // Half the size first where the picture is large: it costs a quarter, and at 300 dots
        // per inch a module still has six pixels on a side.
        let (first, second) = match &half {
            Some(half) if full.width * full.height > LARGE => (half, Some(full)),
            half => (full, half.as_ref()),
        };

        self.search(first);
        if let Some(second) = second {
            self.suspect = self.open > 0;
            self.search(second);
        }
        self.suspect |= self.open > 0;

        if self.is_done() {
            return;
        }

        // From here each version mends one kind of damage: faded toner, noise, shadows.
        let work = half.as_ref().filter(|_| full.width * full.height > LARGE).unwrap_or(full);
        let stretched = work.stretched();
        self.search(&stretched);
        self.search(&work.smoothed().levelled());
        if self.is_done() {
            return;
        }

        // Rarer: sharp shadows, grain, negatives, and modules so large that half is too fine.
        self.search(&work.levelled());
        self.search(&stretched.smoothed());
        self.search(&work.inverted());

        let quarter = if shrinks(work) { work.reduced::<2>() } else { None };
        if let Some(quarter) = &quarter {
            self.search(quarter);
            self.search(&quarter.levelled());
        }
    }

    fn is_done(&self) -> bool {
        !self.read.is_empty() && self.open == 0
    }

    fn search(&mut self, luma: &Luma) {
        // The closure below borrows `self`, so the effort is lent out and put back.
        let mut effort = self.effort;
        let open = locate::search(luma, &mut effort, |grid, place| {
            let Ok(text) = code::read(grid) else { return false };
            self.keep(text, place, luma);
            true
        });

        self.effort = effort;
        if let Some(open) = open {
            self.open = open;
        }
    }

    fn keep(&mut self, text: SecretText, place: CodePosition, luma: &Luma) {
        if self.read.iter().all(|code| code.text.expose() != text.expose()) {
            let (width, height) = (luma.width as f32, luma.height as f32);
            let code =
                LocatedCode { text, x: place.x / width, y: place.y / height, side: place.side / height };
            self.read.push(code);
        }
    }
}

/// Sorts codes from top to bottom; what lies beside one another, left to right.
pub fn in_order(codes: &mut [LocatedCode]) {
    codes.sort_by(|a, b| a.y.total_cmp(&b.y));

    let mut rest = codes;
    while let Some(first) = rest.first() {
        // Half a side is far more than a crooked page shifts a row, and less than rows lie apart.
        let end = first.y + first.side / 2.0;
        let beside = rest.iter().take_while(|code| code.y <= end).count().max(1);
        let (row, below) = std::mem::take(&mut rest).split_at_mut(beside);
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
        rest = below;
    }
}
