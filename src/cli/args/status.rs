//! `sealkit status`: raw arguments and the request they make.

use std::path::PathBuf;

use clap::Args;

/// `sealkit status`
#[derive(Debug, Args)]
#[command(after_help = help!("status"))]
pub struct StatusArgs {
    /// Records.
    #[arg(value_name = "DIR|FILE", required = true)]
    pub places: Vec<PathBuf>,
    /// Write calendar entries.
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
    /// What a tenant says of itself.
    #[arg(long, value_name = "FILE")]
    pub tenant: Option<PathBuf>,
    /// The day to judge by.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
}
