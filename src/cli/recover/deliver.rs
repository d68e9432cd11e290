//! Where the recovered secret goes: a screen that is cleared, a private file, or
//! standard output.

use crate::cli::args::{Destination, RecoverRequest, Wanted};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::read::quorum::doubt;
use crate::cli::report::{self, Failure, Notice};
use crate::os::files;
use crate::os::sandbox;
use crate::os::terminal::{Screen, Shown, Terminal, plain};
use sealkit::credential::Secret;
use sealkit::qr::{self, Level};
use sealkit::recovery::{Opened, VouchedBy};
use sealkit::secret::SecretText;
use serde_json::json;

/// Why what was opened is not delivered.
pub enum DeliverError {
    /// The credential holds no secret of that name.
    NoSecret {
        /// The name that was given.
        name: String,
        /// The names there are.
        names: Vec<String>,
    },
    /// It is a rehearsal, and nobody asked to have it written.
    Rehearsal,
}

/// Characters in a group, and groups in a numbered row.
const GROUP: usize = 4;
const ROW: usize = 5 * GROUP;

/// A rehearsal may be shown. Once written, a program could take it for the secret.
pub fn admit(request: &RecoverRequest, rehearsal: bool) -> Result<(), DeliverError> {
    let is_shown = matches!(request.target, Destination::Screen { .. });
    match !rehearsal || request.rehearsal || is_shown {
        true => Ok(()),
        false => Err(DeliverError::Rehearsal),
    }
}

/// Delivers the credential, or one secret of it.
pub fn credential(request: &RecoverRequest, opened: &Opened, context: &Context) -> Result<(), Failure> {
    report::note(&title(opened), context);
    let chosen = chosen(request, opened)?;
    match &request.target {
        Destination::Screen { qr } => {
            let fill = |screen: &mut Screen| {
                if let Some(doubt) = doubt(opened.vouched_by, &opened.recipient) {
                    screen.line(&doubt.text());
                }
                chosen.iter().for_each(|secret| secret_on(screen, secret, *qr));
            };
            show(fill, &title(opened), context)?;
        }
        target => {
            let text = match (&request.wanted, chosen.as_slice()) {
                (Wanted::Secret(_), [secret]) => secret.value.duplicate(),
                _ => opened.credential.to_text(),
            };
            put(target, &text, context)?;
        }
    }
    if context.json { output::json(&facts(request, opened)) } else { Ok(()) }
}

/// Delivers the age identity.
pub fn identity(request: &RecoverRequest, identity: &SecretText, context: &Context) -> Result<(), Failure> {
    match &request.target {
        Destination::Screen { qr } => {
            let fill = |screen: &mut Screen| {
                rows_on(screen, identity.expose());
                screen.line(identity.expose());
                if *qr {
                    square_on(screen, identity.expose());
                }
            };
            show(fill, "the age identity: anyone who has it can open every generation of this kit", context)?;
        }
        target => {
            let mut line = SecretText::with_capacity(identity.expose().len() + 1);
            line.push_str(identity.expose());
            line.push_str("\n");
            put(target, &line, context)?;
        }
    }
    if context.json { output::json(&json!({ "identity": "delivered" })) } else { Ok(()) }
}

fn chosen<'a>(request: &RecoverRequest, opened: &'a Opened) -> Result<Vec<&'a Secret>, DeliverError> {
    let secrets = opened.credential.secrets.iter();
    let Wanted::Secret(name) = &request.wanted else { return Ok(secrets.collect()) };
    let found: Vec<&Secret> = secrets.clone().filter(|s| s.name == *name).collect();
    if found.is_empty() {
        let names = secrets.map(|s| s.name.clone()).collect();
        return Err(DeliverError::NoSecret { name: name.clone(), names });
    }
    Ok(found)
}

fn put(target: &Destination, text: &SecretText, context: &Context) -> Result<(), Failure> {
    match target {
        Destination::File(path) => {
            let on_disk = files::write_private(path, text.expose().as_bytes())?;
            on_disk.notices().for_each(|notice| report::warn(&notice, context));
            Notice::SecretWritten(path).tell(context);
            Ok(())
        }
        _ => output::secret(text.expose().as_bytes()),
    }
}

/// One line of facts about an opened credential, for a screen or standard error.
fn title(opened: &Opened) -> String {
    let credential = &opened.credential;
    let (title, sealed) = (plain(&credential.title), credential.sealed);
    let heading = if opened.rehearsal { "REHEARSAL, no secret: " } else { "" };
    format!("{heading}{title}: generation {}, sealed {sealed}, set {}", credential.generation, opened.set)
}

fn show(fill: impl FnOnce(&mut Screen), title: &str, context: &Context) -> Result<(), Failure> {
    let mut terminal = Terminal::open()?;
    let shown = terminal.reveal(|screen| {
        screen.line(title);
        fill(screen);
        sandbox::lock_memory().iter().for_each(|notice| report::warn(notice, context));
    })?;
    match shown {
        Shown::Done => Ok(()),
        Shown::Interrupted => Err(Failure::interrupted()),
    }
}

fn secret_on(screen: &mut Screen, secret: &Secret, qr: bool) {
    let value = secret.value.expose();
    screen.keep_together(5 + value.chars().count().div_ceil(ROW));
    screen.line("");
    screen.line(&format!("secret {} for {} ({})", secret.name, secret.account, secret.profile));
    rows_on(screen, value);
    let blanks = if value.contains(' ') { "; \u{2423} stands for a blank" } else { "" };
    screen.line(&format!(
        "{} characters, in groups of {GROUP}: the gaps are not part of it{blanks}",
        value.chars().count()
    ));
    if qr {
        square_on(screen, value);
    }
}

/// Numbered rows of groups, as on the sheets.
fn rows_on(screen: &mut Screen, value: &str) {
    let mut row = SecretText::with_capacity(4 * (ROW + 16));
    let last = value.chars().count();
    for (place, letter) in (1..).zip(value.chars()) {
        if place % ROW == 1 {
            row.push_str(&format!("{:>3}.", place / ROW + 1));
        }
        if place % GROUP == 1 {
            row.push_str("  ");
        }
        let seen = if letter == ' ' { '\u{2423}' } else { letter };
        row.push_str(seen.encode_utf8(&mut [0; 4]));
        if place % ROW == 0 || place == last {
            screen.line(row.expose());
            row = SecretText::with_capacity(4 * (ROW + 16));
        }
    }
}

fn square_on(screen: &mut Screen, text: &str) {
    match qr::text(text, Level::Medium) {
        Ok(grid) if screen.square(&grid) => {}
        Ok(_) => {
            screen.line("(the QR code does not fit on this terminal: make it larger, or the font smaller)")
        }
        Err(_) => screen.line("(too long for a QR code)"),
    }
}

fn facts(request: &RecoverRequest, opened: &Opened) -> serde_json::Value {
    let credential = &opened.credential;
    json!({
        "set": opened.set.to_string(),
        "key": credential.key.to_string(),
        "recipient": opened.recipient.to_string(),
        "fingerprint": opened.recipient.fingerprint().to_string(),
        "generation": credential.generation.number(),
        "sealed": credential.sealed.to_string(),
        "title": credential.title,
        "secrets": credential.secrets.iter().map(|s| json!({"name": s.name, "account": s.account, "profile": s.profile})).collect::<Vec<_>>(),
        "shares": { "good": opened.good, "bad": opened.bad },
        "rehearsal": opened.rehearsal,
        "origin": match opened.vouched_by {
            VouchedBy::ComparedRecord => "record",
            VouchedBy::Record => "record, not compared",
            VouchedBy::Nothing => "not verified",
        },
        "output": match &request.target {
            Destination::File(path) => Some(path.display().to_string()),
            _ => None,
        },
    })
}
