//! `sealkit status`: raw arguments and the request they make.

use std::path::PathBuf;

use clap::Args;

/// `sealkit status`
#[derive(Debug, Args)]
#[command(after_help = "\
Folders are searched four levels deep. Only the newest record of each kit counts: a record that another
one names as its predecessor is left out. The exit status is 1 if something is overdue, so that a daily
job can watch for it.

Examples:
  sealkit status records/
  sealkit status kit-1/record.json kit-2/record.json
  sealkit status records/ --ics due.ics                    entries for a calendar, nothing secret")]
pub struct StatusArgs {
    /// Records, or folders with records in them
    #[arg(value_name = "DIR|FILE", required = true)]
    pub places: Vec<PathBuf>,
    /// Write calendar entries (iCalendar, RFC 5545) to this new file
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
    /// The day to judge by, where the clock is wrong
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
}
