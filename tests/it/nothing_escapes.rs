//! Every command over a kit whose secrets are known: none of them, and nothing of a
//! share, gets into what is printed, into JSON, into a public file, or into a file
//! that nobody asked for.

use crate::{external, process};
use data_encoding::{BASE32_NOPAD, BASE64, HEXLOWER};
use sealkit::record::{PrintedHash, Record};
use sealkit::{scan, share};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const IMPORTED: &str = "Zymurgy-Quaff-4711-hexapod!";
const PLAN: &str = r#"
sealkit-plan = 1
label = "Known secrets"
[[secrets]]
name = "Password"
account = "bg1@example.onmicrosoft.com"
[[secrets]]
name = "Phrase"
account = "the other"
source = "import"
profile = "linux-crypt"
"#;

/// A kit made by the program, and everything in it that is secret.
struct Known {
    place: tempfile::TempDir,
    needles: BTreeSet<String>,
    codes: Vec<String>,
    said: String,
}

/// Capitals without blanks, dashes and line ends, so that groups and lines are found too.
fn flat(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_uppercase()
}

impl Known {
    fn make() -> Self {
        let place = tempfile::tempdir().unwrap();
        for folder in ["home", "temporary"] {
            fs::create_dir(place.path().join(folder)).unwrap();
        }
        fs::write(place.path().join("plan.toml"), PLAN).unwrap();
        fs::write(place.path().join("phrase.txt"), IMPORTED).unwrap();
        let mut known = Self { place, needles: BTreeSet::new(), codes: Vec::new(), said: String::new() };
        let arguments = "new plan.toml --import phrase.txt --out kit --allow-online --sealed-copies 1";
        known.said = known.run(0, arguments);
        known.learn("kit", "kit");
        known
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn command(&self) -> Command {
        let mut command = process::sealkit();
        command.current_dir(self.place.path()).stdin(Stdio::null());
        command.env("HOME", self.path("home")).env("TMPDIR", self.path("temporary"));
        command
    }

    /// What it prints, on both ways.
    fn run(&self, status: i32, arguments: &str) -> String {
        let output = self.command().args(arguments.split(' ')).output().unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert_eq!(output.status.code(), Some(status), "{arguments}: {said}");
        said
    }

    /// The secrets as the program gives them where it is asked to, in every spelling: of
    /// the shares in one folder and the credential in another.
    fn learn(&mut self, shares: &str, credential: &str) {
        let pieces = format!("{shares}/share-1-of-3.pdf {shares}/share-3-of-3.pdf {credential}/payload.age");
        let identity = self.run(0, &format!("recover {pieces} --identity --output -"));
        let identity = identity.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).unwrap().to_owned();
        let text = self.run(0, &format!("recover {pieces} --output -"));
        let values = text.lines().filter_map(|line| line.strip_prefix("value: ")).map(str::to_owned);
        let values: Vec<String> = values.collect();
        // What was not given again stays in the credential before.
        assert!(values.get(1).is_none_or(|value| value == IMPORTED) && !values.is_empty());
        let mut needles: Vec<String> = vec![identity[16..40].to_owned()];
        for value in values {
            needles.extend([
                value[..16].to_owned(),
                BASE64.encode(&value.as_bytes()[..15]),
                hex(value.as_bytes()),
            ]);
        }
        for x in 1..=3 {
            let sheet = fs::read(self.path(&format!("{shares}/share-{x}-of-3.pdf"))).unwrap();
            let code = scan::pdf(&sheet).unwrap().remove(0).text.expose().to_owned();
            let share = share::Share::from_code(&code[6..]).unwrap();
            let y = share.point().expose();
            needles.extend([hex(y), BASE64.encode(&y[..30]), BASE32_NOPAD.encode(&y[..20])]);
            // The first line names the set; the others are the share's own.
            needles.extend([18, 36, 54].map(|at| code[6 + at..6 + at + 14].to_owned()));
            self.codes.push(code);
        }
        self.needles.extend(needles.iter().map(|needle| flat(needle)));
        assert!(self.needles.iter().all(|needle| needle.len() >= 14), "{:?}", self.needles);
    }

    fn clean(&self, what: &str, text: &str) {
        let text = flat(text);
        for needle in &self.needles {
            assert!(!text.contains(needle.as_str()), "{what} gives {needle} away");
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(&bytes[..12])
}

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn no_command_says_a_secret() {
    let known = Known::make();
    known.clean("new", &known.said);
    let typed = "SK1 S\n".to_owned() + &lines(&known.codes[0]);
    let place = known.codes[1].len() - 20;
    let wrong = if &known.codes[1][place..=place] == "A" { "B" } else { "A" };
    let misread = format!("{}{wrong}{}", &known.codes[1][..place], &known.codes[1][place + 1..]);
    for (name, text) in [
        ("codes.txt", known.codes.join("\n")),
        ("typed.txt", typed.clone()),
        ("slip.txt", typed.replacen(&typed[30..31], if &typed[30..31] == "A" { "Q" } else { "A" }, 1)),
        ("misread.txt", misread),
        ("cut.txt", known.codes[2][..60].to_owned()),
        ("phrase-too-long.txt", IMPORTED.repeat(60)),
    ] {
        fs::write(known.path(name), text).unwrap();
    }
    let all = "kit/share-1-of-3.pdf kit/share-2-of-3.pdf kit/credential.pdf";
    let clear = "kit/provisioning.pdf kit/sealed-copy-1-of-1.pdf";
    for (status, arguments) in [
        (0, "profiles".to_owned()),
        (0, "init".to_owned()),
        (0, "recover codes.txt kit/payload.age --output out-1.txt".to_owned()),
        (0, format!("recover {all} --output out-2.txt --record kit/record.json")),
        (0, "recover codes.txt kit/payload.age --output out-3.txt --secret Phrase".to_owned()),
        (0, "recover codes.txt --identity --output out-4.txt".to_owned()),
        (3, "recover misread.txt typed.txt kit/payload.age --output no.txt".to_owned()),
        (3, "recover cut.txt slip.txt kit/payload.age --output no.txt".to_owned()),
        (4, "recover typed.txt kit/payload.age --output no.txt".to_owned()),
        (2, "recover codes.txt kit/payload.age --secret None --output no.txt".to_owned()),
        (2, "recover codes.txt --output no.txt".to_owned()),
        (0, format!("inspect {all} {clear} kit/ceremony.pdf kit/payload.age kit/record.json")),
        (3, "inspect codes.txt typed.txt slip.txt misread.txt cut.txt".to_owned()),
        (3, "inspect phrase.txt".to_owned()),
        (1, "check codes.txt misread.txt kit/share-1-of-3.pdf --record kit/record.json".to_owned()),
        (2, "new phrase.txt --out no --allow-online".to_owned()),
        (2, "new plan.toml --import phrase-too-long.txt --out no --allow-online".to_owned()),
        (2, format!("new plan.toml --import {IMPORTED} --out no --allow-online")),
        (5, "new plan.toml --import phrase.txt --out kit --allow-online".to_owned()),
        (2, format!("recover {}", known.codes[0])),
        (2, format!("inspect --{}", known.codes[1])),
        (2, format!("recover --code={}", known.codes[2])),
        (2, format!("{} codes.txt", known.codes[2])),
    ] {
        known.clean(&arguments, &known.run(status, &arguments));
        let arguments = arguments.replace("out-", "json-");
        known.clean(&arguments, &known.run(status, &format!("{arguments} --json")));
    }
    // What was asked for is there, and proves that the search finds what it looks for.
    let found = |name: &str| {
        let text = flat(&fs::read_to_string(known.path(name)).unwrap());
        known.needles.iter().filter(|needle| text.contains(needle.as_str())).count()
    };
    assert_eq!((found("out-2.txt"), found("json-3.txt"), found("json-4.txt")), (2, 1, 1));
    assert_eq!((found("typed.txt"), found("codes.txt")), (3, 9));
    known.clean("the record", &fs::read_to_string(known.path("kit/record.json")).unwrap());
    // Nothing but what was asked for.
    for folder in ["home", "temporary"] {
        assert!(files(&known.path(folder)).is_empty(), "{folder}");
    }
    let mut names: Vec<String> = fs::read_dir(known.place.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with("out-") && !name.starts_with("json-"))
        .collect();
    names.sort();
    let expected =
        ["codes.txt", "cut.txt", "home", "kit", "misread.txt", "phrase-too-long.txt", "phrase.txt"];
    assert_eq!(names[..7], expected);
    assert_eq!(names[7..], ["plan.toml", "slip.txt", "temporary", "typed.txt"]);
}

#[test]
fn no_later_step_says_a_secret() {
    let mut known = Known::make();
    fs::write(known.path("codes.txt"), known.codes.join("\n")).unwrap();
    let record = fs::read_to_string(known.path("kit/record.json")).unwrap();
    let record = Record::parse(&record).unwrap();
    let hash = PrintedHash::of(record.made_hash()).to_string().replace(' ', "");
    let opened =
        format!("--record kit/record.json codes.txt kit/payload.age --allow-online --record-hash {hash}");
    let mut said = Vec::new();
    // `@` stands before what is written: once by the plain run, once by the one with JSON, in a
    // place of its own, since two generations of one number beside one another are a fork.
    fs::create_dir_all(known.path("json/apart")).unwrap();
    fs::create_dir(known.path("apart")).unwrap();
    for (status, arguments) in [
        (0, format!("rotate {opened} --keep Phrase --out @rotated")),
        (0, format!("reshare {opened} --custodian A --out @reshared")),
        (0, format!("reshare {opened} --new-identity --keep Phrase --reason why --out @renewed")),
        (2, format!("rotate {opened} --record-hash 00 --keep Phrase --out no")),
        (0, format!("rotate {opened} --out @apart/stayed")),
        (2, format!("reshare {opened} --new-identity --keep Phrase --out no")),
        (0, "drill codes.txt kit/payload.age --record kit/record.json --by A".to_owned()),
        (0, "drill kit/share-2-of-3.pdf --record kit/record.json --by A".to_owned()),
        (0, "rotate --confirm --record rotated/record.json".to_owned()),
        (0, "inspect rotated/record.json kit/record.json renewed/record.json".to_owned()),
        (0, "status kit rotated renewed --ics @due.ics".to_owned()),
    ] {
        let plain = arguments.replace('@', "");
        said.push((plain.clone(), known.run(status, &plain)));
        let json = arguments.replace('@', "json/") + " --json";
        said.push((json.clone(), known.run(status, &json)));
    }
    for mode in ["", "json/"] {
        known.learn("kit", &format!("{mode}rotated"));
        known.learn("kit", &format!("kit/payload.age {mode}apart/stayed"));
        for folder in ["reshared", "renewed"] {
            let folder = format!("{mode}{folder}");
            known.learn(&folder, &folder);
        }
    }
    said.iter().for_each(|(what, said)| known.clean(what, said));
    let written = files(known.place.path()).into_iter().filter(|path| {
        let name = path.to_str().unwrap();
        name.ends_with("record.json") || name.ends_with(".ics") || name.ends_with("payload.age")
    });
    let mut count = 0;
    for path in written {
        known.clean(path.to_str().unwrap(), &String::from_utf8_lossy(&fs::read(&path).unwrap()));
        count += 1;
    }
    assert_eq!(count, 9 + 9 + 2);
    for folder in ["home", "temporary"] {
        assert!(files(&known.path(folder)).is_empty(), "{folder}");
    }
}

/// The four lines of a share as they are printed.
fn lines(code: &str) -> String {
    let share = share::Share::from_code(&code[6..]).unwrap();
    let groups =
        |data: &str| data.as_bytes().chunks(4).map(|g| String::from_utf8_lossy(g) + " ").collect::<String>();
    let line = |l: sealkit::lines::CheckedLine| {
        format!("{}. {} {}\n", l.number, groups(l.data.expose()), l.check.expose())
    };
    share.lines().into_iter().map(line).collect()
}

#[test]
fn sheets_without_secrets_have_none() {
    let Some(_) = external::program("pdftotext") else { return };
    let known = Known::make();
    for path in files(&known.path("kit")) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.ends_with(".pdf") {
            known.clean(&name, &String::from_utf8_lossy(&fs::read(&path).unwrap()));
            continue;
        }
        let output =
            external::program("pdftotext").unwrap().args(["-layout"]).arg(&path).arg("-").output().unwrap();
        let text = flat(&String::from_utf8_lossy(&output.stdout));
        assert!(!text.is_empty(), "{name}");
        let found = known.needles.iter().filter(|needle| text.contains(needle.as_str())).count();
        match name.split('-').next().unwrap() {
            // A share's own three lines, and no other's.
            "share" => assert_eq!(found, 3, "{name}"),
            // Values in clear stand in groups, apart from their row numbers.
            "provisioning.pdf" | "sealed" => assert!(found <= 2, "{name}"),
            _ => assert_eq!(found, 0, "{name}"),
        }
    }
}

/// The files that a run opens for writing, by the system calls it makes.
fn opened_for_writing(known: &Known, arguments: &str) -> Option<Vec<String>> {
    let mut strace = external::program("strace")?;
    strace.current_dir(known.place.path()).env("TMPDIR", known.path("temporary")).stdin(Stdio::null());
    strace.args(["-f", "-o", "trace.txt", "-e", "trace=open,openat,creat,memfd_create,execve,mkdir,mkdirat"]);
    let output = strace.arg(process::SEALKIT).args(arguments.split(' ')).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let trace = fs::read_to_string(known.path("trace.txt")).unwrap();
    fs::remove_file(known.path("trace.txt")).unwrap();
    let writes = |line: &&str| {
        ["O_WRONLY", "O_RDWR", "O_CREAT", "creat(", "memfd", "mkdir"].iter().any(|word| line.contains(word))
    };
    assert_eq!(trace.matches("execve(").count(), 1, "{trace}");
    let name = |line: &str| line.split('"').nth(1).unwrap_or(line).to_owned();
    Some(trace.lines().filter(writes).map(name).collect())
}

#[test]
fn no_file_is_written_but_what_was_asked_for() {
    let known = Known::make();
    let arguments = "new plan.toml --import phrase.txt --out second --allow-online";
    let Some(written) = opened_for_writing(&known, arguments) else { return };
    let made: BTreeSet<String> = files(&known.path("second"))
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    let strangers: Vec<&String> = written
        .iter()
        .filter(|name| !made.contains(*name) && !name.starts_with(".second.partial-") && *name != "/dev/tty")
        .collect();
    assert!(strangers.is_empty() && !written.is_empty(), "{written:?}");
    let recover = "recover kit/share-1-of-3.pdf kit/share-2-of-3.pdf kit/payload.age --output clear.txt";
    let written = opened_for_writing(&known, recover).unwrap();
    assert!(written.len() == 1 && written[0].starts_with(".clear.txt.partial-"), "{written:?}");
}
