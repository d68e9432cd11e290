//! A grid of modules to its text, by the `rqrr` crate.

use super::ScanError;
use crate::qr::Grid;
use crate::secret::SecretText;
use std::io::{Error, ErrorKind, Write};
use zeroize::Zeroizing;

/// The bytes set aside for a text. The largest QR code (version 40) says 7,089 digits, so
/// the text is never moved about, which would leave copies.
const CAPACITY: usize = 8 * 1024;

/// Reads a grid whose size is that of a QR code (ISO/IEC 18004): 17 + 4 times the version.
pub fn read(grid: &Grid) -> Result<SecretText, ScanError> {
    let size = grid.size();
    if !(21..=177).contains(&size) || size % 4 != 1 {
        return Err(ScanError::BadGrid);
    }

    let mut text = FixedBuffer(Zeroizing::new(Vec::with_capacity(CAPACITY)));
    rqrr::Grid::new(Modules(grid)).decode_to(&mut text).map_err(|_| ScanError::BadGrid)?;

    // Bytes that are no text are wiped too: they may be most of a secret.
    let text = String::from_utf8(std::mem::take(&mut *text.0)).map_err(|error| {
        drop(Zeroizing::new(error.into_bytes()));
        ScanError::BadGrid
    })?;
    Ok(SecretText::new(text))
}

/// Our grid in rqrr's eyes: no copy is made.
struct Modules<'a>(&'a Grid);

impl rqrr::BitGrid for Modules<'_> {
    fn size(&self) -> usize {
        self.0.size()
    }

    fn bit(&self, y: usize, x: usize) -> bool {
        self.0.is_dark(x, y)
    }
}

/// A writer that refuses what does not fit, rather than grow.
struct FixedBuffer(Zeroizing<Vec<u8>>);

impl Write for FixedBuffer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > self.0.capacity() {
            return Err(Error::from(ErrorKind::WriteZero));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qr::{self, Level};
    use proptest::prelude::*;
    use qrcode::canvas::Canvas;
    use qrcode::ec::construct_codewords;
    use qrcode::{Color, EcLevel, Version};

    fn said(grid: &Grid) -> Option<String> {
        read(grid).ok().map(|text| text.expose().to_owned())
    }

    #[test]
    fn every_version_is_read_back() {
        for length in [1, 20, 72, 79, 150, 454, 1000, 1852, 3391] {
            let text = "SK1:9AZ ".repeat(length).chars().take(length).collect::<String>();
            let grid = qr::alphanumeric(&text, Level::Medium).unwrap();
            assert_eq!(said(&grid), Some(text));
        }
        let grid = qr::text("Grüße, 日本 0123456789 ABC", Level::High).unwrap();
        assert_eq!(said(&grid).as_deref(), Some("Grüße, 日本 0123456789 ABC"));
    }

    #[test]
    fn stains_are_mended_until_they_are_too_large() {
        let clean = qr::alphanumeric(&"A".repeat(79), Level::High).unwrap();
        let stained = |side: usize| {
            Grid::from_fn(clean.size(), |x, y| {
                clean.is_dark(x, y) ^ ((15..15 + side).contains(&x) && (15..15 + side).contains(&y))
            })
        };
        assert_eq!(said(&stained(8)), Some("A".repeat(79)));
        assert_eq!(read(&stained(22)).err(), Some(ScanError::BadGrid));
    }

    #[test]
    fn sizes_that_no_code_has_are_refused() {
        for size in [0, 1, 20, 22, 42, 176, 178, 181, 1001] {
            assert_eq!(read(&Grid::from_fn(size, |_, _| true)).err(), Some(ScanError::BadGrid));
        }
    }

    /// A code whose error correction is right and whose content is anything.
    fn hostile(data: &[u8], version: i16) -> Grid {
        let (version, level) = (Version::Normal(version), EcLevel::M);
        let (data, check) = construct_codewords(data, version, level).unwrap();
        let mut canvas = Canvas::new(version, level);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &check);
        let colors = canvas.apply_best_mask().into_colors();
        let size = version.width() as usize;
        Grid::from_fn(size, |x, y| colors[y * size + x] == Color::Dark)
    }

    proptest! {
        #[test]
        fn any_content_ends(data in prop::collection::vec(any::<u8>(), 64), mode in 0u8..16) {
            for (version, room) in [(1, 16), (2, 28), (4, 64)] {
                let mut data = data[..room].to_vec();
                data[0] = data[0] & 0x0f | mode << 4;
                let _ = read(&hostile(&data, version));
            }
        }

        #[test]
        fn any_squares_end(version in 1usize..8, seed in prop::collection::vec(any::<u8>(), 64)) {
            let size = 17 + 4 * version;
            let grid = Grid::from_fn(size, |x, y| seed[(y * size + x) / 8 % 64] >> (x % 8) & 1 == 1);
            let _ = read(&grid);
        }
    }
}
