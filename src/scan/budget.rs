//! What reading one PDF may cost. A small hostile file can ask for hours of work and
//! gigabytes of memory, so every kind of work is paid for before it is done.

use super::ScanError;

/// Bytes that all streams of drawing together may inflate to: 32 MiB.
const INFLATED: usize = 32 << 20;
/// Objects read, looked up or drawn; a sheet has some hundreds.
const OBJECTS: usize = 1_000_000;
/// Pictures of all pages together: fifty scanned pages at 300 dots per inch.
const PIXELS: usize = 450_000_000;

/// Sets of finder patterns that are tried in all pictures together: 120 for each of
/// fifty pages. A page full of false patterns takes 3000, about a second.
const EFFORT: usize = 6_000;

/// What one PDF may cost in all.
pub struct Budget {
    /// Sets of finder patterns that may still be tried.
    pub effort: usize,
    objects: usize,
    inflated: usize,
    pixels: usize,
}

impl Budget {
    pub fn new() -> Self {
        Self { effort: EFFORT, objects: OBJECTS, inflated: INFLATED, pixels: PIXELS }
    }

    /// Pays for one object that is read, looked up or drawn.
    pub fn object(&mut self) -> Result<(), ScanError> {
        self.objects = self.objects.checked_sub(1).ok_or(ScanError::TooLarge)?;
        Ok(())
    }

    /// Pays for a picture of this size; a small one costs its own handling too.
    pub fn picture(&mut self, (width, height): (usize, usize)) -> Result<(), ScanError> {
        let pixels = width.saturating_mul(height).max(10_000);
        self.pixels = self.pixels.checked_sub(pixels).ok_or(ScanError::TooLarge)?;
        Ok(())
    }

    /// How many bytes may still be inflated.
    pub fn left(&self) -> usize {
        self.inflated
    }

    /// Pays for inflated bytes.
    pub fn inflated(&mut self, bytes: usize) -> Result<(), ScanError> {
        self.inflated = self.inflated.checked_sub(bytes).ok_or(ScanError::TooLarge)?;
        Ok(())
    }
}
