//! Samples of a picture in a PDF to shades, by its colour space (ISO 32000-1, 8.6).

use super::ScanError;
use super::file::File;
use super::luma::shade;
use super::object::Object;
use super::stream;

/// Bits of a sample and what the samples of a pixel mean.
pub struct Ink {
    pub bits: usize,
    /// Whether the largest sample is the darkest.
    turned: bool,
    kind: SampleSpace,
}

/// What the samples of one pixel mean.
enum SampleSpace {
    Grey,
    Rgb,
    Cmyk,
    /// So many inks of whatever colour; more is darker.
    Inks(usize),
    /// The shade of each number.
    Palette(Box<[u8; 256]>),
}

impl Ink {
    pub fn new(
        file: &File<'_>,
        space: Option<&Object<'_>>,
        bits: usize,
        turned: bool,
    ) -> Result<Self, ScanError> {
        let kind = space.map_or(Some(SampleSpace::Grey), |space| kind(file, space, true));
        let kind = kind.ok_or(ScanError::Unsupported("picture-colours"))?;

        if ![1, 2, 4, 8, 16].contains(&bits) {
            return Err(ScanError::DamagedPicture);
        }
        Ok(Self { bits, turned, kind })
    }

    pub fn components(&self) -> usize {
        match self.kind {
            SampleSpace::Grey | SampleSpace::Palette(_) => 1,
            SampleSpace::Rgb => 3,
            SampleSpace::Cmyk => 4,
            SampleSpace::Inks(count) => count,
        }
    }

    /// The shades of the samples 0 and 1 of a picture in black and white.
    pub fn pair(&self) -> [u8; 2] {
        let mut pair = [0, 255];
        if let SampleSpace::Palette(palette) = &self.kind {
            pair = [palette[0], palette[1]];
        }
        if self.turned { [pair[1], pair[0]] } else { pair }
    }

    /// One row; samples that are missing leave their pixels alone.
    pub fn shades(&self, row: &[u8], pixels: &mut [u8]) {
        let unpacked;
        let samples = if self.bits == 8 {
            row
        } else {
            unpacked = zeroize::Zeroizing::new(self.unpacked(row));
            &unpacked
        };

        match &self.kind {
            SampleSpace::Grey => pixels.iter_mut().zip(samples).for_each(|(pixel, &sample)| *pixel = sample),
            SampleSpace::Palette(palette) => {
                pixels
                    .iter_mut()
                    .zip(samples)
                    .for_each(|(pixel, &sample)| *pixel = palette[usize::from(sample)]);
            }
            kind => {
                let each = pixels.iter_mut().zip(samples.chunks_exact(self.components()));
                each.for_each(|(pixel, samples)| *pixel = kind.shade(samples));
            }
        }

        if self.turned {
            pixels.iter_mut().for_each(|pixel| *pixel = 255 - *pixel);
        }
    }

    /// Samples of 1, 2, 4 or 16 bits as bytes; numbers of a palette as they are.
    fn unpacked(&self, row: &[u8]) -> Vec<u8> {
        if self.bits == 16 {
            // Of 16 bits the upper eight are a shade.
            return row.iter().step_by(2).copied().collect();
        }
        let most = (1u16 << self.bits) - 1;

        // A number of a palette is an index, and is not spread over 0 to 255.
        let scale = if matches!(self.kind, SampleSpace::Palette(_)) { 1 } else { 255 / most };

        let places = (0..8 / self.bits).rev().map(|place| place * self.bits);
        let samples = |byte: &u8| {
            let byte = u16::from(*byte);
            // At most 255 by the choice of the scale.
            places.clone().map(move |place| ((byte >> place & most) * scale) as u8)
        };
        row.iter().flat_map(samples).collect()
    }
}

impl SampleSpace {
    fn shade(&self, samples: &[u8]) -> u8 {
        match (self, samples) {
            (Self::Rgb, &[red, green, blue]) => shade(red, green, blue),
            (Self::Cmyk, &[cyan, magenta, yellow, key]) => {
                255u8.saturating_sub(shade(cyan, magenta, yellow)).saturating_sub(key)
            }
            (Self::Inks(_), inks) => 255 - inks.iter().copied().max().unwrap_or(0),
            (_, samples) => samples.first().copied().unwrap_or(255),
        }
    }

    fn of(components: usize) -> Option<Self> {
        match components {
            1 => Some(Self::Grey),
            3 => Some(Self::Rgb),
            4 => Some(Self::Cmyk),
            _ => None,
        }
    }
}

/// Reads a colour space. The base of a palette may not be a palette itself (8.6.6.3), which
/// also bounds the walk.
fn kind(file: &File<'_>, space: &Object<'_>, may_be_palette: bool) -> Option<SampleSpace> {
    let space = file.resolve(space)?;
    let (name, rest) = match space.array() {
        Some([name, rest @ ..]) => (file.resolve(name)?.name()?, rest),
        _ => (space.name()?, &[][..]),
    };

    match (name, rest) {
        (b"DeviceGray" | b"CalGray" | b"G", _) => Some(SampleSpace::Grey),
        (b"DeviceRGB" | b"CalRGB" | b"RGB", _) => Some(SampleSpace::Rgb),
        (b"DeviceCMYK" | b"CMYK", _) => Some(SampleSpace::Cmyk),
        (b"ICCBased", [profile, ..]) => {
            SampleSpace::of(file.resolve(profile)?.dict()?.get(b"N").and_then(Object::natural)?)
        }
        (b"Separation", _) => Some(SampleSpace::Inks(1)),
        (b"DeviceN", [names, ..]) => {
            let count = file.resolve(names)?.array()?.len();
            (1..=32).contains(&count).then_some(SampleSpace::Inks(count))
        }
        (b"Indexed" | b"I", [base, _, table, ..]) if may_be_palette => {
            palette(&kind(file, base, false)?, &stream::bytes_of(file, table)?)
        }
        _ => None,
    }
}

fn palette(base: &SampleSpace, table: &[u8]) -> Option<SampleSpace> {
    let count = match base {
        SampleSpace::Grey => 1,
        SampleSpace::Rgb => 3,
        SampleSpace::Cmyk => 4,
        SampleSpace::Inks(count) => *count,
        SampleSpace::Palette(_) => return None,
    };

    let mut shades = Box::new([255; 256]);
    shades.iter_mut().zip(table.chunks_exact(count)).for_each(|(shade, entry)| *shade = base.shade(entry));
    Some(SampleSpace::Palette(shades))
}
