//! Secrets in clear.

use super::{never, part, sealing, secret, sheet, table, title, words};
use crate::plan::Paper;
use crate::qr::{Level, text};
use crate::sheet::*;

const CLEAR: &str = "cs5jbLL3PFdbHwQCiDoEirtJA2hJSKKp__W7YyCtnpLAj668HMjLo5bTMnfhvtseaQ+ExDLgT+j4HP2RdEtQGjxoX2jJXGbu4eawEFjg_LG_E8XS2qJoHEVj";

/// Secrets in clear: a provisioning sheet and a sealed copy.
pub fn clear(paper: Paper) -> Sheet {
    let parts = vec![
        part("Provisioning", false, "TOP SECRET · DESTROY AFTER USE", provisioning()),
        part("Sealed copy", true, "TOP SECRET · OPENS THE ACCOUNT BY ITSELF", sealed_copy(paper)),
    ];
    sheet("Secrets in clear", paper, parts)
}

fn alike(sign: &str, name: &str) -> LookAlike {
    LookAlike { character: secret(sign), name: secret(name) }
}

fn in_clear(size: f32) -> Block {
    let grid = text(CLEAR, Level::Medium).unwrap();
    let square = Some(QrSquare { grid, caption: "Cable scanner only; never a phone.".to_owned() });
    let note = if size > 18.0 {
        Text::new("The gaps only help the eye: do not type them.")
    } else {
        Text::default()
    };
    Block::Clear(Clear { value: secret(CLEAR), size, square, note })
}

fn provisioning() -> Vec<Block> {
    let names = [
        ("2", "digit two"),
        ("5", "digit five"),
        ("6", "digit six"),
        ("8", "digit eight"),
        ("G", "capital letter g"),
        ("S", "capital letter s"),
        ("_", "underscore"),
        ("g", "small letter g"),
        ("o", "small letter o"),
        ("q", "small letter q"),
    ];
    let receipt = vec![
        Block::Section {
            title: "Receipt".to_owned(),
            note: Text::strong("NO SECRET · STAPLE TO THE CEREMONY SHEET"),
        },
        Block::Fields(vec![vec![
            words("Kit", "Contoso emergency access 1", 6),
            words("Account", "bg1@contoso.onmicrosoft.com", 6),
            Field::new(3, "Set", Value::Mono("6LBE-6R2U".to_owned())),
            words("Credential", "no. 1", 2),
        ]]),
        Block::Text(Text::new(
            "The password sheet of this account (1 page), every copy of it, and its file were destroyed:",
        )),
        Block::Table(
            table(13.0, &[("Destroyed by", 4), ("Witness", 4), ("Shredded or burnt", 3), ("Date, time", 3)])
                .empty_rows(1),
        ),
    ];
    vec![
        title("Password"),
        Block::Lead(Text::strong("For bg1@contoso.onmicrosoft.com.").then(" Credential no. 1.")),
        Block::Rule,
        in_clear(20.0),
        Block::Rule,
        Block::LookAlikes { label: "Easily misread, and in this password".to_owned(), characters: names.map(|(sign, name)| alike(sign, name)).into(), columns: 4 },
        Block::Heavy(vec![
            Block::Heading("DESTROY AFTER USE".to_owned()),
            Block::Steps(1, vec!["Set this password on the account, and sign in with it once. The sign-in also needs the security key: a password alone opens no Microsoft admin portal.".into(), "Delete the file provisioning.pdf. Switch the printer off.".into(), "Cut at the line. Shred or burn the upper part, before the witness.".into(), "Sign the receipt, and staple it to the ceremony sheet.".into()]),
        ]),
        Block::Cut { label: "Cut here".to_owned(), blocks: receipt },
    ]
}

fn sealed_copy(paper: Paper) -> Vec<Block> {
    let names = [
        "0 zero",
        "1 one",
        "2 two",
        "5 five",
        "6 six",
        "8 eight",
        "9 nine",
        "O capital o",
        "I capital i",
        "Z capital z",
        "S capital s",
        "G capital g",
        "B capital b",
        "g small g",
        "o small o",
        "l small L",
        "z small z",
        "s small s",
        "b small b",
        "& and",
        "q small q",
    ];
    let characters =
        names.iter().filter_map(|name| name.split_once(' ')).map(|(sign, name)| alike(sign, name));
    let first = || {
        vec![
            title("Sealed copy 1 of 2"),
            Block::Lead(Text::strong("This sheet opens the account by itself.").then(" No share is needed.")),
            Block::Fields(vec![
                vec![
                    words("Kit", "Contoso emergency access 1", 6),
                    words("Account", "bg1@contoso.onmicrosoft.com", 7),
                    words("Made", "2026-11-24", 4),
                ],
                vec![
                    words("Secret", "Password", 6),
                    words("Credential", "no. 1", 7),
                    words("Renew by", "2027-02-22", 4),
                ],
            ]),
            Block::Text(
                Text::strong("The password alone opens no Microsoft admin portal.")
                    .then(" The sign-in also needs the security key with its PIN, or the certificate."),
            ),
            never(),
        ]
    };
    let mut short = first();
    let next = short.split_off(3);
    let ways = vec![first().into(), Way { here: short, next }];
    let second = vec![
        Block::Heading("Scan the square, or type the six lines".to_owned()),
        Block::Text(Text::new("The gaps between the groups only help the eye: do not type them.")),
        Block::Zone(vec![in_clear(18.0)]),
    ];
    let (mut second, mut third) = (second, sealing());
    // There is more room on the last panel of Letter than of A4, and less on the middle one.
    let alikes = Block::LookAlikes {
        label: "Easily misread".to_owned(),
        characters: characters.collect(),
        columns: 7,
    };
    match paper {
        Paper::A4 => second.push(alikes),
        Paper::Letter => third = vec![alikes, third.swap_remove(0), third.swap_remove(1)],
    }
    vec![Block::Fold(1, ways), Block::Fold(2, vec![second.into()]), Block::Fold(3, vec![third.into()])]
}
