//! A kit with a generated and an imported secret, through its life by the command line.

use crate::process::{self, SEALKIT};
use sealkit::record::{PrintedHash, Record};
use sealkit::scan;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Output, Stdio};
use tempfile::TempDir;

pub const PLAN: &str = r#"
sealkit-plan = 1
label = "Contoso break-glass 1"
[[secrets]]
name = "Password"
account = "bg1@contoso.onmicrosoft.com"
[[secrets]]
name = "Key PIN"
account = "key 4711"
profile = "fido2-pin"
source = "import"
[[custodians]]
name = "Ada Byron"
place = "Safe 1"
[[custodians]]
name = "Max Weber"
"#;

/// A folder with kits in it.
pub struct Life {
    place: TempDir,
}

/// What a run came to.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            status: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// What was shown, without the breaks that a terminal of 80 columns gets.
    pub fn unwrapped(&self) -> String {
        self.out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Ended with this status, and said all of these.
    #[track_caller]
    pub fn ends(&self, status: i32, sentences: &[&str]) {
        assert_eq!(self.status, status, "{}\n{}", self.out, self.err);
        let unwrapped = self.unwrapped();
        for sentence in sentences {
            assert!(
                [&self.err, &self.out, &unwrapped].iter().any(|text| text.contains(sentence)),
                "{sentence}: {}\n{}",
                self.out,
                self.err
            );
        }
    }
}

impl Life {
    /// Generation 1 in `g1`, with PIN 1111-1.
    pub fn begin() -> Self {
        let life = Self { place: tempfile::tempdir().unwrap() };
        life.put("plan.toml", PLAN);
        life.put("pin", "1111-1\n");
        life.run(&[
            "new",
            "plan.toml",
            "--import",
            "pin",
            "--out",
            "g1",
            "--allow-online",
            "--date",
            "2026-11-21",
        ])
        .ends(0, &[]);
        life
    }

    pub fn path(&self) -> &Path {
        self.place.path()
    }

    pub fn put(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).unwrap();
    }

    pub fn is_there(&self, name: &str) -> bool {
        self.path().join(name).exists()
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path().join(name)).unwrap()
    }

    pub fn files(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.path().join(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    pub fn record(&self, folder: &str) -> Record {
        Record::parse(std::str::from_utf8(&self.bytes(&format!("{folder}/record.json"))).unwrap()).unwrap()
    }

    /// The hash of a record, as its ceremony sheet prints it.
    pub fn hash(&self, folder: &str) -> String {
        PrintedHash::of(self.record(folder).made_hash()).to_string()
    }

    /// Runs the program without a terminal.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = process::command("setsid");
        command.arg("-w").arg(SEALKIT).args(arguments);
        Ran::of(command.current_dir(self.path()).stdin(Stdio::null()).output().unwrap())
    }

    /// Runs the program with this on its standard input, without a terminal.
    pub fn feed(&self, arguments: &str, text: &str) -> Ran {
        let mut command = process::command("setsid");
        command.arg("-w").arg(SEALKIT).args(arguments.split(' ')).current_dir(self.path());
        Ran::of(process::feed(&mut command, text))
    }

    /// A rotation with the record hash from the ceremony sheet.
    pub fn rotate(&self, from: &str, to: &str, more: &[&str]) -> Ran {
        let (record, hash) = (format!("{from}/record.json"), self.hash(from));
        let mut arguments = vec!["rotate", "--record", &record, "--out", to, "--record-hash", &hash];
        arguments.extend(["--allow-online", "--date", "2027-02-19"]);
        arguments.extend(more);
        self.run(&arguments)
    }

    /// New shares, with the record hash from the ceremony sheet.
    pub fn reshare(&self, from: &str, to: &str, more: &[&str]) -> Ran {
        let hash = self.hash(from);
        self.reshare_with(&["--record-hash", &hash], from, to, more)
    }

    /// New shares of a record that nobody compared.
    pub fn reshare_unverified(&self, from: &str, to: &str, more: &[&str]) -> Ran {
        self.reshare_with(&["--unverified", "the sheet is lost"], from, to, more)
    }

    fn reshare_with(&self, vouching: &[&str], from: &str, to: &str, more: &[&str]) -> Ran {
        let record = format!("{from}/record.json");
        let mut arguments = vec!["reshare", "--record", &record, "--out", to];
        arguments.extend(["--allow-online", "--date", "2027-03-01"]);
        arguments.extend(vouching.iter().chain(more));
        self.run(&arguments)
    }

    /// Runs it on a terminal, typing line after line.
    pub fn type_to(&self, arguments: &str, typed: &[&str]) -> Ran {
        let typed: String = typed.iter().map(|line| format!("{line}\n")).collect();
        Ran::of(process::on_a_terminal(self.path(), arguments, &typed))
    }

    /// The values in a credential, opened from printed codes.
    pub fn open(&self, shares: &[&str], credential: &str) -> BTreeMap<String, String> {
        let folder = credential.split('/').next().unwrap();
        let record = format!("{folder}/record.json");
        let mut arguments = vec!["recover"];
        arguments.extend(shares);
        arguments.extend([credential, "--record", &record, "--output", "-"]);
        let ran = self.run(&arguments);
        ran.ends(0, &["generation"]);
        values(&ran.out)
    }

    /// The codes on a sheet, as a scanner types them.
    pub fn codes(&self, sheet: &str) -> String {
        scan::pdf(&self.bytes(sheet)).unwrap().iter().map(|f| format!("{}\n", f.text.expose())).collect()
    }
}

/// The hash with one wrong digit in this group.
pub fn slip(hash: &str, group: usize) -> String {
    let at = 5 * (group - 1);
    let digit = if hash[at..].starts_with('0') { '1' } else { '0' };
    format!("{}{digit}{}", &hash[..at], &hash[at + 1..])
}

/// Name and value of each secret of a credential text.
pub fn values(text: &str) -> BTreeMap<String, String> {
    let of = |field: &str| {
        text.lines()
            .filter_map(move |l| l.strip_prefix(&format!("{field}: ")))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    of("secret").into_iter().zip(of("value")).collect()
}
