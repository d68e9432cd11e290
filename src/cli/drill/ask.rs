//! What is asked for in a guided drill besides codes: who takes part, and evidence.

use std::collections::BTreeMap;

use crate::cli::args::plain;
use crate::cli::report::Failure;
use crate::os::terminal::{Line, Terminal};
use sealkit::record::EVIDENCE_FIELDS;

/// Asks until somebody takes part.
pub fn participants() -> Result<Vec<String>, Failure> {
    let mut terminal = Terminal::open()?;
    loop {
        let typed = line(&mut terminal, &(text!("ask-names") + " "))?;
        let names: Vec<String> = typed.split(';').filter_map(|name| plain("--by", name).ok()).collect();
        if !names.is_empty() {
            return Ok(names);
        }
        terminal.say(&text!("ask-a-name"))?;
    }
}

/// Asks for each piece of evidence that was not given; Enter leaves it out.
pub fn evidence(given: &mut BTreeMap<String, String>) -> Result<(), Failure> {
    let mut terminal = Terminal::open()?;
    terminal.say(&text!("ask-evidence"))?;
    for (key, what) in EVIDENCE_FIELDS {
        if given.contains_key(key) {
            continue;
        }
        // The drill is over: Ctrl-C ends the questions, and what came of it is noted.
        let Ok(typed) = line(&mut terminal, &(text!("ask-evidence-field", key, what) + " ")) else {
            return Ok(());
        };
        match plain("--evidence", &typed) {
            Ok(text) => drop(given.insert(key.to_owned(), text)),
            Err(_) if typed.trim().is_empty() => {}
            Err(error) => terminal.say(&text!("evidence-left-out", why = Failure::from(error).message()))?,
        }
    }
    Ok(())
}

fn line(terminal: &mut Terminal, prompt: &str) -> Result<String, Failure> {
    match terminal.read_line(prompt)? {
        Line::Text(text) => Ok(text.expose().to_owned()),
        Line::End => Ok(String::new()),
        Line::Interrupted => Err(Failure::interrupted()),
    }
}
