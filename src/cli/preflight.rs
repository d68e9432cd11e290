//! `sealkit preflight`: is this machine fit for a ceremony? A table to read aloud.

use data_encoding::HEXLOWER;
use serde_json::json;

use crate::cli::args::PreflightArgs;
use crate::cli::output;
use crate::cli::report::Failure;
use crate::os::host::{self, Finding, HostError, Place, Verdict};
use crate::os::sandbox;
use sealkit::words;

/// Words in one line.
const ROW: usize = 8;

/// Looks, tells, and refuses a machine that is not fit.
pub fn run(arguments: &PreflightArgs, json: bool) -> Result<(), Failure> {
    let place = arguments.out.as_deref().map(Place::of);
    let _ = sandbox::lock_memory();
    let rows = host::preflight(place.as_ref());
    let binary = host::own_sha256();
    let bad: Vec<&str> =
        rows.iter().filter(|row| is_bad(row, arguments.strict)).map(|row| row.check).collect();
    match json {
        true => output::json(&facts(&rows, binary.as_ref(), bad.is_empty()))?,
        false => output::line(&table(&rows, binary.as_ref()))?,
    }
    if bad.is_empty() { Ok(()) } else { Err(HostError::Unfit(bad.join(", ")).into()) }
}

fn is_bad(row: &Finding, strict: bool) -> bool {
    match row.verdict {
        Verdict::Ok => false,
        Verdict::Look => strict,
        Verdict::Stop => true,
    }
}

fn table(rows: &[Finding], binary: Option<&[u8; 32]>) -> String {
    let widest = rows.iter().map(|row| row.check.len()).max().unwrap_or_default();
    let mut lines = Vec::new();
    for Finding { check, verdict, result, advice } in rows {
        lines.push(format!("{:<4}  {check:<widest$}  {result}", verdict.word()));
        if !advice.is_empty() {
            lines.push(format!("{:<4}  {:<widest$}  -> {advice}", "", ""));
        }
    }
    lines.push(String::new());
    lines.extend(match binary {
        Some(hash) => own_words(hash),
        None => vec!["this program: its file could not be read".to_owned()],
    });
    let count = |verdict| rows.iter().filter(|row| row.verdict == verdict).count();
    lines.push(format!(
        "\n{} ok, {} to look at, {} to stop at",
        count(Verdict::Ok),
        count(Verdict::Look),
        count(Verdict::Stop)
    ));
    lines.join("\n")
}

/// The hash of this program. Its own word about itself proves nothing.
fn own_words(hash: &[u8; 32]) -> Vec<String> {
    let mut lines =
        vec!["this program, SHA-256: compare it with a second source, on another machine".to_owned()];
    lines.push(format!("  {}", HEXLOWER.encode(hash)));
    lines.extend(words::of(hash).chunks(ROW).map(|row| format!("  {}", row.join(" "))));
    lines
}

fn facts(rows: &[Finding], binary: Option<&[u8; 32]>, fit: bool) -> serde_json::Value {
    let checks = rows.iter().map(|row| {
        let Finding { check, verdict, result, advice } = row;
        json!({ "check": check, "verdict": verdict.word(), "result": result, "advice": advice })
    });
    json!({
        "fit": fit,
        "checks": checks.collect::<Vec<_>>(),
        "tool": {
            "version": env!("CARGO_PKG_VERSION"),
            "sha256": binary.map(|hash| HEXLOWER.encode(hash)),
            "words": binary.map(|hash| words::of(hash)),
        },
    })
}
