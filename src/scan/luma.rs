//! A picture in shades of grey, and what is done to it before codes are looked for.

use super::ScanError;
use zeroize::Zeroizing;

/// A page of A4 at 600 dots per inch has 35 million.
pub const PIXELS: usize = 40_000_000;

/// About five modules of a sheet at 150 dots per inch.
const BLOCK: usize = 32;
/// A smaller difference between dark and light is the grain of the paper.
const FLAT: u8 = 12;

/// Shades from 0, black, to 255; row by row. Wiped, since it may show a secret.
pub struct Luma {
    pub width: usize,
    pub height: usize,
    pub pixels: Zeroizing<Vec<u8>>,
}

/// Refuses a size that is not read; asked before memory is taken for it.
pub fn size(width: usize, height: usize) -> Result<(), ScanError> {
    match width.checked_mul(height) {
        Some(0) => Err(ScanError::DamagedPicture),
        Some(pixels) if pixels <= PIXELS => Ok(()),
        _ => Err(ScanError::PictureTooLarge),
    }
}

/// The shade of a colour, by the weights of ITU-R BT.601 in parts of 256.
pub fn shade(red: u8, green: u8, blue: u8) -> u8 {
    // The weights add up to 256, so the sum fits.
    ((77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue)) >> 8) as u8
}

/// A shade seen through an alpha of `alpha` on white paper.
pub fn on_white(shade: u8, alpha: u8) -> u8 {
    let (shade, alpha) = (u32::from(shade), u32::from(alpha));
    ((shade * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

impl Luma {
    /// A white picture.
    pub fn white(width: usize, height: usize) -> Result<Self, ScanError> {
        size(width, height)?;
        Ok(Self { width, height, pixels: Zeroizing::new(vec![255; width * height]) })
    }

    /// The same at a part of its size, every pixel the mean of `FACTOR` by `FACTOR`.
    pub fn reduced<const FACTOR: usize>(&self) -> Option<Self> {
        let (width, height) = (self.width / FACTOR, self.height / FACTOR);
        let mut small = Self::white(width, height).ok()?;
        let mut sums = Zeroizing::new(vec![0u32; width]);

        let bands = self.pixels.chunks_exact(self.width * FACTOR);
        for (row, band) in small.pixels.chunks_exact_mut(width).zip(bands) {
            sums.fill(0);
            for line in band.chunks_exact(self.width) {
                for (sum, pixels) in sums.iter_mut().zip(line.chunks_exact(FACTOR)) {
                    *sum += pixels.iter().copied().map(u32::from).sum::<u32>();
                }
            }
            // The mean, not one pixel of four: it takes away noise as it shrinks.
            let area = (FACTOR * FACTOR) as u32;
            row.iter_mut().zip(sums.iter()).for_each(|(pixel, sum)| *pixel = (sum / area) as u8);
        }
        Some(small)
    }

    /// The same with its darkest hundredth black and its lightest twentieth white.
    pub fn stretched(&self) -> Self {
        let mut counts = [0usize; 256];
        self.pixels.iter().for_each(|&pixel| counts[usize::from(pixel)] += 1);
        let shade_at = |part: usize| {
            let mut left = self.pixels.len() / 100 * part;
            let found = counts.iter().position(|&count| {
                let here = left < count;
                left = left.saturating_sub(count);
                here
            });
            found.unwrap_or(255)
        };
        // Not the very darkest and lightest pixels: a single speck would set the scale.
        let (low, high) = (shade_at(1), shade_at(95));

        let span = high.saturating_sub(low).max(1);
        self.mapped(|shade| (usize::from(shade).saturating_sub(low) * 255 / span).min(255) as u8)
    }

    /// The same stretched by what is dark and light around each place: takes away
    /// shadows, and what fades from one side to the other.
    pub fn levelled(&self) -> Self {
        let across = self.width.div_ceil(BLOCK);
        let ranges: Vec<(u8, u8)> =
            self.pixels.chunks(self.width * BLOCK).flat_map(|band| self.ranges(band)).collect();

        let down = ranges.len() / across.max(1);

        // A block and its eight neighbours: a block in the middle of a dark field would otherwise
        // take its darkest grey for black and its lightest for white.
        let around = |x: usize, y: usize| {
            let rows = ranges.chunks(across).take(y + 2).skip(y.saturating_sub(1));
            let blocks = rows.flat_map(|row| row.iter().take(x + 2).skip(x.saturating_sub(1)));
            blocks.fold((255, 0), |all: (u8, u8), &(low, high)| (all.0.min(low), all.1.max(high)))
        };

        let mut level = self.mapped(|shade| shade);
        for (y, band) in level.pixels.chunks_mut(self.width * BLOCK).enumerate().take(down) {
            let tables: Vec<(u8, u8)> = (0..across).map(|x| around(x, y)).collect();
            for line in band.chunks_mut(self.width) {
                for (pixels, &(low, high)) in line.chunks_mut(BLOCK).zip(&tables) {
                    let span = u16::from(high.saturating_sub(low).max(FLAT));
                    for pixel in pixels {
                        let from_light = u16::from(high.saturating_sub(*pixel));
                        *pixel = 255 - (from_light * 255 / span).min(255) as u8;
                    }
                }
            }
        }
        level
    }

    /// The darkest and the lightest pixel of each block of a band.
    fn ranges(&self, band: &[u8]) -> Vec<(u8, u8)> {
        let mut ranges = vec![(255, 0); self.width.div_ceil(BLOCK)];
        for line in band.chunks(self.width) {
            for (range, pixels) in ranges.iter_mut().zip(line.chunks(BLOCK)) {
                for &pixel in pixels {
                    *range = (range.0.min(pixel), range.1.max(pixel));
                }
            }
        }
        ranges
    }

    /// White on black instead of black on white.
    pub fn inverted(&self) -> Self {
        self.mapped(|shade| 255 - shade)
    }

    fn mapped(&self, change: impl Fn(u8) -> u8) -> Self {
        let table: [u8; 256] = std::array::from_fn(|shade| change(shade as u8));
        let pixels = self.pixels.iter().map(|&pixel| table[usize::from(pixel)]).collect();
        Self { width: self.width, height: self.height, pixels: Zeroizing::new(pixels) }
    }

    /// Every pixel the mean of its three by three neighbours: takes noise away.
    pub fn smoothed(&self) -> Self {
        let mut soft = self.mapped(|shade| shade);
        let width = self.width;
        let lines: Vec<&[u8]> = self.pixels.chunks_exact(width).collect();
        for (row, lines) in soft.pixels.chunks_exact_mut(width).skip(1).zip(lines.windows(3)) {
            let &[above, here, below] = lines else { continue };

            let columns = above.windows(3).zip(here.windows(3)).zip(below.windows(3));
            for (pixel, ((a, b), c)) in row.iter_mut().skip(1).zip(columns) {
                let sum: u32 = [a, b, c].into_iter().flatten().copied().map(u32::from).sum();
                *pixel = (sum / 9) as u8;
            }
        }
        soft
    }
}
