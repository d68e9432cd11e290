//! The pictures of one page: strips put together again, codes read, in page order.

use super::ScanError;
use super::budget::Budget;
use super::find::{self, LocatedCode};
use super::luma::{self, Luma};
use super::raster::Picture;
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// Strips that touch within this part of their height are one picture.
const TOUCH: f64 = 0.02;
/// More than any scanner makes; each costs a copy of those before.
const STRIPS: usize = 400;

/// What the pictures of a page say.
#[derive(Default)]
pub struct Pictures {
    pub codes: Vec<LocatedCode>,
    /// Whether something looks like a code and could not be read.
    pub unread: bool,
    /// Why the first picture that could not be read was not.
    pub refused: Option<ScanError>,
    seen: BTreeSet<u32>,
    strip: Option<Strip>,
}

/// A picture and how its unit square lies on the page.
struct Strip {
    luma: Luma,
    matrix: [f64; 6],
    parts: usize,
}

impl Pictures {
    /// Whether the object has not been drawn on this page before.
    pub fn is_new(&mut self, number: u32) -> bool {
        self.seen.insert(number)
    }

    /// Reads a picture; one that cannot be read is noted and passed over.
    pub fn add(
        &mut self,
        picture: &Picture<'_, '_>,
        bytes: &[u8],
        matrix: [f64; 6],
        budget: &mut Budget,
    ) -> Result<(), ScanError> {
        let luma = picture.size().and_then(|size| {
            budget.picture(size)?;
            picture.read(bytes)
        });
        match luma {
            Ok(luma) => self.lay(Strip { luma, matrix, parts: 1 }, budget),
            // Beyond the budget nothing is read at all; any other reason costs this picture only.
            Err(ScanError::TooLarge) => return Err(ScanError::TooLarge),
            Err(error) => _ = self.refused.get_or_insert(error),
        }
        Ok(())
    }

    fn lay(&mut self, strip: Strip, budget: &mut Budget) {
        let joined = match self.strip.take() {
            Some(above) => above.join(strip),
            None => Ok(strip),
        };
        // A picture is read only when the next one does not go on where it ends.
        self.strip = Some(joined.unwrap_or_else(|both| {
            let (before, strip) = *both;
            self.read(&before, budget);
            strip
        }));
    }

    /// Reads what is left, and puts the codes in their order on the page.
    pub fn end(&mut self, budget: &mut Budget) {
        if let Some(strip) = self.strip.take() {
            self.read(&strip, budget);
        }
        find::in_order(&mut self.codes);
    }

    fn read(&mut self, strip: &Strip, budget: &mut Budget) {
        if is_pattern(&strip.luma) {
            return;
        }
        let codes = find::codes(&strip.luma, &mut budget.effort);
        self.unread |= codes.unread && codes.read.is_empty();
        for code in codes.read {
            if self.codes.iter().all(|other| other.text.expose() != code.text.expose()) {
                self.codes.push(strip.on_page(code));
            }
        }
    }
}

impl Strip {
    /// The place of a code in points, downwards as the eye goes.
    fn on_page(&self, code: LocatedCode) -> LocatedCode {
        let [a, b, c, d, e, f] = self.matrix;
        let (x, y) = (f64::from(code.x), 1.0 - f64::from(code.y));
        // Points on a page: what is lost does not change their order.
        let (x, y) = ((a * x + c * y + e) as f32, -(b * x + d * y + f) as f32);
        let side = f64::from(code.side) * c.hypot(d);
        LocatedCode { text: code.text, x, y, side: side as f32 }
    }

    /// Some scanners cut a page into strips, and through its codes.
    fn join(self, next: Self) -> Result<Self, Box<(Self, Self)>> {
        let ([a, b, c, d, e, f], [a2, b2, c2, d2, e2, f2]) = (self.matrix, next.matrix);
        let upright = [b, c, b2, c2].iter().all(|part| part.abs() < 0.01) && d > 0.0 && d2 > 0.0;
        let near = |x: f64, y: f64| (x - y).abs() <= TOUCH * d.abs().max(d2.abs());

        let same = self.luma.width == next.luma.width && near(a, a2) && near(e, e2);

        let rows = self.luma.height + next.luma.height;
        let parts = self.parts + next.parts;
        if !upright || !same || parts > STRIPS || luma::size(self.luma.width, rows).is_err() {
            return Err(Box::new((self, next)));
        }
        // Strips come from the top down or from the bottom up, by the program that wrote them.
        if near(f2 + d2, f) {
            Ok(Self { luma: stacked(&self.luma, &next.luma), matrix: [a, 0.0, 0.0, d + d2, e, f2], parts })
        } else if near(f + d, f2) {
            Ok(Self { luma: stacked(&next.luma, &self.luma), matrix: [a, 0.0, 0.0, d + d2, e, f], parts })
        } else {
            Err(Box::new((self, next)))
        }
    }
}

/// Whether a small picture changes from pixel to pixel so often that it shows no code: that of
/// a packet has one pixel for each square. Looking for codes in it would cost more than the
/// rest of its sheet.
fn is_pattern(luma: &Luma) -> bool {
    /// A picture of a page has more pixels; it may be grainy.
    const SMALL: usize = 50_000;
    if luma.pixels.len() > SMALL {
        return false;
    }

    let changes =
        |row: &[u8]| row.windows(2).filter(|pair| matches!(pair, [a, b] if a.abs_diff(*b) > 128)).count();
    let all: usize = luma.pixels.chunks(luma.width.max(1)).map(changes).sum();
    // With two pixels for each module, every second pixel at most is another one.
    5 * all > 2 * luma.pixels.len()
}

fn stacked(above: &Luma, below: &Luma) -> Luma {
    let pixels = Zeroizing::new([above.pixels.as_slice(), below.pixels.as_slice()].concat());
    Luma { width: above.width, height: above.height + below.height, pixels }
}
