//! The secrets in clear, to be set on their targets and then destroyed.

use super::block::{Block, Code, Field, Table, Text, Value};
use super::facts::Facts;
use super::{Sheet, prints};
use crate::qr::Grid;
use crate::secret::SecretText;

/// One secret in clear.
pub struct ProvisionedSecret<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its account.
    pub account: &'a str,
    /// Its password profile.
    pub profile: &'a str,
    /// How many characters it has.
    pub characters: usize,
    /// Its entropy, where it was generated.
    pub entropy_bits: Option<f64>,
    /// The secret.
    pub value: &'a SecretText,
    /// The secret as a QR code.
    pub grid: Grid,
}

/// Modules on a side up to which a code stands beside its lines.
const SMALL_CODE: usize = 61;

/// The sheet that shows every secret.
pub fn provisioning(facts: &Facts, secrets: Vec<ProvisionedSecret<'_>>) -> Sheet {
    let mut sheet = facts.sheet(
        "provisioning.pdf",
        "Provisioning",
        ("PROVISIONING", "TOP SECRET · DESTROY AFTER USE"),
        &format!("generation {}", facts.generation),
    );
    sheet.blocks = vec![
        Block::Alarm {
            words: "DESTROY AFTER USE".to_owned(),
            why: Text::new("Whoever reads this sheet has the accounts; no share is needed. Set the secrets on their targets, ")
                .then("try each one once, then shred or burn this sheet before a witness and sign below."),
        },
        Block::Fields(vec![
            facts.kit_fields("MADE"),
            vec![
                Field::new(4, "SET", Value::Mono(facts.set_id.clone())),
                Field::new(5, "GENERATION", Value::Words(facts.generation.to_string())),
                Field::new(3, "SECRETS", Value::Words(secrets.len().to_string())),
            ],
        ]),
        Block::Table(destruction()),
    ];
    let many = secrets.len();
    for (i, secret) in secrets.into_iter().enumerate() {
        sheet.blocks.extend(one(secret, i + 1, many));
    }
    sheet
}

fn one(secret: ProvisionedSecret<'_>, number: usize, many: usize) -> Vec<Block> {
    let title = if many == 1 { secret.name.to_owned() } else { format!("{number}. {}", secret.name) };
    let strength =
        secret.entropy_bits.map_or("imported".to_owned(), |bits| format!("{bits:.0} bits, generated"));
    let size = secret.characters;
    let mut blocks = vec![
        Block::Heading(title),
        Block::Fields(vec![vec![
            Field::new(5, "ACCOUNT", Value::Words(secret.account.to_owned())),
            Field::new(3, "PROFILE", Value::Words(secret.profile.to_owned())),
            Field::new(2, "CHARACTERS", Value::Words(size.to_string())),
            Field::new(3, "STRENGTH", Value::Words(strength)),
        ]]),
    ];
    let value = Block::Secret(secret.value.duplicate());
    let legend = legend(secret.value);
    let side_by_side = secret.grid.size() <= SMALL_CODE && size <= 300;
    let code = vec![Code { grid: secret.grid, caption: String::new() }];
    if side_by_side {
        let code = Block::Codes { codes: code, per_row: 1, module: 220 };
        blocks.push(Block::Columns(vec![(69, vec![value]), (31, vec![Block::Space(2.0), code])]));
    } else {
        blocks.push(Block::Codes { codes: code, per_row: 1, module: 240 });
        blocks.push(value);
    }
    blocks.push(Block::Small(Text::new(
        "The groups and the gaps between them only help the eye: type the characters one after the other, without blanks.",
    )));
    if !legend.is_empty() {
        blocks.push(Block::Small(Text::strong("Easily misread, and in this secret: ").then(legend)));
    }
    blocks
}

/// Every character of the secret that a reader could take for another one, once,
/// in the order of the alphabet: the legend must not tell where it stands.
fn legend(value: &SecretText) -> String {
    let mut found: Vec<char> = value.expose().chars().collect();
    found.sort_unstable();
    found.dedup();
    let told: Vec<String> = found.into_iter().filter_map(told).collect();
    told.join(" · ")
}

fn told(c: char) -> Option<String> {
    let name = match c {
        ' ' => return Some("an open box on the line is a blank".to_owned()),
        '0' => "digit zero, with a stroke",
        'O' => "capital letter o",
        'o' => "small letter o",
        '1' => "digit one",
        'l' => "small letter L",
        'I' => "capital letter i",
        '|' => "upright bar",
        '5' => "digit five",
        'S' => "capital letter s",
        '8' => "digit eight",
        'B' => "capital letter b",
        '2' => "digit two",
        'Z' => "capital letter z",
        '6' => "digit six",
        '9' => "digit nine",
        'g' => "small letter g",
        'q' => "small letter q",
        '.' => "full stop",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '\'' => "straight apostrophe",
        '`' => "backtick",
        '"' => "straight double quote",
        '-' => "hyphen, minus",
        '_' => "underscore",
        '~' => "tilde",
        '(' | ')' => "round bracket",
        '{' | '}' => "curly bracket",
        '[' | ']' => "square bracket",
        '/' => "slash",
        '\\' => "backslash",
        c if c.is_ascii() => return None,
        c if prints(c) && c != '\u{a0}' => return Some(format!("{c} is U+{:04X}", u32::from(c))),
        c => {
            return Some(format!(
                "the frame U+{:04X} is one character with this Unicode number",
                u32::from(c)
            ));
        }
    };
    Some(format!("{c} {name}"))
}

fn destruction() -> Table {
    Table::new(
        11.0,
        &[
            ("DESTROYED BY, WITH ALL PAGES AND COPIES", 6),
            ("WITNESS", 4),
            ("HOW", 3),
            ("DATE, TIME, ZONE", 4),
        ],
    )
    .empty_rows(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legend_names_what_occurs_and_nothing_else() {
        let legend = legend(&SecretText::new("l0l é\u{4f60}x".to_owned()));
        assert!(legend.contains("0 digit zero") && legend.contains("l small letter L"), "{legend}");
        assert!(
            legend.contains("open box") && legend.contains("é is U+00E9") && legend.contains("U+4F60"),
            "{legend}"
        );
        assert!(!legend.contains("capital"), "{legend}");
    }
}
