//! Existing secrets: from files, standard input or the terminal, never from arguments.

use std::path::PathBuf;

use sealkit::kit::Imported;
use sealkit::passphrase::{self, Notes};
use sealkit::plan::{Origin, Plan, SecretPlan};
use sealkit::profile::Profile;
use sealkit::secret::{SecretBytes, SecretText};

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
    profile: &'static Profile,
    source: Option<Input>,
}

/// The secrets of one kit, and what was done to them.
pub struct Fetched {
    /// Each by its name in the plan.
    pub secrets: Vec<Imported>,
    /// What the operator should know.
    pub notices: Vec<String>,
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
    let wanted = |secret: &SecretPlan| Wanted {
        name: secret.name.clone(),
        account: secret.account.clone(),
        profile: secret.profile,
        source: None,
    };
    imported.map(wanted).collect()
}

/// Where the secrets come from, as far as that is known.
pub fn sources(wanted: &[Vec<Wanted>]) -> impl Iterator<Item = &Input> {
    wanted.iter().flatten().filter_map(|secret| secret.source.as_ref())
}

/// Reads or asks for the secrets of one kit.
pub fn fetch(wanted: Vec<Wanted>) -> Result<Fetched, Failure> {
    let mut fetched = Fetched { secrets: Vec::new(), notices: Vec::new() };
    for secret in wanted {
        let (value, notes) = match &secret.source {
            Some(source) => secret.accept(read(source)?.expose())?,
            None => ask(&secret)?,
        };
        if notes.line_end_removed {
            fetched.notices.push(format!("secret {}: the line end after it was left out", secret.name));
        }
        fetched.secrets.push(Imported { name: secret.name, value });
    }
    Ok(fetched)
}

impl Wanted {
    /// Takes the secret if its target would, before anything is made.
    fn accept(&self, raw: &[u8]) -> Result<(SecretText, Notes), Failure> {
        passphrase::import(raw, self.profile).map_err(|error| {
            let hint = "it is taken whole or not at all; give the right one, or another profile in the plan";
            Failure::new(Status::Usage, format!("secret {}: {error}", self.name), hint).of_kind("import")
        })
    }
}

/// The file's name is not repeated: somebody may have given the secret itself.
fn read(source: &Input) -> Result<SecretBytes, Failure> {
    files::read(source, IMPORT_LIMIT).map_err(|error| {
        let hint = "give a file that holds the secret and nothing else, or `-`; never the secret itself";
        Failure::new(Status::Usage, error.renamed("the file of `--import`").to_string(), hint)
    })
}

fn ask(secret: &Wanted) -> Result<(SecretText, Notes), Failure> {
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
        if first.expose() != second.expose() {
            terminal.say("the two differ; enter it again")?;
            continue;
        }
        match secret.accept(first.expose().as_bytes()) {
            Ok(accepted) => return Ok(accepted),
            Err(failure) => terminal.say(failure.message())?,
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
