//! Existing secrets: from files, standard input or the terminal, never from arguments.

use std::path::PathBuf;

use sealkit::kit::{Imported, Keep};
use sealkit::passphrase::{self, ImportError};
use sealkit::plan::{Plan, SecretPlan, SecretSource};
use sealkit::secret::{SecretBytes, SecretText};

use crate::cli::args::Usage;
use crate::cli::report::Failure;
use crate::os::files::Input;
use crate::os::files::{self, FileError, IMPORT_LIMIT};
use crate::os::terminal::{Line, Terminal};

/// How often a secret may be entered in two different ways before it ends.
const TRIES: usize = 3;

/// Why a secret was not imported.
pub enum ImportsError {
    /// The target would not take it.
    Refused {
        /// The secret's name.
        name: String,
        /// Why not.
        error: ImportError,
    },
    /// Its file cannot be read.
    File(FileError),
    /// It was never entered twice in the same way.
    Differs(String),
    /// There is no terminal to ask for it.
    NobodyToAsk {
        /// The secret's name.
        name: String,
        /// Whether it is in the kit already, and would be lost.
        again: bool,
    },
}

/// A secret to be imported, and where from; without a source it is asked for.
pub struct Wanted {
    secret: SecretPlan,
    source: Option<Input>,
    /// It is in the kit already, and would be lost.
    again: bool,
}

/// Gives each secret to be imported its `--import`. With one such secret a plain
/// FILE does; with several each flag names its secret.
pub fn assign(flags: &[String], mut wanted: Vec<Vec<Wanted>>) -> Result<Vec<Vec<Wanted>>, Usage> {
    let several = wanted.iter().flatten().count() > 1;
    for flag in flags {
        let named = flag.split_once('=');
        let found = named.and_then(|(name, file)| {
            Some((open(&mut wanted).find(|wanted| wanted.secret.name == name)?, file))
        });
        let (secret, file) = match found {
            Some(found) => found,
            None if several && named.is_some() => return Err(Usage::NoSuchImport),
            None if several => return Err(Usage::ImportName),
            None => (open(&mut wanted).next().ok_or(Usage::TooManyImports)?, flag.as_str()),
        };
        secret.source = Some(Input::new(PathBuf::from(file)));
    }

    Ok(wanted)
}

/// Those without a source so far.
fn open(wanted: &mut [Vec<Wanted>]) -> impl Iterator<Item = &mut Wanted> {
    wanted.iter_mut().flatten().filter(|secret| secret.source.is_none())
}

/// The secrets that a plan imports.
pub fn of_plan(plan: &Plan) -> Vec<Wanted> {
    let imported = plan.secrets.iter().filter(|secret| matches!(secret.origin, SecretSource::Import));
    imported.map(|secret| Wanted { secret: secret.clone(), source: None, again: false }).collect()
}

/// The imported secrets of a kit that is there, without those that are carried over.
pub fn again(plan: &Plan, keep: &[Keep]) -> Vec<Wanted> {
    let is_kept = |secret: &Wanted| keep.iter().any(|k| k.name == secret.secret.name);
    let mut wanted = of_plan(plan);
    wanted.retain(|secret| !is_kept(secret));
    wanted.into_iter().map(|secret| Wanted { again: true, ..secret }).collect()
}

/// Those that a file was given for. In a rotation the others stay where they are.
pub fn given(mut wanted: Vec<Vec<Wanted>>) -> Vec<Vec<Wanted>> {
    wanted.iter_mut().for_each(|kit| kit.retain(|secret| secret.source.is_some()));
    wanted
}

/// The names of the secrets.
pub fn names(wanted: &[Wanted]) -> Vec<&str> {
    wanted.iter().map(|wanted| wanted.secret.name.as_str()).collect()
}

/// Where the secrets come from, as far as that is known.
pub fn sources(wanted: &[Vec<Wanted>]) -> impl Iterator<Item = &Input> {
    wanted.iter().flatten().filter_map(|secret| secret.source.as_ref())
}

/// Reads or asks for the secrets of one kit.
pub fn fetch(wanted: Vec<Wanted>) -> Result<Vec<Imported>, Failure> {
    let fetch = |secret: Wanted| {
        let value = match &secret.source {
            Some(source) => secret.accept(read(source)?)?,
            None => ask(&secret)?,
        };
        Ok(Imported { name: secret.secret.name, value })
    };
    wanted.into_iter().map(fetch).collect()
}

impl Wanted {
    /// Refuses what the target would not take, before anything is made. The value
    /// keeps its line end: leaving that out, and saying so, is the kit's business.
    fn accept(&self, raw: SecretBytes) -> Result<SecretText, ImportsError> {
        passphrase::import(raw.expose(), self.secret.profile).map_err(|error| self.refused(error))?;
        let text = std::str::from_utf8(raw.expose()).unwrap_or_default();
        Ok(SecretText::new(text.to_owned()))
    }

    fn refused(&self, error: ImportError) -> ImportsError {
        ImportsError::Refused { name: self.secret.name.clone(), error }
    }
}

fn read(source: &Input) -> Result<SecretBytes, ImportsError> {
    files::read(source, IMPORT_LIMIT).map_err(ImportsError::File)
}

fn ask(wanted: &Wanted) -> Result<SecretText, Failure> {
    let Wanted { secret, again, .. } = wanted;
    let nobody = || ImportsError::NobodyToAsk { name: secret.name.clone(), again: *again };
    let mut terminal = Terminal::open().map_err(|_| nobody())?;
    terminal.say(&text!("existing-secret", name = secret.name, account = secret.account))?;
    for _ in 0..TRIES {
        let first = hidden(&mut terminal, "secret: ")?;
        let second = hidden(&mut terminal, &text!("once-more"))?;
        if first.expose() != second.expose() {
            terminal.say(&text!("entries-differ"))?;
            continue;
        }
        match passphrase::import(first.expose().as_bytes(), secret.profile) {
            Ok(_) => return Ok(first),
            Err(error) => terminal.say(Failure::from(wanted.refused(error)).message())?,
        }
    }

    Err(ImportsError::Differs(secret.name.clone()).into())
}

fn hidden(terminal: &mut Terminal, prompt: &str) -> Result<SecretText, Failure> {
    match terminal.read_hidden(prompt)? {
        Line::Text(text) => Ok(text),
        Line::End | Line::Interrupted => Err(Failure::interrupted()),
    }
}
