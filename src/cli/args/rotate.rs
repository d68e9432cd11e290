//! `sealkit rotate`: raw arguments and the request they make.

use std::path::PathBuf;

use clap::Args;
use sealkit::kit::Keep;

use super::{MakeArgs, PaperArgs, TypedHashes, Usage, inputs, plain};
use crate::os::files::Input;

/// `sealkit rotate`
#[derive(Debug, Args)]
#[command(after_help = help!("rotate"))]
pub struct RotateArgs {
    /// Enough shares and the credential, for --keep: as for `sealkit recover`
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The record.json of the existing generation; several make one folder per kit in DIR
    #[arg(long = "record", value_name = "FILE", required = true)]
    pub records: Vec<PathBuf>,
    /// The folder to write, which must not exist yet
    #[arg(long, value_name = "DIR", required_unless_present = "confirm")]
    pub out: Option<PathBuf>,
    /// The hash from paper
    #[command(flatten)]
    pub paper: PaperArgs,
    /// The batch.json of an earlier run: its hash, typed once, vouches for every record in it
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,
    /// For scripts: go on without --record-hash, and why; it is recorded and printed
    #[arg(long, value_name = "REASON")]
    pub unverified: Option<String>,
    /// The value of an imported secret from a file or `-`; NAME= where there are several
    #[arg(long = "import", value_name = "[NAME=]FILE|-")]
    pub imports: Vec<String>,
    /// Carry this secret over unchanged; repeatable
    #[arg(long, value_name = "NAME")]
    pub keep: Vec<String>,
    /// Why the kept secrets are not replaced; it is recorded
    #[arg(long, value_name = "TEXT", requires = "keep")]
    pub reason: Option<String>,
    /// Record that a sign-in with this generation has worked
    #[arg(long, conflicts_with_all = [
        "out", "inputs", "imports", "keep", "hashes", "batch", "unverified", "allow_online", "no_provisioning", "sealed_copies",
        "dice", "strict", "template_dir",
    ])]
    pub confirm: bool,
    /// Who signed in; it is recorded
    #[arg(long, value_name = "NAME", requires = "confirm", conflicts_with = "out")]
    pub by: Option<String>,
    /// The template of the runbook, where it is your own
    #[arg(long, value_name = "DIR")]
    pub template_dir: Option<PathBuf>,
    /// What `new`, `rotate` and `reshare` have in common
    #[command(flatten)]
    pub make: MakeArgs,
}

/// A checked request.
pub enum RotateRequest {
    /// Make a new generation.
    Make(Rotate),
    /// Note that it works.
    Confirm(ConfirmRequest),
}

/// A checked request to make a new generation.
pub struct Rotate {
    /// The quorum; empty: none, or ask for it.
    pub inputs: Vec<Input>,
    /// The records of what is there.
    pub records: Vec<PathBuf>,
    /// Where to.
    pub out: PathBuf,
    /// What was typed from the earlier papers.
    pub hashes: TypedHashes,
    /// The batch of an earlier run.
    pub batch: Option<PathBuf>,
    /// Why to go on without.
    pub unverified: Option<String>,
    /// Values of imported secrets.
    pub imports: Vec<String>,
    /// What is carried over.
    pub keep: Vec<Keep>,
    /// A runbook template of the user's own.
    pub template_dir: Option<PathBuf>,
    /// The common flags.
    pub make: MakeArgs,
}

/// A checked request to note a sign-in.
pub struct ConfirmRequest {
    /// The records, which are written anew.
    pub records: Vec<PathBuf>,
    /// Who signed in.
    pub by: Option<String>,
    /// The common flags, of which the date counts.
    pub make: MakeArgs,
}

impl RotateArgs {
    /// Checks what clap cannot.
    pub fn request(self) -> Result<RotateRequest, Usage> {
        let Self { records, make, .. } = self;
        let Some(out) = self.out else {
            let by = self.by.map(|by| plain("--by", &by)).transpose()?;
            return Ok(RotateRequest::Confirm(ConfirmRequest { records, by, make }));
        };
        let hashes = self.paper.request()?;
        let unverified = unverified(self.unverified)?;
        let keep = keep(self.keep, self.reason)?;
        let inputs = inputs(self.inputs)?;
        Ok(RotateRequest::Make(Rotate {
            inputs,
            records,
            out,
            hashes,
            batch: self.batch,
            unverified,
            imports: self.imports,
            keep,
            template_dir: self.template_dir,
            make,
        }))
    }
}

/// The reason to go on without a comparison.
pub fn unverified(reason: Option<String>) -> Result<Option<String>, Usage> {
    reason.map(|text| plain("--unverified", &text)).transpose()
}

/// The secrets to be carried over, each with the one reason.
pub fn keep(names: Vec<String>, reason: Option<String>) -> Result<Vec<Keep>, Usage> {
    let reason = reason.map(|text| plain("--reason", &text)).transpose()?;
    Ok(names.into_iter().map(|name| Keep { name, reason: reason.clone() }).collect())
}
