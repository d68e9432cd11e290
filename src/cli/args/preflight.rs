//! `sealkit preflight`: raw arguments.

use std::path::PathBuf;

use clap::Args;

/// `sealkit preflight`
#[derive(Debug, Args)]
#[command(after_help = "\
Reads /proc, /sys and /etc/cups, changes nothing. Each row is `ok`, `warning` (look at it and decide,
aloud) or `not allowed`; the exit status is 5 if an item is not allowed, and with --strict if there is
a warning.

Examples:
  sealkit preflight
  sealkit preflight --out /media/usb/kit --strict
  sealkit preflight --json > preflight.json")]
pub struct PreflightArgs {
    /// Where the kit would go: judge that place too
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Treat every warning as an error
    #[arg(long)]
    pub strict: bool,
}
