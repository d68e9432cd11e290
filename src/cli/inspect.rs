//! `sealkit inspect`: what something is, without any secret.

mod records;
mod several;
mod story;

use crate::cli::args::InspectRequest;
use crate::cli::output;
use crate::cli::read::input::{self, InputContent};
use crate::cli::report::{Failure, Status, events};
use crate::os::files;
use crate::os::files::Input;
use crate::os::terminal::{self, plain};
use sealkit::credential::{CredentialCode, Part};
use sealkit::record::{LogError, Record, TypedHash};
use sealkit::recovery::{BlockError, Decoded, Expected, Item, read};
use sealkit::scan::Found;
use sealkit::seal;
use sealkit::share::Share;
use serde_json::{Value, json};

/// Tells what each input is; a fault in one does not hide the others.
pub fn run(request: &InspectRequest, as_json: bool) -> Result<(), Failure> {
    let typed = request.record_hash.as_deref().map(typed_hash).transpose()?;
    let mut worst = None;
    let mut all = Vec::new();
    let mut kept = Vec::new();
    let mut together = several::Several::default();
    for input in &request.inputs {
        let content = input::read(input);
        content.iter().for_each(|content| together.add(content));
        let found = match content {
            Ok(InputContent::Record(text)) => examine(&text, &mut kept),
            Ok(piece) => describe(piece),
            Err(failure) => {
                worst = worst.or(Some(failure));
                continue;
            }
        };
        for thing in found {
            if let Some(failure) = thing.failure(input) {
                worst = worst.or(Some(failure));
            }
            if !as_json {
                output::line(&format!("{}: {}", plain(&input.name()), thing.words))?;
            }
            all.push(thing.json(input));
        }
    }
    if kept.is_empty() && typed.is_some() {
        let hint = "give the kit's record.json, and older ones behind it";
        return Err(Failure::new(Status::Usage, "there is no record to compare the hash with", hint));
    }
    for sentence in together.told() {
        if !as_json {
            output::line(&sentence)?;
        }
        all.push(json!({ "kind": "contradiction", "message": sentence }));
    }
    worst = worst.or_else(|| several::failure(&together.told()));
    let told = (!kept.is_empty()).then(|| records::tell(kept, typed.as_ref()));
    match (&told, as_json) {
        (Some(told), true) => output::json(&json!({ "found": all, "records": told.json() }))?,
        (None, true) => output::json(&json!({ "found": all }))?,
        (Some(told), false) => told.print()?,
        (None, false) => {}
    }
    worst.or_else(|| told.and_then(|told| told.failure())).map_or(Ok(()), Err)
}

/// A record whose log is broken is told all the same, with what is wrong.
fn examine(text: &str, kept: &mut Vec<(Record, Option<LogError>)>) -> Vec<Thing> {
    match Record::examine(text) {
        Ok((found, fault)) => {
            let mut things = vec![record(&found)];
            things.extend(fault.as_ref().map(|fault| record_fault(&fault.clone().into())));
            kept.push((found, fault));
            things
        }
        Err(error) => vec![record_fault(&error)],
    }
}

/// The hash from the ceremony sheet: from the flag, standard input or the terminal.
fn typed_hash(given: &str) -> Result<TypedHash, Failure> {
    let asked = match given {
        "-" if terminal::stdin_is_terminal() => {
            let mut terminal = terminal::Terminal::open()?;
            match terminal.read_line("SHA-256 of the record, from the ceremony sheet: ")? {
                terminal::Line::Text(text) => text.expose().to_owned(),
                _ => return Err(Failure::interrupted()),
            }
        }
        "-" => {
            let text = files::read_text(&Input::Stdin, 4096)?;
            text.map(|text| text.expose().to_owned()).unwrap_or_default()
        }
        given => given.to_owned(),
    };
    TypedHash::read(&asked).map_err(|digits| {
        let sentence = match digits {
            Some(count) => format!("the hash has {count} digits instead of 64"),
            None => "the hash has characters that are no hexadecimal digits, 0 to 9 and a to f".to_owned(),
        };
        let hint = "type it from the ceremony sheet, in groups or in one piece; `-` asks for it";
        Failure::new(Status::Usage, sentence, hint)
    })
}

/// What a record file vouches for.
pub fn expected(input: &Input) -> Result<Expected, Failure> {
    let InputContent::Record(text) = input::read(input)? else {
        let failure = Failure::new(Status::Damaged, "this is no record", "give the kit's record.json");
        return Err(failure.about(&input.name()));
    };
    let record = Record::parse(&text).map_err(|e| Failure::from(e).about(&input.name()))?;
    Expected::from_record(&record).ok_or_else(|| {
        let hint = "give the record.json that was written with the kit";
        Failure::new(Status::Damaged, "the record contradicts itself", hint).about(&input.name())
    })
}

/// One thing that was found: words for people, facts for programs.
struct Thing {
    words: String,
    facts: Value,
    hint: Option<String>,
}

impl Thing {
    fn good(words: String, facts: Value) -> Self {
        Self { words, facts, hint: None }
    }

    fn bad(words: String, hint: String) -> Self {
        Self { facts: json!({ "kind": "fault", "message": words }), words, hint: Some(hint) }
    }

    fn failure(&self, input: &Input) -> Option<Failure> {
        let hint = self.hint.clone()?;
        Some(Failure::new(Status::Damaged, self.words.clone(), hint).about(&input.name()))
    }

    fn json(&self, input: &Input) -> Value {
        let mut facts = self.facts.clone();
        if let Value::Object(map) = &mut facts {
            map.insert("input".to_owned(), Value::String(input.name()));
        }
        facts
    }
}

fn describe(piece: InputContent) -> Vec<Thing> {
    match piece {
        InputContent::Text(text) => read(text.expose()).into_iter().map(item).collect(),
        InputContent::Pdf(found) => pages(&found),
        InputContent::AgeFile(bytes) => vec![age_file(bytes.expose())],
        InputContent::Record(text) => examine(&text, &mut Vec::new()),
    }
}

fn pages(found: &[Found]) -> Vec<Thing> {
    if found.is_empty() {
        let words = "a PDF without a code: neither a share nor a credential".to_owned();
        return vec![Thing::good(words, json!({ "kind": "other sheet" }))];
    }
    found.iter().flat_map(on_page).collect()
}

fn on_page(found: &Found) -> Vec<Thing> {
    let page = found.page;
    let paged = |thing: Thing| Thing { words: format!("page {page}: {}", thing.words), ..thing };
    match sealkit::recovery::scanned(found.text.expose()) {
        Some(items) => items.into_iter().map(item).map(paged).collect(),
        None => vec![paged(Thing::good(
            "a QR code that is neither a share nor a credential; perhaps a secret in clear".to_owned(),
            json!({ "kind": "other code" }),
        ))],
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
                format!("{} lines of a credential; still missing: {}", block.len(), events::ranges(&missing)),
                json!({ "kind": "credential lines", "lines": block.len(), "missing": missing }),
            ),
            Err(fault) => fault_of(&sealkit::recovery::InputError::Block { kind: block.kind(), fault }),
        },
        Item::Calibration => Thing::good(
            "the calibration code, as it is printed: the keyboard layout is right".to_owned(),
            json!({ "kind": "calibration" }),
        ),
        Item::Program => Thing::good(
            "a square of the printed program recover.py; no secret".to_owned(),
            json!({ "kind": "program" }),
        ),
        Item::Keyboard(layout) => Thing::good(
            format!("a scanner typed this for another keyboard: read as {layout}"),
            json!({ "kind": "keyboard", "layout": layout }),
        ),
        Item::Fault(fault) => fault_of(&fault),
    }
}

fn fault_of(fault: &sealkit::recovery::InputError) -> Thing {
    let said = events::text_fault(fault);
    Thing::bad(said.sentence, said.hint.unwrap_or_default())
}

fn share(share: &Share) -> Thing {
    let (set, quorum, x, epoch) = (share.set(), share.quorum(), share.x(), share.epoch());
    let n = quorum.shares();
    let rehearsal = if epoch == 0 { "; a rehearsal set, it protects nothing" } else { "" };
    let fingerprint = share.hash().short();
    Thing::good(
        format!(
            "share {x} of {n}, set {set}, epoch {epoch}; {quorum} shares open the kit; share fingerprint {fingerprint}{rehearsal}"
        ),
        json!({
            "kind": "share", "set": set.to_string(), "key": set.key().to_string(), "share": x, "epoch": epoch,
            "threshold": quorum.threshold(), "shares": n, "fingerprint": fingerprint,
        }),
    )
}

fn part(part: &Part) -> Thing {
    let Part { key, generation, part: number, parts, .. } = part;
    Thing::good(
        format!("part {number} of {parts} of a credential: key {key}, generation {generation}"),
        json!({
            "kind": "credential part", "key": key.to_string(), "generation": generation.number(),
            "part": number, "parts": parts,
        }),
    )
}

fn credential(code: &CredentialCode) -> Thing {
    let (key, generation, bytes) = (code.key(), code.generation(), code.age_file().len());
    Thing::good(
        format!("a whole credential: key {key}, generation {generation}; its age file has {bytes} bytes"),
        json!({ "kind": "credential", "key": key.to_string(), "generation": generation.number(), "age-file-bytes": bytes }),
    )
}

fn age_file(bytes: &[u8]) -> Thing {
    match seal::binary(bytes) {
        Ok(binary) => Thing::good(
            format!(
                "an age file of {} bytes; it tells neither its key nor its generation from outside",
                binary.len()
            ),
            json!({ "kind": "age file", "bytes": binary.len() }),
        ),
        Err(_) => Thing::bad("an age file that is damaged".to_owned(), "use another copy of it".to_owned()),
    }
}

fn record(record: &Record) -> Thing {
    let made = record.made();
    let offline = if made.made_offline { "made offline" } else { "NOT MADE OFFLINE" };
    let secrets =
        made.secrets.iter().map(|s| format!("{} ({})", s.name, s.profile)).collect::<Vec<_>>().join(", ");
    let mut lines = vec![
        format!("record of the kit {}", made.plan.label),
        format!(
            "  set {}, {}, epoch {}, generation {}",
            made.set_id, made.quorum, made.epoch, made.generation
        ),
        format!("  made {} with sealkit {}, {offline}", made.date, made.tool.version),
        format!("  secrets: {secrets}"),
        format!("  recipient {}", made.recipient),
        format!("  fingerprint {}", made.recipient_fingerprint),
        format!("  log entries: {}", record.log().len()),
        format!("  SHA-256 of the made part {}: compare it with the ceremony sheet", record.made_hash()),
    ];
    lines.extend(made.custodians.iter().map(|c| format!("  share {}: {} {}", c.share, c.name, c.place)));
    let facts = json!({
        "kind": "record", "label": made.plan.label, "set": made.set_id, "epoch": made.epoch,
        "generation": made.generation, "made": made.date.to_string(), "made-offline": made.made_offline,
        "recipient": made.recipient, "fingerprint": made.recipient_fingerprint,
        "sha256": record.made_hash().to_string(), "log": record.log().len(),
    });
    Thing::good(lines.join("\n"), facts)
}

fn record_fault(error: &sealkit::record::RecordError) -> Thing {
    Thing::bad(error.to_string(), "take the record.json that was written with the kit".to_owned())
}
