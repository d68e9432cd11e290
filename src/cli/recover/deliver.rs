//! Where the recovered secret goes: a screen that is cleared, a private file, or
//! standard output.

use crate::cli::args::{Destination, RecoverRequest, Wanted};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::read::quorum::doubt_of;
use crate::cli::report::recovery::rehearsal_not_written;
use crate::cli::report::{self, Failure, Notice};
use crate::os::files;
use crate::os::sandbox;
use crate::os::terminal::{Screen, Shown, Terminal, is_framed, plain};
use sealkit::credential::Secret;
use sealkit::recovery::Opened;
use sealkit::secret::SecretText;
use serde_json::json;

/// A rehearsal may be shown. Once written, a program could take it for the secret.
pub fn admit(request: &RecoverRequest, rehearsal: bool) -> Result<(), Failure> {
    let is_shown = matches!(request.target, Destination::Screen { .. });
    match !rehearsal || request.rehearsal || is_shown {
        true => Ok(()),
        false => Err(rehearsal_not_written()),
    }
}

/// Delivers the credential, or one secret of it.
pub fn credential(request: &RecoverRequest, opened: &Opened, context: &Context) -> Result<(), Failure> {
    report::note(&title(opened), context);
    let chosen = match &request.wanted {
        Wanted::Secret(name) => opened.secrets_named(name)?,
        _ => opened.secrets().collect(),
    };

    match &request.target {
        Destination::Screen { qr } => {
            let fill = |screen: &mut Screen| {
                if let Some(doubt) = doubt_of(opened) {
                    screen.words(&doubt.text());
                }
                for (secret, generation) in &chosen {
                    secret_on(screen, secret, *qr);
                    if *generation != opened.credential.generation {
                        screen.line(&text!("screen-from-credential", generation));
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
            show(fill, &text!("screen-identity"), context)?;
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

fn put(target: &Destination, text: &SecretText, context: &Context) -> Result<(), Failure> {
    match target {
        Destination::File(path) => {
            let on_disk = files::write_private(path, text.expose().as_bytes())?;
            on_disk.notices().for_each(|notice| report::warn_of(&notice, context));
            Notice::SecretWritten(path).tell(context);
            Ok(())
        }
        _ => output::secret(text.expose().as_bytes()),
    }
}

/// One line of facts about an opened credential, for a screen or standard error.
fn title(opened: &Opened) -> String {
    let credential = &opened.credential;
    let key = if opened.rehearsal { "screen-rehearsal" } else { "screen-title" };
    let (title, generation) = (plain(&credential.title), credential.generation);
    text!(key, title, generation, sealed = credential.sealed, set = opened.set)
}

fn show(fill: impl FnOnce(&mut Screen), title: &str, context: &Context) -> Result<(), Failure> {
    let mut terminal = Terminal::open()?;
    let shown = terminal.reveal(|screen| {
        screen.words(title);
        fill(screen);
        sandbox::lock_memory().iter().for_each(|notice| report::warn_of(notice, context));
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
    let (name, account, profile) = (&secret.name, &secret.account, &secret.profile);
    screen.line(&text!("screen-secret", name, account, profile));
    screen.value(value);
    if value.chars().any(is_framed) {
        screen.line(&text!("screen-framed"));
    }
    let key = if value.contains(' ') { "screen-characters-and-blanks" } else { "screen-characters" };
    screen.line(&text!(key, number = value.chars().count()));
    if qr {
        screen.code(value);
    }
}

fn facts(request: &RecoverRequest, opened: &Opened) -> serde_json::Value {
    let mut facts = json!(opened.facts());
    facts["output"] = match &request.target {
        Destination::File(path) => json!(path.display().to_string()),
        _ => json!(null),
    };
    facts
}
