//! A complete share set that protects nothing, the same in every kit, to
//! rehearse on; and the square that shows what a scanner types.

use super::block::{Block, Field, Lines, QrSquare, Text, Value};
use crate::credential::{self, CredentialCode, Part};
use crate::keyboard::CALIBRATION;
use crate::qr::{self, Grid, Level, QrError};
use crate::share::{self, Share};

/// Made once by the ignored test in `tests/it/rehearsal.rs`; it never changes.
const SET: &str = include_str!("../../assets/rehearsal.txt");
/// What the rehearsal's credential holds.
const VALUE: &str = "THIS IS NOT A SECRET";

/// Why the rehearsal set could not be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum RehearsalSetError {
    /// A square could not be encoded.
    #[error(transparent)]
    Qr(#[from] QrError),
    /// The rehearsal set that comes with the program is damaged.
    #[error("the rehearsal set inside the program cannot be read: the program is damaged")]
    Damaged,
}

/// The rehearsal set that comes with the program, with its squares encoded.
///
/// It is the same in every kit. Encoding takes longer than laying it out, so whoever
/// makes many kits reads it once and keeps it.
pub struct RehearsalSet {
    shares: Vec<(Share, Grid)>,
    parts: Vec<Grid>,
    code: CredentialCode,
    identity: &'static str,
    recipient: &'static str,
    calibration: Grid,
}

impl RehearsalSet {
    /// Reads the set and encodes its squares.
    ///
    /// # Errors
    /// [`RehearsalSetError`], which no kit can cause.
    pub fn read() -> Result<Self, RehearsalSetError> {
        let starting = |with: &'static str| SET.lines().filter(move |line| line.starts_with(with));
        let only = |with| starting(with).next().ok_or(RehearsalSetError::Damaged);

        let mut shares = Vec::new();
        for line in starting("SK1:S:") {
            let code = line.strip_prefix("SK1:S:").unwrap_or_default();
            let share = Share::from_code(code).map_err(|_| RehearsalSetError::Damaged)?;
            let square = qr::alphanumeric(share.qr_text().expose(), Level::High)?;
            shares.push((share, square));
        }

        let (mut read, mut parts) = (Vec::new(), Vec::new());
        for line in starting("SK1:C:") {
            read.push(Part::parse(line).map_err(|_| RehearsalSetError::Damaged)?);
            parts.push(qr::alphanumeric(line, Level::Medium)?);
        }

        Ok(Self {
            shares,
            parts,
            code: credential::join(&read).map_err(|_| RehearsalSetError::Damaged)?,
            identity: only("AGE-SECRET-KEY-1")?,
            recipient: only("age1")?,
            calibration: qr::alphanumeric(CALIBRATION, Level::High)?,
        })
    }

    /// Three pages: scanner and steps, the shares, the credential.
    pub(super) fn pages(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Page(self.steps()), Block::Page(self.shares())];
        blocks.extend(self.credential());
        blocks
    }

    fn set(&self) -> String {
        self.shares.first().map(|(share, _)| share.set().to_string()).unwrap_or_default()
    }

    fn banner(&self, title: &str) -> Block {
        Block::Banner { title: title.to_owned(), tags: vec![("REHEARSAL SET", self.set())] }
    }

    fn steps(&self) -> Vec<Block> {
        let mut blocks = vec![
            self.banner("Rehearse first"),
            Block::Lead(
                Text::strong("Try the whole way once, before it matters. ")
                    .then("The next two pages are a share set that protects nothing."),
            ),
            Block::Heading("Try the scanner".to_owned()),
        ];
        blocks.push(self.calibration());
        blocks.push(Block::Heading("Rehearse the recovery".to_owned()));
        blocks.push(Block::Steps(1, self.way()));
        blocks.push(Block::Listing(vec!["gfcombine -o key.bin share.001 share.003".to_owned()]));
        blocks.push(Block::Heading("What must come out".to_owned()));
        blocks.push(Block::Fields(vec![
            vec![
                Field::new(6, "VALUE OF THE SECRET “REHEARSAL”", Value::Mono(VALUE.to_owned())),
                Field::new(3, "LENGTH", Value::Words(format!("{} bytes", self.code.age_file().len()))),
                Field::new(3, "SHARES NEEDED", Value::Words("any 2 of the 3".to_owned())),
            ],
            vec![Field::new(1, "KEY (PROTECTS NOTHING)", Value::Mono(self.identity.to_owned()))],
            vec![Field::new(1, "RECIPIENT", Value::Mono(self.recipient.to_owned()))],
        ]));
        blocks
    }

    fn way(&self) -> Vec<Text> {
        vec![
            Text::new("Run ").mono("sealkit recover").then(
                " and give it any two of the three shares of the next page, one by scanner, one by hand; then the \
                 credential of the page after it.",
            ),
            Text::new("Make a slip on purpose: type one wrong character. The line must be named."),
            Text::new("It says that TEST-ONLY is a rehearsal set, and shows the value printed below, exactly so."),
            Text::new(
                "Go the ways with Python (page 2) and without sealkit (page 3) with shares 1 and 3 and the same credential. LENGTH stands below. \
                 Two shares are enough here, whatever your own kit needs:",
            ),
        ]
    }

    fn shares(&self) -> Vec<Block> {
        let n = self.shares.len();
        let mut blocks = vec![
            alarm(
                "Whoever reads these shares learns nothing: they are the same in every kit. A share of your own kit has \
                 a sheet of its own, and another set than TEST-ONLY.",
            ),
            self.banner("Shares to try"),
        ];
        for (share, square) in &self.shares {
            let code = QrSquare { grid: copy(square), caption: String::new() };
            let lines = Lines {
                heading: share::HEADING,
                lines: share.lines(),
                size: 13.0,
                leading: 19.0,
                columns: 1,
            };
            let title = format!("Rehearsal share {} of {n}", share.x());
            blocks.push(Block::Framed(vec![Block::Columns(vec![
                (36, vec![Block::Codes { codes: vec![code], per_row: 1, module: 230 }]),
                (64, vec![Block::Text(Text::strong(title)), Block::Lines(lines)]),
            ])]));
        }

        blocks
    }

    fn credential(&self) -> Vec<Block> {
        let count = self.parts.len();
        let part = |(number, square): (usize, &Grid)| QrSquare {
            grid: copy(square),
            caption: format!("rehearsal, part {number} of {count}"),
        };

        let codes = (1..).zip(&self.parts).map(part).collect();

        vec![
            alarm(
                "This credential holds no secret. A credential of your own kit has a sheet of its own, and another key \
                 than TEST.",
            ),
            Block::Space(3.0),
            self.banner("Credential to try"),
            Block::Space(2.0),
            Block::Codes { codes, per_row: 3, module: 227 },
            Block::Lines(Lines {
                heading: credential::HEADING,
                lines: self.code.lines(),
                size: 10.5,
                leading: 15.0,
                columns: 2,
            }),
        ]
    }

    /// What a scanner that works like a keyboard has to type.
    fn calibration(&self) -> Block {
        let letters: Vec<char> = CALIBRATION.chars().collect();
        let groups: Vec<String> = letters.chunks(6).map(|group| group.iter().collect()).collect();
        let code = QrSquare { grid: copy(&self.calibration), caption: String::new() };
        let says = vec![
            Block::Bare(vec![vec![Field::new(
                1,
                "WHAT IT SAYS, IN GROUPS OF SIX",
                Value::Mono(groups.join(" ")),
            )]]),
            Block::Text(Text::new(
                "Scan it into any text editor: it must come out exactly so, in one piece. If letters differ (Y and Z \
             swapped, A and Q, digits as signs), the computer believes in another keyboard: set it to US English, or \
             let sealkit recover undo it.",
            )),
        ];
        let module = 300;
        Block::Columns(vec![(27, vec![Block::Codes { codes: vec![code], per_row: 1, module }]), (73, says)])
    }
}

/// A copy for one sheet. A grid cannot be cloned, since most grids show secrets; these
/// are public.
fn copy(square: &Grid) -> Grid {
    Grid::from_fn(square.size(), |x, y| square.is_dark(x, y))
}

fn alarm(why: &str) -> Block {
    Block::Alarm { words: "REHEARSAL".to_owned(), why: Text::new(why) }
}
