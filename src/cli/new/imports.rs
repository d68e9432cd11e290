//! Existing secrets: from files, standard input or the terminal, never from arguments.

use std::path::PathBuf;

use sealkit::kit::Imported;
use sealkit::plan::{Origin, Plan};
use sealkit::secret::SecretText;

use crate::cli::args::Usage;
use crate::cli::files::{self, IMPORT_LIMIT};
use crate::cli::input::Input;
use crate::cli::report::{Failure, Status};
use crate::cli::terminal::{Line, Terminal};

/// How often a secret may be entered in two different ways before it ends.
const TRIES: usize = 3;

/// A secret to be imported, and where from; without a source it is asked for.
pub struct Wanted {
    name: String,
    account: String,
    source: Option<Input>,
}

/// Gives each secret to be imported its `--import`. With one such secret a plain
/// FILE does; with several each flag names its secret.
pub fn assign(flags: &[String], plans: &[Plan]) -> Result<Vec<Vec<Wanted>>, Usage> {
    let mut wanted: Vec<Vec<Wanted>> = plans.iter().map(of_plan).collect();
    let several = wanted.iter().flatten().count() > 1;
    for flag in flags {
        let mut open = wanted.iter_mut().flatten().filter(|secret| secret.source.is_none());
        let named = flag.split_once('=');
        let (secret, file) = match named.and_then(|(name, file)| Some((open.find(|s| s.name == name)?, file)))
        {
            Some(found) => found,
            None if several && named.is_some() => return Err(Usage::NoSuchImport),
            None if several => return Err(Usage::ImportName),
            None => {
                let mut open = wanted.iter_mut().flatten().filter(|secret| secret.source.is_none());
                (open.next().ok_or(Usage::TooManyImports)?, flag.as_str())
            }
        };
        secret.source = Some(Input::new(PathBuf::from(file)));
    }
    Ok(wanted)
}

fn of_plan(plan: &Plan) -> Vec<Wanted> {
    let imported = plan.secrets.iter().filter(|secret| matches!(secret.origin, Origin::Import));
    imported
        .map(|secret| Wanted { name: secret.name.clone(), account: secret.account.clone(), source: None })
        .collect()
}

/// Where the secrets come from, as far as that is known.
pub fn sources(wanted: &[Vec<Wanted>]) -> impl Iterator<Item = &Input> {
    wanted.iter().flatten().filter_map(|secret| secret.source.as_ref())
}

/// Reads or asks for the secrets of one kit.
pub fn fetch(wanted: Vec<Wanted>) -> Result<Vec<Imported>, Failure> {
    wanted
        .into_iter()
        .map(|secret| {
            let value = match &secret.source {
                Some(source) => read(source)?,
                None => ask(&secret)?,
            };
            Ok(Imported { name: secret.name, value })
        })
        .collect()
}

/// The file's name is not repeated: somebody may have given the secret itself.
fn read(source: &Input) -> Result<SecretText, Failure> {
    let text = files::read_text(source, IMPORT_LIMIT).map_err(|error| {
        let hint = "give a file that holds the secret and nothing else, or `-`; never the secret itself";
        Failure::new(Status::Usage, error.renamed("the file of `--import`").to_string(), hint)
    })?;
    text.ok_or_else(|| {
        let message = "the file of `--import` is not text in UTF-8";
        Failure::new(Status::Usage, message, "a kit holds text; encode other bytes, for example as base64")
    })
}

fn ask(secret: &Wanted) -> Result<SecretText, Failure> {
    let mut terminal = Terminal::open().map_err(|_| {
        let message =
            format!("the secret {} is to be imported, and there is no terminal to ask for it", secret.name);
        Failure::new(
            Status::Usage,
            message,
            format!("give `--import {}=FILE`, or `-` for standard input", secret.name),
        )
    })?;
    terminal.say(&format!(
        "existing secret {} of {}, not shown while you enter it",
        secret.name, secret.account
    ))?;
    for _ in 0..TRIES {
        let first = hidden(&mut terminal, "secret: ")?;
        let second = hidden(&mut terminal, "once more: ")?;
        match first.expose() == second.expose() {
            true if !first.expose().is_empty() => return Ok(first),
            true => terminal.say("nothing was entered")?,
            false => terminal.say("the two differ; enter it again")?,
        }
    }
    let message = format!("the secret {} was not entered twice in the same way", secret.name);
    Err(Failure::new(Status::Usage, message, "put it into a file on tmpfs and give `--import`"))
}

fn hidden(terminal: &mut Terminal, prompt: &str) -> Result<SecretText, Failure> {
    match terminal.read_hidden(prompt)? {
        Line::Text(text) => Ok(text),
        Line::End | Line::Interrupted => Err(Failure::interrupted()),
    }
}
