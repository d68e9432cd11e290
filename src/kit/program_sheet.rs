//! The sheet of the recovery program. It says nothing of a single kit, so in a run over
//! many kits it is drawn and read back once, and the same bytes go into each of them.

use super::error::{KitError, RehearsalError};
use super::rendered::RenderedSheet;
use crate::program;
use crate::scan;
use crate::secret::{SecretBytes, SecretText};
use crate::sheet::{self, ProgramSheetInfo, SheetContext, SheetKind};

/// How many different ones are kept, so that a run over kits of many forms takes no more
/// memory than one over kits of the same form.
const MOST: usize = 4;

/// The program sheets of a run that were read back.
#[derive(Default)]
pub struct ProgramSheets {
    read_back: Vec<ReadBack>,
}

/// A sheet from whose squares the program came out, byte for byte.
struct ReadBack {
    info: ProgramSheetInfo,
    pdf: Vec<u8>,
    sha256: [u8; 32],
}

impl ProgramSheets {
    /// The sheet for a kit, drawn and read back unless one like it was before.
    ///
    /// # Errors
    /// [`KitError`] if it cannot be drawn or does not read back.
    pub fn draw(&mut self, context: &SheetContext) -> Result<RenderedSheet, KitError> {
        let info = ProgramSheetInfo::of(context);
        if let Some(same) = self.read_back.iter().find(|sheet| sheet.info == info) {
            return Ok(same.to_sheet());
        }

        let sheet = RenderedSheet::draw(sheet::recover_program(&info)?)?;
        if !gives_the_program(sheet.pdf.expose()) {
            return Err(RehearsalError::Codes(SheetKind::Program).into());
        }

        if self.read_back.len() == MOST {
            self.read_back.remove(0);
        }
        let pdf = sheet.pdf.expose().to_vec();
        self.read_back.push(ReadBack { info, pdf, sha256: sheet.sha256() });
        Ok(sheet)
    }

    /// Whether these very bytes give the program, now or when they were first drawn.
    pub fn is_read_back(&self, sheet: &RenderedSheet) -> bool {
        let sha256 = sheet.sha256();
        self.read_back.iter().any(|known| known.sha256 == sha256) || gives_the_program(sheet.pdf.expose())
    }
}

fn gives_the_program(pdf: &[u8]) -> bool {
    let found = scan::pdf(pdf).unwrap_or_default();
    let program = program::join(found.iter().map(|code| code.text.expose()));
    program.as_deref() == Some(program::TEXT.as_bytes())
}

impl ReadBack {
    fn to_sheet(&self) -> RenderedSheet {
        RenderedSheet {
            kind: SheetKind::Program,
            pdf: SecretBytes::new(self.pdf.clone()),
            typed: SecretText::new(String::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_give_the_program_is_never_taken_for_read_back() {
        for pdf in [&b""[..], b"%PDF-1.7"] {
            let sheet = RenderedSheet {
                kind: SheetKind::Program,
                pdf: SecretBytes::new(pdf.to_vec()),
                typed: SecretText::new(String::new()),
            };
            assert!(!ProgramSheets::default().is_read_back(&sheet));
        }
    }
}
