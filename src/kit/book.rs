//! The book of plans with a template: its text and the files beside it, filled in.

use super::error::KitError;
use super::output::KitFile;
use crate::pdf;
use crate::plan::Plan;
use crate::record::Hash;
use crate::secret::SecretBytes;
use crate::sheet::{self, BookDetails, Sheet, SheetKind};
use crate::template::{self, Filled, Template, Value, Values};
use crate::texts;
use std::collections::BTreeMap;
use time::Date;

/// The folder of the files.
const FOLDER: &str = "runbook";
/// What stands for the number of a page until the pages are laid out; as wide as most numbers.
const UNKNOWN_PAGE: &str = "00";

/// A book that is filled in.
pub struct FilledBook {
    /// The whole book, the red card first where the template has one.
    pub whole: Sheet,
    /// The red card alone.
    pub red_card: Option<Sheet>,
    /// The files beside it, none of them secret.
    pub files: Vec<KitFile>,
}

/// Fills in the book that the plans have together. What only a kit would know is left blank, to
/// be filled in by hand. Returns `None` if the first plan names no template.
pub fn fill(plans: &[Plan], date: Date, version: &str) -> Result<Option<FilledBook>, KitError> {
    let Some((plan, runbook)) = plans.first().and_then(|plan| Some((plan, plan.runbook.as_ref()?))) else {
        return Ok(None);
    };
    let template = runbook.template().ok_or_else(|| KitError::NoTemplate(runbook.name().to_owned()))?;

    let mut values = together(plans, template)?;
    values.set("found", template::found(&template.warnings(&values, date)));
    let mut printed = Values::default();
    printed.set("date", date.to_string());
    values.set("printed", printed);
    let files = template.files(&values)?;

    // The sheet vouches for the files, so it comes after them.
    values.set("files", files.iter().map(listed).collect::<Vec<_>>());
    let text = template.runbook(&values)?;
    let label = template.book_title(&values).unwrap_or(&plan.label).to_owned();
    let details = BookDetails { label, paper: plan.paper, date, version: version.to_owned() };

    // A page that is referred to is counted, not typed: the book is laid out for its numbers.
    let english = texts::english();
    let card = template.red_card(&values)?.map(|card| on_one_page(&details, card)).transpose()?;
    let (first_card, first_text) = (card.as_deref().map(unknown_pages), unknown_pages(&text));
    let draft = sheet::book(&details, first_card.as_deref(), &first_text, english);
    let pages = pages(&draft)?;
    let text = with_pages(&text, &pages)?;
    let card = card.map(|card| with_pages(&card, &pages)).transpose()?;

    Ok(Some(FilledBook {
        whole: sheet::book(&details, card.as_deref(), &text, english),
        red_card: card.map(|card| sheet::red_card(&details, &card, english)),
        files: files.into_iter().map(file).collect(),
    }))
}

/// The red card without its pictures where it would need a second page with them: what it says
/// stays, in its full size.
fn on_one_page(details: &BookDetails, card: String) -> Result<String, KitError> {
    let sheet = sheet::red_card(details, &unknown_pages(&card), texts::english());
    match pdf::count(&sheet).map_err(|error| KitError::Pdf { sheet: SheetKind::RedCard, error })? {
        0 | 1 => Ok(card),
        _ => {
            Ok(card.lines().filter(|line| !line.starts_with("(( ")).map(|line| format!("{line}\n")).collect())
        }
    }
}

/// The values of all plans: what they say alike, and in the table of kits each kit's own entry,
/// with the facts of its plan as `plan`.
fn together(plans: &[Plan], template: &Template) -> Result<Values, KitError> {
    let all: Vec<Values> = plans.iter().map(Plan::runbook_values).collect();
    let mut values = all.first().cloned().unwrap_or_default();
    let (Some(table), Some(_)) = (template.kits_table(), template.book_key(&values)) else {
        return Ok(values);
    };

    let common = |values: &Values| {
        let mut common = values.clone();
        ["account", "kit", "plan", table].into_iter().for_each(|name| _ = common.0.remove(name));
        common
    };
    let first = common(&values);
    let mut kits: BTreeMap<String, Values> = BTreeMap::new();
    let mut order = Vec::new();
    for values in &all {
        if let Some(key) = differs(&first, &common(values)) {
            return Err(KitError::BookDiffers(key));
        }
        let account = values.text("account").unwrap_or_default().to_owned();
        if let (Some(Value::Table(kit)), Some(plan)) = (values.get("kit"), values.get("plan")) {
            let mut kit = kit.clone();
            kit.set("plan", plan.clone());
            order.push(account.clone());
            kits.insert(account, kit);
        }
    }

    order.dedup();
    let kits: Vec<Values> = order.iter().filter_map(|account| kits.remove(account)).collect();
    values.0.remove("kit");
    values.set(table, kits);
    Ok(values)
}

/// The first name whose values are not the same.
fn differs(one: &Values, other: &Values) -> Option<String> {
    let names = one.0.keys().chain(other.0.keys());
    names.into_iter().find(|name| one.get(name) != other.get(name)).cloned()
}

/// The page of each title, from 1.
fn pages(draft: &Sheet) -> Result<BTreeMap<String, usize>, KitError> {
    let titles = pdf::titles(draft).map_err(|error| KitError::Pdf { sheet: SheetKind::Book, error })?;
    Ok(titles.into_iter().rev().collect())
}

fn unknown_pages(text: &str) -> String {
    // No title is looked up, so none can be missing.
    replaced(text, |_| Some(UNKNOWN_PAGE.to_owned())).unwrap_or_default()
}

fn with_pages(text: &str, pages: &BTreeMap<String, usize>) -> Result<String, KitError> {
    replaced(text, |title| pages.get(title).map(ToString::to_string)).map_err(KitError::NoSuchTitle)
}

/// Puts a number in place of each `<page:TITLE>`.
///
/// # Errors
/// The first title that there is no number for.
fn replaced(text: &str, number: impl Fn(&str) -> Option<String>) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<page:") {
        let (title, after) =
            after.split_once('>').ok_or_else(|| after.chars().take(40).collect::<String>())?;
        out.push_str(before);
        out.push_str(&number(title).ok_or_else(|| title.to_owned())?);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn listed(file: &Filled) -> Values {
    let mut entry = Values::default();
    entry.set("name", file.name.as_str());
    entry.set("what", file.what.as_str());
    entry.set("sha256", Hash::of(&file.bytes()).to_string());
    entry
}

fn file(file: Filled) -> KitFile {
    KitFile { name: format!("{FOLDER}/{}", file.name), bytes: SecretBytes::new(file.bytes()) }
}
