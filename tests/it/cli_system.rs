//! The command line against the system: closed pipes, full devices, a kill in the
//! middle, a live network, a terminal.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::process::{SEALKIT, command, on_a_terminal, sealkit};

fn new_kit(place: &Path) -> Command {
    let mut command = sealkit();
    command.current_dir(place).args(["new", "--label", "x", "--account", "a", "--out", "kit"]);
    command
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_reader_that_closed_its_pipe_gets_status_6_and_no_panic() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = sealkit().arg("profiles").stdout(writer).output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(6), ""));
}

#[test]
fn a_full_device_gets_status_6_and_a_sentence() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = sealkit().arg("profiles").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(6));
    assert!(stderr(&output).starts_with("error: could not write to standard output: no space left"));
}

#[test]
fn without_leave_a_kit_is_made_offline_or_not_at_all() {
    let place = tempfile::tempdir().unwrap();
    let output = new_kit(place.path()).output().unwrap();
    if output.status.success() {
        assert!(!stderr(&output).contains("NOT MADE OFFLINE"));
    } else {
        assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
        assert!(stderr(&output).contains("offline") && stderr(&output).contains("--allow-online"));
        assert!(names(place.path()).is_empty());
    }
}

#[test]
fn a_run_killed_while_it_writes_leaves_no_kit_and_the_next_run_cleans_up() {
    let place = tempfile::tempdir().unwrap();
    // A file beyond 4 KiB raises SIGXFSZ, which ends the program on the spot.
    let limited = "ulimit -f 8; exec \"$0\" new --label x --account a --out kit --allow-online";
    let killed = command("sh").current_dir(place.path()).args(["-c", limited]).arg(SEALKIT).output().unwrap();
    assert!(!killed.status.success());
    let left = names(place.path());
    assert!(left.len() == 1 && left[0].starts_with(".kit.partial-"), "{left:?}");
    let output = new_kit(place.path()).arg("--allow-online").output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(names(place.path()), ["kit"]);
    assert!(stderr(&output).contains("left by a run that was killed, and removed now"));
}

fn plan_with_an_import(place: &Path) -> &'static str {
    let plan = "sealkit-plan = 1\nlabel = \"x\"\nsecrets = [{ name = \"p\", account = \"a\", source = \"import\" }]\n";
    fs::write(place.join("plan.toml"), plan).unwrap();
    "new plan.toml --out kit --allow-online"
}

/// Two shares and the credential of the worked example in docs/FORMAT.md.
fn codes_of_the_example(place: &Path) -> &'static str {
    let text = include_str!("../../docs/FORMAT.md");
    let wanted = ["share 1 QR: ", "share 3 QR: ", "credential QR 1: ", "credential QR 2: "];
    let codes = text.lines().filter_map(|line| wanted.iter().find_map(|name| line.strip_prefix(name)));
    let codes: Vec<&str> = codes.collect();
    assert_eq!(codes.len(), wanted.len());
    fs::write(place.join("codes.txt"), codes.join("\n")).unwrap();
    "recover codes.txt"
}

/// What stays on the terminal, and what was on the screen that is cleared.
fn screens(shown: &str) -> (String, &str) {
    let (before, rest) = shown.split_once("\u{1b}[?1049h").unwrap_or((shown, ""));
    let (secret, after) = rest.split_once("\u{1b}[2J\u{1b}[3J\u{1b}[H\u{1b}[?1049l").unwrap_or(("", ""));
    (format!("{before}{after}"), secret)
}

#[test]
fn a_recovered_secret_is_shown_on_a_screen_that_is_cleared() {
    for (keys, status) in [("\n", 0), ("\u{3}", 130)] {
        let place = tempfile::tempdir().unwrap();
        let arguments = codes_of_the_example(place.path());
        let output = on_a_terminal(place.path(), arguments, keys);
        let shown = String::from_utf8_lossy(&output.stdout);
        let (stays, cleared) = screens(&shown);
        assert!(cleared.contains("battery") || cleared.contains("corr"), "{shown}");
        assert!(!stays.contains("battery") && !stays.contains("corr"), "{shown}");
        assert_eq!(output.status.code(), Some(status), "{shown}");
    }
}

#[test]
fn a_secret_is_asked_for_twice_and_not_shown() {
    let place = tempfile::tempdir().unwrap();
    let arguments = plan_with_an_import(place.path());
    let typed = "hunter2\nhunter3\nhunter2 horse\nhunter2 horse\n";
    let output = on_a_terminal(place.path(), arguments, typed);
    let shown = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{shown}");
    assert!(shown.contains("The two entries differ") && shown.contains("kit fingerprint"), "{shown}");
    assert!(!shown.contains("hunter"), "{shown}");
}

#[test]
fn ctrl_c_at_the_prompt_ends_with_130_and_writes_nothing() {
    let place = tempfile::tempdir().unwrap();
    let arguments = plan_with_an_import(place.path());
    let output = on_a_terminal(place.path(), arguments, "hunt\u{3}");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(130), "{shown}");
    assert!(!shown.contains("hunt") && shown.contains("interrupted"), "{shown}");
    assert_eq!(names(place.path()), ["plan.toml"]);
}

/// The rows of a block of the worked example, as somebody types them.
fn rows_of_the_example(name: &str) -> Vec<String> {
    let text = include_str!("../../docs/FORMAT.md");
    let rows = text.lines().filter_map(|line| line.strip_prefix(name)?.split_once(": "));
    rows.map(|(_, row)| row.to_owned()).collect()
}

#[test]
fn the_guided_prompt_loses_nothing_and_leaves_nothing_behind() {
    let place = tempfile::tempdir().unwrap();
    let _ = codes_of_the_example(place.path());
    let first = rows_of_the_example("share 1 line ");
    assert_eq!(first.len(), 4);
    // A slip in line 2, taken back line 3, a file that is not there, then the file.
    let slip = first[1].replacen(&first[1][3..4], if &first[1][3..4] == "A" { "Q" } else { "A" }, 1);
    let typed =
        [&first[0], &slip, "yes", &first[2], "back", &first[2], &first[3], "none.pdf", "codes.txt", ""]
            .join("\n");
    let output = on_a_terminal(place.path(), "recover", format!("{typed}\n"));
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    for expected in [
        "line 1 is good",
        "Does your sheet show",
        "line 2 is good",
        "line 3 is taken back",
        "share, line 3 of 4",
        "one more needed",
        "there is no file with that name",
        "credential of key",
    ] {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
    assert_eq!(output.status.code(), Some(0), "{shown}");
    // Two private screens, one after the other; outside of them no row that was typed.
    let outside: String = shown
        .split("\u{1b}[?1049h")
        .enumerate()
        .map(|(i, piece)| if i == 0 { piece } else { piece.split("\u{1b}[?1049l").nth(1).unwrap_or(piece) })
        .collect();
    assert!(first.iter().all(|row| !outside.contains(&row[3..12])), "{outside}");
    assert!(!outside.contains("battery"), "{outside}");
}

/// Thirty good lines must not be lost for one letter of another encoding or one long paste.
#[test]
fn a_line_that_cannot_be_taken_ends_no_session() {
    let place = tempfile::tempdir().unwrap();
    let rows = rows_of_the_example("share 1 line ");
    let mut typed = format!("{}\n", rows[0]).into_bytes();
    typed.extend_from_slice(b"stra\xdfe\n");
    typed.extend(std::iter::repeat_n(b'A', 5000));
    typed.extend_from_slice(format!("\n{}\n\u{3}", rows[1]).as_bytes());
    let output = on_a_terminal(place.path(), "recover", &typed);
    let shown = String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    let parts =
        ["line 1 is good", "does not send as UTF-8", "longer than a terminal takes", "line 2 is good"];
    let places: Vec<_> = parts.iter().map(|part| shown.find(part)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}: {shown}");
    assert_eq!(output.status.code(), Some(130), "{shown}");
}

#[test]
fn ctrl_c_at_the_prompt_clears_what_was_typed() {
    let place = tempfile::tempdir().unwrap();
    let first = rows_of_the_example("share 1 line ");
    let output = on_a_terminal(place.path(), "recover", format!("{}\n\u{3}", first[0]));
    let shown = String::from_utf8_lossy(&output.stdout);
    let (stays, cleared) = screens(&shown);
    assert!(cleared.contains(&first[0][3..12]), "{shown}");
    assert!(!stays.contains(&first[0][3..12]), "{shown}");
    assert_eq!(output.status.code(), Some(130), "{shown}");
}

#[test]
fn rolls_are_asked_for_on_a_screen_that_is_cleared() {
    let place = tempfile::tempdir().unwrap();
    let arguments = "new --label x --account a --out kit --allow-online --dice";
    let typed = "35261 44612\n\n52331 62145 11364 26553 14236 61542 33125 46616\n\n";
    let output = on_a_terminal(place.path(), arguments, typed);
    let shown = String::from_utf8_lossy(&output.stdout);
    let (stays, cleared) = screens(&shown);
    for said in
        ["10 dice rolls, 25 bits so far, of 128\r", "too few; another empty line", "129 bits so far: enough"]
    {
        assert!(cleared.contains(said), "{said}: {shown}");
    }
    assert!(cleared.contains("61542") && !stays.contains("61542"), "{shown}");
    assert!(
        stays.contains("50 dice rolls, 129 bits, mixed into") && stays.contains("kit fingerprint"),
        "{shown}"
    );
    assert_eq!(output.status.code(), Some(0), "{shown}");
}

#[test]
fn ctrl_c_among_the_rolls_ends_with_130_and_without_a_kit() {
    let place = tempfile::tempdir().unwrap();
    let arguments = "new --label x --account a --out kit --allow-online --dice";
    let output = on_a_terminal(place.path(), arguments, "35261\n\u{3}");
    assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(names(place.path()).is_empty());
}

#[test]
fn without_a_terminal_the_rolls_are_not_asked_for() {
    let place = tempfile::tempdir().unwrap();
    let arguments = ["new", "--label", "x", "--account", "a", "--out", "kit", "--allow-online", "--dice"];
    let mut command = command("setsid");
    command.current_dir(place.path()).arg("--wait").arg(SEALKIT).args(arguments).stdin(Stdio::null());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("give `--dice=FILE`"), "{}", stderr(&output));
    assert!(names(place.path()).is_empty());
}

#[test]
fn the_pages_of_the_manual_are_the_same_each_time() {
    let pages = || {
        let place = tempfile::tempdir().unwrap();
        assert!(sealkit().arg("man").arg(place.path()).output().unwrap().status.success());
        let mut names = names(place.path());
        names.sort();
        let read = |name: &String| fs::read(place.path().join(name)).unwrap();
        names.iter().map(|name| (name.clone(), read(name))).collect::<Vec<_>>()
    };
    let first = pages();
    assert!(first.iter().all(|(_, text)| text.starts_with(b".ie")) && !first.is_empty());
    assert_eq!(pages(), first);
}
