//! `sealkit preflight`: is this machine fit for a ceremony? A table to read aloud.

use data_encoding::HEXLOWER;
use serde_json::json;

use crate::cli::args::PreflightArgs;
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::report::Failure;
use crate::cli::texts;
use crate::os::host::{self, Fitness, HostError, OutputPlace, PreflightCheck};
use crate::os::sandbox;
use sealkit::texts::Wording;
use sealkit::words;

/// Words in one line.
const ROW: usize = 8;

/// Looks, tells, and refuses a machine that is not fit.
pub fn run(arguments: &PreflightArgs, context: &Context) -> Result<(), Failure> {
    let place = arguments.out.as_deref().map(OutputPlace::of);
    let _ = sandbox::lock_memory();
    let rows = host::preflight(place.as_ref());
    let binary = host::own_sha256();
    let bad: Vec<Wording> =
        rows.iter().filter(|row| row.is_bad(arguments.strict)).map(|row| row.check.clone()).collect();
    match context.json {
        true => output::json(&facts(&rows, binary.as_ref(), bad.is_empty()))?,
        false => output::line(&table(&rows, binary.as_ref()), context)?,
    }

    if bad.is_empty() { Ok(()) } else { Err(HostError::Unfit(bad).into()) }
}

fn table(rows: &[PreflightCheck], binary: Option<&[u8; 32]>) -> String {
    let width = |row: &PreflightCheck| texts::say(&row.check).chars().count();
    let widest = rows.iter().map(width).max().unwrap_or_default();
    let word = rows.iter().map(|row| word(row.fitness).chars().count()).max().unwrap_or_default();
    let mut lines = Vec::new();
    for PreflightCheck { check, fitness, found, advice } in rows {
        let (check, found) = (texts::say(check), texts::say(found));
        lines.push(format!("{:<word$}  {check:<widest$}  {found}", self::word(*fitness)));
        let advice = advice.as_ref().map(texts::say);
        lines.extend(advice.map(|advice| format!("{:<word$}  {:<widest$}  -> {advice}", "", "")));
    }

    lines.push(String::new());
    lines.extend(match binary {
        Some(hash) => own_words(hash),
        None => vec![text!("own-file-unread")],
    });

    // What matters most stands last, nearest to the prompt.
    lines.push(format!("\n{}", verdict(rows)));
    lines.join("\n")
}

/// How a check came out, in the words that are read aloud.
fn word(fitness: Fitness) -> String {
    match fitness {
        Fitness::Ok => text!("fitness-ok"),
        Fitness::Warning => text!("fitness-warning"),
        Fitness::NotAllowed => text!("fitness-not-allowed"),
    }
}

/// The table in a sentence.
fn verdict(rows: &[PreflightCheck]) -> String {
    let count = |fitness| rows.iter().filter(|row| row.fitness == fitness).count();
    match (count(Fitness::NotAllowed), count(Fitness::Warning)) {
        (0, 0) => text!("fit"),
        (0, count) => text!("fit-with-points", count),
        (count, _) => text!("not-fit", count),
    }
}

/// The hash of this program. Its own word about itself proves nothing.
fn own_words(hash: &[u8; 32]) -> Vec<String> {
    let mut lines = vec![text!("own-hash"), format!("  {}", HEXLOWER.encode(hash))];
    lines.extend(words::of(hash).chunks(ROW).map(|row| format!("  {}", row.join(" "))));
    lines
}

fn facts(rows: &[PreflightCheck], binary: Option<&[u8; 32]>, fit: bool) -> serde_json::Value {
    let row = |row: &PreflightCheck| {
        json!({
            "check": texts::say(&row.check),
            "verdict": row.fitness,
            "result": texts::say(&row.found),
            "advice": row.advice.as_ref().map(texts::say).unwrap_or_default(),
        })
    };
    json!({
        "fit": fit,
        "checks": rows.iter().map(row).collect::<Vec<_>>(),
        "tool": {
            "version": env!("CARGO_PKG_VERSION"),
            "sha256": binary.map(|hash| HEXLOWER.encode(hash)),
            "words": binary.map(|hash| words::of(hash)),
        },
    })
}
