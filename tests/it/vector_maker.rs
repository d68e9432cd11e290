//! Makes the vectors of `tests/vectors`: valid sets, and kits with one fault each.

use crate::fixtures::{self, Codes};
use sealkit::credential::CredentialCode;
use sealkit::id::Generation;
use sealkit::lines;
use sealkit::secret::SecretText;
use sealkit::{credential, seal};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::PathBuf;

/// A file: a head of names and values, an empty line, what is given to the program.
#[derive(Default)]
pub struct Vector {
    pub about: String,
    pub expect: String,
    pub generation: Option<u16>,
    pub values: Vec<String>,
    pub bad: Vec<u8>,
    pub text: String,
}

pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors"))
}

impl Vector {
    pub fn parse(file: &str) -> Self {
        let (head, text) = file.split_once("\n\n").expect("an empty line after the head");
        let mut vector = Self { text: text.to_owned(), ..Self::default() };
        for line in head.lines() {
            match line.split_once(": ").expect("a name and a value") {
                ("about", about) => vector.about = about.to_owned(),
                ("expect", expect) => vector.expect = expect.to_owned(),
                ("generation", number) => vector.generation = number.parse().ok(),
                ("value", value) => vector.values.push(value.to_owned()),
                ("false share", x) => vector.bad.push(x.parse().unwrap()),
                other => panic!("{other:?}"),
            }
        }
        vector
    }

    fn write(&self, name: &str) {
        let mut file = format!("about: {}\nexpect: {}\n", self.about, self.expect);
        self.generation.iter().for_each(|number| writeln!(file, "generation: {number}").unwrap());
        self.values.iter().for_each(|value| writeln!(file, "value: {value}").unwrap());
        self.bad.iter().for_each(|x| writeln!(file, "false share: {x}").unwrap());
        std::fs::write(folder().join(format!("{name}.txt")), format!("{file}\n{}", self.text)).unwrap();
    }
}

fn opens(name: &str, about: &str, generation: u16, values: &[&str], bad: &[u8], pieces: &[String]) {
    Vector {
        about: about.to_owned(),
        expect: "opens".to_owned(),
        generation: Some(generation),
        values: values.iter().map(|v| (*v).to_owned()).collect(),
        bad: bad.to_vec(),
        text: joined(pieces),
    }
    .write(name);
}

fn fails(name: &str, kind: &str, about: &str, pieces: &[String]) {
    let (about, expect) = (about.to_owned(), kind.to_owned());
    Vector { about, expect, text: joined(pieces), ..Vector::default() }.write(name);
}

fn joined(pieces: &[String]) -> String {
    pieces.iter().map(|piece| format!("{}\n", piece.trim_end())).collect()
}

pub fn write() {
    valid();
    let kit = fixtures::codes(1, 2, 3);
    lines_with_faults(&kit);
    codes_with_faults(&kit);
    sets_with_faults(&kit);
    credentials_with_faults(&kit);
    sealed_with_faults(&kit);
    several_kits(&kit);
    secrets_elsewhere(&kit);
    padding(&kit);
}

/// A secret that stays in generation 1 while another one is renewed up to generation 4.
fn secrets_elsewhere(kit: &Codes) {
    let pieces = |codes: &[CredentialCode]| -> Vec<String> {
        let credentials = codes.iter().map(|code| code.qr_texts().join("\n"));
        [kit.qr(1), kit.qr(3)].into_iter().chain(credentials).collect()
    };
    let of = |generation, text: &str| code_at(kit, generation, text);
    let both = of(1, &text("kit 1", &key(kit), 1, &["old password", "1234"]));
    let also = "also: number 1: generation 1\n";
    let newest =
        |also: &str| text("kit 1", &key(kit), 4, &["new password"]).replace("\n\n", &format!("\n{also}\n"));
    let new = || of(4, &newest(also));
    let found = ["new password", "1234"];
    opens(
        "valid-secret-elsewhere",
        "the newest names what generation 1 holds",
        4,
        &found,
        &[],
        &pieces(&[new(), both.clone()]),
    );
    opens(
        "valid-secret-elsewhere-first",
        "the older one was brought first",
        4,
        &found,
        &[],
        &pieces(&[both.clone(), new()]),
    );
    opens(
        "valid-secret-elsewhere-missing",
        "nothing else is shown for it",
        4,
        &found[..1],
        &[],
        &pieces(&[new()]),
    );
    let empty = of(1, &text("kit 1", &key(kit), 1, &["old password"]));
    opens(
        "valid-secret-elsewhere-not-held",
        "generation 1 holds no such secret",
        4,
        &found[..1],
        &[],
        &pieces(&[new(), empty]),
    );
    // What an older credential says of others leads nowhere.
    let forged = text("kit 1", &key(kit), 3, &["forged", "forged"])
        .replace("\n\nsecret: number 0", "\nalso: number 2: generation 2\n\nsecret: number 0");
    let poisoned = pieces(&[new(), of(3, &forged), both]);
    opens("valid-secret-elsewhere-older-forged", "generation 3 says otherwise", 4, &found, &[], &poisoned);

    let cases = [
        ("of-its-own-generation", newest("also: number 1: generation 4\n")),
        ("of-a-later-generation", newest("also: number 1: generation 5\n")),
        ("without-generation", newest("also: number 1\n")),
        ("without-name", newest("also: : generation 1\n")),
        ("with-a-zero-in-front", newest("also: number 1: generation 01\n")),
        ("twice", newest(&also.repeat(2))),
        ("held-here-too", newest("also: number 0: generation 1\n")),
        ("behind-a-secret", newest("") + also),
    ];
    for (name, text) in cases {
        fails(&format!("text-with-also-{name}"), "text", "a line `also`", &pieces(&[of(4, &text)]));
    }
}

fn padding(kit: &Codes) {
    let good = text("kit 1", &key(kit), 1, &["1234"]);
    let pieces = |text: &str| vec![kit.qr(1), kit.qr(3), code_of(kit, text).qr_texts().join("\n")];
    let stops = format!("\npadding: {}\n", ".".repeat(60));
    opens(
        "valid-padding",
        "it hides the length of a PIN",
        1,
        &["1234"],
        &[],
        &pieces(&(good.clone() + &stops)),
    );
    opens(
        "valid-padding-of-nothing",
        "the value fills its class",
        1,
        &["1234"],
        &[],
        &pieces(&(good.clone() + "\npadding: \n")),
    );
    let cases = [
        ("twice", good.clone() + &stops.repeat(2)),
        ("of-other-characters", good.clone() + &stops.replacen("..", ".,", 1)),
        ("without-empty-line", good.clone() + stops.trim_start()),
        ("before-the-secrets", good.replacen("\n\n", &format!("\n{stops}\n"), 1)),
        (
            "before-a-secret",
            good.clone() + &stops + &good[good.find("\n\n").unwrap() + 1..].replace("number 0", "number 1"),
        ),
        ("without-a-blank", good.clone() + "\npadding:\n"),
    ];
    for (name, text) in cases {
        fails(&format!("text-with-padding-{name}"), "text", "a line `padding`", &pieces(&text));
    }
}

/// More than one thing could open.
fn several_kits(kit: &Codes) {
    let (other, twin) = (fixtures::codes(2, 2, 3), crate::fixtures::twin());
    let whole = [kit.qr(1), kit.qr(2), kit.qr_credential()];
    let beside =
        |kit: &Codes| [whole.to_vec(), vec![kit.qr(1), kit.qr(2), kit.qr(3), kit.qr_credential()]].concat();
    fails("kits-two", "two-kits", "three shares of another kit beside two of ours", &beside(&other));
    fails(
        "kits-two-of-one-set-id",
        "two-kits",
        "the other one was ground to bear our set id",
        &beside(&twin),
    );
    let forked = fixtures::credential(&kit.recipient, 1, 1, "another secret").qr_texts().join("\n");
    fails("credentials-forked", "fork", "two of generation 1", &[whole.to_vec(), vec![forked]].concat());
    let rehearsal: String = include_str!("../../assets/rehearsal.txt")
        .lines()
        .filter(|line| line.starts_with("SK1:"))
        .map(|line| format!("{line}\n"))
        .collect();
    let secret = fixtures::secret(1, 1);
    opens(
        "valid-rehearsal-beside",
        "the rehearsal set of the instructions does not count",
        1,
        &[&secret],
        &[],
        &[vec![rehearsal.clone()], whole.to_vec()].concat(),
    );
    fails(
        "shares-too-few-beside-rehearsal",
        "few",
        "one share of the kit",
        &[kit.qr(1), kit.qr_credential(), rehearsal],
    );
    let squares = twin.credential.qr_texts();
    let poisoned = [vec![squares[0].clone()], whole.to_vec()].concat();
    opens("valid-forged-square-beside", "of another key with our key id", 1, &[&secret], &[], &poisoned);
    let again = fixtures::split(1, 2, 3, 2, 1);
    let splits = [vec![again.qr(1), again.qr(2)], whole.to_vec()].concat();
    opens("valid-older-split-beside", "two splits of one key are one kit", 1, &[&secret], &[], &splits);
}

fn valid() {
    for (k, n) in [(2, 2), (2, 3), (3, 5), (5, 7), (8, 8)] {
        let kit = fixtures::codes(10 + k, k, n);
        let secret = fixtures::secret(kit.seed, 1);
        let last = usize::from(n - k) + 1..=usize::from(n);
        let scanned: Vec<String> = last.clone().map(|x| kit.qr(x)).chain([kit.qr_credential()]).collect();
        let typed: Vec<String> = last.map(|x| kit.typed(x)).chain([kit.typed_credential()]).collect();
        opens(
            &format!("valid-{k}-of-{n}-scanned"),
            "a quorum and the credential",
            1,
            &[&secret],
            &[],
            &scanned,
        );
        opens(&format!("valid-{k}-of-{n}-typed"), "a quorum and the credential", 1, &[&secret], &[], &typed);
    }
    let long = "0123456789abcdef".repeat(64);
    let secrets: [(&str, Vec<&str>); 5] = [
        ("pin", vec!["1234"]),
        ("blanks", vec!["  a value: with blanks at both ends  "]),
        ("unicode", vec!["Blåbærgrød Ελένη 漢字 😀"]),
        ("several", vec!["one", "value: two", "-> three"]),
        ("many-parts", vec![&long, &long, &long, &long]),
    ];
    for (name, values) in secrets {
        let kit = fixtures::codes(30, 2, 3);
        let sealed = text("kit 30", &key(&kit), 1, &values);
        let code = code_of(&kit, &sealed).qr_texts().join("\n");
        let about = format!("secrets: {name}");
        opens(&format!("valid-secret-{name}"), &about, 1, &values, &[], &[kit.qr(1), kit.qr(3), code]);
    }
    let kit = fixtures::codes(1, 2, 3);
    let loose = |text: String| text.to_lowercase().replace(" ", "  ").replace('o', "0").replace('b', "8");
    let mut pieces = vec![kit.qr(2), kit.qr(1), kit.qr_credential()];
    let secret = fixtures::secret(1, 1);
    opens(
        "valid-share-given-twice",
        "one share twice is one share",
        1,
        &[&secret],
        &[],
        &[&pieces[..1], &pieces].concat(),
    );
    pieces[0] = kit.typed(2).lines().skip(1).map(|l| format!("{}\n", loose(l.to_owned()))).collect();
    pieces.insert(0, "SK1 S".to_owned());
    opens("valid-loosely-typed", "small letters, 0 for O, 8 for B, more blanks", 1, &[&secret], &[], &pieces);
    let newer = fixtures::split(1, 2, 3, 1, 2);
    let both = [kit.qr(1), kit.qr_credential(), newer.qr_credential(), kit.qr(3)];
    opens(
        "valid-older-generation-beside",
        "the newer one is opened",
        2,
        &[&fixtures::secret(1, 2)],
        &[],
        &both,
    );
}

/// A kit with share 1 as given, share 3 scanned and the credential scanned.
fn beside(kit: &Codes, first: String) -> Vec<String> {
    vec![first, kit.qr(3), kit.qr_credential()]
}

fn lines_with_faults(kit: &Codes) {
    let good = kit.typed(1);
    let change = |at: usize, new: &dyn Fn(&str) -> String| {
        let line = |(i, line): (usize, &str)| if i == at { new(line) } else { line.to_owned() };
        good.lines().enumerate().map(|(i, l)| line((i, l)) + "\n").collect::<String>()
    };
    let put = |line: &str, at: usize, c: char| {
        let mut letters: Vec<char> = line.chars().collect();
        letters[at] = if letters[at] == c { 'Q' } else { c };
        letters.into_iter().collect::<String>()
    };
    let row = |n: usize| good.lines().nth(n).unwrap().to_owned();
    let credential = kit.typed_credential().lines().nth(2).unwrap().to_owned();
    let swapped = |l: &str| {
        let at = (3..20).find(|&i| l.as_bytes()[i] != l.as_bytes()[i + 1]).unwrap();
        format!("{}{}{}{}", &l[..at], &l[at + 1..=at + 1], &l[at..=at], &l[at + 2..])
    };
    let cases: [(&str, &str, &str, String); 8] = [
        ("line-one-character-wrong", "line", "line 2", change(2, &|l| put(l, 5, 'A'))),
        ("line-two-characters-wrong", "line", "line 2", change(2, &|l| put(&put(l, 5, 'A'), 9, 'B'))),
        ("line-check-character-wrong", "line", "line 4", change(4, &|l| put(l, 22, 'A'))),
        ("line-neighbours-swapped", "line", "line 3", change(3, &swapped)),
        (
            "line-in-the-place-of-another",
            "line",
            "line 2 as line 3",
            change(3, &|_| row(2).replace("2.", "3.")),
        ),
        ("line-of-the-other-kind", "line", "line 2 of a credential", change(2, &|_| credential.clone())),
        (
            "line-too-short",
            "line",
            "line 1 without its last character",
            change(1, &|l| l[..l.len() - 1].to_owned()),
        ),
        ("line-with-a-nine", "form", "base32 has no 9", change(2, &|l| put(l, 5, '9'))),
    ];
    for (name, kind, about, first) in cases {
        fails(name, kind, about, &beside(kit, first));
    }
    fails("line-of-a-share-missing", "missing", "line 3", &beside(kit, change(3, &|_| String::new())));
    let typed = kit.typed_credential();
    let without: String = typed.lines().filter(|l| !l.starts_with("7. ")).map(|l| format!("{l}\n")).collect();
    fails("line-of-the-credential-missing", "missing", "line 7", &[kit.qr(1), kit.qr(3), without]);
    let other = kit.typed(2);
    let mixed: String = good.lines().take(3).chain(other.lines().skip(3)).map(|l| format!("{l}\n")).collect();
    fails("lines-of-two-shares", "whole", "lines 1, 2 of share 1 and 3, 4 of share 2", &beside(kit, mixed));
}

fn codes_with_faults(kit: &Codes) {
    let code = kit.qr(1);
    let wrong = if code.ends_with('A') { "B" } else { "A" };
    let cases = [
        ("code-cut-short", "form", code[..70].to_owned()),
        ("code-with-a-wrong-character", "whole", format!("{}{wrong}", &code[..77])),
        ("code-with-a-nine", "form", format!("{}9", &code[..77])),
        ("code-of-version-2", "version", code.replace("SK1", "SK2")),
    ];
    for (name, kind, first) in cases {
        fails(name, kind, "a scanned share", &beside(kit, first));
    }
    let contradictions = [
        ("threshold-1", 6, 1),
        ("threshold-above-shares", 6, 4),
        ("33-shares", 7, 33),
        ("number-0", 8, 0),
        ("number-above-shares", 8, 4),
    ];
    for (name, at, byte) in contradictions {
        let mut bytes = kit.shares[0].to_bytes();
        bytes[at] = byte;
        let check = Sha256::digest([b"sealkit/1/share".as_slice(), &bytes[..41]].concat());
        bytes[41..].copy_from_slice(&check[..4]);
        let first = format!("SK1:S:{}", lines::encode(bytes.as_slice()).expose());
        fails(&format!("share-with-{name}"), "contradiction", "behind a good check", &beside(kit, first));
    }
}

fn sets_with_faults(kit: &Codes) {
    let secret = fixtures::secret(1, 1);
    let forged = fixtures::forged(&kit.shares[0]).qr_text().expose().to_owned();
    fails("share-of-another-kit", "other-set", "share 2", &beside(kit, fixtures::codes(2, 2, 3).qr(2)));
    fails(
        "share-of-another-split",
        "other-set",
        "share 2",
        &beside(kit, fixtures::split(1, 2, 3, 2, 1).qr(2)),
    );
    fails("shares-too-few", "few", "one of two", &beside(kit, String::new())[1..]);
    fails("share-twice-and-no-other", "few", "one of two, twice", &beside(kit, kit.qr(3)));
    fails("share-forged", "quorum", "nothing tells which of two", &beside(kit, forged.clone()));
    let more = [forged.clone(), kit.qr(2), kit.qr(3), kit.qr_credential()];
    opens("share-forged-among-more", "two others open it", 1, &[&secret], &[1], &more);
    let both = [kit.qr(1), forged, kit.qr(3), kit.qr_credential()];
    opens("share-and-its-forgery", "two with one number", 1, &[&secret], &[1], &both);
}

fn credentials_with_faults(kit: &Codes) {
    let shares = |rest: Vec<String>| [vec![kit.qr(1), kit.qr(3)], rest].concat();
    let parts = kit.credential.qr_texts();
    fails("credential-missing", "nothing", "shares only", &shares(vec![]));
    fails("credential-part-missing", "missing", "part 2", &shares(parts[..1].to_vec()));
    let mut wrong = parts.clone();
    let other = if wrong[0][60..].starts_with("AAAA") { "BBBB" } else { "AAAA" };
    wrong[0].replace_range(60..64, other);
    fails("credential-part-with-wrong-characters", "whole", "part 1", &shares(wrong));
    let newer = fixtures::split(1, 2, 3, 1, 2).credential.qr_texts();
    let mixed = vec![parts[0].clone(), newer[1].clone()];
    fails("credential-parts-of-two-generations", "missing", "part 1 of 1, part 2 of 2", &shares(mixed));
    let renamed = parts.iter().map(|p| p.replacen("00001", "00002", 1)).collect();
    fails("credential-parts-name-another-generation", "contradiction", "outside 2, code 1", &shares(renamed));
    let other = fixtures::codes(2, 2, 3).qr_credential();
    fails("credential-of-another-kit", "other-key", "it names its key", &shares(vec![other]));
    let bytes = kit.credential.to_bytes();
    let end = bytes.len() - 4;
    type Change = fn(&mut Vec<u8>);
    let changes: [(&str, Change); 2] =
        [("generation-0", |b| b[3..5].fill(0)), ("filling-not-zero", |b| *b.last_mut().unwrap() = 1)];
    for (name, kind) in [("1-mlkem768x25519", 1), ("2-unknown", 2), ("15-unknown", 15)] {
        let mut body = bytes[..end].to_vec();
        body[2] |= kind;
        let about = "the bits beside the key id, behind a good check";
        fails(&format!("credential-of-kind-{name}"), "kind", about, &shares(vec![squares(&body, &parts)]));
    }
    for (name, change) in changes {
        let mut body = bytes[..end].to_vec();
        change(&mut body);
        fails(
            &format!("credential-with-{name}"),
            "contradiction",
            "behind a good check",
            &shares(vec![squares(&body, &parts)]),
        );
    }
}

/// The squares of bytes that get a good check, under the names of good ones.
fn squares(body: &[u8], names: &[String]) -> String {
    let check = Sha256::digest([b"sealkit/1/credential".as_slice(), body].concat());
    let all = lines::encode(&[body, &check[..4]].concat());
    let parts = all.expose().as_bytes().chunks(credential::PART_CHARACTERS).zip(names);
    parts.map(|(part, name)| format!("{}{}\n", &name[..20], String::from_utf8_lossy(part))).collect()
}

fn sealed_with_faults(kit: &Codes) {
    let shares = |code: CredentialCode| vec![kit.qr(1), kit.qr(3), code.qr_texts().join("\n")];
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut file = kit.credential.age_file().to_vec();
        change(&mut file);
        shares(code(kit, file))
    };
    let find = |file: &[u8], what: &[u8]| file.windows(what.len()).position(|w| w == what).unwrap();
    fails("age-version-2", "age", "first line", &with(&|f| f[20] = b'2'));
    fails(
        "age-header-changed",
        "age",
        "its authentication code",
        &with(&|f| {
            let at = find(f, b"--- ") + 4;
            f[at] = if f[at] == b'A' { b'B' } else { b'A' };
        }),
    );
    fails("age-payload-changed", "age", "last byte", &with(&|f| *f.last_mut().unwrap() ^= 1));
    fails("age-payload-cut-short", "age", "last byte is not there", &with(&|f| f.truncate(f.len() - 1)));
    let good = text("kit 1", &key(kit), 1, &["secret"]);
    let foreign = seal::seal(&SecretText::new(good.clone()), &fixtures::codes(2, 2, 3).recipient).unwrap();
    fails("age-sealed-to-another-key", "other-key", "under our key id", &shares(code(kit, foreign)));
    let cases = [
        ("text-that-is-none", "text", "hello\n".to_owned()),
        ("text-of-version-2", "text", good.replace("credential 1", "credential 2")),
        ("text-without-secret", "text", good[..good.find("\n\n").unwrap() + 1].to_owned()),
        ("text-with-a-control-character", "text", good.replace("value: s", "value: \u{1b}s")),
        ("text-without-last-line-end", "text", good.trim_end().to_owned()),
        ("text-of-another-key", "names", text("kit 1", "ABCD", 1, &["secret"])),
        ("text-of-another-generation", "names", text("kit 1", &key(kit), 2, &["secret"])),
    ];
    for (name, kind, text) in cases {
        fails(name, kind, "inside the age file", &shares(code_of(kit, &text)));
    }
}

fn key(kit: &Codes) -> String {
    kit.recipient.key_id().to_string()
}

fn text(title: &str, key: &str, generation: u16, values: &[&str]) -> String {
    let mut text = format!(
        "sealkit credential 1\ntitle: {title}\nkey: {key}\ngeneration: {generation}\nsealed: 2026-11-21\n"
    );
    for (i, value) in values.iter().enumerate() {
        write!(text, "\nsecret: number {i}\naccount: bg1\nprofile: none\nvalue: {value}\n").unwrap();
    }
    text
}

fn code_of(kit: &Codes, text: &str) -> CredentialCode {
    code(kit, seal::seal(&SecretText::new(text.to_owned()), &kit.recipient).unwrap())
}

fn code_at(kit: &Codes, generation: u16, text: &str) -> CredentialCode {
    let file = seal::seal(&SecretText::new(text.to_owned()), &kit.recipient).unwrap();
    CredentialCode::new(kit.recipient.key_id(), Generation::new(generation).unwrap(), file).unwrap()
}

fn code(kit: &Codes, file: Vec<u8>) -> CredentialCode {
    CredentialCode::new(kit.recipient.key_id(), Generation::FIRST, file).unwrap()
}
