//! Programs that tests start.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// The program that is tested.
pub const SEALKIT: &str = env!("CARGO_BIN_EXE_sealkit");

/// A command that always ends: what still runs after five minutes is killed. Its signals do
/// what they do by default, even where the tests run under `nohup`, which ignores one of them.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("env");
    command.args(["--default-signal", "timeout", "--kill-after=10", "300"]).arg(program);
    command
}

/// The program that is tested, as [`command`] runs it.
pub fn sealkit() -> Command {
    command(SEALKIT)
}

/// Runs a command with this on its standard input.
pub fn feed(command: &mut Command, input: &str) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();

    // A program that ends without reading all of it closes the pipe, and that is its right.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// Runs the program on a terminal of util-linux's `script`, which hands over what is typed,
/// line by line. A Ctrl-C ends a line, too.
pub fn on_a_terminal(place: &Path, arguments: &str, typed: &str) -> Output {
    let mut child = command("script")
        .current_dir(place)
        .args(["-qec", &format!("{SEALKIT} {arguments}"), "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    for line in typed.split_inclusive(['\n', '\u{3}']) {
        // After the prompt, so that the terminal does not echo what was typed ahead.
        std::thread::sleep(Duration::from_millis(700));
        // A program that has ended reads no more, and that is for the test to judge.
        if input.write_all(line.as_bytes()).is_err() {
            break;
        }
    }

    // The end of the input would be an answer, too: it stays open until the program has ended.
    let output = child.wait_with_output();
    drop(input);
    output.unwrap()
}

#[test]
fn a_program_that_does_not_end_is_killed() {
    let mut short = command("sleep");
    let bounded: Vec<_> = short.arg("60").get_args().map(OsStr::to_owned).collect();
    let second: Vec<_> =
        bounded.iter().map(|word| if word == "300" { "1".as_ref() } else { word.as_os_str() }).collect();
    let output = Command::new("env").args(second).output().unwrap();
    assert_eq!(output.status.code(), Some(124));
}

#[test]
fn a_signal_that_is_ignored_from_outside_ends_what_a_test_starts() {
    let mut killed = command("sh");
    killed.args(["-c", "kill -HUP $$; echo ignored"]);
    let words: Vec<&OsStr> = [killed.get_program()].into_iter().chain(killed.get_args()).collect();
    let mut outside = Command::new("sh");
    outside.args(["-c", "trap '' HUP; exec \"$@\"", "sh"]).args(words);
    let output = outside.output().unwrap();
    assert!(!output.status.success() && output.stdout.is_empty(), "{output:?}");
}
