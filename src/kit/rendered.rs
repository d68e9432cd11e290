//! A sheet as it will be printed, beside what somebody would type from it.

use super::{KitError, KitFile};
use crate::lines::CheckedLine;
use crate::pdf;
use crate::secret::{SecretBytes, SecretText};
use crate::sheet::Sheet;
use sha2::{Digest, Sha256};

/// A sheet as it will be printed, with the lines it shows.
pub struct RenderedSheet {
    pub name: String,
    pub pdf: SecretBytes,
    /// The printed lines with their heading, as somebody would type them.
    pub typed: SecretText,
    /// Whether a secret stands on it in clear: then no hash of it is kept.
    pub clear: bool,
}

impl RenderedSheet {
    /// SHA-256 of the file.
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.pdf.expose()).into()
    }

    /// The file for the kit folder.
    pub fn into_file(self) -> KitFile {
        KitFile { name: self.name, bytes: self.pdf }
    }
}

/// Draws a sheet.
pub fn render(sheet: Sheet, clear: bool) -> Result<RenderedSheet, KitError> {
    let pdf = pdf::render(&sheet).map_err(|error| KitError::Pdf { sheet: sheet.file.clone(), error })?;
    Ok(RenderedSheet { typed: typed(&sheet), name: sheet.file, pdf, clear })
}

/// The lines as the sheet's own blocks have them, not as they were encoded.
fn typed(sheet: &Sheet) -> SecretText {
    let mut text = SecretText::with_capacity(32 * 1024);
    for lines in sheet.code_lines() {
        text.push_str(lines.heading);
        text.push_str("\n");
        for CheckedLine { number, data, check } in &lines.lines {
            text.push_str(&format!("{number}. "));
            [data.expose(), " ", check.expose(), "\n"].iter().for_each(|piece| text.push_str(piece));
        }
    }
    text
}
