//! `sealkit drill`: raw arguments and the request they make.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use sealkit::record::EVIDENCE_FIELDS;

use super::{PaperArgs, TypedHashes, Usage, inputs, once_from_stdin, plain};
use crate::os::files::Input;

/// `sealkit drill`
#[derive(Debug, Args)]
#[command(after_help = help!("drill"))]
pub struct DrillArgs {
    /// Scans of sheets.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The kit's record.json.
    #[arg(long, value_name = "FILE")]
    pub record: PathBuf,
    /// Name of a person present.
    #[arg(long, value_name = "NAME")]
    pub by: Vec<String>,
    /// Evidence for the record.
    #[arg(long, value_name = "KEY=TEXT")]
    pub evidence: Vec<String>,
    /// Read nothing.
    #[arg(long, conflicts_with = "inputs", requires = "evidence")]
    pub evidence_only: bool,
    /// The date to record.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// The hash from paper
    #[command(flatten)]
    pub paper: PaperArgs,
}

/// A checked request.
#[derive(Debug, PartialEq, Eq)]
pub struct DrillRequest {
    /// What to do.
    pub task: Task,
    /// The record.
    pub record: PathBuf,
    /// Who takes part.
    pub by: Vec<String>,
    /// Evidence by its key.
    pub evidence: BTreeMap<String, String>,
    /// The date given.
    pub date: Option<String>,
    /// The hash from paper.
    pub hashes: TypedHashes,
}

/// What `drill` is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Ask for codes on the terminal.
    Ask,
    /// Read these.
    Read(Vec<Input>),
    /// Add evidence to the last drill.
    Note,
}

impl DrillArgs {
    /// Checks what clap cannot.
    pub fn request(self) -> Result<DrillRequest, Usage> {
        let task = match (self.evidence_only, self.inputs.is_empty()) {
            (true, _) => Task::Note,
            (false, true) => Task::Ask,
            (false, false) => Task::Read(inputs(self.inputs)?),
        };

        let hashes = self.paper.request()?;
        if let Task::Read(inputs) = &task {
            once_from_stdin(inputs.iter().chain(hashes.source()))?;
        }
        let by = self.by.iter().map(|name| plain("--by", name)).collect::<Result<Vec<_>, _>>()?;
        if by.is_empty() && matches!(task, Task::Read(_)) {
            return Err(Usage::NobodyTakesPart);
        }
        let mut evidence = BTreeMap::new();
        for given in &self.evidence {
            let (key, text) = given.split_once('=').ok_or(Usage::Evidence)?;
            let key = key.trim();
            if !EVIDENCE_FIELDS.iter().any(|(known, _)| *known == key) {
                return Err(Usage::Evidence);
            }
            if evidence.insert(key.to_owned(), plain("--evidence", text)?).is_some() {
                return Err(Usage::EvidenceTwice(key.to_owned()));
            }
        }

        Ok(DrillRequest { task, record: self.record, by, evidence, date: self.date, hashes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Cli, Command};
    use clap::Parser;

    fn request(arguments: &[&str]) -> Result<DrillRequest, Usage> {
        let words = ["sealkit", "drill", "--record", "r.json"].iter().chain(arguments);
        match Cli::try_parse_from(words).unwrap() {
            Cli { command: Command::Drill(arguments), .. } => arguments.request(),
            _ => unreachable!(),
        }
    }

    #[test]
    fn the_task_follows_from_what_is_given() {
        assert_eq!(request(&[]).map(|r| r.task), Ok(Task::Ask));
        let read = request(&["a.txt", "--by", " Ada "]).unwrap();
        assert_eq!(
            (read.task, read.by),
            (Task::Read(vec![Input::File("a.txt".into())]), vec!["Ada".to_owned()])
        );
        let note = request(&["--evidence-only", "--evidence", "alert=SOC=1"]).unwrap();
        assert_eq!((note.task, note.evidence["alert"].as_str()), (Task::Note, "SOC=1"));
    }

    #[test]
    fn names_and_evidence_are_lines_and_keys_are_known() {
        assert_eq!(request(&["a.txt"]), Err(Usage::NobodyTakesPart));
        assert_eq!(request(&["a.txt", "--by", " "]), Err(Usage::NoLine("--by")));
        assert_eq!(request(&["--evidence", "tiket=1"]), Err(Usage::Evidence));
        assert_eq!(request(&["--evidence", "ticket"]), Err(Usage::Evidence));
        assert_eq!(request(&["--evidence", "ticket=a\nb"]), Err(Usage::NoLine("--evidence")));
        let twice = ["--evidence", "ticket=1", "--evidence", "ticket=2"];
        assert_eq!(request(&twice), Err(Usage::EvidenceTwice("ticket".into())));
    }
}
