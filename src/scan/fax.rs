//! Pictures in CCITT Group 3 and 4 (ISO 32000-1, 7.4.6), by the `hayro-ccitt` crate.

use super::file::File;
use super::luma::Luma;
use super::object::{Dict, Object};
use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode};

/// A picture that is known by its size and parameters.
pub struct Sheet<'f, 'a> {
    pub file: &'f File<'a>,
    pub parameters: Option<&'f Dict<'a>>,
    pub width: usize,
    pub height: usize,
}

impl Sheet<'_, '_> {
    fn get(&self, name: &[u8]) -> Option<&Object<'_>> {
        self.file.resolve(self.parameters?.get(name)?)
    }

    fn says(&self, name: &[u8]) -> bool {
        self.get(name) == Some(&Object::Yes)
    }

    /// The rows up to the first that cannot be read; `shades` are those of 0 and 1.
    pub fn read(&self, bytes: &[u8], shades: [u8; 2]) -> Luma {
        let [zero, one] = shades;
        let (dark, light) = if self.says(b"BlackIs1") { (one, zero) } else { (zero, one) };
        // 1,728 columns, an A4 page of a fax, unless the parameters say otherwise.
        let columns = self.get(b"Columns").and_then(Object::natural).unwrap_or(1728);

        let mut luma = Luma {
            width: self.width,
            height: self.height,
            pixels: vec![255; self.width * self.height].into(),
        };
        // The size of a picture is far below 2^32.
        let (Ok(columns), Ok(rows)) = (u32::try_from(columns), u32::try_from(self.height)) else {
            return luma;
        };
        if columns as usize > super::luma::PIXELS {
            return luma;
        }

        let k = self.get(b"K").and_then(Object::number).unwrap_or(0.0);

        // A negative K is Group 4, a positive one Group 3 with two-dimensional rows (table 11).
        let settings = DecodeSettings {
            columns,
            rows,
            end_of_block: self.get(b"EndOfBlock") != Some(&Object::No),
            end_of_line: self.says(b"EndOfLine"),
            rows_are_byte_aligned: self.says(b"EncodedByteAlign"),
            encoding: if k < 0.0 {
                EncodingMode::Group4
            } else if k > 0.0 {
                EncodingMode::Group3_2D
            } else {
                EncodingMode::Group3_1D
            },
            strict: false,
        };

        let mut rows = Rows { rows: luma.pixels.chunks_exact_mut(self.width), dark, light };
        // After an error the rows so far stand.
        let _ = hayro_ccitt::decode(bytes, &mut rows, &mut DecoderContext::new(settings));
        luma
    }
}

struct Rows<'r> {
    rows: std::slice::ChunksExactMut<'r, u8>,
    dark: u8,
    light: u8,
}

impl Decoder for Rows<'_> {
    fn push_row(&mut self, changes: &[u32]) {
        let Some(row) = self.rows.next() else { return };
        row.fill(self.light);
        for run in changes.chunks(2) {
            let end = run.get(1).map_or(row.len(), |&end| end as usize).min(row.len());
            let start = run.first().map_or(end, |&start| start as usize);
            if let Some(run) = row.get_mut(start..end) {
                run.fill(self.dark);
            }
        }
    }
}
