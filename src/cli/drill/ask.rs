//! What is asked for in a guided drill besides codes: who takes part, and evidence.

use std::collections::BTreeMap;

use crate::cli::args::{Usage, plain};
use crate::cli::report::Failure;
use crate::os::terminal::{Line, Terminal};
use sealkit::codes;
use sealkit::record::EVIDENCE_FIELDS;
use sealkit::recovery::Shown;
use sealkit::texts::Wording;

/// Asks until somebody takes part, with names that may be kept.
pub fn participants(shown: &Shown) -> Result<Vec<String>, Failure> {
    let mut terminal = Terminal::open()?;
    loop {
        let typed = line(&mut terminal, &(text!("ask-names") + " "))?;
        let names = typed.split(';').filter(|name| !name.trim().is_empty());
        // A code may be cut by what separates names.
        let names = match codes::holds_code(&typed) {
            true => Err(Usage::CodeInText("--by")),
            false => names.map(|name| kept("--by", name, shown)).collect::<Result<Vec<_>, _>>(),
        };
        match names {
            Ok(names) if !names.is_empty() => return Ok(names),
            Ok(_) => terminal.say(&text!("ask-a-name"))?,
            Err(Usage::NoLine(_)) => terminal.say(&text!("ask-names-long"))?,
            Err(_) => terminal.say(&text!("ask-not-kept"))?,
        }
    }
}

/// Asks for each piece of evidence that was not given; Enter leaves it out.
pub fn evidence(given: &mut BTreeMap<String, String>, shown: &Shown) -> Result<(), Failure> {
    let mut terminal = Terminal::open()?;
    terminal.say(&text!("ask-evidence"))?;
    for (key, what) in EVIDENCE_FIELDS {
        while !given.contains_key(key) {
            // The drill is over: Ctrl-C ends the questions, and what came of it is noted.
            let question = text!("ask-evidence-field", key, what = Wording::new(what)) + " ";
            let Ok(typed) = line(&mut terminal, &question) else { return Ok(()) };
            match kept("--evidence", &typed, shown) {
                Ok(text) => drop(given.insert(key.to_owned(), text)),
                Err(_) if typed.trim().is_empty() => break,
                Err(Usage::NoLine(_)) => terminal.say(&text!("ask-evidence-long"))?,
                Err(_) => terminal.say(&text!("ask-not-kept"))?,
            }
        }
    }

    Ok(())
}

/// A text for the record: no code in it, and nothing of what was opened.
pub fn kept(flag: &'static str, text: &str, shown: &Shown) -> Result<String, Usage> {
    let text = plain(flag, text)?;
    match shown.is_in(&text) {
        true => Err(Usage::SecretInText(flag)),
        false => Ok(text),
    }
}

fn line(terminal: &mut Terminal, prompt: &str) -> Result<String, Failure> {
    match terminal.read_line(prompt)? {
        Line::Text(text) => Ok(text.expose().to_owned()),
        Line::End => Ok(String::new()),
        Line::Interrupted => Err(Failure::interrupted()),
    }
}
