//! Whether a record is the one on paper. Only what was typed from paper counts, and the hash
//! of a file is never shown: it would only be copied.

use std::path::Path;

use sealkit::record::{
    Batch, FromPaper, HashComparison, LONGEST_RECORD, NotOnPaper, PrintedHash, Record, Subject,
};
use sealkit::recovery::Comparison;

use crate::cli::args::{TypedHashes, Usage};
use crate::cli::read::prompt::{self, FromPaperAnswer};
use crate::cli::report::Failure;
use crate::cli::report::paper::{found_words, typed_words};
use crate::os::files::{self, Input};
use crate::os::terminal::{Terminal, TerminalError, stdin_is_terminal};

/// More than this is no list of hashes.
const LONGEST_LIST: u64 = 256 << 10;

/// Compares a record where that is not needed. `offered`: on a terminal it is asked for, and
/// Enter skips it.
pub fn compare(typed: TypedHashes, record: &Record, offered: bool) -> Result<Comparison, Failure> {
    let TypedHashes { given: typed, asked } = read_asked(typed)?;
    let ask = |subject: &Subject, hash| match asked || offered && stdin_is_terminal() {
        true => ask(subject, hash, !asked),
        false => Ok(HashComparison::NotGiven),
    };

    let paper = FromPaper { typed, ..FromPaper::default() };
    match paper.vouch_all(std::slice::from_ref(record), ask)?.pop() {
        Some(Ok(_)) => Ok(Comparison::Compared),
        Some(Err(NotOnPaper { found: HashComparison::NotGiven, .. })) if !asked => {
            Ok(Comparison::NotCompared)
        }
        Some(Err(error)) => Err(error.into()),
        None => Ok(Comparison::NotCompared),
    }
}

/// Asks for a hash on the terminal, if there is one.
pub fn demand(subject: &Subject, hash: PrintedHash) -> Result<HashComparison, Failure> {
    ask(subject, hash, false)
}

/// Reads a batch. Its hash on paper vouches for it, and nothing in the file.
pub fn read_batch(path: &Path) -> Result<Batch, Failure> {
    let input = Input::File(path.to_owned());
    let text = files::read_text(&input, LONGEST_RECORD as u64)?.map(|text| text.expose().to_owned());
    let batch = Batch::parse(&text.unwrap_or_default());
    batch.map_err(|error| Failure::from(error).about(&input.name()))
}

/// Reads the hashes that `-` stands for, where they come from another program or a file.
pub fn read_asked(typed: TypedHashes) -> Result<TypedHashes, Failure> {
    if !typed.asked || stdin_is_terminal() {
        return Ok(typed);
    }
    let text = files::read_text(&Input::Stdin, LONGEST_LIST)?;
    let text = text.map(|text| text.expose().to_owned()).unwrap_or_default();

    // One a line, or one over as many lines as it takes.
    let lines = text.lines().filter(|line| !line.trim().is_empty()).map(PrintedHash::parse);
    let read = match lines.collect::<Result<Vec<_>, _>>() {
        Ok(hashes) if !hashes.is_empty() => hashes,
        _ => vec![PrintedHash::parse(&text).map_err(Usage::RecordHash)?],
    };

    Ok(TypedHashes { given: [typed.given, read].concat(), asked: false })
}

fn ask(subject: &Subject, hash: PrintedHash, may_skip: bool) -> Result<HashComparison, Failure> {
    let mut terminal = match Terminal::open() {
        Err(TerminalError::None) => return Ok(HashComparison::NotGiven),
        opened => opened?,
    };

    // A share that is scanned here by mistake stays in no scrollback.
    terminal.go_private()?;
    let (what, question) = typed_words(subject, may_skip);
    terminal.say(&what)?;

    let mut found = HashComparison::NotGiven;
    let judge = |typed: &str| {
        found = hash.compare(PrintedHash::parse(typed).map_err(|error| error.to_string())?);
        if found == HashComparison::Equal { Ok(()) } else { Err(found_words(subject, found)) }
    };

    match prompt::ask_from_paper(&mut terminal, &question, may_skip, judge)? {
        FromPaperAnswer::Skipped => Ok(HashComparison::NotGiven),
        _ => Ok(found),
    }
}
