//! The command line as it is written: raw arguments. What they ask for is made
//! of them by the commands' own requests, such as [`RecoverArgs::request`].

/// The text below the options of a command, kept where a translator finds it.
macro_rules! help {
    ($command:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/texts/en/help/", $command, ".txt"))
            .trim_end()
    };
}

mod check;
mod dice;
mod drill;
mod help;
mod make;
mod paper;
mod preflight;
mod previous;
mod print;
mod recover;
mod reshare;
mod rotate;
mod status;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use check::{CheckArgs, CheckRequest};
pub use dice::{Dice, DiceArgs};
pub use drill::{DrillArgs, DrillRequest, Task};
pub use help::{command, parse};
pub use make::{MakeArgs, parse_date};
pub use paper::{PaperArgs, TypedHashes};
pub use preflight::PreflightArgs;
pub use previous::PreviousRequest;
pub use print::{OperationArg, PrintArgs, PrintRequest, What};
pub use recover::{Destination, RecoverArgs, RecoverRequest, Wanted};
pub use reshare::ReshareArgs;
pub use rotate::RotateArgs;
pub use status::StatusArgs;

use sealkit::plan::Plan;
use sealkit::record::TypedHashError;

use crate::os::files;
use sealkit::codes::{self, NotPlain, is_marked_code};

use crate::os::files::Input;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "sealkit", version, max_term_width = 100, after_help = help!("sealkit"))]
pub struct Cli {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
    /// Print facts and errors as JSON.
    #[arg(long, global = true, display_order = 900)]
    pub json: bool,
    /// Refuse to work where the kernel cannot limit system calls.
    #[arg(long, global = true, display_order = 901)]
    pub require_lockdown: bool,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a commented plan to fill in.
    Init(InitArgs),
    /// Make a kit.
    New(NewArgs),
    /// Check that the printed sheets can be read.
    Check(CheckArgs),
    /// Open the credential with enough shares and show the secret.
    Recover(RecoverArgs),
    /// Make new secrets for the same shares.
    Rotate(RotateArgs),
    /// Make new shares.
    Reshare(ReshareArgs),
    /// Prove that enough shares open the kit.
    Drill(DrillArgs),
    /// Write papers that hold no secret.
    Print(PrintArgs),
    /// Show what is due and what is overdue.
    Status(StatusArgs),
    /// Show what something is.
    Inspect(InspectArgs),
    /// Check whether this machine is fit for a ceremony.
    Preflight(PreflightArgs),
    /// List the password profiles with their limits and sources.
    Profiles(ProfilesArgs),
    /// Print a completion script for a shell.
    Completions(CompletionsArgs),
    /// Print the manual page.
    Man(ManArgs),
}

/// `sealkit init`
#[derive(Debug, Args)]
#[command(after_help = help!("init"))]
pub struct InitArgs {
    /// The kind of plan.
    #[arg(long, default_value = "basic",
        value_parser = clap::builder::PossibleValuesParser::new(Plan::templates()))]
    pub template: String,
    /// The plan of a template of your own.
    #[arg(long, value_name = "DIR", conflicts_with = "template")]
    pub template_dir: Option<PathBuf>,
    /// Where to write it.
    pub file: Option<PathBuf>,
}

/// `sealkit new`
#[derive(Debug, Args)]
#[command(after_help = help!("new"))]
pub struct NewArgs {
    /// Plans.
    #[arg(value_name = "PLAN")]
    pub plans: Vec<PathBuf>,
    /// The folder to write.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// What the kit is called on every sheet.
    #[arg(long, value_name = "TEXT", conflicts_with = "plans")]
    pub label: Option<String>,
    /// The account the secret belongs to.
    #[arg(long, value_name = "NAME", conflicts_with = "plans")]
    pub account: Option<String>,
    /// The password profile.
    #[arg(long, value_name = "NAME", conflicts_with = "plans")]
    pub profile: Option<String>,
    /// Characters of the secret.
    #[arg(long, value_name = "L", conflicts_with = "plans")]
    pub length: Option<usize>,
    /// Shares needed to open the kit.
    #[arg(long, value_name = "K", conflicts_with = "plans")]
    pub threshold: Option<u32>,
    /// Shares made.
    #[arg(long, value_name = "N", conflicts_with = "plans")]
    pub shares: Option<u32>,
    /// A share's keeper and place.
    #[arg(long = "custodian", value_name = "NAME; PLACE", conflicts_with = "plans")]
    pub custodians: Vec<String>,
    /// Paper of the sheets.
    #[arg(long, value_enum, value_name = "a4|letter", hide_possible_values = true, conflicts_with = "plans")]
    pub paper: Option<PaperArg>,
    /// Seal an existing secret from a file or `-` instead of generating one.
    #[arg(long = "import", value_name = "[NAME=]FILE|-")]
    pub imports: Vec<String>,
    /// A runbook template of your own.
    #[arg(long, value_name = "DIR", requires = "plans")]
    pub template_dir: Option<PathBuf>,
    /// What `new`, `rotate` and `reshare` have in common
    #[command(flatten)]
    pub make: MakeArgs,
}

/// The papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PaperArg {
    /// 210 by 297 mm
    A4,
    /// 8.5 by 11 in
    Letter,
}

/// `sealkit inspect`
#[derive(Debug, Args)]
#[command(after_help = help!("inspect"))]
pub struct InspectArgs {
    /// Scans or PDFs of sheets.
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// The hash from paper
    #[command(flatten)]
    pub paper: PaperArgs,
}

/// A checked request to inspect.
#[derive(Debug, PartialEq, Eq)]
pub struct InspectRequest {
    /// What to look at, none of it a code.
    pub inputs: Vec<Input>,
    /// The hashes to compare with.
    pub hashes: TypedHashes,
}

impl InspectArgs {
    /// Checks what clap cannot.
    pub fn request(self) -> Result<InspectRequest, Usage> {
        let (inputs, hashes) = self.paper.beside(self.inputs)?;
        Ok(InspectRequest { inputs, hashes })
    }
}

/// `sealkit profiles`
#[derive(Debug, Args)]
#[command(after_help = help!("profiles"))]
pub struct ProfilesArgs {
    /// One profile in full.
    pub name: Option<String>,
}

/// `sealkit completions`
#[derive(Debug, Args)]
#[command(after_help = help!("completions"))]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `sealkit man`
#[derive(Debug, Args)]
#[command(after_help = help!("man"))]
pub struct ManArgs {
    /// An existing folder.
    pub dir: Option<PathBuf>,
}

/// What is wrong with a command line that clap let pass.
#[derive(Debug, PartialEq, Eq)]
pub enum Usage {
    /// A code, a typed line or a private key as an argument. It is not repeated here.
    CodeAsArgument,
    /// `-` twice.
    StdinTwice,
    /// Dice rolls as an argument. They are not repeated here.
    RollsAsArgument,
    /// JSON and a secret on one stream.
    JsonWithSecret,
    /// A flag that stands for a whole kit is missing.
    Needed(&'static str),
    /// `--date` is no date.
    Date(String),
    /// `--custodian` without a name.
    Custodian,
    /// `--import` names a secret that is not there.
    NoSuchImport,
    /// One `--import` too many.
    TooManyImports,
    /// A plain `--import` where a name is needed.
    ImportName,
    /// A profile that is not listed.
    NoSuchProfile(String),
    /// `--record-hash` is none.
    RecordHash(TypedHashError),
    /// `--record-hash` without a record.
    NoRecord,
    /// `--sealed-copies` where nothing is sealed.
    NothingSealed,
    /// What belongs to one kit, with several records.
    OneAtATime,
    /// A drill without participants.
    NobodyTakesPart,
    /// `--evidence` is no known key with a text.
    Evidence,
    /// One key of evidence twice.
    EvidenceTwice(String),
    /// A text that is to stand in the record.
    NoLine(&'static str),
    /// A code, a typed line or a private key in such a text. It is not repeated here.
    CodeInText(&'static str),
    /// A secret that was opened, or a piece of it.
    SecretInText(&'static str),
    /// The handbook with a plan or a record.
    PaperOfNoKit,
    /// The ceremony sheet without a plan and without a record, or with both.
    PlanOrRecord,
    /// A paper of a kit that is there, without its record or with a plan.
    RecordAlone,
    /// The book without a plan, or with a record.
    PlansAlone,
    /// A flag that another paper has.
    NotForThisPaper(&'static str),
    /// Two plans would be written into the same folder.
    SameFolder(String),
}

/// Whether any argument is a code by its own words, wherever it stands.
pub fn hold_a_marked_code(arguments: &[OsString]) -> bool {
    arguments.iter().skip(1).filter_map(|argument| argument.to_str()).any(is_marked_code)
}

/// Whether paths hold a code, a typed line or a private key: only what is not there can be one.
pub fn hold_a_code(paths: &[PathBuf]) -> bool {
    codes::among_arguments(paths.iter().filter(|path| !files::exists(path)).filter_map(|path| path.to_str()))
}

/// Paths to inputs: no code among them, standard input at most once.
pub fn inputs(paths: Vec<PathBuf>) -> Result<Vec<Input>, Usage> {
    if hold_a_code(&paths) {
        return Err(Usage::CodeAsArgument);
    }
    let inputs: Vec<Input> = paths.into_iter().map(Input::new).collect();
    once_from_stdin(&inputs)?;
    Ok(inputs)
}

/// A text that is kept or printed: one printable line without a code, a typed line or a
/// private key in it.
pub fn plain(flag: &'static str, text: &str) -> Result<String, Usage> {
    codes::plain_line(text).map_err(|error| match error {
        NotPlain::HoldsCode => Usage::CodeInText(flag),
        NotPlain::NoLine => Usage::NoLine(flag),
    })
}

/// Standard input gives its bytes once.
pub fn once_from_stdin<'a>(inputs: impl IntoIterator<Item = &'a Input>) -> Result<(), Usage> {
    let streams = inputs.into_iter().filter(|input| **input == Input::Stdin).count();
    if streams > 1 { Err(Usage::StdinTwice) } else { Ok(()) }
}
