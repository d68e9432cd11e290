//! What `rotate` and `reshare` are given of the kit that is there.

use std::path::PathBuf;

use sealkit::kit::Keep;

use super::{Dice, DiceArgs, PaperArgs, TypedHashes, Usage, inputs, once_from_stdin, plain};
use crate::os::files::Input;

/// What was given, checked.
pub struct PreviousRequest {
    /// The quorum; empty: none, or ask for it.
    pub inputs: Vec<Input>,
    /// What was typed from the earlier papers.
    pub hashes: TypedHashes,
    /// Why to go on without.
    pub unverified: Option<String>,
    /// What is carried over, each with the one reason.
    pub keep: Vec<Keep>,
    /// Rolls for the generator.
    pub dice: Dice,
}

impl PreviousRequest {
    /// Checks what clap cannot.
    pub fn new(
        paths: &[PathBuf],
        paper: &PaperArgs,
        unverified: Option<&str>,
        (names, reason): (&[String], Option<&str>),
        dice: &DiceArgs,
    ) -> Result<Self, Usage> {
        let hashes = paper.request()?;
        let unverified = unverified.map(|text| plain("--unverified", text)).transpose()?;
        let reason = reason.map(|text| plain("--reason", text)).transpose()?;
        let keep = names.iter().map(|name| Keep { name: name.clone(), reason: reason.clone() }).collect();
        Ok(Self { inputs: inputs(paths.to_vec())?, hashes, unverified, keep, dice: dice.request()? })
    }

    /// Whether a quorum is needed.
    pub fn needs_quorum(&self) -> bool {
        !(self.inputs.is_empty() && self.keep.is_empty())
    }

    /// Standard input gives its bytes once, those of imported secrets among them.
    pub fn once_from_stdin<'a>(&'a self, imports: impl Iterator<Item = &'a Input>) -> Result<(), Usage> {
        once_from_stdin(
            self.inputs.iter().chain(imports).chain(self.dice.source()).chain(self.hashes.source()),
        )
    }
}
