//! `sealkit print`: papers that hold no secret, and the commands that print them.

use std::path::{Path, PathBuf};

use sealkit::kit::{self, KitFile, OperationKind, PrintedPaper, medium};
use sealkit::plan::Plan;
use sealkit::record::Hash;
use sealkit::texts::english;
use serde_json::json;

use crate::cli::args::{OperationArg, PrintArgs, PrintRequest};
use crate::cli::context::Context;
use crate::cli::make::printing::{Job, jobs};
use crate::cli::make::{plans, templates};
use crate::cli::output;
use crate::cli::read::record_file;
use crate::cli::report::{Failure, no_program_in};
use crate::os::files::{self, Input, PLAN_LIMIT};
use crate::os::host;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Why a plan does not give the paper that was asked for.
pub enum PaperError {
    /// The plan of this file makes so many kits, and the paper is for one.
    Several {
        /// The file.
        file: String,
        /// How many kits it makes.
        kits: usize,
    },
    /// The plan of this file names no template.
    NoBook(String),
    /// The plan of this file belongs to another tenant than those before it.
    OtherBook(String),
    /// The template of these plans has no red card.
    NoRedCard,
}

/// Writes the papers, and tells how they are printed.
pub fn run(arguments: &PrintArgs, context: &Context) -> Result<(), Failure> {
    let papers = papers(arguments)?;
    if !files::exists(&arguments.out) {
        files::make_folder(&arguments.out)?;
    }

    let mut written = Vec::new();
    for paper in &papers {
        written.push(write(paper, &arguments.out)?);
    }
    tell(&papers, &written, context)
}

/// A paper, the folder within the output folder that it goes into, and the id of a handbook.
struct Paper {
    printed: PrintedPaper,
    folder: Option<String>,
    id: Option<String>,
}

impl From<PrintedPaper> for Paper {
    fn from(printed: PrintedPaper) -> Self {
        Self { printed, folder: None, id: None }
    }
}

fn papers(arguments: &PrintArgs) -> Result<Vec<Paper>, Failure> {
    let one = |paper: PrintedPaper| vec![Paper::from(paper)];
    match arguments.request()? {
        PrintRequest::Handbook(paper) => {
            let (mut printed, id) = kit::print::handbook(paper, VERSION)?;
            printed.files.extend(medium::files(host::own_program()?, english()));
            Ok(vec![Paper { printed, folder: None, id: Some(id) }])
        }
        PrintRequest::NewCeremony { plan } => {
            let (release, date) = (release(arguments)?, host::today()?);
            let only = only_plan(&plan, arguments)?;
            Ok(one(kit::print::ceremony_of_plan(&only, &file_name(&plan), release, date, VERSION)?))
        }
        PrintRequest::Ceremony { record, operation } => {
            let (release, date) = (release(arguments)?, host::today()?);
            let (name, record) = (file_name(&record), record_file::read(&record)?);
            let operation = operation.into();
            Ok(one(kit::print::ceremony_of_record(&record, &name, operation, release, date, VERSION)?))
        }
        PrintRequest::Covers(record) => Ok(one(kit::print::covers(&record_file::read(&record)?, VERSION)?)),
        PrintRequest::Drill(record) => {
            Ok(one(kit::print::drill_form(&record_file::read(&record)?, VERSION)?))
        }
        PrintRequest::Book(plans) => books(&plans, arguments),
        PrintRequest::RedCard(plans) => Ok(vec![red_card(&plans, arguments)?]),
    }
}

/// The book that the plans have together, or one for each kit, in folders of their own.
fn books(paths: &[PathBuf], arguments: &PrintArgs) -> Result<Vec<Paper>, Failure> {
    let (found, together) = plans_of_book(paths, arguments)?;
    let today = host::today()?;
    if together {
        let book = kit::print::book(&found, today, VERSION)?;
        return Ok(book.into_iter().map(Paper::from).collect());
    }

    let names = Plan::folder_names(&found).map_err(crate::cli::args::Usage::SameFolder)?;
    let several = found.len() > 1;
    let mut books = Vec::new();
    for (plan, name) in found.iter().zip(names) {
        let book = kit::print::book(std::slice::from_ref(plan), today, VERSION)?;
        books.extend(book.map(|book| Paper { folder: several.then_some(name), ..book.into() }));
    }
    Ok(books)
}

fn red_card(paths: &[PathBuf], arguments: &PrintArgs) -> Result<Paper, Failure> {
    let (found, _) = plans_of_book(paths, arguments)?;
    let card = kit::print::red_card(&found, host::today()?, VERSION)?;
    Ok(card.ok_or(PaperError::NoRedCard)?.into())
}

/// The plans of a book, and whether they have one together: a tenant has one, whatever the
/// number of its accounts.
fn plans_of_book(paths: &[PathBuf], arguments: &PrintArgs) -> Result<(Vec<Plan>, bool), Failure> {
    let own = templates::own(arguments.template_dir.as_deref())?;
    let mut found: Vec<Plan> = Vec::new();
    for path in paths {
        let source = Input::new(path.clone());
        let plans = plans::from_file(&source, &own)?;
        if plans.iter().any(|plan| plan.runbook.is_none()) {
            return Err(PaperError::NoBook(source.name()).into());
        }
        let mut all = found.iter().chain(&plans).map(Plan::book_key);
        let first = all.next().flatten();
        if all.any(|key| key != first) {
            return Err(PaperError::OtherBook(source.name()).into());
        }
        found.extend(plans);
    }
    let together = found.first().is_some_and(|plan| plan.book_key().is_some());
    Ok((found, together))
}

fn only_plan(path: &Path, arguments: &PrintArgs) -> Result<Plan, Failure> {
    let source = Input::new(path.to_owned());
    let own = templates::own(arguments.template_dir.as_deref())?;
    let mut plans = plans::from_file(&source, &own)?;
    match plans.len() {
        1 => Ok(plans.swap_remove(0)),
        kits => Err(PaperError::Several { file: source.name(), kits }.into()),
    }
}

/// The name of a file without its folders, as a sheet prints it.
fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The hash of the program as the list of a release gives it: a program cannot vouch for itself.
fn release(arguments: &PrintArgs) -> Result<Option<Hash>, Failure> {
    let Some(path) = &arguments.sums else { return Ok(None) };
    let source = Input::File(path.clone());
    let text = files::read_text(&source, PLAN_LIMIT)?;
    let hash = text.and_then(|text| kit::print::program_in_sums(text.expose()));
    hash.map(Some).ok_or_else(|| no_program_in(&source.name()))
}

/// Writes a paper and the files beside it; returns the path of its PDF.
fn write(paper: &Paper, out: &Path) -> Result<PathBuf, Failure> {
    let named = |file: &KitFile| (file.name.clone(), file.bytes.expose().to_vec());
    let all: Vec<(String, Vec<u8>)> = paper.printed.files.iter().map(named).collect();
    let borrowed: Vec<(&str, &[u8])> = all.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
    let sheet = paper.printed.kind.file_name();

    if let Some(folder) = &paper.folder {
        files::write_folder(&out.join(folder), &borrowed)?;
        return Ok(out.join(folder).join(sheet));
    }

    let (beside, flat): (Vec<_>, Vec<_>) = borrowed.into_iter().partition(|(name, _)| name.contains('/'));
    flat.iter().try_for_each(|(name, _)| files::check_new(&out.join(name)))?;
    if let Some((folder, _)) = beside.first().and_then(|(name, _)| name.split_once('/')) {
        let inside: Vec<(&str, &[u8])> =
            beside.iter().filter_map(|(name, bytes)| Some((name.split_once('/')?.1, *bytes))).collect();
        files::write_folder(&out.join(folder), &inside)?;
    }
    for (name, bytes) in flat {
        files::write_public(&out.join(name), bytes)?;
    }
    let program = out.join(medium::FOLDER).join(medium::PROGRAM);
    if all.iter().any(|(name, _)| name.starts_with(medium::FOLDER)) {
        files::make_executable(&program)?;
    }
    Ok(out.join(sheet))
}

fn tell(papers: &[Paper], written: &[PathBuf], context: &Context) -> Result<(), Failure> {
    let told = papers.iter().zip(written);
    if context.json {
        let paper = |(paper, path): (&Paper, &PathBuf)| {
            json!({
                "file": path.display().to_string(),
                "pages": paper.printed.pages,
                "handbook": paper.id,
            })
        };
        return output::json(&json!({ "written": told.map(paper).collect::<Vec<_>>() }));
    }

    let mut lines = vec![text!("papers-written", count = papers.len())];
    for (paper, path) in told {
        lines.push(text!("paper-written", path = path.display(), count = paper.printed.pages));
        lines.extend(paper.id.iter().map(|id| text!("handbook-id", id)));
        let medium = path.with_file_name(medium::FOLDER);
        lines.extend(paper.id.iter().map(|_| text!("medium-written", path = medium.display())));
    }

    let job = |path: &PathBuf| Job { copies: 1, file: path.display().to_string() };
    lines.push(String::new());
    lines.push(jobs(&written.iter().map(job).collect::<Vec<_>>()));
    output::line(&lines.join("\n"), context)
}

impl From<OperationArg> for OperationKind {
    fn from(operation: OperationArg) -> Self {
        match operation {
            OperationArg::Rotate => Self::Rotate,
            OperationArg::Reshare => Self::Reshare,
            OperationArg::NewIdentity => Self::NewIdentity,
        }
    }
}
