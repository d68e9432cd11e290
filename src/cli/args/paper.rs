//! `--record-hash`, of every command that compares a record with paper.

use std::path::PathBuf;

use clap::Args;
use sealkit::record::PrintedHash;

use super::{Usage, inputs, once_from_stdin};
use crate::os::files::Input;

/// The flag as it is written.
#[derive(Debug, Args)]
pub struct PaperArgs {
    /// The record hash.
    #[arg(long = "record-hash", value_name = "HASH|-")]
    pub hashes: Vec<String>,
}

/// What was typed from paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedHashes {
    /// The hashes that were given.
    pub given: Vec<PrintedHash>,
    /// Whether more are asked for: on the terminal, or on standard input.
    pub asked: bool,
}

impl PaperArgs {
    /// Reads the hashes.
    ///
    /// # Errors
    /// [`Usage::RecordHash`].
    pub fn request(&self) -> Result<TypedHashes, Usage> {
        let given = self.hashes.iter().filter(|hash| *hash != "-");
        let given = given.map(|hash| PrintedHash::parse(hash).map_err(Usage::RecordHash));
        Ok(TypedHashes { given: given.collect::<Result<_, _>>()?, asked: self.is_asked() })
    }

    /// Reads the hashes and what is given beside them; standard input gives its bytes once.
    ///
    /// # Errors
    /// Those of [`inputs`] and [`PaperArgs::request`], [`Usage::StdinTwice`].
    pub fn beside(&self, paths: Vec<PathBuf>) -> Result<(Vec<Input>, TypedHashes), Usage> {
        let (inputs, hashes) = (inputs(paths)?, self.request()?);
        once_from_stdin(inputs.iter().chain(hashes.source()))?;
        Ok((inputs, hashes))
    }

    /// Whether `-` is among them.
    pub fn is_asked(&self) -> bool {
        self.hashes.iter().any(|hash| hash == "-")
    }
}

impl TypedHashes {
    /// What is read for them, if anything.
    pub fn source(&self) -> Option<&'static Input> {
        self.asked.then_some(&Input::Stdin)
    }
}
