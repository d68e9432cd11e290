//! The sheet of the recovery program. It says nothing of a single kit, so in a run over
//! many kits it is drawn and read back once, and the same bytes go into each of them.

use super::rendered::{RenderedSheet, render};
use super::{KitError, RehearsalError};
use crate::program;
use crate::scan;
use crate::secret::{SecretBytes, SecretText};
use crate::sheet::{self, PROGRAM_SHEET, ProgramFacts, SheetContext};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Different ones that are kept: a run over kits of many forms takes no more memory.
const MOST: usize = 4;

static READ_BACK: Mutex<Vec<ReadBack>> = Mutex::new(Vec::new());

/// A sheet from whose squares the program came out, byte for byte.
struct ReadBack {
    facts: ProgramFacts,
    pdf: Vec<u8>,
    sha256: [u8; 32],
}

/// The sheet for a kit, drawn and read back unless one like it was before.
///
/// # Errors
/// [`KitError`], where it cannot be drawn or does not read back.
pub fn draw(facts: &SheetContext) -> Result<RenderedSheet, KitError> {
    let facts = ProgramFacts::of(facts);
    let mut kept = kept();
    if let Some(same) = kept.iter().find(|sheet| sheet.facts == facts) {
        return Ok(same.drawn());
    }
    let drawn = render(sheet::recover_program(&facts)?, false)?;
    if !gives_the_program(drawn.pdf.expose()) {
        return Err(RehearsalError::Codes(PROGRAM_SHEET.to_owned()).into());
    }
    if kept.len() == MOST {
        kept.remove(0);
    }
    kept.push(ReadBack { facts, pdf: drawn.pdf.expose().to_vec(), sha256: drawn.sha256() });
    Ok(drawn)
}

/// Whether these very bytes give the program, now or when they were first drawn.
pub fn is_read_back(drawn: &RenderedSheet) -> bool {
    let sha256 = drawn.sha256();
    kept().iter().any(|sheet| sheet.sha256 == sha256) || gives_the_program(drawn.pdf.expose())
}

fn kept() -> MutexGuard<'static, Vec<ReadBack>> {
    READ_BACK.lock().unwrap_or_else(PoisonError::into_inner)
}

fn gives_the_program(pdf: &[u8]) -> bool {
    let found = scan::pdf(pdf).unwrap_or_default();
    let program = program::join(found.iter().map(|code| code.text.expose()));
    program.as_deref() == Some(program::TEXT.as_bytes())
}

impl ReadBack {
    fn drawn(&self) -> RenderedSheet {
        RenderedSheet {
            name: PROGRAM_SHEET.to_owned(),
            pdf: SecretBytes::new(self.pdf.clone()),
            typed: SecretText::new(String::new()),
            clear: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_give_the_program_is_never_taken_for_read_back() {
        for pdf in [&b""[..], b"%PDF-1.7"] {
            let pdf = SecretBytes::new(pdf.to_vec());
            let drawn = RenderedSheet {
                name: String::new(),
                pdf,
                typed: SecretText::new(String::new()),
                clear: false,
            };
            assert!(!is_read_back(&drawn));
        }
    }
}
