//! Several kits in one run, one after the other: each is there whole or not at all, and
//! what is told when one of them fails.

use crate::cli::report::{self, Failure};
use crate::os::terminal;

/// How far a run is. It says nothing of a single kit.
pub struct Batch {
    total: usize,
    done: usize,
    shown: bool,
}

impl Batch {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::os::files::FileError;

    fn missing() -> Failure {
        FileError::Missing { name: "x".to_owned() }.into()
    }

    #[test]
    fn a_failure_tells_what_is_there_and_what_is_not() {
        let mut batch = Batch::new(4);
        assert!(batch.next("a", || Ok(())).is_ok() && batch.next("b", || Ok(())).is_ok());
        let failed = batch.next("c", || Err::<(), _>(missing()));
        let words = failed.map_err(|failure| failure.message().to_owned());
        let expected = "kit 3 of 4, c: x: no such file; the 2 before it are written and whole, it and the 1 after it are not";
        assert_eq!(words, Err(expected.to_owned()));
        let alone = Batch::new(1).next("a", || Err::<(), _>(missing()));
        assert_eq!(alone.map_err(|failure| failure.message().to_owned()), Err("x: no such file".to_owned()));
    }
}
