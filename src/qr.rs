//! Text to a QR module grid (ISO/IEC 18004), by the `qrcode` crate.

use crate::texts::{Worded, Wording};
use qrcode::bits::{Bits, encode_auto};
use qrcode::{Color, EcLevel, QrCode, Version};
use zeroize::Zeroizing;

/// Error correction (ISO/IEC 18004, 7.5.1), by the share of damaged code words that can be
/// mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Level M: about 15 %.
    Medium,
    /// Level H: about 30 %.
    High,
}

/// A square of modules, dark or light, without its quiet zone. Secret when the
/// text is, so it is wiped like one.
pub struct Grid {
    size: usize,
    dark: Zeroizing<Vec<bool>>,
}

/// Why a text does not become a grid.
#[derive(Debug, PartialEq, Eq)]
pub enum QrError {
    /// The text has a character outside the 45 of the alphanumeric mode.
    NotAlphanumeric,
    /// The text is longer than the largest version holds.
    TooLong,
}

impl Worded for QrError {
    fn wording(&self) -> Wording {
        match self {
            Self::NotAlphanumeric => wording!("qr-not-alphanumeric"),
            Self::TooLong => wording!("qr-too-long"),
        }
    }
}

worded_errors!(QrError);

impl Grid {
    /// Makes a grid of `size` by `size` modules; `dark(x, y)` counts from the upper left corner.
    pub fn from_fn(size: usize, dark: impl Fn(usize, usize) -> bool) -> Self {
        let cells = (0..size * size).map(|i| dark(i % size, i / size)).collect();
        Self { size, dark: Zeroizing::new(cells) }
    }

    /// The number of modules on a side, 21 to 177 for a QR code.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Says whether the module in column `x`, row `y` is dark; outside the grid none is.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size && y < self.size && self.dark[y * self.size + x]
    }
}

/// Encodes in alphanumeric mode only, in the smallest version that holds `text`: the
/// size follows from the length alone.
///
/// # Errors
/// Returns [`QrError::NotAlphanumeric`] or [`QrError::TooLong`].
pub fn alphanumeric(text: &str, level: Level) -> Result<Grid, QrError> {
    if !text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b" $%*+-./:".contains(&b)) {
        return Err(QrError::NotAlphanumeric);
    }

    for version in 1..=40 {
        let mut bits = Bits::new(Version::Normal(version));
        if bits.push_alphanumeric_data(text.as_bytes()).is_ok() && bits.push_terminator(level.into()).is_ok()
        {
            return QrCode::with_bits(bits, level.into()).map(grid).map_err(|_| QrError::TooLong);
        }
    }

    Err(QrError::TooLong)
}

/// Encodes any text, in the modes that make it smallest.
///
/// # Errors
/// Returns [`QrError::TooLong`] if no version holds it.
pub fn text(text: &str, level: Level) -> Result<Grid, QrError> {
    let bits = encode_auto(text.as_bytes(), level.into()).map_err(|_| QrError::TooLong)?;
    QrCode::with_bits(bits, level.into()).map(grid).map_err(|_| QrError::TooLong)
}

fn grid(code: QrCode) -> Grid {
    let size = code.width();
    let colors = Zeroizing::new(code.into_colors().into_iter().map(|c| c == Color::Dark).collect::<Vec<_>>());
    Grid::from_fn(size, |x, y| colors[y * size + x])
}

impl From<Level> for EcLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::Medium => Self::M,
            Level::High => Self::H,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_code_takes_version_6_at_level_h() {
        let grid = alphanumeric(&format!("SK1:S:{}", "A".repeat(72)), Level::High);
        assert_eq!(grid.map(|g| g.size()).ok(), Some(41));
    }

    #[test]
    fn lower_case_is_not_alphanumeric() {
        assert_eq!(alphanumeric("sk1", Level::High).err(), Some(QrError::NotAlphanumeric));
    }

    #[test]
    fn what_no_version_holds_is_refused() {
        assert_eq!(alphanumeric(&"A".repeat(5000), Level::Medium).err(), Some(QrError::TooLong));
        assert_eq!(text(&"a".repeat(5000), Level::Medium).err(), Some(QrError::TooLong));
    }
}
