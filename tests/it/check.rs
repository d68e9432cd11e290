//! Printed sheets read back against the record: what matches, what does not, and
//! what is noted.

use crate::process;
use sealkit::credential::CredentialCode;
use sealkit::id::Generation;
use sealkit::record::Record;
use sealkit::recovery::{Item, scanned};
use sealkit::secret::SecretText;
use sealkit::shamir::Point;
use sealkit::share::Share;
use sealkit::{scan, seal};
use std::path::Path;
use tempfile::TempDir;
use zeroize::Zeroizing;

/// A kit in a folder, and its codes as a scanner would type them.
struct Made {
    place: TempDir,
}

fn sealkit(place: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = process::sealkit().current_dir(place).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn made() -> Made {
    let place = tempfile::tempdir().unwrap();
    let arguments = [
        "new",
        "--label",
        "Contoso",
        "--account",
        "a",
        "--custodian",
        "Ada; Safe 1",
        "--allow-online",
        "--out",
        "kit",
    ];
    let (status, _, err) = sealkit(place.path(), &arguments);
    assert_eq!(status, 0, "{err}");
    Made { place }
}

impl Made {
    fn codes(&self, sheet: &str) -> String {
        let pdf = std::fs::read(self.place.path().join("kit").join(sheet)).unwrap();
        scan::pdf(&pdf).unwrap().iter().map(|f| format!("{}\n", f.text.expose())).collect()
    }

    fn share(&self, x: u8) -> String {
        self.codes(&format!("share-{x}-of-3.pdf"))
    }

    /// Runs `check` on texts.
    fn check(&self, texts: &[&str]) -> (i32, String, String) {
        let names: Vec<String> = (0..texts.len()).map(|i| format!("scan-{i}.txt")).collect();
        for (name, text) in names.iter().zip(texts) {
            std::fs::write(self.place.path().join(name), text).unwrap();
        }
        let mut arguments = vec!["check", "--record", "kit/record.json"];
        arguments.extend(names.iter().map(String::as_str));
        sealkit(self.place.path(), &arguments)
    }

    fn record(&self) -> Record {
        let text = std::fs::read_to_string(self.place.path().join("kit/record.json")).unwrap();
        Record::parse(&text).unwrap()
    }

    fn credential_of(&self, generation: u16) -> String {
        let recipient = self.record().made().recipient.clone();
        let age_file = seal::seal(&SecretText::new("another".to_owned()), &recipient).unwrap();
        let code = CredentialCode::new(recipient.key_id(), Generation::new(generation).unwrap(), age_file);
        code.unwrap().qr_texts().join("\n")
    }
}

fn forged(text: &str) -> String {
    let Some([Item::Share(share)]) = scanned(text.trim()).and_then(|i| <[Item; 1]>::try_from(i).ok()) else {
        panic!("no share");
    };
    let mut y = Zeroizing::new(*share.point().expose());
    y[0] ^= 1;
    let point = Point::new(share.x(), y).unwrap();
    Share::new(share.set(), share.epoch(), share.quorum(), point).unwrap().qr_text().expose().to_owned()
}

#[test]
fn a_complete_read_back_is_noted_sheet_by_sheet() {
    let made = made();
    let (status, out, err) = made.check(&[&made.share(1), &made.share(3)]);
    assert_eq!(status, 1, "{err}");
    assert!(err.contains("share 1, Ada, Safe 1 is printed correctly; you may seal it"), "{err}");
    assert!(err.contains("not read back: share-2, credential"), "{err}");
    assert!(out.contains("NOT READ       share 2"), "{out}");
    let (status, out, err) = made.check(&[&made.codes("credential.pdf"), &made.share(2)]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("matches        share 2") && out.contains("share 3"), "{out}");
    let record = made.record();
    let kinds: Vec<&str> = record.log().iter().map(|e| e.kind.as_str()).collect();
    assert_eq!(kinds, ["read-back", "read-back"]);
    assert_eq!(record.log()[0].facts["share-2"], "not read");
    assert_eq!(record.log()[1].facts["credential"], "matches");
    let noted = std::fs::read_to_string(made.place.path().join("kit/record.json")).unwrap();
    let secret = &made.share(1)[24..44];
    assert!(!noted.contains(secret) && !out.contains(secret) && !err.contains(secret));
}

#[test]
fn what_does_not_match_is_named_and_noted() {
    let (made, other) = (made(), made());
    let cases = [
        (other.share(1), "another kit"),
        (forged(&made.share(1)), "not the share that the record names"),
        (made.credential_of(2), "this is credential 2, which is newer than the record (1)"),
        (made.credential_of(1), "a second credential of generation 1, SHA-256"),
    ];
    for (i, (text, sentence)) in cases.iter().enumerate() {
        let (status, _, err) = made.check(&[text]);
        assert_eq!(status, 1, "{err}");
        assert!(err.contains("does not match the record") && err.contains(sentence), "{err}");
        let record = made.record();
        assert_eq!(record.log().len(), i + 1);
        assert!(record.log()[i].facts["refused"].contains(sentence), "{:?}", record.log()[i].facts);
    }
}

#[test]
fn a_misread_sheet_is_no_read_back_and_changes_no_record() {
    let made = made();
    let share = made.share(1);
    let (status, _, err) = made.check(&[&share[..60]]);
    assert_eq!(status, 1, "{err}");
    assert!(err.contains("cut short") && err.contains("not read back: share-1"), "{err}");
    assert!(made.record().log().is_empty());
}

#[test]
fn the_kits_own_files_prove_nothing_about_the_print() {
    let made = made();
    let arguments = ["check", "--record", "kit/record.json", "kit/share-1-of-3.pdf", "kit/payload.age"];
    let (status, _, err) = sealkit(made.place.path(), &arguments);
    assert_eq!(status, 1, "{err}");
    assert_eq!(err.matches("proves nothing about the printed sheet").count(), 2, "{err}");
    assert!(made.record().log().is_empty());
}

#[test]
fn a_record_that_is_none_is_refused_and_left_alone() {
    let made = made();
    std::fs::write(made.place.path().join("plan.txt"), "no record").unwrap();
    let (status, _, err) = sealkit(made.place.path(), &["check", "--record", "plan.txt", "plan.txt"]);
    assert_eq!(status, 3, "{err}");
    assert_eq!(std::fs::read_to_string(made.place.path().join("plan.txt")).unwrap(), "no record");
    let record = std::fs::read_to_string(made.place.path().join("kit/record.json")).unwrap();
    std::fs::write(made.place.path().join("changed.json"), record.replace("Contoso", "Fabrikam")).unwrap();
    std::fs::write(made.place.path().join("scan.txt"), made.share(1)).unwrap();
    assert_eq!(sealkit(made.place.path(), &["check", "--record", "changed.json", "scan.txt"]).0, 1);
}
