//! The log keeps what a command says that it kept: many runs at once, records behind links,
//! folders that another run holds.

use crate::lifecycle::Life;
use crate::process::{self, SEALKIT};
use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// So many processes at once, each of them given five minutes.
const RUNS: usize = 24;

fn start(mut command: Command) -> Child {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn of_many_runs_at_once_every_entry_is_there() {
    let life = Life::begin();
    life.put("share.txt", &life.codes("g1/share-2-of-3.pdf"));
    let run = |number: usize| {
        let mut command = process::sealkit();
        let by = format!("Witness {number}");
        command.args([
            "drill",
            "share.txt",
            "--record",
            "g1/record.json",
            "--by",
            &by,
            "--date",
            "2027-01-01",
        ]);
        command.current_dir(life.path());
        start(command)
    };
    let runs: Vec<Child> = (0..RUNS).map(run).collect();
    for (number, run) in runs.into_iter().enumerate() {
        let output = run.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && said.contains("noted in"), "{number}: {output:?}");
    }

    let record = life.record("g1");
    let mut noted: Vec<&str> = record.log().iter().map(|entry| entry.facts["by"].as_str()).collect();
    noted.sort_unstable();
    let mut expected: Vec<String> = (0..RUNS).map(|number| format!("Witness {number}")).collect();
    expected.sort_unstable();
    assert_eq!(noted, expected);
    // Nothing is left beside the record: neither a lock nor a piece of one.
    assert!(!life.files("g1").iter().any(|name| name.starts_with('.')), "{:?}", life.files("g1"));
}

#[test]
fn a_confirmation_by_several_runs_at_once_is_noted_once() {
    let life = Life::begin();
    life.rotate("g1", "g2", &["--import", "pin"]).ends(0, &[]);
    let run = |_| {
        let mut command = process::sealkit();
        command.args(["rotate", "--confirm", "--record", "g2/record.json"]).current_dir(life.path());
        start(command)
    };
    let runs: Vec<Child> = (0..6).map(run).collect();
    assert!(runs.into_iter().all(|run| run.wait_with_output().unwrap().status.success()));
    assert_eq!(life.record("g2").log().len(), 1);
}

#[test]
fn a_link_to_a_record_is_followed_and_stays_a_link() {
    let life = Life::begin();
    life.put("share.txt", &life.codes("g1/share-2-of-3.pdf"));
    fs::create_dir(life.path().join("desk")).unwrap();
    let link = life.path().join("desk/record.json");
    symlink("../g1/record.json", &link).unwrap();
    let drill = ["drill", "share.txt", "--record", "desk/record.json", "--by", "Ada"];
    for number in 1..=2 {
        life.run(&drill).ends(0, &["noted in desk/record.json"]);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(life.record("g1").log().len(), number);
    }
    life.run(&["rotate", "--confirm", "--record", "desk/record.json"])
        .ends(0, &["generation 1 is confirmed"]);
    assert_eq!((life.record("g1").log().len(), life.files("desk").len()), (3, 1));
}

#[test]
fn a_run_waits_for_another_one_and_not_for_ever() {
    let life = Life::begin();
    life.put("share.txt", &life.codes("g1/share-2-of-3.pdf"));
    let drill = ["drill", "share.txt", "--record", "g1/record.json", "--by", "Ada"];
    let hold = |seconds: &str| {
        let mut command = process::command("flock");
        command
            .args(["g1", "sh", "-c", &format!("echo held; exec sleep {seconds}")])
            .current_dir(life.path());
        let mut held = start(command);
        let mut word = [0; 4];
        std::io::Read::read_exact(held.stdout.as_mut().unwrap(), &mut word).unwrap();
        held
    };

    let mut short = hold("2");
    let started = Instant::now();
    life.run(&drill).ends(0, &["noted in"]);
    assert!(started.elapsed() > Duration::from_secs(1));
    short.wait().unwrap();

    // What came of the drill is said all the same.
    let mut long = hold("100");
    let ran = life.run(&drill);
    ran.ends(6, &["another sealkit has been writing there for 10 seconds", "this share belongs to Contoso"]);
    assert!(!ran.out.contains("noted in"), "{}", ran.out);
    long.kill().unwrap();
    long.wait().unwrap();
    assert_eq!(life.record("g1").log().len(), 1);
}

#[test]
fn the_lock_leaves_with_the_process_that_held_it() {
    let life = Life::begin();
    life.put("share.txt", &life.codes("g1/share-2-of-3.pdf"));
    for _ in 0..3 {
        let mut command = Command::new(SEALKIT);
        command.args(["drill", "share.txt", "--record", "g1/record.json", "--by", "Ada"]);
        let mut killed = start({
            command.current_dir(life.path());
            command
        });
        std::thread::sleep(Duration::from_millis(40));
        killed.kill().unwrap();
        killed.wait().unwrap();
    }
    let before = life.record("g1").log().len();
    life.run(&["drill", "share.txt", "--record", "g1/record.json", "--by", "Ada"]).ends(0, &["noted in"]);
    assert_eq!(life.record("g1").log().len(), before + 1);
}
