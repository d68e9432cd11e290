//! How a kit is opened with common tools, and the formats for whoever writes a program.

use super::Page;
use super::by_program::listing;
use crate::sheet::block::{Block, Text};
use crate::texts::Texts;

/// The raw key to `AGE-SECRET-KEY-1...` (BIP 173 Bech32), in Python's standard library.
pub const BECH32: &str = include_str!("../../../assets/texts/bech32.py");

/// The kit fingerprint of a recipient, `age1...`, in Python's standard library.
const FINGERPRINT: &str = include_str!("../../../assets/texts/fingerprint.py");

/// How many pages it takes.
pub(super) const PAGES: usize = 2;
/// The page of them that the key is proved on, from 0.
pub(super) const PROOF_PAGE: usize = 1;
/// The step in which the lines of shares are typed, that in which the key is proved, and that
/// in which the credential is opened: other steps and pages refer to them.
const TYPE: usize = 1;
pub(super) const PROOF: usize = 7;
const OPEN: usize = 8;
/// The shares in the examples. Any others do, too.
const SHARES: [u8; 2] = [1, 3];

/// Both commands give the check of share 1.
const CHECK: [&str; 2] = [
    "base32 -d share-1.txt | tail -c 4 | od -An -tx1 | tr -d ' '",
    "(printf sealkit/1/share; base32 -d share-1.txt | head -c 41) | sha256sum | head -c 8",
];
const COMBINE: &str = "gfcombine -o key.bin share.001 share.003";
const OPENING: [&str; 3] = [
    "base32 -d cred.txt | tail -c +8 | head -c LENGTH > payload.age",
    "sha256sum payload.age",
    "age -d -i key.txt payload.age",
];
const SQUARES: [&str; 2] =
    ["cut -c 7- square-1.txt > share-1.txt", "sort squares.txt | cut -c 21- > cred.txt"];

pub(super) fn pages(texts: &Texts) -> [Page; PAGES] {
    [key(texts), proof_and_credential(texts)]
}

/// From typed lines to the key as age wants it.
fn key(texts: &Texts) -> Page {
    let each = |command: fn(u8) -> String| Block::Listing(SHARES.map(command).to_vec());
    vec![
        Block::Title { title: words!(texts, "handbook-hand-title"), tags: Vec::new() },
        Block::Lead(marked!(texts, "handbook-hand-lead")),
        Block::Text(marked!(texts, "handbook-hand-need")),
        step(TYPE, marked!(texts, "handbook-hand-type")),
        each(|x| cut_lines(&format!("lines-{x}.txt"), &format!("share-{x}.txt"))),
        step(2, marked!(texts, "handbook-hand-check")),
        listing(&CHECK),
        step(3, marked!(texts, "handbook-hand-cut")),
        each(|x| format!("base32 -d share-{x}.txt | tail -c +10 | head -c 32 > share.{x:03}")),
        step(4, marked!(texts, "handbook-hand-combine")),
        listing(&[COMBINE]),
        step(5, marked!(texts, "handbook-hand-bech32")),
        Block::Listing(BECH32.lines().map(str::to_owned).collect()),
        step(6, marked!(texts, "handbook-hand-run")),
        listing(&["python3 bech32.py key.bin > key.txt"]),
    ]
}

/// From the proof of the key to the secret, and the formats.
fn proof_and_credential(texts: &Texts) -> Page {
    let open = [cut_lines("lines-c.txt", "cred.txt")].into_iter().chain(OPENING.map(str::to_owned));
    vec![
        step(PROOF, marked!(texts, "handbook-hand-key")),
        Block::Listing(FINGERPRINT.lines().map(str::to_owned).collect()),
        listing(&["age-keygen -y key.txt | python3 fingerprint.py"]),
        step(OPEN, marked!(texts, "handbook-hand-credential")),
        Block::Listing(open.collect()),
        Block::Text(marked!(texts, "handbook-hand-also")),
        Block::Text(marked!(texts, "handbook-hand-squares", first = TYPE, last = OPEN)),
        listing(&SQUARES),
        Block::Heading(words!(texts, "handbook-opened-title")),
        Block::Text(marked!(texts, "handbook-opened")),
        Block::Points(vec![
            marked!(texts, "handbook-after-off"),
            marked!(texts, "handbook-after-sign"),
            marked!(texts, "handbook-after-renew"),
            marked!(texts, "handbook-after-seal"),
        ]),
        Block::Heading(words!(texts, "handbook-format-title")),
        Block::Text(marked!(texts, "handbook-format-share")),
        Block::Text(marked!(texts, "handbook-format-set")),
        Block::Text(marked!(texts, "handbook-format-credential")),
        Block::Text(marked!(texts, "handbook-format-line")),
        Block::Text(marked!(texts, "handbook-format-square")),
    ]
}

fn step(number: usize, text: Text) -> Block {
    Block::Steps(number, vec![text])
}

/// The 18 characters of each typed line: without its number, then without its check.
fn cut_lines(from: &str, to: &str) -> String {
    format!("cut -sd. -f2 {from} | tr a-z A-Z | tr -dc 'A-Z2-7\\n' | cut -c 1-18 > {to}")
}
