//! An empty drill form for a kit that exists, from its record alone.

use super::check::check_printable;
use super::context;
use super::error::KitError;
use super::rendered::RenderedSheet;
use crate::record::Record;
use crate::secret::SecretBytes;
use crate::sheet::{self, LogHead, SheetContext};

/// The drill form of the kit of this record, as a PDF without any secret. `version` is
/// that of the program which draws it.
///
/// # Errors
/// [`KitError`] if a date lies beyond the calendar or the form cannot be drawn.
pub fn drill_form(record: &Record, version: &str) -> Result<SecretBytes, KitError> {
    check_printable(&record.made().plan)?;

    let context = SheetContext {
        // Drills that were held since move the date on.
        next_drill: record.drill_due().ok_or(KitError::Calendar)?,
        version: version.to_owned(),
        ..context::of_made(record.made())?
    };

    RenderedSheet::draw(sheet::drill(&context, Some(&LogHead::of(record)))).map(|sheet| sheet.pdf)
}
