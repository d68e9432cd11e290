//! The runbook: what an operator does before, during and after, filled in. No secret.

use super::Sheet;
use super::context::SheetContext;
use super::kind::SheetKind;
use super::markdown;

/// The sheet of a filled-in runbook text.
pub fn runbook(context: &SheetContext, text: &str) -> Sheet {
    let mut sheet = context.sheet(
        SheetKind::Runbook,
        "Runbook",
        ("RUNBOOK", "NO SECRET · KEEP IT WHERE NO SIGN-IN IS NEEDED"),
        &format!("set {} · {}", context.set_id, context.made_line()),
    );
    sheet.blocks = markdown::blocks(text);
    sheet
}
