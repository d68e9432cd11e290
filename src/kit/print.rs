//! Papers that hold no secret: they can be made at any time, without a key.

use super::book as filled_book;
use super::check::check_printable;
use super::context;
use super::error::KitError;
use super::output::KitFile;
use super::rendered::RenderedSheet;
use super::sheets::fingerprint;
use crate::id::Generation;
use crate::plan::{Paper, Plan};
use crate::record::{Hash, Record};
use crate::sheet::{
    self, BinaryInfo, CeremonyPlan, LogHead, OperationKind, RehearsalSet, Setting, Sheet, SheetContext,
    SheetKind, StepFacts,
};
use crate::texts;
use crate::words;
use time::Date;
use time::macros::date;

/// The day in the properties of the handbook's file. It is that of the edition, not that of the
/// printing, so that everybody who prints a version gets the same file.
const EDITION: Date = date!(2026 - 11 - 25);

/// A paper to be written, with the files that belong to it.
pub struct PrintedPaper {
    /// What it is.
    pub kind: SheetKind,
    /// Its size.
    pub paper: Paper,
    /// How many pages it has.
    pub pages: usize,
    /// Its PDF first, then files beside it, none of them secret.
    pub files: Vec<KitFile>,
}

impl PrintedPaper {
    fn draw(sheet: Sheet) -> Result<Self, KitError> {
        let paper = sheet.paper;
        let drawn = RenderedSheet::draw(sheet)?;
        let (kind, pages) = (drawn.kind, drawn.pages);
        Ok(Self { kind, paper, pages, files: vec![drawn.into_file()] })
    }
}

/// The Recovery Handbook of this version, and its id.
///
/// # Errors
/// [`KitError`] if it cannot be drawn.
pub fn handbook(paper: Paper, version: &str) -> Result<(PrintedPaper, String), KitError> {
    let rehearsal = RehearsalSet::read()?;
    let sheet = sheet::handbook(paper, version, texts::english(), &rehearsal, EDITION)?;
    let id = sheet::handbook_id(texts::english(), &rehearsal);
    Ok((PrintedPaper::draw(sheet)?, id))
}

/// The id of the handbook that this version prints: it must lie in every safe.
///
/// # Errors
/// [`KitError`] if the practice set in it cannot be read.
pub fn handbook_id() -> Result<String, KitError> {
    Ok(sheet::handbook_id(texts::english(), &RehearsalSet::read()?))
}

/// Pages 1 and 2 of the ceremony sheet for a plan whose kit is not made yet. `source` is the
/// name of the plan's file; `release` the SHA-256 of the program from a file of its release,
/// where there is one.
///
/// # Errors
/// [`KitError`] if the plan cannot be printed.
pub fn ceremony_of_plan(
    plan: &Plan,
    source: &str,
    release: Option<Hash>,
    date: Date,
    version: &str,
) -> Result<PrintedPaper, KitError> {
    check_printable(plan)?;
    let facts = StepFacts {
        threshold: plan.quorum.threshold(),
        shares: plan.quorum.shares(),
        generation: Generation::FIRST,
        set_before: None,
        setting: Setting::Sheet,
        sealed_copies: 0,
        earlier: None,
        record: None,
        texts: texts::english(),
    };

    let accounts = context::accounts(plan.secrets.iter().map(|secret| secret.account.as_str()));
    let details = CeremonyPlan {
        operation: OperationKind::New,
        label: plan.label.clone(),
        accounts,
        secrets: plan.secrets.iter().map(|secret| secret.name.clone()).collect(),
        custodians: plan.custodians.clone(),
        source: source.to_owned(),
        release: release.map(binary),
        version: version.to_owned(),
        paper: plan.paper,
        date,
        handbook: Some(handbook_id()?),
        facts,
    };
    PrintedPaper::draw(sheet::ceremony_before(&details))
}

/// Pages 1 and 2 of the ceremony sheet for what is done to a kit that is there. `source` is the
/// name of the record's file.
///
/// # Errors
/// [`KitError`] if the record cannot be printed or a date lies beyond the calendar.
pub fn ceremony_of_record(
    record: &Record,
    source: &str,
    operation: OperationKind,
    release: Option<Hash>,
    date: Date,
    version: &str,
) -> Result<PrintedPaper, KitError> {
    let context = context_of(record, version)?;
    let made = record.made();
    // A new split carries the credential on; every other operation seals the next one.
    let next = match operation {
        OperationKind::Reshare => Some(made.generation),
        _ => made.generation.next(),
    };
    let facts = StepFacts {
        threshold: made.quorum.threshold(),
        shares: made.quorum.shares(),
        generation: next.ok_or(KitError::LastGeneration(made.generation))?,
        set_before: Some(made.set_id),
        setting: Setting::Sheet,
        sealed_copies: made.sealed_copies.unwrap_or(0),
        earlier: None,
        record: None,
        texts: context.texts,
    };

    // Which people take the new shares, the record does not know.
    let custodians = if operation == OperationKind::Reshare { Vec::new() } else { context.custodians };
    let details = CeremonyPlan {
        operation,
        label: context.label,
        accounts: context.accounts,
        secrets: context.secrets.into_iter().map(|secret| secret.name).collect(),
        custodians,
        source: source.to_owned(),
        release: release.map(binary),
        version: version.to_owned(),
        paper: context.paper,
        date,
        handbook: Some(handbook_id()?),
        facts,
    };
    PrintedPaper::draw(sheet::ceremony_before(&details))
}

/// The hash of a program, in digits and in words.
fn binary(hash: Hash) -> BinaryInfo {
    let words = words::of(hash.bytes()).into_iter().map(str::to_owned).collect();
    BinaryInfo { sha256: hash.to_string(), words }
}

/// Packets and custody cards of a kit again.
///
/// # Errors
/// As [`ceremony_of_record`].
pub fn covers(record: &Record, version: &str) -> Result<PrintedPaper, KitError> {
    let context = context_of(record, version)?;
    let prints: Vec<String> = record.made().hashes.shares.iter().map(fingerprint).collect();
    PrintedPaper::draw(sheet::covers(&context, &prints))
}

/// The form for the next drill of a kit.
///
/// # Errors
/// As [`ceremony_of_record`].
pub fn drill_form(record: &Record, version: &str) -> Result<PrintedPaper, KitError> {
    let context = context_of(record, version)?;
    PrintedPaper::draw(sheet::drill(&context, Some(&LogHead::of(record))))
}

/// The book that plans have together, and the scripts and queries that it names. Returns `None`
/// if the first plan names no template.
///
/// # Errors
/// [`KitError`] if the template cannot be filled in or drawn, or the plans say different things.
pub fn book(plans: &[Plan], date: Date, version: &str) -> Result<Option<PrintedPaper>, KitError> {
    plans.iter().try_for_each(check_printable)?;
    let Some(filled) = filled_book::fill(plans, date, version)? else { return Ok(None) };
    let mut book = PrintedPaper::draw(filled.whole)?;
    book.files.extend(filled.files);
    Ok(Some(book))
}

/// The red card of that book alone. Returns `None` if its template has none.
///
/// # Errors
/// As [`book`].
pub fn red_card(plans: &[Plan], date: Date, version: &str) -> Result<Option<PrintedPaper>, KitError> {
    plans.iter().try_for_each(check_printable)?;
    let card = filled_book::fill(plans, date, version)?.and_then(|filled| filled.red_card);
    card.map(PrintedPaper::draw).transpose()
}

/// What the papers of a kit say now: drills that were held since it was made move the next one.
fn context_of(record: &Record, version: &str) -> Result<SheetContext, KitError> {
    check_printable(&record.made().plan)?;
    Ok(SheetContext {
        next_drill: record.drill_due().ok_or(KitError::Calendar)?,
        version: version.to_owned(),
        ..context::of_made(record.made())?
    })
}

/// The SHA-256 of the program in a list of a release, one file to a line: 64 hexadecimal digits,
/// blanks, a name. Returns `None` where no line names a sealkit program.
pub fn program_in_sums(sums: &str) -> Option<Hash> {
    let mut hashes = sums.lines().filter_map(|line| {
        let (hash, name) = line.split_once(char::is_whitespace)?;
        let name = name.trim().trim_start_matches('*');
        let file = name.rsplit('/').next().unwrap_or(name);
        is_program(file).then(|| Hash::from_hex(&hash.to_ascii_lowercase())).flatten()
    });
    hashes.next()
}

/// `sealkit`, or `sealkit-VERSION-TARGET` without an ending: packages have other hashes.
fn is_program(file: &str) -> bool {
    let ending = [".tar.gz", ".deb", ".rpm", ".json", ".txt", ".pdf", ".html", ".sig", ".minisig", ".md"];
    file.starts_with("sealkit") && !ending.iter().any(|end| file.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_among_the_files_of_a_release() {
        let (a, b) = ("a".repeat(64), "b".repeat(64));
        let sums = format!("{b}  sealkit-2.0.0.tar.gz\n{a} *./sealkit-2.0.0-x86_64\n{b}  recover.py\n");
        assert_eq!(program_in_sums(&sums).map(|hash| hash.to_string()), Some(a));
        assert_eq!(program_in_sums(&format!("{b}  recover.py\n")), None);
        assert_eq!(program_in_sums("sealkit"), None);
    }
}
