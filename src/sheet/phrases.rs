//! Which earlier credentials of a kit still count, in the words of several sheets.

use super::context::SheetContext;
use crate::id::Generation;

impl SheetContext {
    /// Which earlier credentials are kept, and for what; nothing where each secret is in the
    /// newest one.
    pub fn keep_lines(&self) -> Vec<String> {
        let line = |(number, names): &(Generation, Vec<String>)| {
            words!(self.texts, "custody-keep", number, names = names.join(", "))
        };
        self.staying.iter().map(line).collect()
    }

    /// Whether the generation before this one still holds a secret.
    pub(super) fn keeps_old(&self) -> bool {
        self.staying.iter().any(|(generation, _)| Some(*generation) == self.replaces)
    }
}
