//! `sealkit inspect`: what something is, without any secret.

pub mod error;
mod records;
mod several;
mod story;

use crate::cli::args::{InspectRequest, TypedHashes, Usage};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::read::input::{self, InputContent};
use crate::cli::read::paper;
use crate::cli::report::events::Message;
use crate::cli::report::{Failure, events, inspect as words};
use crate::os::files::Input;
use crate::os::terminal::{self, plain};
use error::InspectError;
use sealkit::credential::{CredentialCode, Part};
use sealkit::record::{Batch, BatchError, LogError, PrintedHash, Record, RecordError};
use sealkit::recovery::{BlockError, Decoded, InputError, Item, read};
use sealkit::scan::Found;
use sealkit::seal;
use sealkit::share::Share;
use serde_json::{Value, json};

/// Tells what each input is; a fault in one does not hide the others.
pub fn run(request: &InspectRequest, context: &Context) -> Result<(), Failure> {
    let typed = typed_hashes(request.hashes.clone())?;
    let mut worst = None;
    let mut all = Vec::new();
    let mut kept = Vec::new();
    let mut together = several::Several::default();
    for input in &request.inputs {
        let content = input::read_input(input);
        content.iter().for_each(|content| together.add(content));
        let found = match content {
            Ok(InputContent::Record(text)) => examine(&text, &mut kept),
            Ok(content) => describe(content),
            Err(failure) => {
                worst = worst.or(Some(failure));
                continue;
            }
        };
        for thing in found {
            if let Some(failure) = thing.failure(input) {
                worst = worst.or(Some(failure));
            }
            if !context.json {
                output::line(&format!("{}: {}", plain(&input.name()), thing.message.sentence), context)?;
            }
            all.push(thing.json(input));
        }
    }
    if kept.is_empty() && !typed.is_empty() {
        return Err(Usage::NoRecord.into());
    }

    if let Some(sentence) = words::bare(&together.bare()) {
        if !context.json {
            output::line(&sentence, context)?;
        }
        all.push(json!({ "kind": "age files", "message": sentence }));
    }
    let contradictions = together.contradictions();
    for contradiction in &contradictions {
        let sentence = words::contradiction(contradiction);
        if !context.json {
            output::line(&sentence, context)?;
        }
        all.push(json!({ "kind": "contradiction", "message": sentence }));
    }
    let first = contradictions.into_iter().next();
    worst = worst.or_else(|| first.map(|first| InspectError::Contradiction(first).into()));

    let told = (!kept.is_empty()).then(|| records::tell(kept, &typed));
    match (&told, context.json) {
        (Some(told), true) => output::json(&json!({ "found": all, "records": told.json() }))?,
        (None, true) => output::json(&json!({ "found": all }))?,
        (Some(told), false) => told.print(context)?,
        (None, false) => {}
    }
    worst.or_else(|| told.and_then(|told| told.failure())).map_or(Ok(()), Err)
}

/// A record whose log is broken is told all the same, with what is wrong.
fn examine(text: &str, kept: &mut Vec<(Record, Option<LogError>)>) -> Vec<Thing> {
    match Record::examine(text) {
        Ok((found, fault)) => {
            let mut things = vec![record(&found)];
            things.extend(fault.as_ref().map(|fault| record_error(&fault.clone().into())));
            kept.push((found, fault));
            things
        }
        Err(RecordError::NoRecord) => {
            vec![batch(text).unwrap_or_else(|_| record_error(&RecordError::NoRecord))]
        }
        Err(error) => vec![record_error(&error)],
    }
}

/// A batch. It is compared where a rotation takes it, and its hash is asked for there.
fn batch(text: &str) -> Result<Thing, BatchError> {
    let batch = match Batch::parse(text) {
        Err(BatchError::NoBatch) => return Err(BatchError::NoBatch),
        Err(error) => return Ok(Thing::bad(words::batch_error(&error))),
        Ok(batch) => batch,
    };
    let facts = json!({ "kind": "batch", "records": batch.records().len() });
    Ok(Thing::good(words::batch(&batch), facts))
}

/// The hashes from paper: from the flag, standard input or the terminal.
fn typed_hashes(typed: TypedHashes) -> Result<Vec<PrintedHash>, Failure> {
    let TypedHashes { mut given, asked } = paper::read_asked(typed)?;
    if asked {
        let mut terminal = terminal::Terminal::open()?;
        match terminal.read_line("Record hash, from the ceremony sheet: ")? {
            terminal::Line::Text(text) => {
                given.push(PrintedHash::parse(text.expose()).map_err(Usage::RecordHash)?);
            }
            _ => return Err(Failure::interrupted()),
        }
    }
    Ok(given)
}

/// One thing that was found: words for people, facts for programs.
struct Thing {
    message: Message,
    facts: Value,
}

impl Thing {
    fn good(sentence: String, facts: Value) -> Self {
        Self { message: Message { sentence, hint: None, status: None }, facts }
    }

    fn bad(message: Message) -> Self {
        Self { facts: json!({ "kind": "fault", "message": message.sentence }), message }
    }

    fn failure(&self, input: &Input) -> Option<Failure> {
        self.message.failure(&input.name())
    }

    fn json(&self, input: &Input) -> Value {
        let mut facts = self.facts.clone();
        if let Value::Object(map) = &mut facts {
            map.insert("input".to_owned(), Value::String(input.name()));
        }
        facts
    }
}

fn describe(content: InputContent) -> Vec<Thing> {
    match content {
        InputContent::Text(text) => read(text.expose()).into_iter().map(item).collect(),
        InputContent::Pdf(found) => pages(&found),
        InputContent::AgeFile(bytes) => vec![age_file(bytes.expose())],
        InputContent::Record(text) => examine(&text, &mut Vec::new()),
    }
}

fn pages(found: &[Found]) -> Vec<Thing> {
    if found.is_empty() {
        return vec![Thing::good(text!("no-code-on-sheet"), json!({ "kind": "other sheet" }))];
    }
    found.iter().flat_map(on_page).collect()
}

fn on_page(found: &Found) -> Vec<Thing> {
    let paged = |thing: Thing| Thing { message: words::on_page(found.page, thing.message), ..thing };
    match sealkit::recovery::scanned(found.text.expose()) {
        Some(items) => items.into_iter().map(item).map(paged).collect(),
        None => vec![paged(Thing::good(text!("other-code"), json!({ "kind": "other code" })))],
    }
}

fn item(item: Item) -> Thing {
    match item {
        Item::Share(found) => share(&found),
        Item::Part(found, _) => part(&found),
        Item::CredentialLines(block) => match block.finish() {
            Ok(Decoded::Credential(code)) => credential(&code),
            Ok(Decoded::Share(found)) => share(&found),
            Err(BlockError::Missing(missing)) => Thing::good(
                words::credential_lines(block.len(), &missing),
                json!({ "kind": "credential lines", "lines": block.len(), "missing": missing }),
            ),
            Err(fault) => Thing::bad(events::text_fault(&InputError::Block { kind: block.kind(), fault })),
        },
        Item::Calibration => Thing::good(text!("calibration-found"), json!({ "kind": "calibration" })),
        Item::RecordHash => Thing::good(text!("record-hash-found"), json!({ "kind": "record hash" })),
        Item::Program => Thing::good(text!("program-found"), json!({ "kind": "program" })),
        Item::Keyboard(layout) => {
            Thing::good(events::keyboard(layout), json!({ "kind": "keyboard", "layout": layout }))
        }
        Item::Fault(fault) => Thing::bad(events::text_fault(&fault)),
    }
}

fn share(share: &Share) -> Thing {
    let (set, quorum) = (share.set(), share.quorum());
    let facts = json!({
        "kind": "share", "set": set.to_string(), "key": set.key().to_string(), "share": share.x(),
        "epoch": share.epoch(), "threshold": quorum.threshold(), "shares": quorum.shares(),
        "fingerprint": share.hash().short(),
    });
    Thing::good(words::share(share), facts)
}

fn part(part: &Part) -> Thing {
    let facts = json!({
        "kind": "credential part", "key": part.key.to_string(), "generation": part.generation.number(),
        "part": part.part, "parts": part.parts,
    });
    Thing::good(words::part(part), facts)
}

fn credential(code: &CredentialCode) -> Thing {
    let facts = json!({
        "kind": "credential", "key": code.key().to_string(), "generation": code.generation().number(),
        "age-file-bytes": code.age_file().len(),
    });
    Thing::good(words::credential(code), facts)
}

fn age_file(bytes: &[u8]) -> Thing {
    match seal::binary(bytes) {
        Ok(binary) => {
            let bytes = binary.len();
            Thing::good(text!("age-file-found", bytes), json!({ "kind": "age file", "bytes": bytes }))
        }
        Err(_) => Thing::bad(words::damaged_age_file()),
    }
}

fn record(record: &Record) -> Thing {
    let made = record.made();
    let facts = json!({
        "kind": "record", "label": made.plan.label, "set": made.set_id, "epoch": made.epoch,
        "generation": made.generation, "made": made.date.to_string(), "made-offline": made.made_offline,
        "recipient": made.recipient, "fingerprint": made.recipient_fingerprint,
        "log": record.log().len(), "authentication-code": record.code().as_str(),
    });
    Thing::good(words::record(record), facts)
}

fn record_error(error: &RecordError) -> Thing {
    Thing::bad(words::record_error(error))
}
