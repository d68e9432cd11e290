//! Recovery, with sealkit and without it, step by step. No secret.

use super::Sheet;
use super::block::{Block, Cell, Field, Table, Text, Value};
use super::context::SheetContext;
use super::kind::SheetKind;
use super::rehearsal_set::RehearsalSet;
use crate::program;

/// The raw key to `AGE-SECRET-KEY-1...` (BIP 173 Bech32), in Python's standard library.
pub const BECH32: &str = include_str!("../../assets/texts/bech32.py");

/// The sheet that says how to recover, with a share set to rehearse on. It is kept
/// apart from the shares.
pub fn instructions(context: &SheetContext, rehearsal: &RehearsalSet) -> Sheet {
    let mut sheet = context.sheet(
        SheetKind::Instructions,
        "Instructions",
        ("RECOVERY INSTRUCTIONS", "NO SECRET · KEEP APART FROM THE SHARES"),
        "format SK1",
    );
    let mut first = overview(context);
    first.extend(with_sealkit(context));
    first.extend(afterwards());
    let mut last = trouble(context);
    last.extend(formats(context));
    let pages = [first, with_python(context), without(context), last];
    sheet.blocks = pages.into_iter().map(Block::Page).collect();
    sheet.blocks.extend(rehearsal.pages());
    sheet
}

fn overview(context: &SheetContext) -> Vec<Block> {
    let (k, n) = (context.threshold, context.shares);
    vec![
        Block::Banner { title: "How to recover".to_owned(), tags: vec![("SET", context.set_id.to_string())] },
        Block::Lead(
            Text::strong(format!("{k} of the {n} shares and the credential sheet open this kit. ")).then(
                "There are three ways, each by itself enough: with sealkit, with Python, with common tools.",
            ),
        ),
        Block::Fields(vec![context.kit_fields("MADE")]),
        Block::Heading("What you need".to_owned()),
        Block::Points(vec![
            Text::new(format!("{k} share sheets of set "))
                .bold(context.set_id.to_string())
                .then(", and the approvals that the covers of their envelopes ask for."),
            Text::new(
                "The credential sheet with the highest generation, and an older one if it says so; they lie beside each sealed share. ",
            ),
            Text::new(
                "A computer that has no network: no cable, no wireless, started from a clean medium. \
                 Better without a disk.",
            ),
            Text::new("A second person who reads along. Nobody works alone."),
        ]),
    ]
}

fn with_sealkit(context: &SheetContext) -> Vec<Block> {
    let k = context.threshold;
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
        Block::Text(Text::new(
            "From files instead, which hold typed lines, scanned squares, scans of the sheets or the age file:",
        )),
        Block::Listing(vec![format!("sealkit recover {}", files(context))]),
    ]
}

fn files(context: &SheetContext) -> String {
    let lines: Vec<String> = context.example_shares().iter().map(|x| format!("lines-{x}.txt")).collect();
    format!("{} lines-c.txt", lines.join(" "))
}

fn with_python(context: &SheetContext) -> Vec<Block> {
    let step = |number, text| Block::Steps(number, vec![text]);
    let key = files(context).replace(" lines-c.txt", "");
    vec![
        Block::Banner { title: "With Python".to_owned(), tags: vec![("SET", context.set_id.to_string())] },
        Block::Text(
            Text::new("On any computer without a network that has Python 3.8 or later. The program ")
                .mono("recover.py")
                .then(" lies in the kit’s folder, and the sheet ")
                .bold("RECOVERY PROGRAM")
                .then(" has it on paper: it says how to scan it and how to type it. The program holds no secret."),
        ),
        step(1, Text::new("Compare the program before you use it. This must print the value below:")),
        Block::Listing(vec!["sha256sum recover.py".to_owned()]),
        Block::Fields(vec![vec![Field::new(1, "SHA-256 OF RECOVER.PY", Value::Mono(program::sha256_hex()))]]),
        step(2, Text::new("Start it. It asks for one thing after the other and judges each at once:")),
        Block::Listing(vec!["python3 recover.py".to_owned()]),
        step(
            3,
            Text::new("Give it the shares, then the credential. By hand, type each line ")
                .bold("with its number and its full stop")
                .then(
                    "; blanks and small letters do not matter. With a scanner that works like a keyboard, scan \
                     the square. Or type the name of a file that holds typed lines, scanned squares or the age file.",
                ),
        ),
        step(
            4,
            Text::new(
                "A line with a slip is named, and where one character explains it, which: look at the paper again, \
                 and type the line again. A share of another set and a false one are named too.",
            ),
        ),
        step(
            5,
            Text::new(
                "As soon as they open the kit, it prints what they open to, and the recipient, to be compared with \
                 the ceremony sheet. Use the secret, then clear the screen and switch the computer off.",
            ),
        ),
        Block::Text(
            Text::new("From files instead. Type the lines of a share, with numbers and checks, into ")
                .mono("lines-1.txt")
                .then(" for share 1 and so on, those of the credential into ")
                .mono("lines-c.txt")
                .then(", above them the heading that stands on the sheet, ")
                .mono("SK1 S")
                .then(" or ")
                .mono("SK1 C")
                .then(":"),
        ),
        Block::Listing(vec![format!("python3 recover.py {}", files(context))]),
        Block::Text(Text::new("The key alone, to open the age file with any age program:")),
        Block::Listing(vec![
            format!("python3 recover.py --key {key} > key.txt"),
            "age -d -i key.txt payload.age".to_owned(),
        ]),
        Block::Text(Text::new(
            "It ends with status 0 if it opened the kit, 2 if a file or the credential is not there, 3 if something is \
             damaged, false or of another kit, 4 if there are too few shares.",
        )),
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

fn without(context: &SheetContext) -> Vec<Block> {
    let shares = context.example_shares();
    let step = |number, text| Block::Steps(number, vec![text]);
    let each = |command: fn(u8) -> String| Block::Listing(shares.iter().map(|x| command(*x)).collect());
    vec![
        Block::Banner { title: "Without sealkit".to_owned(), tags: vec![("SET", context.set_id.to_string())] },
        Block::Text(Text::new(TOOLS)),
        step(1, Text::new(TYPE).mono("lines-1.txt").then(TYPE_2)),
        each(|x| cut_lines(&format!("lines-{x}.txt"), &format!("share-{x}.txt"))),
        step(2, Text::new("Check the typing: both commands print the same eight digits, or there is a slip.")),
        Block::Listing(vec![
            "base32 -d share-1.txt | tail -c 4 | od -An -tx1 | tr -d ' '".to_owned(),
            "(printf sealkit/1/share; base32 -d share-1.txt | head -c 41) | sha256sum | head -c 8".to_owned(),
        ]),
        step(3, Text::new(CUT)),
        each(|x| format!("base32 -d share-{x}.txt | tail -c +10 | head -c 32 > share.{x:03}")),
        step(4, Text::new(format!("Combine exactly {} of them. {SILENT}", context.threshold))),
        Block::Listing(vec![combine(&shares)]),
        step(5, Text::new("Type this program into ").mono("bech32.py").then(" and write the key as age wants it:")),
        Block::Listing(BECH32.lines().map(str::to_owned).collect()),
        Block::Listing(vec!["python3 bech32.py key.bin > key.txt".to_owned()]),
        step(6, Text::new("The key is right if this prints the recipient that stands on the next page:")),
        Block::Listing(vec!["age-keygen -y key.txt".to_owned()]),
        step(7, Text::new(CREDENTIAL).mono("lines-c.txt").then(CREDENTIAL_2)),
        Block::Listing(vec![
            cut_lines("lines-c.txt", "credential.txt"),
            "base32 -d credential.txt | tail -c +8 | head -c LENGTH > payload.age".to_owned(),
            "age -d -i key.txt payload.age".to_owned(),
        ]),
        Block::Text(
            Text::new("Squares instead of lines: ")
                .mono("cut -c 7- square-1.txt > share-1.txt")
                .then(" and ")
                .mono("sort squares.txt | cut -c 21- > credential.txt")
                .then(
                    " take the place of the commands with tr. Afterwards switch the computer off, and destroy \
                     the medium that held these files.",
                ),
        ),
    ]
}

/// The 20 characters of each typed line, without number, then without check.
fn cut_lines(from: &str, to: &str) -> String {
    format!("cut -sd. -f2 {from} | tr a-z A-Z | tr -dc 'A-Z2-7\\n' | cut -c 1-18 > {to}")
}

const TYPE: &str =
    "Type the four lines of each share as they stand, with numbers and checks, into a file of its own, ";
const TYPE_2: &str = " for share 1 and so on. This cuts off the numbers, the blanks and, last, the two \
                      check characters of each line:";
const CREDENTIAL: &str = "Type the credential’s lines in the same way into ";
const CREDENTIAL_2: &str = " and open it. LENGTH stands on the credential sheet.";
const TOOLS: &str = "On a Linux computer without a network, with age, Python 3, GNU coreutils and \
    gfcombine (Debian: \
                     packages age, python3, coreutils, libgfshare-bin). Put them there beforehand.";
const CUT: &str = "Cut the share of the key out of each. The number after the dot is the number of the \
    share, in \
                   three digits.";
const SILENT: &str = "Too few, or a wrong one, give a wrong key without a warning.";

fn trouble(context: &SheetContext) -> Vec<Block> {
    let others = format!("Any {} good shares of the same set do. Ask the next custodian.", context.threshold);
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
            tags: vec![("SET", context.set_id.to_string())],
        },
        Block::Table(Table::new(8.0, &[("WHAT YOU SEE", 5), ("WHAT TO DO", 11)]).rows(rows)),
    ]
}

fn combine(shares: &[u8]) -> String {
    let names: Vec<String> = shares.iter().map(|x| format!("share.{x:03}")).collect();
    format!("gfcombine -o key.bin {}", names.join(" "))
}

fn formats(context: &SheetContext) -> Vec<Block> {
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
            vec![Field::new(1, "RECIPIENT", Value::Mono(context.recipient.to_string()))],
            vec![Field::new(1, "KIT FINGERPRINT", Value::Mono(context.fingerprint.to_string()))],
        ]),
    ])]
}
