//! Flags of every command that makes a kit.

use clap::Args;
use sealkit::record::parse_day;
use time::Date;

use super::{DiceArgs, Usage};

/// What `new`, `rotate` and `reshare` have in common.
#[derive(Debug, Args)]
pub struct MakeArgs {
    /// The date to print and record.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// Dice rolls of a witness
    #[command(flatten)]
    pub dice: DiceArgs,
    /// Accept a machine with a live network interface.
    #[arg(long)]
    pub allow_online: bool,
    /// Refuse an output place that keeps or forwards what is written there.
    #[arg(long)]
    pub strict: bool,
    /// Leave out the sheet that shows the secrets in clear.
    #[arg(long)]
    pub no_provisioning: bool,
    /// Also make N sheets that show the whole secret.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=32))]
    pub sealed_copies: Option<u16>,
}

impl MakeArgs {
    /// The date that was given.
    pub fn given_date(&self) -> Result<Option<Date>, Usage> {
        self.date.as_deref().map(parse_date).transpose()
    }
}

/// Reads `YYYY-MM-DD`.
pub fn parse_date(text: &str) -> Result<Date, Usage> {
    parse_day(text).ok_or_else(|| Usage::Date(text.to_owned()))
}
