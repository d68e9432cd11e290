//! Recovery, with sealkit and without it, step by step. No secret.

use super::Sheet;
use super::block::{Block, Cell, Field, Table, Text, Value};
use super::facts::Facts;
use super::rehearsal::{InstructionsError, Rehearsal};

/// The raw key to `AGE-SECRET-KEY-1...` (BIP 173 Bech32), in Python's standard library.
pub const BECH32: &str = include_str!("../../assets/texts/bech32.py");

/// The sheet that says how to recover, with a share set to rehearse on. It is kept
/// apart from the shares.
///
/// # Errors
/// [`InstructionsError`], which no kit can cause.
pub fn instructions(facts: &Facts) -> Result<Sheet, InstructionsError> {
    let rehearsal = Rehearsal::read().ok_or(InstructionsError::Rehearsal)?;
    let mut sheet = facts.sheet(
        "instructions.pdf",
        "Instructions",
        ("RECOVERY INSTRUCTIONS", "NO SECRET · KEEP APART FROM THE SHARES"),
        "format SK1",
    );
    let mut first = overview(facts);
    first.extend(with_sealkit(facts));
    first.extend(afterwards());
    let mut last = trouble(facts);
    last.extend(formats(facts));
    sheet.blocks = vec![Block::Page(first), Block::Page(without(facts)), Block::Page(last)];
    sheet.blocks.extend(rehearsal.pages()?);
    Ok(sheet)
}

fn overview(facts: &Facts) -> Vec<Block> {
    let (k, n) = (facts.threshold, facts.shares);
    vec![
        Block::Banner { title: "How to recover".to_owned(), tags: vec![("SET", facts.set_id.clone())] },
        Block::Lead(
            Text::strong(format!("{k} of the {n} shares and the credential sheet open this kit. "))
                .then("Nothing else is needed."),
        ),
        Block::Fields(vec![facts.kit_fields("MADE")]),
        Block::Heading("What you need".to_owned()),
        Block::Points(vec![
            Text::new(format!("{k} share sheets of set "))
                .bold(facts.set_id.clone())
                .then(", and the approvals that the covers of their envelopes ask for."),
            Text::new(
                "The credential sheet with the highest generation; one lies beside each sealed share. ",
            ),
            Text::new(
                "A computer that has no network: no cable, no wireless, started from a clean medium. \
                 Better without a disk.",
            ),
            Text::new("A second person who reads along. Nobody works alone."),
        ]),
    ]
}

fn with_sealkit(facts: &Facts) -> Vec<Block> {
    let k = facts.threshold;
    vec![
        Block::Heading("With sealkit".to_owned()),
        Block::Steps(
            1,
            vec![
                Text::new("Compare the program with the ceremony sheet before you use it: ")
                    .mono("sha256sum sealkit"),
                Text::new("Start it: ")
                    .mono("sealkit recover")
                    .then(". It asks for one thing after the other."),
                Text::new(
                    "Give it the shares, in any order. A scanner that works like a keyboard types the \
                     square for you. By hand, type each line with its number; blanks and small letters \
                     do not matter.",
                ),
                Text::new(
                    "It judges every line at once. A line with a slip is named: look at the paper again. \
                     It may propose a correction; say yes only if the paper agrees.",
                ),
                Text::new(format!(
                    "After {k} shares it asks for the credential: scan all its squares, or type its lines."
                )),
                Text::new(
                    "The secret appears on the screen only. Use it, then press the key it names; the \
                     screen is wiped. Write nothing down and take no picture.",
                ),
            ],
        ),
        Block::Text(
            Text::new("From files instead: ")
                .mono("sealkit recover share-1.txt share-3.txt payload.age")
                .then(" reads text, codes, the PDF sheets and the age file."),
        ),
    ]
}

fn afterwards() -> Vec<Block> {
    vec![
        Block::Heading("What you get".to_owned()),
        Block::Text(Text::new(
            "A short text: title, key, generation and date, then for each secret its name, account, \
             profile and value. \
             The value is everything between “value: ” and the end of the line, exactly as it stands, \
             blanks included.",
        )),
        Block::Heading("Afterwards".to_owned()),
        Block::Points(vec![
            Text::new("Fill in the custody tables of the opened shares: who, why, both approvals."),
            Text::new(
                "A used secret is a spent secret: rotate it. The shares stay valid; only the credential \
                 is replaced.",
            ),
            Text::new(
                "Seal the shares in new bags, or, if anybody could have copied as many as open the kit, \
                 make a new kit.",
            ),
        ]),
    ]
}

fn without(facts: &Facts) -> Vec<Block> {
    let (a, b) = (1, facts.shares.max(2));
    let step = |number, text| Block::Steps(number, vec![text]);
    let first = Text::new("Type the four lines of each share into a file of its own, ")
        .mono(format!("share-{a}.txt"))
        .then(
            " for share 1 and so on, without line numbers, blanks and check characters: 4 times 18 \
            characters. ",
        )
        .then("The squares hold the same 72 characters after ")
        .mono("SK1:S:")
        .then(".");
    let last = Text::new("Type the credential’s lines into ")
        .mono("credential.txt")
        .then(
            " the same way (or join what its squares hold after their last colon, part by part), and \
            open it. ",
        )
        .then("LENGTH stands on the credential sheet.");
    vec![
        Block::Banner { title: "Without sealkit".to_owned(), tags: vec![("SET", facts.set_id.clone())] },
        Block::Text(Text::new(TOOLS)),
        step(1, first),
        step(
            2,
            Text::new("Check the typing: both commands print the same eight digits, or there is a slip."),
        ),
        Block::Listing(vec![
            format!("base32 -d share-{a}.txt | tail -c 4 | od -An -tx1"),
            format!(
                "(printf sealkit/1/share; base32 -d share-{a}.txt | head -c 41) | sha256sum | head \
                -c 8"
            ),
        ]),
        step(3, Text::new(CUT)),
        Block::Listing(vec![
            format!("base32 -d share-{a}.txt | tail -c +10 | head -c 32 > share.{a:03}"),
            format!("base32 -d share-{b}.txt | tail -c +10 | head -c 32 > share.{b:03}"),
        ]),
        step(4, Text::new(format!("Combine exactly {} of them. {SILENT}", facts.threshold))),
        Block::Listing(vec![combine(facts)]),
        step(
            5,
            Text::new("Type this program into ")
                .mono("bech32.py")
                .then(" and write the key as age wants it:"),
        ),
        Block::Listing(BECH32.lines().map(str::to_owned).collect()),
        Block::Listing(vec!["python3 bech32.py key.bin > key.txt".to_owned()]),
        step(6, Text::new("The key is right if this prints the recipient that stands on the next page:")),
        Block::Listing(vec!["age-keygen -y key.txt".to_owned()]),
        step(7, last),
        Block::Listing(vec![
            "base32 -d credential.txt | tail -c +8 | head -c LENGTH > payload.age".to_owned(),
            "age -d -i key.txt payload.age".to_owned(),
        ]),
        Block::Text(Text::new(
            "Then switch the computer off, and destroy the medium that held these \
            files.",
        )),
    ]
}

const TOOLS: &str = "On a Linux computer without a network, with age, Python 3, GNU coreutils and \
    gfcombine (Debian: \
                     packages age, python3, coreutils, libgfshare-bin). Put them there beforehand.";
const CUT: &str = "Cut the share of the key out of each. The number after the dot is the number of the \
    share, in \
                   three digits.";
const SILENT: &str = "Too few, or a wrong one, give a wrong key without a warning.";

fn trouble(facts: &Facts) -> Vec<Block> {
    let others = format!("Any {} good shares of the same set do. Ask the next custodian.", facts.threshold);
    let rows = [
        (
            "A square does not scan",
            "Flatten the sheet, clean the glass, add light, try another angle. Or type the lines.",
        ),
        (
            "A scanner types wrong letters",
            "It is set for another keyboard: try it on the next page. sealkit recognises the usual ones \
             and says so; else type the lines.",
        ),
        (
            "A line is named as wrong",
            "Compare it with the paper, character by character. A code has no 0, 1, 8 or 9.",
        ),
        (
            "All lines are good, the whole is not",
            "Lines of two sheets are mixed. Check the set and the share number on each.",
        ),
        (
            "A share is of another set",
            "It belongs to another kit, or to an older split of this key. Look for the set id printed \
             above.",
        ),
        (
            "The generation is older than expected",
            "A newer credential exists: look beside the other shares. The older one opens to a secret \
             that was replaced.",
        ),
        ("A share is lost or unreadable", others.as_str()),
        (
            "A share is named as false",
            "Leave it out and take another one. Keep it: somebody has tampered with it, or it was \
             printed wrongly.",
        ),
        (
            "The combined key gives another recipient",
            "A slip in a share, a share of another set, or too few. Check each share (step 2), then try \
             other shares.",
        ),
    ];
    let rows = rows.map(|(what, then)| vec![Cell::Words(Text::strong(what)), Cell::from(then)]);
    vec![
        Block::Banner {
            title: "If something is wrong".to_owned(),
            tags: vec![("SET", facts.set_id.clone())],
        },
        Block::Table(Table::new(8.0, &[("WHAT YOU SEE", 5), ("WHAT TO DO", 11)]).rows(rows)),
    ]
}

fn combine(facts: &Facts) -> String {
    let n = usize::from(facts.shares.max(2));
    let k = usize::from(facts.threshold.max(2)).min(n);
    let names: Vec<String> = (1..k).chain([n]).map(|x| format!("share.{x:03}")).collect();
    format!("gfcombine -o key.bin {}", names.join(" "))
}

fn formats(facts: &Facts) -> Vec<Block> {
    vec![Block::Together(vec![
        Block::Heading("The bytes, for whoever writes a program".to_owned()),
        Block::Text(Text::strong("Share, 45 bytes: ").then(
            "set id 5, epoch 1, k 1, n 1, x 1, y 32, check 4. y is the value at x of one polynomial per \
             byte over GF(256), \
             polynomial 0x11d; its value at x = 0 is the raw X25519 key inside AGE-SECRET-KEY-1. check \
             is the beginning \
             of SHA-256 of “sealkit/1/share” and the 41 bytes before it.",
        )),
        Block::Text(Text::strong("Credential, a multiple of 45 bytes: ").then(
            "key id and four zero bits 3, generation 2, length 2, the age file, zeros, check 4; \
             big-endian; \
             check as above with “sealkit/1/credential”.",
        )),
        Block::Text(Text::strong("Printed line: ").then(
            "18 characters of RFC 4648 base32, then two that check them together with the line’s number.",
        )),
        Block::Fields(vec![
            vec![Field::new(1, "RECIPIENT", Value::Mono(facts.recipient.clone()))],
            vec![Field::new(1, "FINGERPRINT OF THE RECIPIENT", Value::Mono(facts.fingerprint.clone()))],
        ]),
    ])]
}
