//! The words for papers that cannot be printed.

use super::Failure;
use crate::cli::print::PaperError;

impl From<PaperError> for Failure {
    fn from(error: PaperError) -> Self {
        match error {
            PaperError::Several { file, kits } => failure!(Usage, "plan-of-several", file, count = kits),
            PaperError::OtherBook(file) => failure!(Usage, "plan-of-other-book", file),
            PaperError::NoRedCard => failure!(Usage, "no-red-card"),
            PaperError::NoBook(file) => failure!(Usage, "plan-without-book", file),
        }
    }
}

/// A list of a release that names no program of ours.
pub fn no_program_in(file: &str) -> Failure {
    failure!(Usage, "sums-without-program", file)
}
