//! Secrets that stay in earlier credentials, as the library finds them; what hides the length
//! of an imported one; and key ids that are different within a run.

use crate::fixtures::{self, Codes};
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use sealkit::credential::{Credential, CredentialCode, Elsewhere, Secret, padding};
use sealkit::id::Generation;
use sealkit::kit::{Imported, Kit, KitError, Machine, Maker, Operation, Request};
use sealkit::plan::Plan;
use sealkit::record::Record;
use sealkit::recovery::{Expected, OpenError, Opened, Recovery, Search, VouchedBy};
use sealkit::seal;
use sealkit::secret::SecretText;
use sha2::{Digest, Sha256};
use time::macros::date;

fn number(generation: u16) -> Generation {
    Generation::new(generation).unwrap()
}

/// A credential of the kit with these secrets, and these that stay elsewhere.
fn sealed(kit: &Codes, generation: u16, held: &[(&str, &str)], elsewhere: &[(&str, u16)]) -> CredentialCode {
    let secret = |(name, value): &(&str, &str)| Secret {
        name: (*name).to_owned(),
        account: "bg1".to_owned(),
        profile: "none".to_owned(),
        value: SecretText::new((*value).to_owned()),
    };
    let also = |(name, generation): &(&str, u16)| Elsewhere {
        name: (*name).to_owned(),
        generation: number(*generation),
    };
    let text = Credential {
        title: "kit".to_owned(),
        key: kit.recipient.key_id(),
        generation: number(generation),
        sealed: date!(2026 - 11 - 21),
        elsewhere: elsewhere.iter().map(also).collect(),
        secrets: held.iter().map(secret).collect(),
        padding: None,
    }
    .to_text();
    let file = seal::seal(&text, &kit.recipient).unwrap();
    CredentialCode::new(kit.recipient.key_id(), number(generation), file).unwrap()
}

/// What opens with a quorum, these credentials in this order, and a record.
fn open(
    kit: &Codes,
    credentials: &[&CredentialCode],
    expected: Option<Expected>,
) -> Result<Opened, OpenError> {
    let mut recovery = Recovery::new(expected);
    [1, 3].iter().for_each(|x| drop(recovery.add_text(&kit.qr(*x))));
    credentials.iter().for_each(|code| drop(recovery.add_text(&code.qr_texts().join("\n"))));
    recovery.open()
}

/// Names, values and generations of what opened.
fn found(opened: &Opened) -> Vec<(String, String, u16)> {
    let one = |(s, generation): (&Secret, Generation)| {
        (s.name.clone(), s.value.expose().to_owned(), generation.number())
    };
    opened.secrets().map(one).collect()
}

fn expected(kit: &Codes, newest: &CredentialCode, earlier: &CredentialCode) -> Expected {
    let hash = |code: &CredentialCode| Sha256::digest(code.age_file()).into();
    Expected {
        generation: newest.generation(),
        payload: hash(newest),
        elsewhere: vec![Elsewhere { name: "PIN".to_owned(), generation: earlier.generation() }],
        earlier: vec![(earlier.generation(), hash(earlier))],
        ..kit.expected()
    }
}

struct Pieces {
    kit: Codes,
    first: CredentialCode,
    newest: CredentialCode,
}

/// Generation 1 holds both, generation 4 a new password and the name of the PIN.
fn pieces() -> Pieces {
    let kit = fixtures::codes(1, 2, 3);
    let first = sealed(&kit, 1, &[("Password", "old"), ("PIN", "1234")], &[]);
    let newest = sealed(&kit, 4, &[("Password", "new")], &[("PIN", 1)]);
    Pieces { kit, first, newest }
}

fn both() -> Vec<(String, String, u16)> {
    vec![("Password".to_owned(), "new".to_owned(), 4), ("PIN".to_owned(), "1234".to_owned(), 1)]
}

#[test]
fn only_the_newest_credential_says_where_a_secret_lives() {
    let Pieces { kit, first, newest } = pieces();
    // Each of these says something else, and none of it counts.
    let strays = [
        sealed(&kit, 2, &[("PIN", "forged"), ("Password", "forged")], &[]),
        sealed(&kit, 3, &[("PIN", "forged")], &[("Password", 2)]),
        sealed(&kit, 2, &[("Other", "forged")], &[("PIN", 1), ("Password", 1)]),
    ];
    for stray in &strays {
        for order in [[&first, &newest, stray], [stray, &newest, &first], [&newest, &first, stray]] {
            assert_eq!(found(&open(&kit, &order, None).unwrap()), both());
        }
        let alone = open(&kit, &[stray, &newest], None).unwrap();
        assert_eq!(found(&alone), both()[..1]);
        let missing: Vec<_> =
            alone.missing().map(|held| (held.name.as_str(), held.generation.number())).collect();
        assert_eq!(missing, [("PIN", 1)]);
    }
    // The one that the newest names holds no PIN of its own, wherever it sends to.
    let chain = sealed(&kit, 2, &[("Other", "x")], &[("PIN", 1)]);
    let newest = sealed(&kit, 4, &[("Password", "new")], &[("PIN", 2)]);
    let opened = open(&kit, &[&first, &chain, &newest], None).unwrap();
    assert_eq!(found(&opened), both()[..1]);
    assert!(opened.missing().all(|held| matches!(held.search, Search::NotHeld)));
    assert_eq!(opened.unneeded().collect::<Vec<_>>(), [number(1)]);
}

#[test]
fn two_that_could_hold_it_are_a_fork() {
    let Pieces { kit, first, newest } = pieces();
    let forged = sealed(&kit, 1, &[("PIN", "forged")], &[]);
    let fork = open(&kit, &[&newest, &first, &forged], None).err();
    assert!(matches!(fork, Some(OpenError::Fork { generation, .. }) if generation == number(1)));
}

#[test]
fn a_compared_record_knows_the_older_credential_too() {
    let Pieces { kit, first, newest } = pieces();
    let forged = sealed(&kit, 1, &[("PIN", "forged")], &[]);
    let record = expected(&kit, &newest, &first);
    let compared = || Some(record.clone().compared());

    for order in [[&first, &newest, &forged], [&forged, &newest, &first], [&newest, &forged, &first]] {
        let opened = open(&kit, &order, compared()).unwrap();
        assert_eq!((found(&opened), opened.vouched_by), (both(), VouchedBy::ComparedRecord));
        assert_eq!(opened.failed, [OpenError::EarlierNotInRecord(number(1))]);
    }
    let opened = open(&kit, &[&newest, &forged], compared()).unwrap();
    assert_eq!(found(&opened), both()[..1]);
    assert!(opened.missing().all(|held| matches!(held.search, Search::NotBrought)));

    // The older one alone is no stand-in for the newest.
    let alone = open(&kit, &[&first], compared()).err();
    assert_eq!(alone, Some(OpenError::Generation { found: number(1), recorded: number(4) }));

    // A record that nobody compared excludes nothing, and says what does not agree.
    let opened = open(&kit, &[&newest, &forged], Some(record.clone())).unwrap();
    assert_eq!(opened.contradictions, [OpenError::EarlierNotInRecord(number(1))]);
    assert_eq!(opened.vouched_by, VouchedBy::Nothing);
    let other = Expected { elsewhere: Vec::new(), earlier: Vec::new(), ..record };
    let opened = open(&kit, &[&newest, &first], Some(other)).unwrap();
    assert_eq!(
        (found(&opened), opened.contradictions),
        (both(), vec![OpenError::OtherPlace("PIN".to_owned()), OpenError::EarlierNotInRecord(number(1))])
    );
}

#[test]
fn work_by_the_record_takes_nothing_from_a_forged_older_one() {
    let Pieces { kit, first, newest } = pieces();
    let forged = sealed(&kit, 1, &[("PIN", "forged")], &[]);
    let mut recovery = Recovery::new(Some(expected(&kit, &newest, &first)));
    [1, 3].iter().for_each(|x| drop(recovery.add_text(&kit.qr(*x))));
    [&newest, &forged].iter().for_each(|code| drop(recovery.add_text(&code.qr_texts().join("\n"))));
    let opened = recovery.open_as_recorded().unwrap();
    assert_eq!(found(&opened), both()[..1]);
    assert_eq!(opened.failed, [OpenError::EarlierNotInRecord(number(1))]);
}

const PLAN: &str = r#"
sealkit-plan = 1
label = "Contoso"
[[secrets]]
name = "Password"
account = "bg1@contoso.onmicrosoft.com"
[[secrets]]
name = "Phrase"
account = "safe"
profile = "luks"
source = "import"
"#;

fn request(plan: &str, value: Option<&str>) -> Request {
    Request {
        plan: Plan::parse(plan).unwrap(),
        imports: value
            .map(|value| Imported { name: "Phrase".to_owned(), value: SecretText::new(value.to_owned()) })
            .into_iter()
            .collect(),
        date: date!(2026 - 11 - 21),
        date_given: true,
        provisioning: false,
        sealed_copies: None,
        machine: Machine {
            made_offline: true,
            checks: vec![],
            tool_version: "0.0.0".to_owned(),
            tool_sha256: None,
            entropy_sources: vec!["a seed, in a test".to_owned()],
        },
    }
}

fn generated() -> String {
    PLAN[..PLAN.rfind("[[secrets]]").unwrap()].to_owned()
}

fn make(maker: &mut Maker, request: &Request, seed: u8) -> Result<Kit, KitError> {
    maker.make(request, Operation::New, &mut ChaCha20Rng::from_seed([seed; 32]))
}

fn file<'a>(kit: &'a Kit, name: &str) -> &'a [u8] {
    kit.files.iter().find(|file| file.name == name).unwrap().bytes.expose()
}

/// The bytes of an age file behind its header, whose length is drawn at random.
fn body(age_file: &[u8]) -> usize {
    let mac = age_file.windows(5).position(|five| five == b"\n--- ").unwrap();
    age_file.len() - mac
}

#[test]
fn the_age_file_of_a_class_has_one_length() {
    let maker = &mut Maker::default();
    let mut length =
        |value: &str| body(file(&make(maker, &request(PLAN, Some(value)), 1).unwrap(), "payload.age"));
    let classes = [(1, 64), (65, 128), (129, 256), (257, 512)];
    let lengths = classes.map(|(least, most)| {
        let all = [least, least + 7, most].map(|size| length(&"x".repeat(size)));
        assert!(all.iter().all(|other| *other == all[0]), "{least} to {most}: {all:?}");
        // Bytes count, not characters.
        assert_eq!(length(&"é".repeat(most / 2)), all[0]);
        all[0]
    });
    assert_eq!(lengths.map(|length| length - lengths[0]), [0, 64, 192, 448]);

    // A kit of generated secrets grows by nothing.
    let kit = make(&mut Maker::default(), &request(&generated(), None), 1).unwrap();
    let record = Record::parse(std::str::from_utf8(file(&kit, "record.json")).unwrap()).unwrap();
    let made = record.made();
    let head = format!(
        "sealkit credential 1\ntitle: Contoso\nkey: {}\ngeneration: 1\nsealed: 2026-11-21\n\nsecret: Password\n\
         account: bg1@contoso.onmicrosoft.com\nprofile: entra\nvalue: \n",
        made.key_id
    );
    let mac = "\n--- ".len() + 43 + 1;
    assert_eq!(body(file(&kit, "payload.age")), mac + 16 + head.len() + 120 + 16);
    assert_eq!(padding([]), 0);
}

#[test]
fn no_two_kits_of_a_run_have_one_key_id() {
    let request = request(&generated(), None);
    let run = &mut Maker::default();
    let ids: Vec<_> = (0..3).map(|_| make(run, &request, 7).unwrap().summary.recipient.key_id()).collect();
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
    // Without a run to remember them, the same seed gives the same key.
    let again = make(&mut Maker::default(), &request, 7).unwrap();
    assert_eq!(again.summary.recipient.key_id(), ids[0]);
}
