//! What the sheets of a kit say, and what they must not.

use super::*;
use crate::id::{Epoch, Fingerprint, Generation, KeyId, Recipient, SetId};
use crate::lines::CheckedLine;
use crate::plan::{Contact, Custodian};
use crate::qr::{self, Grid, Level};
use crate::secret::SecretText;
use time::macros::date;

const ACCOUNT: &str = "bg1@contoso.onmicrosoft.com";
const SHA256: &str = "2f8104fba08f6d3682da2bd8e369316ba4c123b1612dd272d1371c17149d4395";

/// A kit with everything in it that must not stand on every sheet.
pub fn context() -> SheetContext {
    let secret = |name: &str, profile: &str, characters| SecretInfo {
        name: name.to_owned(),
        account: ACCOUNT.to_owned(),
        profile: profile.to_owned(),
        generation: Generation::new(2).unwrap(),
        characters,
    };
    let custodian = |name: &str, place: &str| Custodian {
        name: name.to_owned(),
        place: place.to_owned(),
        phone: String::new(),
    };
    SheetContext {
        label: "Contoso emergency access 1".to_owned(),
        accounts: vec![ACCOUNT.to_owned()],
        secrets: vec![secret("Password", "entra", Some(120)), secret("Vault key", "text", None)],
        made: date!(2026 - 11 - 24),
        next_rotation: date!(2027 - 02 - 22),
        next_drill: date!(2027 - 02 - 22),
        generation: Generation::new(2).unwrap(),
        replaces: Some(Generation::FIRST),
        staying: vec![(Generation::FIRST, vec!["PIN of the security key".to_owned()])],
        threshold: 2,
        shares: 3,
        epoch: Epoch::FIRST,
        set_id: SetId::parse("6LBE-6R2U").unwrap(),
        key_id: KeyId::parse("6LBE").unwrap(),
        recipient: Recipient::parse("age1u6kpwrt7cgp2cjw4ha0lc6qejrj3zv2tdvdd0emalpxm960fw5tscd6gjv")
            .unwrap(),
        fingerprint: Fingerprint::parse("8b0e 7153 bf7c 3706 d85c 524e 4400 6655").unwrap(),
        custodians: vec![
            custodian("Anna Berg", "Safe, head office"),
            custodian("Jonas Weiss", "Safe, branch Ulm"),
            custodian("Mira Novak", "Bank box 114"),
        ],
        contacts: vec![
            Contact { name: "Petra Lang".to_owned(), phone: "+49 731 5550 101".to_owned() },
            Contact { name: "Tomas Holm".to_owned(), phone: "+49 731 5550 102".to_owned() },
        ],
        paper: Paper::A4,
        made_offline: false,
        date_given: false,
        version: "0.2.0".to_owned(),
        binary: None,
        texts: crate::texts::english(),
    }
}

/// So many lines that look like those of a code.
pub fn lines(count: usize) -> Vec<CheckedLine> {
    const LINES: [&str; 4] =
        ["6LBE6R2UAIBAGAPRHA", "RV77SARG7YXMS7WY5O", "FCWQRTZF72RZNLTU5U", "PMWOFNSSXZM4EEDGRK"];
    let data = LINES.iter().cycle().map(|line| SecretText::new((*line).to_owned()));
    let line = |(number, data)| CheckedLine { number, data, check: SecretText::new("Z7".to_owned()) };
    (1..).zip(data).map(line).take(count).collect()
}

/// A square of this kind, full of letters.
pub fn square(head: &str, characters: usize) -> Grid {
    let letters: String = "RV77SARG7YXMS7WY5OFCWQRTZF".chars().cycle().take(characters).collect();
    qr::alphanumeric(&format!("{head}{letters}"), Level::Medium).unwrap()
}

/// Secrets in clear, each with its profile; the first one is generated.
pub fn clear<'a>(values: &'a [(&'a str, &'a str, SecretText)]) -> Vec<ProvisionedSecret<'a>> {
    let clear =
        |(i, (name, profile, value)): (usize, &'a (&'a str, &'a str, SecretText))| ProvisionedSecret {
            name,
            account: ACCOUNT,
            profile,
            characters: value.expose().chars().count(),
            entropy_bits: (i == 0).then_some(700.0),
            value,
            grid: qr::text(value.expose(), Level::Medium).unwrap(),
        };
    values.iter().enumerate().map(clear).collect()
}

pub fn the_share(context: &SheetContext, x: u8) -> Sheet {
    let code: String = lines(4).iter().map(|line| line.data.expose().to_owned()).collect();
    let grid = qr::alphanumeric(&format!("SK1:S:{code}"), Level::High).unwrap();
    share(context, x, lines(4), grid, "9fc1 6823 f19e 1557")
}

pub fn the_credential(context: &SheetContext, count: usize) -> Sheet {
    let parts = (18 * count).div_ceil(432);
    let head = |part| format!("SK1:C:6LBE:00001:{part:02}:{parts:02}:");
    let grids = (1..=parts).map(|part| square(&head(part), 432)).collect();
    credential(context, lines(count), grids, 597, SHA256)
}

/// Every word that these blocks say, whichever way their panels are filled.
fn said(blocks: &[Block]) -> String {
    blocks.iter().map(said_by).collect::<Vec<_>>().join("\n")
}

fn said_by(block: &Block) -> String {
    let text = |text: &Text| text.0.iter().map(|span| span.words.as_str()).collect::<String>();
    let fields = |rows: &[Vec<Field>]| {
        let one = |field: &Field| match &field.value {
            Value::Words(words) | Value::Mono(words) => format!("{}: {words}\n", field.label),
            Value::Blank => format!("{}: ____\n", field.label),
        };
        rows.iter().flatten().map(one).collect::<String>()
    };
    let ways = |ways: &[Way]| {
        ways.iter()
            .map(|way| format!("{}\n{}", said(&way.here), said(&way.next)))
            .collect::<Vec<_>>()
            .join("\n")
    };
    match block {
        Block::Title { title, tags } => format!("{title} {tags:?}"),
        Block::Section { title, note } => format!("{title} {}", text(note)),
        Block::Heading(words) | Block::Shout(words) => words.clone(),
        Block::Lead(words) | Block::Text(words) | Block::Blank(words) => text(words),
        Block::Steps(_, steps) => steps.iter().map(text).collect::<Vec<_>>().join("\n"),
        Block::Fields(rows) | Block::Bare(rows) => fields(rows),
        Block::Table(table) => format!("{:?} {:?}", table.columns, table.rows),
        Block::Columns(columns) => {
            columns.iter().map(|(_, blocks)| said(blocks)).collect::<Vec<_>>().join("\n")
        }
        Block::Heavy(blocks) | Block::Leaf(blocks) | Block::Together(blocks) | Block::Zone(blocks) => {
            said(blocks)
        }
        Block::Cut { label, blocks } => format!("{label} {}", said(blocks)),
        Block::Fold(_, all) => ways(all),
        Block::Packet(packet) => {
            let steps = packet.steps.iter().map(|(_, step)| text(step)).collect::<Vec<_>>();
            format!("{}\n{}", ways(&packet.cover), steps.join("\n"))
        }
        Block::Compare(values) => format!("{values:?}"),
        Block::Codes { codes, .. } => codes.iter().map(|code| code.caption.as_str()).collect(),
        Block::Clear(clear) => text(&clear.note),
        Block::LookAlikes { label, .. } => label.clone(),
        Block::Lines(_) | Block::Rule | Block::Space(_) | Block::PageBreak => String::new(),
        _ => panic!("a block of edition 1"),
    }
}

fn part(part: &Part) -> String {
    format!("{} {:?} {}\n{}", part.name, part.head, part.foot, said(&part.blocks))
}

fn whole(sheet: &Sheet) -> String {
    sheet.parts.iter().map(part).collect::<Vec<_>>().join("\n")
}

fn in_clear() -> [(&'static str, &'static str, SecretText); 2] {
    [
        ("Password", "entra", SecretText::new("cs5jbLL3PFdbHwQCiDoE".repeat(6))),
        ("Vault key", "text", SecretText::new("é".repeat(137))),
    ]
}

#[test]
fn a_share_is_printed_with_its_packet_and_its_custody_card() {
    let sheet = the_share(&context(), 2);
    let names: Vec<&str> = sheet.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["Share 2 of 3", "Packet for share 2 of 3", "Custody card 2 of 3"]);
    assert_eq!(sheet.code_lines().len(), 1);
    let folded: Vec<bool> = sheet.parts.iter().map(|part| part.folded).collect();
    assert_eq!(folded, [true, true, false]);
}

#[test]
fn packets_and_cards_show_the_label_and_never_the_account() {
    let context = context();
    let sheet = the_share(&context, 2);
    let covers = covers(&context, &vec!["9fc1 6823 f19e 1557".to_owned(); 3]);
    let values = in_clear();
    let copy = sealed_copy(&context, clear(&values), 1, 2);

    let packets = sheet.parts[1..].iter().chain(&covers.parts).chain(&copy.parts[1..]);
    for said in packets.map(part) {
        assert!(!said.contains("contoso.onmicrosoft"), "{said}");
        assert!(said.contains(&context.label), "{said}");
    }
    assert!(part(&sheet.parts[0]).contains(ACCOUNT));
}

#[test]
fn a_custodian_reads_no_word_of_the_operator() {
    let context = context();
    let said = [whole(&the_share(&context, 1)), whole(&covers(&context, &vec![SHA256.to_owned(); 3]))];
    for said in said {
        let lower = said.to_lowercase();
        for word in ["epoch", "recipient", "payload", "split", "generation", "polynomial", "offline"] {
            assert!(!lower.contains(word), "{word}: {said}");
        }
    }
}

#[test]
fn a_credential_names_nobody_who_keeps_a_share() {
    let context = context();
    let said = whole(&the_credential(&context, 56));
    for custodian in &context.custodians {
        assert!(!said.contains(&custodian.name) && !said.contains(&custodian.place), "{said}");
    }
    assert!(said.contains("Petra Lang"));
    assert!(said.contains("Keep credential no. 1 too: it still holds PIN of the security key."));
    assert!(said.contains("2f81 04fb a08f"));
    assert!(said.contains("597 bytes"));
}

#[test]
fn the_length_of_an_imported_secret_stands_nowhere_else() {
    let context = context();
    let values = in_clear();
    let sheets = [
        the_share(&context, 1),
        the_credential(&context, 56),
        provisioning(&context, clear(&values)),
        sealed_copy(&context, clear(&values), 1, 2),
    ];
    for sheet in sheets {
        let said = whole(&sheet);
        let numbers = said.split(|c: char| !c.is_alphanumeric());
        assert!(numbers.into_iter().all(|word| word != "137" && word != "274"), "{said}");
    }
    assert!(whole(&provisioning(&context, clear(&values))).contains("120 characters"));
}

#[test]
fn covers_show_no_code_and_nothing_in_clear() {
    fn is_secret(block: &Block) -> bool {
        let any = |blocks: &[Block]| blocks.iter().any(is_secret);
        match block {
            Block::Lines(_) | Block::Codes { .. } | Block::Clear(_) | Block::LookAlikes { .. } => true,
            Block::Leaf(blocks) => any(blocks),
            Block::Columns(columns) => columns.iter().any(|(_, blocks)| any(blocks)),
            Block::Packet(packet) => packet.cover.iter().any(|way| any(&way.here) || any(&way.next)),
            Block::Fold(..) => true,
            _ => false,
        }
    }
    let covers = covers(&context(), &vec![SHA256.to_owned(); 3]);
    assert_eq!(covers.file_name(), "covers.pdf");
    assert_eq!(covers.parts.len(), 6);
    assert!(!covers.parts.iter().flat_map(|part| &part.blocks).any(is_secret));
    assert!(!covers.kind.shows_secret());
}

/// The same pattern on two packets would be one that somebody can subtract.
#[test]
fn every_packet_has_a_pattern_of_its_own_and_keeps_it() {
    let context = context();
    let seed = |part: &Part| match &part.blocks[..] {
        [Block::Packet(packet)] => packet.seed,
        _ => panic!("no packet"),
    };
    let values = in_clear();
    let copies = [1, 2].map(|number| seed(&sealed_copy(&context, clear(&values), number, 2).parts[1]));
    let share = seed(&the_share(&context, 1).parts[1]);
    let again = seed(&covers(&context, &["9FC16823F19E1557aaaa".to_owned()]).parts[0]);
    assert_eq!(share, 0x9fc1_6823_f19e_1557);
    assert_eq!(share, again);
    assert_ne!(copies[0], copies[1]);
}

/// Nobody is left out of the custody card, and where the packet has no room it says so.
#[test]
fn no_contact_is_dropped_without_a_word() {
    let mut context = context();
    let contact = |i| Contact { name: format!("Person {i}"), phone: format!("+49 {i}") };
    context.contacts = (1..=16).map(contact).collect();
    let card = part(&custody_card(&context, 1));
    assert!((1..=16).all(|i| card.contains(&format!("Person {i}"))), "{card}");

    let packet = part(&packet(&context, 1, 1));
    assert!(packet.contains("14 more people: see the custody card."), "{packet}");
    assert!(packet.contains("Call two of the people on the custody card."), "{packet}");
}

#[test]
fn a_card_has_a_row_for_each_credential_that_counts_and_for_those_to_come() {
    let card = part(&custody_card(&context(), 1));
    for number in 1..=7 {
        assert!(
            card.contains(&format!("[Span {{ style: Plain, words: \"{number}\" }}]")),
            "{number}: {card}"
        );
    }
    assert!(card.contains("Keep no. 1 here"));
    assert!(card.contains("Take the old sheet away only when you are told that the new one works."));
}

/// A long secret goes on on further pages, and loses nothing.
#[test]
fn a_sealed_copy_shows_the_whole_secret_in_pieces() {
    let value = "0123456789abcdef".repeat(64);
    let values = [("Key", "text", SecretText::new(value.clone()))];
    let copy = sealed_copy(&context(), clear(&values), 1, 1);
    let shown: String = copy.parts[0]
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Fold(2, ways) => ways[0].here.iter().find_map(|block| match block {
                Block::Zone(zone) => match &zone[..] {
                    [Block::Clear(clear)] => Some(clear.value.expose().to_owned()),
                    _ => None,
                },
                _ => None,
            }),
            _ => None,
        })
        .collect();
    assert_eq!(shown, value);
}
