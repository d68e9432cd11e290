//! `--dice`, of every command that makes secrets.

use std::path::PathBuf;

use clap::Args;

use super::{Usage, hold_a_code};
use crate::os::files;
use crate::os::files::Input;

/// The flag as it is written.
#[derive(Debug, Args)]
pub struct DiceArgs {
    /// Rolls to mix into the generator, asked for or read.
    #[arg(long, value_name = "FILE|-", require_equals = true)]
    dice: Option<Option<PathBuf>>,
}

/// Where the rolls come from.
#[derive(Debug, PartialEq, Eq)]
pub enum Dice {
    /// There are none: the system's generator alone.
    Without,
    /// They are asked for on the terminal.
    Asked,
    /// They are read.
    Read(Input),
}

impl Dice {
    /// What is read, if anything.
    pub fn source(&self) -> Option<&Input> {
        if let Self::Read(input) = self { Some(input) } else { None }
    }
}

impl DiceArgs {
    /// The file, if one is named.
    pub fn file(&self) -> Option<&PathBuf> {
        self.dice.as_ref().and_then(Option::as_ref)
    }

    /// Where the rolls come from. Rolls themselves do not belong into an argument.
    ///
    /// # Errors
    /// [`Usage::RollsAsArgument`], [`Usage::CodeAsArgument`].
    pub fn request(&self) -> Result<Dice, Usage> {
        let path = match &self.dice {
            None => return Ok(Dice::Without),
            Some(None) => return Ok(Dice::Asked),
            Some(Some(path)) => path,
        };

        let are_rolls = |text: &str| text.bytes().all(|b| matches!(b, b'1'..=b'6' | b' ' | b',' | b'-'));
        if path.as_os_str() != "-" && !files::exists(path) && path.to_str().is_some_and(are_rolls) {
            return Err(Usage::RollsAsArgument);
        }
        if hold_a_code(std::slice::from_ref(path)) {
            return Err(Usage::CodeAsArgument);
        }
        Ok(Dice::Read(Input::new(path.clone())))
    }
}
