//! Programs that tests start.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{ChildStdout, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

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
/// line by line, each when the program asks. A Ctrl-C ends a line, too.
pub fn on_a_terminal(place: &Path, arguments: &str, typed: impl AsRef<[u8]>) -> Output {
    let mut child = command("script")
        .current_dir(place)
        .args(["-qec", &format!("{SEALKIT} {arguments}"), "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let screen = Screen::watch(child.stdout.take().unwrap());
    let mut input = child.stdin.take().unwrap();
    let mut seen = 0;
    for line in typed.as_ref().split_inclusive(|byte| matches!(byte, b'\n' | 3)) {
        // What is typed ahead is echoed, or dropped so that it answers no question.
        seen = screen.wait_for_a_question(seen);
        // A program that has ended reads no more, and that is for the test to judge.
        if input.write_all(line).is_err() {
            break;
        }
    }

    // The end of the input would be an answer, too: it stays open until the program has ended.
    let output = child.wait_with_output().unwrap();
    drop(input);
    Output { stdout: screen.end(), ..output }
}

/// What a program writes to its terminal, as it comes.
struct Screen {
    written: Arc<Mutex<Vec<u8>>>,
    reader: JoinHandle<()>,
}

impl Screen {
    const TICK: Duration = Duration::from_millis(50);
    /// A question leaves the cursor behind it.
    const QUIET: Duration = Duration::from_millis(250);
    /// Some are asked at the start of a line; there a busy machine looks the same for a while.
    const QUIET_AT_START_OF_LINE: Duration = Duration::from_millis(1500);
    const LONGEST: Duration = Duration::from_secs(20);

    fn watch(mut from: ChildStdout) -> Self {
        let written = Arc::new(Mutex::new(Vec::new()));
        let mine = Arc::clone(&written);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = from.read(&mut bytes) {
                mine.lock().unwrap().extend_from_slice(&bytes[..count]);
            }
        });
        Self { written, reader }
    }

    /// Waits until more than `seen` bytes are there, and no more come. Returns how many they are.
    fn wait_for_a_question(&self, seen: usize) -> usize {
        let begin = Instant::now();
        let (mut length, mut since) = (seen, begin);
        while begin.elapsed() < Self::LONGEST && !self.reader.is_finished() {
            thread::sleep(Self::TICK);
            let written = self.written.lock().unwrap();
            if written.len() != length {
                (length, since) = (written.len(), Instant::now());
            }
            let quiet = if written.ends_with(b"\n") { Self::QUIET_AT_START_OF_LINE } else { Self::QUIET };
            if length > seen && since.elapsed() >= quiet {
                break;
            }
        }
        length
    }

    fn end(self) -> Vec<u8> {
        self.reader.join().unwrap();
        std::mem::take(&mut self.written.lock().unwrap())
    }
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
