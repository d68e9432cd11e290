//! The secrets in clear: to be set on their targets and then destroyed, or as a
//! sealed copy for those who keep one whole secret in an envelope.

use super::Sheet;
use super::block::{Block, Field, QrSquare, Table, Text, Value};
use super::context::SheetContext;
use super::kind::SheetKind;
use super::phrases::{opening_table, sealing_table};
use crate::qr::Grid;
use crate::secret::SecretText;
use zeroize::Zeroizing;

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
/// Characters up to which a secret stays on one page.
const SMALL_SECRET: usize = 300;
const GROUPS: &str = "the gaps between the groups only help the eye; type the characters one after the \
    other. A blank that belongs to the \
     secret is drawn as an open box; a frame with a number is one character, by its Unicode number.";

const NEVER: &str = "Never photograph it, show it to a phone, or put it into a computer that has a network.";
const OPENING: &str = "Two people approve before the envelope is opened, and sign. After any opening rotate the secrets: \
    then this sheet opens nothing any more and is destroyed before a witness. A newer generation replaces it.";

/// The sheet that shows every secret, to be destroyed after use.
pub fn provisioning(context: &SheetContext, secrets: Vec<ProvisionedSecret<'_>>) -> Sheet {
    let mut sheet = context.sheet(
        SheetKind::Provisioning,
        "Provisioning",
        ("PROVISIONING", "TOP SECRET · DESTROY AFTER USE"),
        &format!("generation {}", context.generation),
    );
    sheet.blocks = vec![
        Block::Alarm {
            words: "DESTROY AFTER USE".to_owned(),
            why: Text::new(
                "Whoever reads this sheet has the accounts; no share is needed. Set the \
                secrets on their targets, ",
            )
            .then("try each one once, then shred or burn this sheet before a witness and sign below."),
        },
        kit_and_count(context, secrets.len()),
        Block::Table(destruction()),
    ];
    sheet.blocks.extend(context.profile_notes().map(Block::Text));
    sheet.blocks.extend(in_clear(secrets));
    sheet
}

/// Copy `number` of `copies` that show every secret, to be kept sealed: it opens
/// everything by itself.
pub fn sealed_copy(
    context: &SheetContext,
    secrets: Vec<ProvisionedSecret<'_>>,
    number: u16,
    copies: u16,
) -> Sheet {
    let title = format!("Sealed copy {number} of {copies}");
    let mut sheet = context.sheet(
        SheetKind::SealedCopy { number, copies },
        &title,
        ("SEALED COPY", "TOP SECRET · OPENS EVERYTHING BY ITSELF"),
        &format!("generation {}", context.generation),
    );
    let count = secrets.len();
    sheet.blocks = vec![
        Block::Banner { title, tags: vec![("SET", context.set_id.to_string())] },
        Block::Lead(
            Text::strong("This sheet opens everything by itself. ")
                .then("No share is needed: whoever reads it has the accounts."),
        ),
        kit_and_count(context, count),
        Block::Heading("Custody".to_owned()),
        Block::Bare(vec![vec![
            Field::new(4, "CUSTODIAN", Value::Blank),
            Field::new(5, "PLACE", Value::Blank),
            Field::new(3, "NEXT ROTATION DUE", Value::Words(context.next_rotation.to_string())),
        ]]),
        Block::Table(sealing_table(1)),
        Block::Heading("Opening".to_owned()),
        Block::Text(Text::new(OPENING)),
        Block::Table(opening_table(3)),
        Block::Text(Text::strong(NEVER)),
    ];
    let elsewhere = context.staying.iter().map(|(generation, names)| {
        Text::strong(format!("Keep the sealed copy of generation {generation} too: "))
            .then(format!("it still holds {}, which is not on this one.", names.join(", ")))
    });

    sheet.blocks.extend(elsewhere.map(Block::Text));
    sheet.blocks.extend(context.profile_notes().map(Block::Text));
    sheet.blocks.extend([
        Block::PageBreak,
        Block::Small(Text::strong("Sealed copy. ").then("Everything on these pages is secret.")),
    ]);
    sheet.blocks.extend(in_clear(secrets));
    sheet.blocks.push(context.wrap(&format!("copy {number} of {copies}"), "the other pages"));
    sheet
}

fn kit_and_count(context: &SheetContext, secrets: usize) -> Block {
    Block::Fields(vec![
        context.kit_fields("MADE"),
        vec![
            Field::new(4, "SET", Value::Mono(context.set_id.to_string())),
            Field::new(5, "GENERATION", Value::Words(context.generation.to_string())),
            Field::new(3, "SECRETS", Value::Words(secrets.to_string())),
        ],
    ])
}

fn in_clear(secrets: Vec<ProvisionedSecret<'_>>) -> Vec<Block> {
    let many = secrets.len();
    let mut blocks = vec![Block::Small(Text::strong("How to read the secrets: ").then(GROUPS))];
    blocks.extend(secrets.into_iter().enumerate().flat_map(|(i, secret)| one(secret, i + 1, many)));
    blocks
}

fn one(secret: ProvisionedSecret<'_>, number: usize, many: usize) -> Vec<Block> {
    let title = if many == 1 { secret.name.to_owned() } else { format!("{number}. {}", secret.name) };
    let strength =
        secret.entropy_bits.map_or("imported".to_owned(), |bits| format!("{bits:.0} bits, generated"));
    let size = secret.characters;
    let head = vec![
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
    let beside = secret.grid.size() <= SMALL_CODE && size <= SMALL_SECRET;
    let code = vec![QrSquare { grid: secret.grid, caption: String::new() }];
    let mut foot = Vec::new();
    if !legend.expose().is_empty() {
        foot.push(Block::Legend(legend));
    }
    if !beside {
        let code = Block::Codes { codes: code, per_row: 1, module: 240 };
        let first = Block::Together(head.into_iter().chain([code]).collect());
        return [first, value].into_iter().chain(foot).collect();
    }

    let code = Block::Codes { codes: code, per_row: 1, module: 220 };
    let columns = Block::Columns(vec![(69, vec![value]), (31, vec![Block::Space(2.0), code])]);
    vec![Block::Together(head.into_iter().chain([columns]).chain(foot).collect())]
}

/// Every character of the secret that a reader could take for another one, once,
/// in the order of the alphabet: the legend must not tell where it stands.
fn legend(value: &SecretText) -> SecretText {
    let mut found: Zeroizing<Vec<char>> = Zeroizing::new(value.expose().chars().collect());
    found.sort_unstable();
    found.dedup();
    let mut told = SecretText::with_capacity(4 * found.len());
    for c in found.iter().filter(|&&c| !c.is_ascii() || character_name(c).is_some()) {
        told.push_str(c.encode_utf8(&mut [0; 4]));
    }
    told
}

/// What an ASCII character that is easily misread is called.
pub fn character_name(c: char) -> Option<&'static str> {
    Some(match c {
        ' ' => "blank",
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
        'G' => "capital letter g",
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
        '^' => "circumflex",
        '-' => "hyphen, minus",
        '_' => "underscore",
        '~' => "tilde",
        '(' | ')' => "round bracket",
        '{' | '}' => "curly bracket",
        '[' | ']' => "square bracket",
        '/' => "slash",
        '\\' => "backslash",
        _ => return None,
    })
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
        assert_eq!(legend(&SecretText::new("l0l \u{4f60}xé".to_owned())).expose(), " 0l\u{e9}\u{4f60}");
        assert_eq!(legend(&SecretText::new("xyXY".to_owned())).expose(), "");
    }
}
