//! Several kits in one run, one after the other: each is there whole or not at all, what is
//! told when one of them fails, and the batch that they make.

use std::path::Path;

use sealkit::kit::{BatchFiles, Summary};
use sealkit::plan::Paper;
use sealkit::record::Hash;
use time::Date;

use crate::cli::make::summary::Written;
use crate::cli::report::{self, Failure};
use crate::os::files;
use crate::os::terminal;

/// What the kits of a run have in common.
pub struct Run<'a> {
    /// The folder of the kit, or of the folders of several.
    pub out: &'a Path,
    /// Whether several were asked for, though one alone may be left.
    pub is_many: bool,
    /// The hash of the batch before.
    pub batch_before: Option<Hash>,
}

impl<'a> Run<'a> {
    /// A run that makes one kit.
    pub fn of_one(out: &'a Path) -> Self {
        Self { out, is_many: false, batch_before: None }
    }
}

/// How far a run is. It says nothing of a single kit.
pub struct Progress {
    total: usize,
    done: usize,
    shown: bool,
}

impl Progress {
    /// A run over so many kits; on a terminal it tells which one is being made.
    pub fn new(total: usize) -> Self {
        Self { total, done: 0, shown: total > 1 && terminal::stderr_is_terminal() }
    }

    /// Whether there are several.
    pub fn is_many(&self) -> bool {
        self.total > 1
    }

    /// Runs the work for the next kit, named `label`.
    ///
    /// # Errors
    /// That of the work, with the kit's place in the run and what became of the others.
    pub fn next<T>(&mut self, label: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        let number = self.done + 1;
        if self.shown {
            report::progress(&text!("making-kit", number, total = self.total, label));
        }
        let outcome = work();
        if self.shown && (outcome.is_err() || number == self.total) {
            report::progress("");
        }
        self.done = number;
        match outcome {
            Err(failure) if self.is_many() => Err(failure.in_run(number, self.total, label)),
            outcome => outcome,
        }
    }
}

/// Writes the hashes of the records, and the sheet with the hash of them all. The sheet comes
/// first: without it, the file vouches for nothing.
pub fn write_batch(written: &[Written], run: &Run<'_>, form: (Paper, Date)) -> Result<BatchFiles, Failure> {
    let kits: Vec<&Summary> = written.iter().map(|kit| &kit.summary).collect();
    let batch = BatchFiles::new(&kits, run.batch_before, form, env!("CARGO_PKG_VERSION"))?;
    for file in &batch.files {
        files::write_private(&run.out.join(&file.name), file.bytes.expose())?;
    }
    Ok(batch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::os::files::FileError;

    fn missing() -> Failure {
        FileError::Missing { name: "x".to_owned() }.into()
    }

    #[test]
    fn a_failure_tells_what_is_there_and_what_is_not() {
        let mut batch = Progress::new(4);
        assert!(batch.next("a", || Ok(())).is_ok() && batch.next("b", || Ok(())).is_ok());
        let failed = batch.next("c", || Err::<(), _>(missing()));
        let words = failed.map_err(|failure| failure.message().to_owned());
        let expected = "kit 3 of 4, c: x: no such file; the 2 before it are written and whole, it and the 1 after it are not";
        assert_eq!(words, Err(expected.to_owned()));
        let alone = Progress::new(1).next("a", || Err::<(), _>(missing()));
        assert_eq!(alone.map_err(|failure| failure.message().to_owned()), Err("x: no such file".to_owned()));
    }
}
