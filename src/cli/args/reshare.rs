//! `sealkit reshare`: raw arguments.

use std::path::PathBuf;

use clap::Args;

use super::{MakeArgs, PaperArgs, PreviousRequest, Usage};

/// `sealkit reshare`
#[derive(Debug, Args)]
#[command(after_help = help!("reshare"))]
pub struct ReshareArgs {
    /// Enough shares and the credential.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The record.json of the existing kit.
    #[arg(long, value_name = "FILE")]
    pub record: PathBuf,
    /// The folder to write.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The plan with the new quorum.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["threshold", "shares", "custodians"])]
    pub plan: Option<PathBuf>,
    /// Shares needed to open the kit.
    #[arg(long, value_name = "K")]
    pub threshold: Option<u32>,
    /// Shares made.
    #[arg(long, value_name = "N")]
    pub shares: Option<u32>,
    /// A share's keeper and place.
    #[arg(long = "custodian", value_name = "NAME; PLACE")]
    pub custodians: Vec<String>,
    /// Make a new key and new secrets.
    #[arg(long)]
    pub new_identity: bool,
    /// The value of an imported secret from a file or `-`.
    #[arg(long = "import", value_name = "[NAME=]FILE|-", requires = "new_identity")]
    pub imports: Vec<String>,
    /// Seal this secret unchanged to the new key.
    #[arg(long, value_name = "NAME", requires_all = ["new_identity", "reason"])]
    pub keep: Vec<String>,
    /// Why the kept secrets are not replaced.
    #[arg(long, value_name = "TEXT", requires = "keep")]
    pub reason: Option<String>,
    /// The template of the runbook.
    #[arg(long, value_name = "DIR")]
    pub template_dir: Option<PathBuf>,
    /// The hash from paper
    #[command(flatten)]
    pub paper: PaperArgs,
    /// For scripts.
    #[arg(long, value_name = "REASON")]
    pub unverified: Option<String>,
    /// What `new`, `rotate` and `reshare` have in common
    #[command(flatten)]
    pub make: MakeArgs,
}

impl ReshareArgs {
    /// What was given of the kit that is there.
    pub fn previous(&self) -> Result<PreviousRequest, Usage> {
        let unverified = self.unverified.as_deref();
        let (keep, reason) = (&self.keep, self.reason.as_deref());
        PreviousRequest::new(&self.inputs, &self.paper, unverified, (keep, reason), &self.make.dice)
    }
}
