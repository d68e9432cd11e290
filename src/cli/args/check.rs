//! `sealkit check`: raw arguments and the request they make.

use std::path::PathBuf;

use clap::Args;

use super::{PaperArgs, TypedHashes, Usage};
use crate::os::files::Input;

/// `sealkit check`
#[derive(Debug, Args)]
#[command(after_help = help!("check"))]
pub struct CheckArgs {
    /// Scans of printed sheets.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The kit's record.json.
    #[arg(long, value_name = "FILE")]
    pub record: PathBuf,
    /// The date to record.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// The hash from paper
    #[command(flatten)]
    pub paper: PaperArgs,
}

/// A checked request to read sheets back.
#[derive(Debug, PartialEq, Eq)]
pub struct CheckRequest {
    /// What to read; empty: ask on the terminal.
    pub inputs: Vec<Input>,
    /// The record, which is written anew.
    pub record: PathBuf,
    /// The date given.
    pub date: Option<String>,
    /// The hash from paper.
    pub hashes: TypedHashes,
}

impl CheckArgs {
    /// Checks what clap cannot.
    pub fn request(self) -> Result<CheckRequest, Usage> {
        let (inputs, hashes) = self.paper.beside(self.inputs)?;
        Ok(CheckRequest { inputs, record: self.record, date: self.date, hashes })
    }
}
