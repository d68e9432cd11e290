//! The program that opens a kit with Python alone, on paper.

use super::Sheet;
use super::block::{Block, Field, QrSquare, SourceLine, Text, Value};
use super::context::SheetContext;
use super::kind::SheetKind;
use crate::plan::Paper;
use crate::program;
use crate::qr::{self, Level, QrError};
use data_encoding::HEXLOWER;
use time::Date;

/// All that this sheet takes from a kit: two kits for which these are equal get the
/// same sheet, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramSheetInfo {
    paper: Paper,
    made: Date,
    version: String,
    shares: Vec<u8>,
}

impl ProgramSheetInfo {
    /// What the sheet says of this kit.
    pub fn of(context: &SheetContext) -> Self {
        Self {
            paper: context.paper,
            made: context.made,
            version: context.version.clone(),
            shares: context.example_shares(),
        }
    }
}

/// Squares to program: equally long parts, of which the last characters count.
fn join() -> Vec<String> {
    let data = program::PART_CHARACTERS;
    vec![
        "python3 -c \"import base64,zlib;\\".to_owned(),
        "parts=sorted(set(open('scan.txt').read().split()));\\".to_owned(),
        format!("packed=base64.b32decode(''.join(part[-{data}:] for part in parts));\\"),
        format!("open('{}','wb').write(zlib.decompress(packed))\"", program::NAME),
    ]
}

/// What prints the check of every typed line.
const CHECK: [&str; 3] = [
    "import hashlib",
    "for number, line in enumerate(open(\"recover.py\", \"rb\"), 1):",
    "    print(number, hashlib.sha256(line.rstrip()).hexdigest()[:4])",
];

/// The sheet of the program: squares, then every line with its check. No secret, and no
/// word about a single kit.
///
/// # Errors
/// [`QrError`], which no program that fits can cause.
pub fn recover_program(context: &ProgramSheetInfo) -> Result<Sheet, QrError> {
    let texts = program::qr_texts();
    let mut codes = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        let caption = format!("program, square {} of {}", i + 1, texts.len());
        codes.push(QrSquare { grid: qr::alphanumeric(text, Level::Medium)?, caption });
    }

    let mut first = overview(texts.len());
    first.extend(by_typing(&context.shares));
    let mut blocks = vec![Block::Page(first), heading("Squares to scan"), Block::Space(3.0), squares(codes)];
    blocks.extend([Block::PageBreak, heading("Lines to type")]);
    blocks.extend(listing());
    Ok(Sheet {
        kind: SheetKind::Program,
        title: "Recovery program".to_owned(),
        paper: context.paper,
        date: context.made,
        folded: false,
        head: ("RECOVERY PROGRAM".to_owned(), "NO SECRET · KEEP WITH THE INSTRUCTIONS".to_owned()),
        foot: format!("sealkit {} · format SK1", context.version),
        blocks,
    })
}

fn heading(title: &str) -> Block {
    Block::Banner { title: title.to_owned(), tags: vec![("PROGRAM", program::NAME.to_owned())] }
}

fn overview(squares: usize) -> Vec<Block> {
    let lines = program::lines().len();
    vec![
        heading("The program"),
        Block::Lead(
            Text::strong("It opens the kit on any computer that has Python. ")
                .then("It holds no secret; copy it as you like."),
        ),
        Block::Fields(vec![
            vec![
                Field::new(3, "FILE", Value::Mono(program::NAME.to_owned())),
                Field::new(3, "SQUARES", Value::Words(squares.to_string())),
                Field::new(3, "LINES", Value::Words(lines.to_string())),
                Field::new(5, "NEEDS", Value::Words("Python 3.8 or later".to_owned())),
            ],
            vec![Field::new(1, "SHA-256 OF THE FILE", Value::Mono(program::sha256_hex()))],
        ]),
        Block::Heading("From the squares".to_owned()),
        Block::Steps(
            1,
            vec![
                Text::new(format!(
                    "Open a new text file named scan.txt and scan all {squares} squares into it "
                ))
                .then("with a scanner that works like a keyboard, one square to a line, in any order. ")
                .then("Use no phone: it may send on what it sees. With a flat-bed scanner instead, save the ")
                .then(
                    "pages as page-1.png and so on, and let zbarimg (Debian: package zbar-tools) read them:",
                ),
            ],
        ),
        Block::Listing(vec!["zbarimg -q --raw page-*.png >> scan.txt".to_owned()]),
        Block::Steps(
            2,
            vec![Text::new(format!(
                "This prints the numbers of the squares that were read. If one of 01 to {squares} is missing, scan \
                 it again, or its page at another resolution (150, 200, 300 dots per inch), and repeat both commands:"
            ))],
        ),
        Block::Listing(vec!["sort -u scan.txt | cut -c 7-8 | xargs".to_owned()]),
        Block::Steps(3, vec![Text::new("Put the program together. These lines are one command:")]),
        Block::Listing(join()),
        Block::Steps(
            4,
            vec![Text::new("Compare every character of what this prints with the SHA-256 above:")],
        ),
        Block::Listing(vec![format!("sha256sum {}", program::NAME)]),
        Block::Steps(5, vec![Text::new("Go on as the instructions sheet says under “With Python”.")]),
    ]
}

fn by_typing(shares: &[u8]) -> Vec<Block> {
    let names: Vec<String> = shares.iter().map(|x| format!("'lines-{x}.txt'")).collect();
    let names = names.join(", ");
    let (end, all) = (program::end_of_part_1(), program::lines().len());
    vec![
        Block::Heading("By typing only".to_owned()),
        Block::Steps(
            1,
            vec![
                Text::new("Type ").bold(format!("lines 1 to {end}")).then(" of the last pages into a file ")
                    .mono(program::NAME)
                    .then(", each on a line of its own, without number and check. They make the age key of the shares; \
                           an age program does the rest. ")
                    .then(format!("All {all} lines do everything and need no age program."))
                    .then(" Blanks at the beginning of a line count: four for each step inwards."),
            ],
        ),
        Block::Steps(
            2,
            vec![
                Text::new("Type these three lines into a file ").mono("check.py").then(
                    ". It prints each line’s number and its check; where they are not the printed ones, \
                     that line has a slip:",
                ),
            ],
        ),
        Block::Listing(CHECK.map(str::to_owned).to_vec()),
        Block::Listing(vec!["python3 check.py".to_owned()]),
        Block::Steps(
            3,
            vec![
                Text::new("Type the four lines of each share, with numbers and check, into a file of its own, ")
                    .mono("lines-1.txt")
                    .then(" for share 1 and so on. Make the key of exactly as many shares as are needed:"),
            ],
        ),
        Block::Listing(vec![
            "python3 -c \"from recover import *;\\".to_owned(),
            format!("print_key({names})\" > key.txt"),
        ]),
        Block::Steps(4, vec![Text::new("Go on with step 6 of “Without sealkit” on the instructions sheet.")]),
    ]
}

fn squares(codes: Vec<QrSquare>) -> Block {
    Block::Codes { codes, per_row: 3, module: 216 }
}

fn listing() -> Vec<Block> {
    let line = |line: program::ProgramLine| SourceLine {
        number: line.number,
        text: line.text,
        check: HEXLOWER.encode(&line.check),
    };

    let mut first: Vec<SourceLine> = program::lines().into_iter().map(line).collect();
    let second = first.split_off(program::end_of_part_1());
    vec![
        Block::Heading(format!("Part 1, lines 1 to {}: from shares to the age key", first.len())),
        Block::Source(first),
        Block::Heading("Part 2: proof of the key, and the age file".to_owned()),
        Block::Source(second),
    ]
}
