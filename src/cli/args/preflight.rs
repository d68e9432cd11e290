//! `sealkit preflight`: raw arguments.

use std::path::PathBuf;

use clap::Args;

/// `sealkit preflight`
#[derive(Debug, Args)]
#[command(after_help = help!("preflight"))]
pub struct PreflightArgs {
    /// Where the kit would go.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Treat every warning as an error.
    #[arg(long)]
    pub strict: bool,
}
