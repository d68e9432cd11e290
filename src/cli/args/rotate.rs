//! `sealkit rotate`: raw arguments.

use std::path::PathBuf;

use clap::Args;

use super::{MakeArgs, PaperArgs, PreviousRequest, Usage, plain};

/// `sealkit rotate`
#[derive(Debug, Args)]
#[command(after_help = help!("rotate"))]
pub struct RotateArgs {
    /// Enough shares and the credential.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The record.json of the existing generation.
    #[arg(long = "record", value_name = "FILE", required = true)]
    pub records: Vec<PathBuf>,
    /// The folder to write.
    #[arg(long, value_name = "DIR", required_unless_present = "confirm")]
    pub out: Option<PathBuf>,
    /// The hash from paper
    #[command(flatten)]
    pub paper: PaperArgs,
    /// The batch.json of an earlier run.
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,
    /// For scripts.
    #[arg(long, value_name = "REASON")]
    pub unverified: Option<String>,
    /// The value of an imported secret from a file or `-`.
    #[arg(long = "import", value_name = "[NAME=]FILE|-")]
    pub imports: Vec<String>,
    /// Carry this secret over unchanged.
    #[arg(long, value_name = "NAME")]
    pub keep: Vec<String>,
    /// Renew this PIN or passphrase too.
    #[arg(long, value_name = "NAME", conflicts_with = "confirm")]
    pub renew: Vec<String>,
    /// Why the kept secrets are not replaced.
    #[arg(long, value_name = "TEXT", requires = "keep")]
    pub reason: Option<String>,
    /// Record that a sign-in with this generation has worked.
    #[arg(long, conflicts_with_all = [
        "out", "inputs", "imports", "keep", "hashes", "batch", "unverified", "allow_online", "no_provisioning", "sealed_copies",
        "dice", "strict", "template_dir",
    ])]
    pub confirm: bool,
    /// Who signed in.
    #[arg(long, value_name = "NAME", requires = "confirm", conflicts_with = "out")]
    pub by: Option<String>,
    /// The template of the runbook.
    #[arg(long, value_name = "DIR")]
    pub template_dir: Option<PathBuf>,
    /// What `new`, `rotate` and `reshare` have in common
    #[command(flatten)]
    pub make: MakeArgs,
}

impl RotateArgs {
    /// What was given of the kits that are there.
    pub fn previous(&self) -> Result<PreviousRequest, Usage> {
        let unverified = self.unverified.as_deref();
        let (keep, reason) = (&self.keep, self.reason.as_deref());
        PreviousRequest::new(&self.inputs, &self.paper, unverified, (keep, reason), &self.make.dice)
    }

    /// Who signed in.
    pub fn signed_in(&self) -> Result<Option<String>, Usage> {
        self.by.as_deref().map(|by| plain("--by", by)).transpose()
    }
}
