//! Calendar entries hold to RFC 5545 and tell nothing that a colleague should not see.

use crate::process;
use std::collections::BTreeSet;
use std::path::Path;

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
