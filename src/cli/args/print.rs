//! `sealkit print`: raw arguments and the request they make.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use sealkit::plan::Paper;

use super::{PaperArg, Usage};

/// `sealkit print`
#[derive(Debug, Args)]
#[command(after_help = help!("print"))]
pub struct PrintArgs {
    /// Which papers.
    #[arg(value_enum, value_name = "WHAT", hide_possible_values = true)]
    pub what: What,
    /// Plans.
    #[arg(value_name = "PLAN")]
    pub plans: Vec<PathBuf>,
    /// The kit's record.json.
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// The folder to write into.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// What the ceremony is for.
    #[arg(long = "for", value_enum, value_name = "rotate|reshare|new-identity", hide_possible_values = true)]
    pub operation: Option<OperationArg>,
    /// SHA256SUMS of the release.
    #[arg(long, value_name = "FILE")]
    pub sums: Option<PathBuf>,
    /// Paper of the handbook.
    #[arg(long, value_enum, value_name = "a4|letter", hide_possible_values = true)]
    pub paper: Option<PaperArg>,
    /// One page of the book alone.
    #[arg(long, value_enum, value_name = "red-card", hide_possible_values = true)]
    pub only: Option<Only>,
    /// A template of the user's own.
    #[arg(long, value_name = "DIR", requires = "plans")]
    pub template_dir: Option<PathBuf>,
}

/// The papers that can be printed at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// The Recovery Handbook.
    Handbook,
    /// Pages 1 and 2 of the ceremony sheet.
    Ceremony,
    /// Packets and custody cards of a kit again.
    Covers,
    /// The form for a drill.
    Drill,
    /// The book of a plan with a template.
    Book,
}

/// What can be printed of a book alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// The red card
    RedCard,
}

/// What a ceremony with a record is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OperationArg {
    /// New secrets for the same shares
    Rotate,
    /// New shares of the same key
    Reshare,
    /// A new key and new secrets
    NewIdentity,
}

/// A checked request.
#[derive(Debug, PartialEq, Eq)]
pub enum PrintRequest {
    /// The handbook for this paper.
    Handbook(Paper),
    /// The ceremony of a new kit.
    NewCeremony {
        /// Its plan.
        plan: PathBuf,
    },
    /// The ceremony of a kit that is there.
    Ceremony {
        /// Its record.
        record: PathBuf,
        /// What is done.
        operation: OperationArg,
    },
    /// Covers of a kit.
    Covers(PathBuf),
    /// A drill form of a kit.
    Drill(PathBuf),
    /// The books of these plans.
    Book(Vec<PathBuf>),
    /// The red card of these plans alone.
    RedCard(Vec<PathBuf>),
}

impl PrintArgs {
    /// Checks what clap cannot: which papers need a plan, and which a record.
    pub fn request(&self) -> Result<PrintRequest, Usage> {
        let ceremony = self.what == What::Ceremony;
        if self.paper.is_some() && self.what != What::Handbook {
            return Err(Usage::NotForThisPaper("--paper"));
        }
        if self.sums.is_some() && !ceremony {
            return Err(Usage::NotForThisPaper("--sums"));
        }
        if self.only.is_some() && self.what != What::Book {
            return Err(Usage::NotForThisPaper("--only"));
        }
        if self.operation.is_some() && !(ceremony && self.record.is_some()) {
            return Err(Usage::NotForThisPaper("--for"));
        }

        match (self.what, self.plans.as_slice(), &self.record) {
            (What::Handbook, [], None) => {
                Ok(PrintRequest::Handbook(self.paper.map_or(Paper::A4, Into::into)))
            }
            (What::Handbook, ..) => Err(Usage::PaperOfNoKit),
            (What::Ceremony, [plan], None) => Ok(PrintRequest::NewCeremony { plan: plan.clone() }),
            (What::Ceremony, [], Some(record)) => {
                let operation = self.operation.unwrap_or(OperationArg::Rotate);
                Ok(PrintRequest::Ceremony { record: record.clone(), operation })
            }
            (What::Ceremony, ..) => Err(Usage::PlanOrRecord),
            (What::Covers, [], Some(record)) => Ok(PrintRequest::Covers(record.clone())),
            (What::Drill, [], Some(record)) => Ok(PrintRequest::Drill(record.clone())),
            (What::Covers | What::Drill, ..) => Err(Usage::RecordAlone),
            (What::Book, [_, ..], None) if self.only.is_some() => {
                Ok(PrintRequest::RedCard(self.plans.clone()))
            }
            (What::Book, [_, ..], None) => Ok(PrintRequest::Book(self.plans.clone())),
            (What::Book, ..) => Err(Usage::PlansAlone),
        }
    }
}

impl From<PaperArg> for Paper {
    fn from(paper: PaperArg) -> Self {
        match paper {
            PaperArg::A4 => Self::A4,
            PaperArg::Letter => Self::Letter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Cli, Command};
    use clap::Parser;

    fn request(arguments: &str) -> Result<PrintRequest, Usage> {
        let words = ["sealkit", "print", "--out", "d"].into_iter().chain(arguments.split(' '));
        match Cli::try_parse_from(words).unwrap() {
            Cli { command: Command::Print(arguments), .. } => arguments.request(),
            _ => unreachable!(),
        }
    }

    #[test]
    fn each_paper_knows_what_it_is_made_from() {
        assert_eq!(request("handbook"), Ok(PrintRequest::Handbook(Paper::A4)));
        assert_eq!(request("handbook --paper letter"), Ok(PrintRequest::Handbook(Paper::Letter)));
        assert_eq!(request("ceremony p.toml"), Ok(PrintRequest::NewCeremony { plan: "p.toml".into() }));
        let rotation = PrintRequest::Ceremony { record: "r".into(), operation: OperationArg::Rotate };
        assert_eq!(request("ceremony --record r"), Ok(rotation));
        assert_eq!(request("covers --record r"), Ok(PrintRequest::Covers("r".into())));
        assert_eq!(request("drill --record r"), Ok(PrintRequest::Drill("r".into())));
        let card = PrintRequest::RedCard(vec!["a".into()]);
        assert_eq!(request("book a --only red-card"), Ok(card));
        assert_eq!(request("book a b"), Ok(PrintRequest::Book(vec!["a".into(), "b".into()])));
    }

    #[test]
    fn what_a_paper_is_not_made_from_is_refused() {
        assert_eq!(request("handbook p"), Err(Usage::PaperOfNoKit));
        assert_eq!(request("ceremony"), Err(Usage::PlanOrRecord));
        assert_eq!(request("ceremony p --record r"), Err(Usage::PlanOrRecord));
        assert_eq!(request("ceremony p q"), Err(Usage::PlanOrRecord));
        assert_eq!(request("covers p"), Err(Usage::RecordAlone));
        assert_eq!(request("book --record r"), Err(Usage::PlansAlone));
        assert_eq!(request("drill --record r --paper a4"), Err(Usage::NotForThisPaper("--paper")));
        assert_eq!(request("ceremony p --only red-card"), Err(Usage::NotForThisPaper("--only")));
        assert_eq!(request("ceremony p --for rotate"), Err(Usage::NotForThisPaper("--for")));
        assert_eq!(request("drill --record r --sums s"), Err(Usage::NotForThisPaper("--sums")));
    }
}
