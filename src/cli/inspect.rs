//! `sealkit inspect`: what something is, without any secret.

use crate::cli::args::{InspectRequest, TypedHashes, Usage};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::read::{input, paper};
use crate::cli::report::{Failure, inspect as words};
use crate::os::terminal::{self, plain};
use sealkit::record::{Chains, PrintedHash, Remark};
use sealkit::recovery::Recovery;
use sealkit::scan::Facts;
use serde_json::{Value, json};

/// Tells what each input is; a fault in one does not hide the others.
pub fn run(request: &InspectRequest, context: &Context) -> Result<(), Failure> {
    let typed = typed_hashes(request.hashes.clone())?;
    let say = |sentence: &str| if context.json { Ok(()) } else { output::line(sentence, context) };

    let mut worst = None;
    let mut all: Vec<Value> = Vec::new();
    let mut records = Vec::new();

    // Everything that is inspected, put together and never opened.
    let mut together = Recovery::default();
    for input in &request.inputs {
        let name = input.name();
        let content = match input::read_input(input) {
            Ok(content) => content,
            Err(failure) => {
                worst = worst.or(Some(failure));
                continue;
            }
        };
        // What is wrong with it is said below.
        let _ = content.add_to(&mut together);

        for found in content.inspect() {
            let message = words::found(&found.what);
            let facts = match &found.what {
                Ok(facts) => json!(facts),
                Err(_) => json!({ "kind": "fault", "message": message.sentence }),
            };
            all.push(with_input(facts, &name));

            let message = words::on_page(found.page, message);
            worst = worst.or_else(|| message.failure(&name));
            say(&format!("{}: {}", plain(&name), message.sentence))?;
            if let Ok(Facts::Record(facts)) = found.what {
                records.push(*facts);
            }
        }
    }

    if records.is_empty() && !typed.is_empty() {
        return Err(Usage::NoRecord.into());
    }

    if let Some(sentence) = words::bare(&together.bare()) {
        say(&sentence)?;
        all.push(json!({ "kind": "age files", "message": sentence }));
    }

    for contradiction in together.find_contradictions() {
        let sentence = words::contradiction(&contradiction);
        say(&sentence)?;
        all.push(json!({ "kind": "contradiction", "message": sentence }));
        worst = worst.or_else(|| Some(contradiction.into()));
    }

    let mut facts = json!({ "found": all });
    if !records.is_empty() {
        let (told, fault) = tell(&Chains::new(records), &typed, say)?;
        facts = json!({ "found": all, "records": told });
        worst = worst.or(fault);
    }

    if context.json {
        output::json(&facts)?;
    }
    worst.map_or(Ok(()), Err)
}

/// What the records say together: the facts, and the first fault.
fn tell(
    chains: &Chains,
    typed: &[PrintedHash],
    say: impl Fn(&str) -> Result<(), Failure>,
) -> Result<(Value, Option<Failure>), Failure> {
    let (faults, good): (Vec<Remark>, Vec<Remark>) =
        chains.remarks(typed).into_iter().partition(Remark::is_fault);
    let [good, told] = [&good, &faults].map(|remarks| remarks.iter().map(words::remark).collect::<Vec<_>>());
    good.iter().chain(&told).try_for_each(|line| say(line))?;

    say(&text!("story-of-the-kit"))?;
    let mut story = Vec::new();
    for item in chains.story() {
        let (date, words) = (item.date().to_string(), words::story_item(&item));
        say(&format!("  {date}  {words}"))?;
        story.push(json!({ "date": date, "kind": item.kind(), "words": words }));
    }

    let facts = json!({ "good": good, "faults": told, "story": story });
    Ok((facts, faults.first().map(Failure::from)))
}

/// The hashes from paper: from the flag, standard input or the terminal.
fn typed_hashes(typed: TypedHashes) -> Result<Vec<PrintedHash>, Failure> {
    let TypedHashes { mut given, asked } = paper::read_asked(typed)?;
    if asked {
        let mut terminal = terminal::Terminal::open()?;
        match terminal.read_line(&text!("type-ceremony-hash"))? {
            terminal::Line::Text(text) => {
                given.push(PrintedHash::parse(text.expose()).map_err(Usage::RecordHash)?);
            }
            _ => return Err(Failure::interrupted()),
        }
    }

    Ok(given)
}

/// The same facts with the input that they are about.
fn with_input(mut facts: Value, input: &str) -> Value {
    if let Value::Object(map) = &mut facts {
        map.insert("input".to_owned(), Value::from(input));
    }
    facts
}
