//! `sealkit preflight`: raw arguments.

use std::path::PathBuf;

use clap::Args;

/// `sealkit preflight`
#[derive(Debug, Args)]
#[command(after_help = "\
Reads /proc, /sys and /etc/cups, changes nothing. Each row is `ok`, `look` (somebody should look at it
and decide) or `stop`; the status is 5 if one is `stop`, and with --strict if one is `look`.

Examples:
  sealkit preflight
  sealkit preflight --out /media/usb/kit --strict
  sealkit preflight --json > preflight.json")]
pub struct PreflightArgs {
    /// Where the kit would go: judge that place too
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Take `look` for `stop`
    #[arg(long)]
    pub strict: bool,
}
