//! A credential, a ceremony, a page of a handbook.

use super::{CODE, part, picture, secret, sheet, table, title, words};
use crate::lines::CheckedLine;
use crate::plan::Paper;
use crate::qr::{Level, text};
use crate::sheet::*;

/// A credential sheet.
pub fn credential(paper: Paper) -> Sheet {
    let code = |n: usize| QrSquare {
        grid: text(&CODE.concat().repeat(n + 5), Level::Medium).unwrap(),
        caption: format!("SQUARE {n} OF 2"),
    };
    let line =
        |i: usize| CheckedLine { number: i as u16 + 1, data: secret(CODE[i % 4]), check: secret("Z7") };
    let first = vec![
        title("Credential No. 1"),
        Block::Lead(Text::strong("Useless without 2 of the 3 shares. Safe to copy.").then(" A higher number replaces it.")),
        Block::Heavy(vec![Block::Text(Text::strong("Never seen this before?").then(" It holds the passwords of an emergency account, locked. Two shares unlock them. ").bold("Start with page 1 of the Recovery Handbook."))]),
        Block::Bare(vec![
            vec![words("Kit", "Contoso emergency access 1", 6), words("Account", "bg1@contoso.onmicrosoft.com", 5), words("Made", "2026-11-24", 3)],
            vec![words("Replaces", "nothing, it is the first", 6), words("New credential due", "2027-02-22", 5), words("Next drill due", "2027-02-22", 3)],
        ]),
        Block::Table(table(7.0, &[("What it holds", 5), ("For", 7)]).rows([vec!["Password".into(), "bg1@contoso.onmicrosoft.com".into()], vec!["PIN of the security key".into(), "key 10000001".into()]])),
        Block::Columns(vec![
            (78, vec![Block::Codes { codes: vec![code(1), code(2)], per_row: 2, module: 255 }]),
            (22, vec![Block::Heading("Scan both squares".to_owned()), Block::Text("In any order, on a computer with no network.".into()), Block::Text(Text::strong("Never with a phone.")), Block::Text("No scanner? Type the 48 lines on page 2.".into())]),
        ]),
        Block::Rule,
        Block::Heading("Is it genuine?".to_owned()),
        Block::Text("Anyone could print a sheet like this. Before trusting it, compare these two values with the ceremony sheet.".into()),
        Block::Compare(vec![("Kit fingerprint".to_owned(), "8b0e 7153 bf7c 3706 d85c 524e 4400 6655".to_owned()), ("Credential fingerprint".to_owned(), "2f81 04fb a08f 6d36 82da 2bd8 e369 316b a4c1 23b1 612d d272 d137 1c17 149d 4395".to_owned())]),
        Block::PageBreak,
        Block::Heading("The 48 lines".to_owned()),
        Block::Lines(Lines { heading: "SK1 C", lines: (0..48).map(line).collect(), size: 11.0, leading: 18.0, columns: 2 }),
    ];
    sheet("Credential", paper, vec![part("Credential", false, "SAFE TO COPY · OPENS NOTHING ALONE", first)])
}

/// A ceremony sheet.
pub fn ceremony(paper: Paper) -> Sheet {
    let strong = |words: &str, rest: &str| Text::strong(words).then(rest);
    let step = |number: usize, text: Text| ScriptStep { number, text, ticks: Vec::new(), below: Vec::new() };
    let role =
        |words: &str, name: &str| vec![Cell::Words(Text::strong(words)), name.into(), "".into(), "".into()];
    let mut computer = step(
        2,
        Text::strong("Computer.")
            .then(" No network. Run ")
            .mono("sealkit preflight")
            .then(". The witness reads its 32 words aloud, the leader ticks each row."),
    );
    let tick = |words: &str| vec![Cell::tick(words.to_owned())];
    computer.below = vec![Block::Table(
        table(7.0, &[("The words of sealkit 2.0", 1)]).rows(
            [
                "transit  universe  transit  frequency  eyeglass  vertigo",
                "eyetooth  commando  tonic  Norwegian  deadbolt",
            ]
            .map(tick),
        ),
    )];
    let mut make = step(
        4,
        Text::strong("Make.").then(" Run ").mono("sealkit new").then(
            ". The witness writes the set at the top of the page and this below, the leader reads both back:",
        ),
    );
    make.below = vec![Block::Boxes { label: "Kit fingerprint".to_owned(), groups: vec![4; 8] }];
    let mut read = step(6, strong("Read back.", " Each sheet is scanned or typed from its paper."));
    read.ticks = ["share 1", "share 2", "share 3", "credential"].map(str::to_owned).into();
    let mut destroy = step(
        8,
        strong(
            "Destroy.",
            " Cut the receipt off the provisioning sheet, shred or burn the rest before the witness, sign the receipt.",
        ),
    );
    destroy.below = vec![Block::Staple("Staple the receipt here".to_owned())];
    let mut hand = step(
        9,
        strong(
            "Hand over.",
            " Each custodian signs for the bag. Handbook, RECOVERY stick and credential go with it.",
        ),
    );
    let custodian = |n: usize, name: &str, place: &str| {
        vec![
            Cell::Number(n.to_string()),
            Cell::Words(Text::strong(name).then(format!("\n{place}"))),
            "".into(),
            "".into(),
            "".into(),
        ]
    };
    hand.below = vec![Block::Table(
        table(
            10.0,
            &[
                ("Share", 10),
                ("Custodian, place", 32),
                ("Bag serial", 28),
                ("Received: signature", 38),
                ("Time", 14),
            ],
        )
        .rows([
            custodian(1, "Anna Berg", "Safe head office"),
            custodian(2, "Jonas Weiss", "Safe branch Ulm"),
            custodian(3, "Mira Novak", "Bank box 114"),
        ]),
    )];
    let script = Script {
        labels: ["Done", "Step", "What happens", "Initials", "Time"].map(str::to_owned),
        steps: vec![
            step(
                1,
                strong(
                    "People.",
                    " Everyone here has signed above. Phones, watches and cameras are outside. Nobody else comes in.",
                ),
            ),
            computer,
            step(
                3,
                strong(
                    "Plan.",
                    " The leader reads it aloud: kit, account, secrets, 2 of 3, custodians, places. Everybody agrees.",
                ),
            ),
            make,
            step(
                5,
                strong(
                    "Print.",
                    " Each sheet once, on one side, by cable. One of them is page 3 of this sheet: it lists what was made. Staple it on.",
                ),
            ),
            read,
            destroy,
            hand,
            step(11, strong("Close.", " Computer and printer are off.")),
        ],
    };
    let blocks = vec![
        Block::Title {
            title: "Ceremony".to_owned(),
            tags: vec![Tag::Boxes { label: "Set: write it here in step 4".to_owned(), groups: vec![4, 4] }],
        },
        Block::Lead(Text::strong("Print this first. Work from top to bottom, with a pen.")),
        Block::Fields(vec![
            vec![
                words("Kit", "Contoso emergency access 1", 6),
                words("Account", "bg1@contoso.onmicrosoft.com", 6),
                words("Opens with", "any 2 of 3 shares", 3),
            ],
            vec![words("Date", "", 6), words("Place", "", 6), words("Computer", "", 3)],
        ]),
        Block::Heading("People".to_owned()),
        Block::Table(
            table(9.5, &[("Role", 8), ("Printed name", 10), ("Signature", 12), ("Time in", 5)]).rows([
                role("Leader", ""),
                role("Operator", ""),
                role("Witness", ""),
                role("Custodian 1", "Anna Berg"),
                role("Custodian 2", "Jonas Weiss"),
                role("Custodian 3", "Mira Novak"),
            ]),
        ),
        Block::Heading("Script".to_owned()),
        Block::Script(script),
        Block::Section {
            title: "Exceptions".to_owned(),
            note: "Anything that went differently, however small. More on the back.".into(),
        },
        Block::Table(table(9.9, &[("What happened", 27), ("Initials", 4), ("Time", 4)]).empty_rows(3)),
        Block::Together(vec![
            Block::Section {
                title: "Signatures".to_owned(),
                note: "We saw steps 1 to 11. Pages 1 to 3 say what happened.".into(),
            },
            Block::Table(
                table(
                    9.9,
                    &[("Role", 11), ("Printed name", 20), ("Signature", 22), ("Date, time, zone", 16)],
                )
                .rows([role("Leader", ""), role("Operator", ""), role("Witness", "")]),
            ),
        ]),
        Block::Table(
            table(
                9.0,
                &[("Two shares and the credential", 31), ("Minutes it took", 22), ("Next drill by", 16)],
            )
            .rows([vec![
                Cell::Ticks(vec!["opened the kit".to_owned(), "did not open it".to_owned()]),
                "".into(),
                Cell::Boxes(vec![4]),
            ]]),
        ),
    ];
    sheet("Ceremony", paper, vec![part("Ceremony sheet", false, "NO SECRET · KEEP IT LOCKED AWAY", blocks)])
}

/// A page of the handbook, and what is left.
pub fn handbook(paper: Paper) -> Sheet {
    let tile = |share: u16, number: &str, title: &str, blocks: Vec<Block>| Tile {
        share,
        number: number.to_owned(),
        title: title.to_owned(),
        ribbon: String::new(),
        beside: String::new(),
        heavy: false,
        blocks,
    };
    let say = |bold: &str, rest: &str| Block::Text(Text::strong(bold).then(rest));
    let first = Tile {
        ribbon: "TRY THIS FIRST".to_owned(),
        beside: String::new(),
        heavy: true,
        ..tile(
            60,
            "",
            "",
            vec![
                Block::Drawing(picture()),
                say(
                    "A USB stick or CD labelled RECOVERY?",
                    " Open it. Any computer will do: Windows, Mac or Linux.",
                ),
            ],
        )
    };
    let other = |bold: &str, rest: &str| {
        vec![tile(
            1,
            "",
            "",
            vec![Block::Columns(vec![(1, vec![Block::Drawing(picture())]), (1, vec![say(bold, rest)])])],
        )]
    };
    let icon = |bold: &str, rest: &str| {
        vec![
            Cell::Icon(Drawing { alt: String::new(), ..picture() }),
            Cell::Words(Text::strong(bold)),
            rest.into(),
        ]
    };
    let blocks = vec![
        Block::Title { title: "Open the kit".to_owned(), tags: vec![Tag::value("For every sheet marked", "SK1")] },
        Block::Lead(Text::strong("Five steps, two people, no hurry.").then(" One reads aloud, one types.")),
        Block::Tiles(vec![
            vec![
                tile(1, "1", "Gather", vec![Block::Drawing(picture()), say("Enough shares: each one says how many.", " And the credential with the highest number.")]),
                tile(1, "2", "Cut the network", vec![say("Use a computer with no network.", " Pull the cable, switch Wi-Fi off, leave phones outside.")]),
            ],
            vec![tile(1, "3", "Start the recovery program", vec![Block::Columns(vec![(62, vec![Block::Tiles(vec![vec![first]])]), (38, vec![Block::Tiles(vec![other("No stick?", " A computer with Python: page 3"), other("Neither?", " Common Linux tools: page 6")])])])])],
        ]),
        Block::Table(table(14.2, &[("", 9), ("", 34), ("", 57)]).rows([icon("The square does not scan.", "Lay the sheet flat and add light. Still nothing? Type the lines: they say the same as the square."), icon("The scanner types nonsense.", "Its keyboard language differs. Type the lines instead.")])),
        Block::Bar { left: "Something wrong?".to_owned(), right: "page 2".to_owned() },
        Block::Bar { left: "YOU ARE LOCKED OUT".to_owned(), right: String::new() },
        Block::Points(vec!["A point.".into(), "Another point, which says more than the first one, so that it takes a second line on the page; and this is what it takes.".into()]),
        Block::Listing(vec!["age --decrypt --identity key.txt payload.age".to_owned()]),
        Block::Text(Text::new("Words that follow.")),
    ];
    sheet(
        "Handbook",
        paper,
        vec![part("Recovery Handbook", false, "NO SECRET · ONE COPY IN EVERY SAFE", blocks)],
    )
}
