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
use sealkit::id::Generation;
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
    /// An earlier credential holds it, and was not brought or does not hold it.
    Missing {
        /// The name that was given.
        name: String,
        /// The generation of that credential.
        generation: Generation,
    },
    /// It is a rehearsal, and nobody asked to have it written.
    Rehearsal,
}

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
                if let Some(doubt) = doubt(opened) {
                    screen.line(&doubt.text());
                }
                for (secret, generation) in &chosen {
                    secret_on(screen, secret, *qr);
                    if *generation != opened.credential.generation {
                        screen.line(&format!("from credential no. {generation}"));
                    }
                }
            };
            show(fill, &title(opened), context)?;
        }
        target => {
            let text = match (&request.wanted, chosen.as_slice()) {
                (Wanted::Secret(_), [(secret, _)]) => secret.value.duplicate(),
                _ => opened.to_text(),
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
                screen.value(identity.expose());
                screen.line(identity.expose());
                if *qr {
                    screen.code(identity.expose());
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

/// What is asked for, each with the generation of the credential that gave it.
fn chosen<'a>(
    request: &RecoverRequest,
    opened: &'a Opened,
) -> Result<Vec<(&'a Secret, Generation)>, DeliverError> {
    let secrets: Vec<(&Secret, Generation)> = opened.secrets().collect();
    let Wanted::Secret(name) = &request.wanted else { return Ok(secrets) };
    let found: Vec<_> = secrets.iter().copied().filter(|(secret, _)| secret.name == *name).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    if let Some(held) = opened.missing().find(|held| held.name == *name) {
        return Err(DeliverError::Missing { name: name.clone(), generation: held.generation });
    }
    let names = secrets.iter().map(|(secret, _)| secret.name.clone());
    let missing = opened.missing().map(|held| held.name.clone());
    Err(DeliverError::NoSecret { name: name.clone(), names: names.chain(missing).collect() })
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
    screen.keep_together(5 + Screen::lines_of(value));
    screen.line("");
    screen.line(&format!("secret {} for {} ({})", secret.name, secret.account, secret.profile));
    screen.value(value);
    let blanks = if value.contains(' ') { "; \u{2423} stands for a blank" } else { "" };
    screen.line(&format!(
        "{} characters, in groups of four: the gaps are not part of it{blanks}",
        value.chars().count()
    ));
    if qr {
        screen.code(value);
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
        "secrets": opened.secrets().map(|(s, generation)| json!({"name": s.name, "account": s.account, "profile": s.profile, "generation": generation})).collect::<Vec<_>>(),
        "missing": opened.missing().map(|held| json!({"name": held.name, "generation": held.generation})).collect::<Vec<_>>(),
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
