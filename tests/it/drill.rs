//! A drill opens the kit and shows nothing: neither on the screen nor in the record nor
//! anywhere else. And it names what does not belong.

use crate::process::{self, SEALKIT};
use sealkit::record::{DrillOutcome, Record};
use sealkit::recovery::{Item, scanned};
use sealkit::scan;
use sealkit::shamir::Point;
use sealkit::share::Share;
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;
use zeroize::Zeroizing;

/// A kit, its codes as a scanner types them, and what nobody may see.
struct Made {
    place: TempDir,
    shares: Vec<String>,
    credential: String,
    secrets: Vec<String>,
}

fn sealkit(place: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = process::sealkit().current_dir(place).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn codes(place: &Path, sheet: &str) -> String {
    let pdf = std::fs::read(place.join("kit").join(sheet)).unwrap();
    scan::pdf(&pdf).unwrap().iter().map(|f| format!("{}\n", f.text.expose())).collect()
}

fn made() -> Made {
    let place = tempfile::tempdir().unwrap();
    let new = [
        "new",
        "--label",
        "Contoso",
        "--account",
        "a",
        "--allow-online",
        "--date",
        "2026-11-21",
        "--out",
        "kit",
    ];
    let (status, _, err) = sealkit(place.path(), &new);
    assert_eq!(status, 0, "{err}");
    let shares: Vec<String> = (1..=3).map(|x| codes(place.path(), &format!("share-{x}-of-3.pdf"))).collect();
    let credential = codes(place.path(), "credential.pdf");
    let open =
        ["recover", "kit/share-1-of-3.pdf", "kit/share-2-of-3.pdf", "kit/payload.age", "--output", "-"];
    let (_, value, _) = sealkit(place.path(), &[&open[..], &["--secret", "Password"]].concat());
    let (_, identity, _) = sealkit(place.path(), &[&open[..], &["--identity"]].concat());
    let mut secrets = vec![value, identity.trim().to_owned()];
    secrets.extend(shares.iter().map(|share| share.trim()[30..].to_owned()));
    assert!(secrets.iter().all(|secret| secret.len() > 40));
    Made { place, shares, credential, secrets }
}

static KITS: LazyLock<(Made, Made)> = LazyLock::new(|| (made(), made()));

impl Made {
    /// Runs `drill` on texts, against a fresh copy of the record in a folder of its own.
    fn drill(&self, texts: &[&str]) -> (i32, String, String, Record) {
        let place = tempfile::tempdir().unwrap();
        std::fs::copy(self.place.path().join("kit/record.json"), place.path().join("record.json")).unwrap();
        let names: Vec<String> = (0..texts.len()).map(|i| format!("scan-{i}.txt")).collect();
        for (name, text) in names.iter().zip(texts) {
            std::fs::write(place.path().join(name), text).unwrap();
        }
        let mut arguments = vec!["drill", "--record", "record.json", "--by", "Ada", "--date", "2027-02-01"];
        arguments.extend(names.iter().map(String::as_str));
        let (status, out, err) = sealkit(place.path(), &arguments);
        names.iter().for_each(|name| std::fs::remove_file(place.path().join(name)).unwrap());
        let record = std::fs::read_to_string(place.path().join("record.json")).unwrap();
        let left: Vec<_> = std::fs::read_dir(place.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "nothing but the record is left");
        self.hides(&[&out, &err, &record]);
        (status, out, err, Record::parse(&record).unwrap())
    }

    fn hides(&self, texts: &[&str]) {
        for secret in &self.secrets {
            assert!(texts.iter().all(|text| !text.contains(secret.as_str())), "a secret is shown");
            assert!(texts.iter().all(|text| !text.contains(&secret[..20])), "a part of a secret is shown");
        }
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
fn every_pair_opens_and_nothing_is_shown() {
    let (kit, _) = &*KITS;
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        let (status, out, err, record) = kit.drill(&[&kit.shares[a], &kit.shares[b], &kit.credential]);
        assert_eq!(status, 0, "{err}");
        assert!(out.contains("the quorum opens the credential"), "{out}");
        let facts = &record.log()[0].facts;
        assert_eq!(facts["shares"], format!("{}, {}", a + 1, b + 1));
        assert_eq!((facts["result"].as_str(), facts["next"].as_str()), ("opened", "2027-05-02"));
        assert_eq!(record.last_drill().map(|(_, outcome)| outcome), Some(DrillOutcome::Opened));
    }
}

/// The people who can change a PIN are together in a drill, so it says what a rotation leaves.
#[test]
fn a_drill_says_what_a_rotation_leaves_as_it_is() {
    let (usual, _) = &*KITS;
    let place = tempfile::tempdir().unwrap();
    let new = ["new", "--label", "Key", "--account", "a", "--profile", "fido2-pin", "--allow-online"];
    let (status, _, err) =
        sealkit(place.path(), &[&new[..], &["--out", "kit", "--date", "2026-11-21"]].concat());
    assert_eq!(status, 0, "{err}");
    let scan =
        ["share-1-of-3.pdf", "share-2-of-3.pdf", "credential.pdf"].map(|sheet| codes(place.path(), sheet));
    std::fs::write(place.path().join("scan.txt"), scan.concat()).unwrap();
    let drill = ["drill", "--record", "kit/record.json", "--by", "Ada", "--date", "2027-02-01", "scan.txt"];
    let (status, out, err) = sealkit(place.path(), &drill);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("a rotation leaves this as it is: Password\n"), "{out}");
    assert!(out.contains("`sealkit rotate` with `--renew \"Password\"`\n"), "{out}");

    let (_, out, _, _) = usual.drill(&[&usual.shares[0], &usual.shares[1], &usual.credential]);
    assert!(!out.contains("a rotation leaves"), "{out}");
}

#[test]
fn what_does_not_belong_is_named_although_the_kit_opens() {
    let (kit, other) = &*KITS;
    let forged = forged(&kit.shares[2]);
    let misread = &kit.shares[2][..60];
    let cases = [
        (other.shares[2].as_str(), "share 3 belongs to set"),
        (forged.as_str(), "share 3 is not the share that the record names"),
        (misread, "cut short"),
        ("dear colleague", "there is no code in it"),
        (other.credential.as_str(), "another credential does not open"),
    ];
    for (stray, words) in cases {
        let (status, _, err, record) = kit.drill(&[&kit.shares[0], &kit.shares[1], &kit.credential, stray]);
        assert_eq!(status, 1, "{words}: {err}");
        assert!(err.contains("the kit opens, but something given does not belong to it"), "{err}");
        let facts = &record.log()[0].facts;
        assert_eq!(facts["result"], "opened-with-faults");
        assert!(facts["faults"].contains(words), "{facts:?}");
        assert_eq!(facts["next"], "2027-02-01");
        assert_eq!(record.last_drill().map(|(_, outcome)| outcome), Some(DrillOutcome::OpenedWithFaults));
    }
}

#[test]
fn what_does_not_open_is_noted_as_failed() {
    let (kit, other) = &*KITS;
    let half: String = kit.credential.lines().take(1).collect();
    let forged = forged(&kit.shares[1]);
    let cases: [(&[&str], &str); 5] = [
        (&[&kit.shares[0], &kit.credential], "1 of the 2 shares needed"),
        (&[&kit.credential], "no share was entered"),
        (&[&kit.shares[0], &kit.shares[1], &half], "of the credential"),
        (&[&kit.shares[0], &kit.shares[1], &other.credential], "the credential is sealed to key"),
        (&[&kit.shares[0], &forged, &kit.credential], "share 2 is not the share that the record names"),
    ];
    for (texts, words) in cases {
        let (status, out, err, record) = kit.drill(texts);
        assert_eq!(status, 1, "{err}");
        assert!(
            out.contains("it did NOT open") && err.contains("the drill did not open the kit"),
            "{out}{err}"
        );
        let facts = &record.log()[0].facts;
        assert_eq!(facts["result"], "failed");
        assert!(facts["faults"].contains(words), "{facts:?}");
    }
}

#[test]
fn a_share_is_tested_alone() {
    let (kit, other) = &*KITS;
    let (status, out, err, record) = kit.drill(&[&kit.shares[1]]);
    assert_eq!(status, 0, "{err}");
    assert!(out.starts_with("this share belongs to Contoso: share 2 of 3, set "), "{out}");
    assert_eq!((record.log()[0].kind.as_str(), record.last_drill()), ("share-test", None));
    let (status, _, err, record) = kit.drill(&[&forged(&kit.shares[1])]);
    assert_eq!((status, record.log()[0].facts["result"].as_str()), (1, "refused"), "{err}");
    let (status, _, err, record) = kit.drill(&[&other.shares[1]]);
    assert_eq!((status, record.log()[0].facts["result"].as_str()), (1, "refused"), "{err}");
    // Neither a test nor a drill: nothing is noted.
    let (status, _, err, record) = kit.drill(&[&kit.shares[0], &kit.shares[1]]);
    assert_eq!((status, record.log().len()), (2, 0), "{err}");
    let (status, _, err, record) = kit.drill(&[&kit.shares[0][..60]]);
    assert_eq!((status, record.log().len()), (3, 0), "{err}");
}

/// Types lines into a terminal of its own and gives back all that was shown.
const TYPIST: &str = "
import os, pty, select, sys, time
program, arguments, answers = sys.argv[1], sys.argv[2].split(), sys.argv[3:]
pid, terminal = pty.fork()
if pid == 0:
    os.execv(program, [program, *arguments])
shown, last = b'', time.time()
while time.time() - last < 60:
    ready, _, _ = select.select([terminal], [], [], 0.4)
    if ready:
        try:
            shown += os.read(terminal, 65536)
        except OSError:
            break
    elif answers:
        os.write(terminal, answers.pop(0).encode() + b'\\n')
        last = time.time()
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
";

#[test]
fn the_guided_drill_shows_no_secret_and_asks_for_the_evidence() {
    let Some(mut python) = crate::external::program("python3") else { return };
    let (kit, _) = &*KITS;
    let place = tempfile::tempdir().unwrap();
    std::fs::copy(kit.place.path().join("kit/record.json"), place.path().join("record.json")).unwrap();
    for (name, text) in
        [("one.txt", &kit.shares[0]), ("two.txt", &kit.shares[2]), ("sheet.txt", &kit.credential)]
    {
        std::fs::write(place.path().join(name), text).unwrap();
    }
    python.args(["-c", TYPIST]).arg(SEALKIT).arg("drill --record record.json --date 2027-02-01");
    python.args([
        "",
        "Ada; Max",
        "one.txt",
        "two.txt",
        "sheet.txt",
        "SOC, Kim",
        "",
        "Kim, 14:07",
        "",
        "",
        "",
    ]);
    let output = python.current_dir(place.path()).output().unwrap();
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{shown}");
    let record = std::fs::read_to_string(place.path().join("record.json")).unwrap();
    kit.hides(&[&shown, &record]);
    let facts = Record::parse(&record).unwrap().log()[0].facts.clone();
    let noted = ["result", "by", "told", "alert"].map(|key| facts[key].as_str());
    assert_eq!(noted, ["opened", "Ada; Max", "SOC, Kim", "Kim, 14:07"]);
    assert!(!facts.contains_key("ticket"));
}
