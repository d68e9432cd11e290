//! Calendar entries hold to RFC 5545 and tell nothing that a colleague should not see. Of many
//! records those count that no other one supersedes.

use crate::process;
use crate::record_sample::{Outcome, drilled, generation, made};
use sealkit::record::{Collection, DrillOutcome, Hash, KitStatus, LogKind, Made, Record};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;
use time::macros::date;

fn sealkit(place: &Path, arguments: &[&str]) -> i32 {
    let output = process::sealkit().current_dir(place).args(arguments).output().unwrap();
    output.status.code().unwrap_or(-1)
}

#[test]
fn calendar_entries_are_well_formed_and_tell_no_more_than_name_generation_and_day() {
    let place = tempfile::tempdir().unwrap();
    let label = "Größe, Konto; \\ von Ærø: ein langer Name, der über eine Zeile hinausreicht";
    for (name, label) in [("a", label), ("b", "B")] {
        let new = ["new", "--label", label, "--account", "bg1@contoso.example", "--allow-online"];
        let rest = ["--custodian", "Ada Byron; Safe 2", "--date", "2026-11-21", "--out", name];
        assert_eq!(sealkit(place.path(), &[new, rest].concat()), 0);
    }
    assert_eq!(sealkit(place.path(), &["status", "a", "b", "--date", "2026-12-01", "--ics", "due.ics"]), 0);
    let text = std::fs::read_to_string(place.path().join("due.ics")).unwrap();
    assert!(
        text.ends_with("\r\n") && text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let unfolded = text.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.split_terminator("\r\n").collect();
    let mut open: Vec<&str> = Vec::new();
    for line in &lines {
        let (name, value) = line.split_once(':').unwrap();
        match name {
            "BEGIN" => open.push(value),
            "END" => assert_eq!(open.pop(), Some(value)),
            _ => assert!(!open.is_empty()),
        }
    }
    assert!(open.is_empty());
    let with = |start: &str| lines.iter().filter(|line| line.starts_with(start)).copied().collect::<Vec<_>>();
    assert_eq!(with("BEGIN:VEVENT").len(), 4);
    assert_eq!(with("DTSTART;VALUE=DATE:20270219").len(), 4);
    assert_eq!(with("DTSTAMP:20261201T000000Z").len(), 4);
    assert_eq!(with("UID:").into_iter().collect::<BTreeSet<_>>().len(), 4);
    let escaped = "Größe\\, Konto\\; \\\\ von Ærø: ein langer Name\\, der über eine Zeile hinausreicht";
    assert!(with("SUMMARY:").contains(&format!("SUMMARY:Drill {escaped}").as_str()), "{lines:?}");
    let record = std::fs::read_to_string(place.path().join("a/record.json")).unwrap();
    let record = sealkit::record::Record::parse(&record).unwrap();
    let made = record.made();
    let (set, recipient) = (made.set_id.to_string(), made.recipient.to_string());
    let fingerprint = made.recipient_fingerprint.to_string();
    for hidden in ["bg1", "contoso", "Ada", "Safe", &set, &recipient, &fingerprint] {
        assert!(!unfolded.contains(hidden), "{hidden}");
    }
}

#[test]
fn of_many_records_those_count_that_no_other_one_supersedes() -> Outcome {
    let first = Record::new(Made { generation: generation(1), replaces: None, previous: None, ..made()? })?;
    let next = |payload: &[u8]| {
        let mut next = Made { previous: Some(first.made_hash()), ..made()? };
        next.hashes.payload = Hash::of(payload);
        Ok::<_, Box<dyn std::error::Error>>(Record::new(next)?)
    };
    let (second, rival) = (next(b"one")?, next(b"other")?);
    let drill = |record: &Record, outcome| {
        let mut record = record.clone();
        record.append(LogKind::Drill, date!(2027 - 01 - 05), drilled(outcome))?;
        Ok::<_, Box<dyn std::error::Error>>(record)
    };
    let (good, bad) = (drill(&second, DrillOutcome::Opened)?, drill(&second, DrillOutcome::Failed)?);
    let longer = drill(&good, DrillOutcome::Opened)?;

    // What was found; then what counts, forks, copies with different logs, and twins.
    type Found<'a> = Vec<(&'a Record, &'static str)>;
    type Pairs = Vec<(&'static str, &'static str)>;
    let cases: [(Found<'_>, Vec<&str>, Pairs, Pairs, Pairs); 4] = [
        (vec![(&first, "a"), (&second, "b")], vec!["b"], vec![], vec![], vec![]),
        (vec![(&good, "a"), (&second, "b"), (&longer, "c")], vec!["c"], vec![], vec![], vec![]),
        (vec![(&good, "a"), (&bad, "b")], vec!["a"], vec![], vec![("a", "b")], vec![]),
        (
            vec![(&second, "a"), (&first, "b"), (&rival, "c")],
            vec!["a", "c"],
            vec![("a", "c")],
            vec![],
            vec![("a", "c")],
        ),
    ];
    for (found, current, forks, copies, twins) in cases {
        let found = found.into_iter().map(|(record, place)| (record.clone(), place)).collect();
        let told = Collection::new(found);
        let kept: Vec<&str> = told.current.iter().map(|(_, place)| *place).collect();
        assert_eq!((kept, told.forks, told.copies, told.twins), (current, forks, copies, twins));
    }
    Ok(())
}

#[test]
fn a_kit_is_late_the_day_after_and_at_once_where_its_drill_failed() -> Outcome {
    let mut record = Record::new(made()?)?;
    let on = |record: &Record, day| KitStatus::new(record, "a/record.json".to_owned(), day);
    for (day, late) in [(date!(2027 - 02 - 19), false), (date!(2027 - 02 - 20), true)] {
        let kit = on(&record, day);
        assert_eq!((kit.rotation.is_late(), kit.drill.due.is_late(), kit.overdue), (late, late, late));
    }

    record.append(LogKind::Drill, date!(2027 - 01 - 05), drilled(DrillOutcome::OpenedWithFaults))?;
    let kit = on(&record, date!(2027 - 01 - 05));
    assert_eq!((kit.rotation.is_late(), kit.drill.has_failed(), kit.overdue), (false, true, true));
    assert_eq!(kit.first_due(), date!(2027 - 01 - 05));
    let facts = serde_json::to_value(&kit)?;
    let last = json!({ "date": "2027-01-05", "opened": false });
    assert_eq!(facts["drill"], json!({ "due": "2027-01-05", "days": -1, "last": last }));
    assert_eq!(facts["rotation"], json!({ "due": "2027-02-19", "days": 45 }));
    let named = ["made", "confirmed", "authentication-code", "record"].map(|name| facts[name].clone());
    assert_eq!(named, [json!("2026-11-21"), json!(false), json!("none"), json!("a/record.json")]);
    assert_eq!(facts.get("lasting-name"), None);
    Ok(())
}

#[test]
fn a_pipe_that_nobody_writes_to_is_no_record() {
    let place = tempfile::tempdir().unwrap();
    let new = ["new", "--label", "A", "--account", "bg1@contoso.example", "--allow-online"];
    let rest = ["--custodian", "Ada Byron; Safe 2", "--date", "2026-11-21", "--out", "kits/a"];
    std::fs::create_dir(place.path().join("kits")).unwrap();
    assert_eq!(sealkit(place.path(), &[new, rest].concat()), 0);
    for pipe in ["kits/pipe.json", "kits/a/other.json"] {
        assert!(
            std::process::Command::new("mkfifo").arg(place.path().join(pipe)).status().unwrap().success()
        );
    }

    let mut status = process::sealkit();
    let mut status =
        status.current_dir(place.path()).args(["status", "kits", "--date", "2026-12-01"]).spawn().unwrap();
    let ended = (0..200).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        status.try_wait().unwrap()
    });
    if ended.is_none() {
        status.kill().unwrap();
        status.wait().unwrap();
    }
    assert_eq!(ended.and_then(|status| status.code()), Some(0));
}
