//! `sealkit recover`: raw arguments and the request they make.

use std::path::PathBuf;

use clap::Args;

use super::{PaperArgs, TypedHashes, Usage, inputs};
use crate::cli::context::Context;
use crate::os::files::Input;

/// `sealkit recover`
#[derive(Debug, Args)]
#[command(after_help = help!("recover"))]
pub struct RecoverArgs {
    /// Shares and credential.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The kit's record.json.
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// Write to a new file that only you can read.
    #[arg(long, value_name = "FILE|-")]
    pub output: Option<PathBuf>,
    /// Only this secret.
    #[arg(long, value_name = "NAME", conflicts_with = "identity")]
    pub secret: Option<String>,
    /// The age identity.
    #[arg(long)]
    pub identity: bool,
    /// Write the rehearsal credential too.
    #[arg(long, requires = "output")]
    pub rehearsal: bool,
    /// Show it as a QR code too.
    #[arg(long, conflicts_with = "output")]
    pub qr: bool,
    /// The hash from paper
    #[command(flatten)]
    pub paper: PaperArgs,
}

/// A checked request to recover.
#[derive(Debug, PartialEq, Eq)]
pub struct RecoverRequest {
    /// What to read; empty: ask on the terminal.
    pub inputs: Vec<Input>,
    /// The record to check against.
    pub record: Option<Input>,
    /// The hash from paper.
    pub hashes: TypedHashes,
    /// What to give back.
    pub wanted: Wanted,
    /// Where to give it.
    pub target: Destination,
    /// Whether a rehearsal may be written there.
    pub rehearsal: bool,
}

/// What `recover` gives back.
#[derive(Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The whole credential text.
    Credential,
    /// The value of one secret.
    Secret(String),
    /// The age identity.
    Identity,
}

/// Where `recover` puts it.
#[derive(Debug, PartialEq, Eq)]
pub enum Destination {
    /// The alternate screen, with QR codes if asked for.
    Screen {
        /// Show QR codes too.
        qr: bool,
    },
    /// Standard output.
    Stdout,
    /// A new private file.
    File(PathBuf),
}

impl RecoverArgs {
    /// Checks what clap cannot.
    pub fn request(self, context: &Context) -> Result<RecoverRequest, Usage> {
        let target = match self.output {
            None => Destination::Screen { qr: self.qr },
            Some(path) if path.as_os_str() == "-" => Destination::Stdout,
            Some(path) => Destination::File(path),
        };

        if context.json && target == Destination::Stdout {
            return Err(Usage::JsonWithSecret);
        }
        let wanted = match self.secret {
            Some(name) => Wanted::Secret(name),
            None if self.identity => Wanted::Identity,
            None => Wanted::Credential,
        };

        let record = self.record.map(Input::new);
        let inputs = inputs(self.inputs)?;
        let hashes = self.paper.request()?;
        if record.is_none() && hashes != TypedHashes::default() {
            return Err(Usage::NoRecord);
        }
        super::once_from_stdin(inputs.iter().chain(&record).chain(hashes.source()))?;
        Ok(RecoverRequest { inputs, record, hashes, wanted, target, rehearsal: self.rehearsal })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Cli, Command};
    use clap::Parser;

    fn request(arguments: &[&str]) -> Result<RecoverRequest, Usage> {
        let words = ["sealkit", "recover"].iter().chain(arguments);
        match Cli::try_parse_from(words).unwrap() {
            Cli { command: Command::Recover(arguments), json, .. } => {
                arguments.request(&Context { json, ..Context::plain() })
            }
            _ => unreachable!(),
        }
    }

    #[test]
    fn what_is_given_makes_the_request() {
        let asked = request(&[]).unwrap();
        assert!(asked.inputs.is_empty());
        assert_eq!((asked.wanted, asked.target), (Wanted::Credential, Destination::Screen { qr: false }));

        let given = request(&["a.txt", "-", "--secret", "pin", "--output", "out"]).unwrap();
        assert_eq!(given.inputs, [Input::File("a.txt".into()), Input::Stdin]);
        let expected = (Wanted::Secret("pin".into()), Destination::File("out".into()));
        assert_eq!((given.wanted, given.target), expected);
    }
}
