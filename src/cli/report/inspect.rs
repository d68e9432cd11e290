//! The words for what `inspect` finds.

use sealkit::id::hex_groups;
use sealkit::record::{
    COMPARED, ChangedField, CodeState, Contradiction as Differing, Deed, Facts as Noted, Hash, LogEntry,
    Made, Making, Record, RecordFacts, Remark, SecretEntry, StoryItem, Trial,
};
use sealkit::recovery::{Comparison, Contradiction, FindingInfo};
use sealkit::scan::{Facts, InspectError};
use sealkit::texts::{List, Worded};

use super::Failure;
use super::events::{Message, ranges};

impl From<&Remark<'_>> for Failure {
    fn from(fault: &Remark<'_>) -> Self {
        failure!(Damaged, "records-differ", first = remark(fault)).of_kind("record")
    }
}

impl From<Contradiction> for Failure {
    fn from(found: Contradiction) -> Self {
        failure!(Damaged, "inputs-contradict", found = contradiction(&found)).of_kind("several")
    }
}

/// What cannot all be genuine among the inputs.
pub fn contradiction(found: &Contradiction) -> String {
    match found {
        Contradiction::Kits(kits) => text!("several-kits", number = kits.len(), kits = listed_by_name(kits)),
        Contradiction::Credentials { key, generation, payloads } => {
            text!("several-credentials", number = payloads.len(), key, generation, hashes = hashes(payloads))
        }
    }
}

/// Age files that do not say their generation, where they are more than one.
pub fn bare(payloads: &[Hash]) -> Option<String> {
    let number = payloads.len();
    (number > 1).then(|| text!("several-age-files", number, hashes = hashes(payloads)))
}

fn listed_by_name(kits: &[FindingInfo]) -> List {
    List(kits.iter().map(Worded::wording).collect(), "list-semicolon")
}

fn hashes(payloads: &[Hash]) -> String {
    payloads.iter().map(ToString::to_string).collect::<Vec<_>>().join(&text!("and"))
}

/// The same message about a page.
pub fn on_page(page: Option<usize>, message: Message) -> Message {
    match page {
        Some(page) => Message { sentence: text!("on-page", page, sentence = message.sentence), ..message },
        None => message,
    }
}

/// One thing in an input.
pub fn found(found: &Result<Facts, InspectError>) -> Message {
    match found {
        Ok(found) => facts(found),
        Err(InspectError::Text(fault)) => Message::bad(&fault.wording()),
        Err(InspectError::AgeFile) => bad!("age-file-damaged"),
        Err(InspectError::Record(error)) => bad!("record-error", error = error.wording()),
        Err(InspectError::Batch(error)) => bad!("batch-error", error = error.wording()),
    }
}

fn facts(facts: &Facts) -> Message {
    match facts {
        Facts::Share { set, share, epoch, threshold, shares, fingerprint, .. } => {
            let key = if epoch.is_rehearsal() { "rehearsal-share-found" } else { "share-found" };
            good!(key, share, shares, set, epoch, threshold, fingerprint)
        }
        Facts::Part { key, generation, part, parts } => good!("part-found", part, parts, key, generation),
        Facts::Credential { key, generation, age_file_bytes } => {
            good!("credential-found", key, generation, age_file_bytes)
        }
        Facts::CredentialLines { lines, missing } => {
            good!("credential-lines", lines, missing = ranges(missing))
        }
        Facts::Calibration => good!("calibration-found"),
        Facts::RecordHash => good!("record-hash-found"),
        Facts::Program => good!("program-found"),
        Facts::Keyboard { layout } => good!("other-keyboard", layout),
        Facts::AgeFile { bytes } => good!("age-file-found", bytes),
        Facts::OtherSheet => good!("no-code-on-sheet"),
        Facts::OtherCode => good!("other-code"),
        Facts::Record(facts) => Message { sentence: record(facts), hint: None, status: None },
        Facts::Batch { records } => good!("batch-found", records),
    }
}

/// A record in a few lines.
fn record(facts: &RecordFacts) -> String {
    let made = facts.record.made();
    let secret = |secret: &SecretEntry| match (&secret.name, &secret.profile, made.place(secret)) {
        (name, profile, place) if place == made.generation => format!("{name} ({profile})"),
        (name, profile, place) => text!("secret-in-earlier", name, profile, place),
    };

    let secrets: Vec<String> = made.secrets.iter().map(secret).collect();
    let found = text!(
        "record-found",
        label = made.plan.label,
        set = made.set_id,
        quorum = made.quorum,
        epoch = made.epoch,
        generation = made.generation,
        date = made.date,
        version = made.tool.version,
        offline = text!(if made.made_offline { "made-offline" } else { "not-made-offline" }),
        secrets = secrets.join(", "),
        recipient = made.recipient,
        fingerprint = made.recipient_fingerprint,
        entries = facts.log,
        head = head(&facts.record),
        code = code(facts.authentication_code),
    );

    let keepers = made.custodians.iter();
    let keepers = keepers.map(|c| text!("record-found-share", x = c.share, name = c.name, place = c.place));
    let lines: Vec<String> = std::iter::once(found).chain(keepers).collect();
    lines.join("\n").replace('\n', "\n  ")
}

/// The beginning of the log's head, as the witness of a ceremony writes it on paper.
fn head(record: &Record) -> String {
    match record.head() {
        Some(head) => hex_groups(&head.bytes()[..8]),
        None => text!("log-without-head"),
    }
}

fn code(state: CodeState) -> String {
    match state {
        CodeState::FirstEdition => text!("code-of-edition-1"),
        CodeState::WithoutQuorum => text!("made-without-quorum"),
        CodeState::Written => text!("code-written"),
    }
}

/// What records say together.
pub fn remark(remark: &Remark<'_>) -> String {
    match remark {
        Remark::OlderMissing(newer, hash) => text!("older-record-missing", newer = called(newer), hash),
        Remark::Follows(newer) => text!("record-follows", newer = called(newer)),
        Remark::OnPaper(record) => text!("record-on-paper", record = called(record)),
        Remark::OtherBefore(newer) => text!("other-record-before", newer = called(newer)),
        Remark::Differ(Differing { field, older, newer }) => {
            text!("records-say", field = *field, older, newer)
        }
        Remark::Changed(record, ChangedField { name, now, before }) => {
            text!("record-field-changed", record = called(record), name, now, before)
        }
        Remark::Fork(a, b) => {
            let (made, other) = (a.made(), b.made());
            let (one, other) = (made.hashes.payload, other.hashes.payload);
            text!("two-records", set = made.set_id, generation = made.generation, one, other)
        }
        Remark::OneGroup(record, group) => text!("record-but-for-group", group, record = called(record)),
        Remark::OnPaperBefore(newer) => text!("hash-of-record-before", newer = called(newer)),
        Remark::OnPaperOfNone => text!("hash-of-no-record"),
    }
}

fn called(record: &Record) -> String {
    let made = record.made();
    text!("record-by-name", label = made.plan.label, generation = made.generation, epoch = made.epoch)
}

/// One thing that was done with a kit.
pub fn story_item(item: &StoryItem<'_>) -> String {
    match item {
        StoryItem::Made(made) => making(made),
        StoryItem::Noted(entry) => noted(entry),
    }
}

fn making(made: &Made) -> String {
    let (set, quorum, epoch, generation) = (made.set_id, made.quorum, made.epoch, made.generation);
    let older = and("story-older", made.replaces);
    let words = match made.making() {
        Making::New => text!("story-made", generation, epoch, quorum),
        Making::Rotated => text!("story-rotated", generation, older),
        Making::Reshared(old) => text!("story-reshared", set, old, epoch, quorum),
        Making::Renewed(old) => text!("story-renewed", set, old, quorum, generation, older),
    };
    let online = (!made.made_offline).then(|| text!("not-made-offline"));
    words + &and("story-online", online) + &and("story-unverified", made.unverified.as_ref())
}

fn noted(entry: &LogEntry) -> String {
    let words = match entry.deed() {
        Deed::ReadBack { read, unread, refused } => {
            let unread = (!unread.is_empty()).then(|| unread.join(", "));
            let (unread, refused) = (and("story-unread", unread), and("story-refused", refused));
            text!("story-read-back", read = listed(&read, ", "), unread, refused)
        }
        Deed::Drill(trial) => tried("story-drill", &trial),
        Deed::ShareTest(trial) => tried("story-share-test", &trial),
        Deed::DrillEvidence(facts) => text!("story-evidence", facts = pairs(&facts)),
        Deed::Confirmation(facts) => text!("story-confirmed", facts = pairs(&facts)),
        Deed::Adopted => text!("story-adopted"),
        Deed::Succeeded(facts) => text!("story-succeeded", facts = pairs(&facts)),
        Deed::Other(kind, facts) => text!("story-other", kind, facts = pairs(&facts)),
    };

    // An older entry does not say whether it was compared.
    let compared = entry.facts.get(COMPARED).filter(|found| *found == Comparison::NotCompared.as_str());

    // Only a quorum can check the code of somebody who held the key.
    let code = text!(if entry.auth.is_some() { "story-code" } else { "story-no-code" });
    words + &and("story-not-compared", compared) + &code
}

fn tried(key: &'static str, trial: &Trial<'_>) -> String {
    let Trial { result, shares, by, faults } = trial;
    let shares = shares.map_or_else(|| text!("story-none"), str::to_owned);
    let (by, faults) = (and("story-by", by.as_ref()), and("story-faults", faults.as_ref()));
    text!(key, result, shares, by, faults)
}

/// What is added where there is a value.
fn and(key: &'static str, value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| text!(key, value = value.to_string()))
}

fn pairs(facts: &Noted<'_>) -> String {
    let pairs: Vec<String> = facts.iter().map(|(name, said)| text!("story-fact", name, said)).collect();
    listed(&pairs, "; ")
}

fn listed(items: &[impl AsRef<str>], separator: &str) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    let list = items.join(separator);
    if list.is_empty() { text!("story-none") } else { list }
}
