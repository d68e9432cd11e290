//! The runbook: what an operator does before, during and after, filled in. No secret.

use super::Sheet;
use super::context::SheetContext;
use super::markdown;

/// The sheet of a filled-in runbook text.
pub fn runbook(facts: &SheetContext, text: &str) -> Sheet {
    let mut sheet = facts.sheet(
        "runbook.pdf",
        "Runbook",
        ("RUNBOOK", "NO SECRET · KEEP IT WHERE NO SIGN-IN IS NEEDED"),
        &format!("set {} · {}", facts.set_id, facts.made_line()),
    );
    sheet.blocks = markdown::blocks(text);
    sheet
}
