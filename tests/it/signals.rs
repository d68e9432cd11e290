//! A signal while a secret is on a terminal: the screen is cleared, the terminal works
//! as before, the exit status names the signal.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::process::{SEALKIT, command};
use rustix::process::{Pid, Signal, kill_process};

const LEAVE: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H\u{1b}[?1049l";
const SIGNALS: [(Signal, u8); 4] =
    [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)];

/// The program on a terminal of util-linux's `script`; behind it, in the same terminal,
/// what it left there: its exit status and the terminal's settings.
struct Session {
    child: Child,
    shown: String,
    place: tempfile::TempDir,
}

impl Session {
    fn start(arguments: &str, prepare: impl FnOnce(&Path)) -> Self {
        Self::start_after("", arguments, prepare)
    }

    fn start_after(first: &str, arguments: &str, prepare: impl FnOnce(&Path)) -> Self {
        let place = tempfile::tempdir().unwrap();
        prepare(place.path());
        let program = SEALKIT;
        let inner = format!("{first} echo $$ > pid; exec {program} {arguments}");
        fs::write(place.path().join("inner"), inner).unwrap();
        let child = command("script")
            .current_dir(place.path())
            .args(["-qec", "sh ./inner; echo \"status $?\"; stty -a", "/dev/null"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self { child, shown: String::new(), place }
    }

    /// Reads on until the terminal has shown this.
    fn wait_for(&mut self, text: &str) {
        let start = Instant::now();
        let mut bytes = [0; 4096];
        while !self.shown.contains(text) {
            assert!(start.elapsed() < Duration::from_secs(60), "{text}: {}", self.shown);
            let length = self.child.stdout.as_mut().unwrap().read(&mut bytes).unwrap();
            assert!(length > 0, "{text}: {}", self.shown);
            self.shown.push_str(&String::from_utf8_lossy(&bytes[..length]));
        }
    }

    fn type_in(&mut self, text: &str) {
        self.child.stdin.as_mut().unwrap().write_all(text.as_bytes()).unwrap();
    }

    fn signal(&self, signal: Signal) {
        let pid: i32 = fs::read_to_string(self.place.path().join("pid")).unwrap().trim().parse().unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// Everything that was shown, once the program has ended by this status and the
    /// terminal echoes and edits lines as before.
    fn end(mut self, status: u8) -> String {
        self.wait_for("status ");
        let mut rest = Vec::new();
        self.child.stdout.as_mut().unwrap().read_to_end(&mut rest).unwrap();
        self.child.wait().unwrap();
        self.shown.push_str(&String::from_utf8_lossy(&rest));
        let (_, after) = self.shown.split_once("status ").unwrap();
        assert!(after.starts_with(&format!("{status}\r\n")), "{}", self.shown);
        let settings: Vec<&str> = after.split([' ', ';', '\r', '\n']).collect();
        for setting in ["echo", "icanon", "isig"] {
            assert!(settings.contains(&setting), "{setting}: {after}");
        }
        self.shown
    }
}

/// What is shown once the private screens are cleared and left.
fn stays(shown: &str) -> String {
    let mut screens = shown.split("\u{1b}[?1049h");
    let before = screens.next().unwrap_or_default().to_owned();
    screens.fold(before, |all, screen| {
        let (_, after) = screen.split_once(LEAVE).expect("every private screen is cleared and left");
        all + after
    })
}

fn codes_of_the_example(place: &Path) {
    let text = include_str!("../../docs/FORMAT.md");
    let wanted = ["share 1 QR: ", "share 3 QR: ", "credential QR 1: ", "credential QR 2: "];
    let codes: Vec<&str> =
        text.lines().filter_map(|line| wanted.iter().find_map(|name| line.strip_prefix(name))).collect();
    assert_eq!(codes.len(), wanted.len());
    fs::write(place.join("codes.txt"), codes.join("\n")).unwrap();
}

#[test]
fn a_secret_on_the_screen_is_cleared() {
    for (signal, status) in SIGNALS {
        let mut session = Session::start("recover codes.txt", codes_of_the_example);
        session.wait_for("Enter to clear the screen");
        assert!(session.shown.contains("battery") || session.shown.contains("corr"), "{}", session.shown);
        session.signal(signal);
        let stays = stays(&session.end(status));
        assert!(!stays.contains("battery") && !stays.contains("corr"), "{stays}");
        assert!(stays.contains("interrupted"), "{stays}");
    }
}

#[test]
fn typed_lines_are_cleared() {
    let text = include_str!("../../docs/FORMAT.md");
    let line = text.lines().find_map(|line| line.strip_prefix("share 1 line 1: ")).unwrap();
    for (signal, status) in SIGNALS {
        let mut session = Session::start("recover", |_| ());
        session.wait_for("share or credential: ");
        session.type_in(&format!("{line}\n"));
        session.wait_for("share, line 2 of 4");
        session.signal(signal);
        let stays = stays(&session.end(status));
        assert!(!stays.contains(&line[3..12]), "{stays}");
    }
}

#[test]
fn the_echo_is_back_after_a_hidden_prompt() {
    let plan = "sealkit-plan = 1\nlabel = \"x\"\n\
                secrets = [{ name = \"p\", account = \"a\", source = \"import\" }]\n";
    for (signal, status) in SIGNALS {
        let prepare = |place: &Path| fs::write(place.join("plan.toml"), plan).unwrap();
        let mut session = Session::start("new plan.toml --out kit --allow-online", prepare);
        session.wait_for("secret: ");
        session.type_in("hunter");
        // It is not shown, so nothing tells when it has reached the terminal.
        std::thread::sleep(Duration::from_secs(1));
        session.signal(signal);
        let shown = session.end(status);
        assert!(!shown.contains("hunter"), "{shown}");
    }
}

#[test]
fn a_signal_that_is_ignored_from_outside_stays_ignored() {
    let mut session = Session::start_after("trap '' HUP;", "recover codes.txt", codes_of_the_example);
    session.wait_for("Enter to clear the screen");
    session.signal(Signal::HUP);
    std::thread::sleep(Duration::from_millis(500));
    session.type_in("\n");
    session.end(0);
}

#[test]
fn the_exit_status_of_each_signal_is_documented() {
    let help = command(SEALKIT).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/RECOVERY.md")).unwrap();
    for (signal, status) in SIGNALS {
        let names = |text: &str| {
            let mut words = text.split(|c: char| !c.is_ascii_digit());
            words.any(|word| word == status.to_string())
        };
        assert!(names(&help) && names(&guide), "{signal:?}: {status}");
    }
}
