//! A sheet as it will be printed, beside what somebody would type from it.

use super::error::KitError;
use super::output::{KitFile, PrintJob};
use crate::lines::CheckedLine;
use crate::pdf;
use crate::secret::{SecretBytes, SecretText};
use crate::sheet::{Sheet, SheetKind};
use sha2::{Digest, Sha256};

/// A sheet as it will be printed, with the lines it shows.
pub struct RenderedSheet {
    pub kind: SheetKind,
    pub pdf: SecretBytes,
    /// How many pages it has.
    pub pages: usize,
    /// The printed lines with their heading, as somebody would type them.
    pub typed: SecretText,
}

impl RenderedSheet {
    /// Draws a sheet.
    pub fn draw(sheet: Sheet) -> Result<Self, KitError> {
        let kind = sheet.kind;
        let drawn = pdf::draw(&sheet).map_err(|error| KitError::Pdf { sheet: kind, error })?;
        Ok(Self { kind, pdf: drawn.bytes, pages: drawn.pages, typed: typed(&sheet) })
    }

    /// How it is printed: the credential lies beside each share, of everything else there is one.
    pub fn job(&self, shares: u8) -> PrintJob {
        let copies = if self.kind == SheetKind::Credential { usize::from(shares) } else { 1 };
        PrintJob { kind: self.kind, pages: self.pages, copies }
    }

    /// SHA-256 of the file.
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.pdf.expose()).into()
    }

    /// The file for the kit folder.
    pub fn into_file(self) -> KitFile {
        KitFile { name: self.kind.file_name(), bytes: self.pdf }
    }
}

/// The lines as the sheet's own blocks have them, not as they were encoded: the rehearsal
/// has to find a mistake that was made on the way into the blocks.
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
