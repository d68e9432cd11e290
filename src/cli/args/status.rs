//! `sealkit status`: raw arguments and the request they make.

use std::path::PathBuf;

use clap::Args;

/// `sealkit status`
#[derive(Debug, Args)]
#[command(after_help = "\
In a folder every record counts, down to four folders deep. Of each kit the newest record counts:
one that another record names as the one before it is superseded. Exit status 1 when something is
overdue, which a daily job can watch for.

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
