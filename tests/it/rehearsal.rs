//! The share set to rehearse on, which is the same in every handbook: any two of its
//! three shares give what the handbook prints.

use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use sealkit::credential::{Credential, CredentialCode, Secret};
use sealkit::id::{Epoch, Generation, Recipient, SetId};
use sealkit::recovery::Recovery;
use sealkit::seal;
use sealkit::secret::{Identity, SecretText};
use sealkit::shamir::{self, Point, Quorum};
use sealkit::share::Share;
use sha2::{Digest, Sha256};
use time::macros::date;
use zeroize::Zeroizing;

use crate::handbook;

const ASSET: &str = include_str!("../../assets/rehearsal.txt");

fn starting(with: &str) -> Vec<&'static str> {
    ASSET.lines().filter(|line| line.starts_with(with)).collect()
}

#[test]
fn any_two_of_the_three_open_to_what_is_printed() {
    let shares = starting("SK1:S:");
    for pair in [[0, 1], [0, 2], [1, 2], [2, 0]] {
        let mut recovery = Recovery::default();
        for text in pair.map(|i| shares[i]).iter().chain(&starting("SK1:C:")) {
            recovery.add_text(text);
        }
        let opened = recovery.open().unwrap();
        let secrets: Vec<_> = opened.credential.secrets.iter().map(|s| s.value.expose()).collect();
        assert_eq!(secrets, ["THIS IS NOT A SECRET"]);
        let identity = seal::identity_text(&opened.identity).unwrap();
        assert_eq!([identity.expose()], starting("AGE-SECRET-KEY-1")[..]);
        assert_eq!([seal::recipient_of(&opened.identity).unwrap().to_string()], starting("age1")[..]);
    }
    let share = Share::from_code(&shares[0][6..]).unwrap();
    assert_eq!(
        (share.set().to_string().as_str(), share.epoch(), share.quorum().shares()),
        ("TEST-ONLY", Epoch::REHEARSAL, 3)
    );
}

#[test]
fn the_handbook_shows_exactly_this_set_the_calibration_and_the_program() {
    for paper in [sealkit::plan::Paper::A4, sealkit::plan::Paper::Letter] {
        let found = sealkit::scan::pdf(&handbook::pdf(paper)).unwrap();
        let drawn: Vec<&str> = found.iter().map(|found| found.text.expose()).collect();
        let program = sealkit::program::qr_texts();
        let program: Vec<&str> = program.iter().map(String::as_str).collect();
        let calibration = vec![sealkit::keyboard::CALIBRATION];
        let expected = [calibration, starting("SK1:S:"), starting("SK1:C:"), program].concat();
        assert_eq!(drawn, expected);

        let sheet = handbook::handbook(paper);
        let typed: Vec<String> = sheet
            .code_lines()
            .iter()
            .map(|block| block.lines.iter().map(|line| line.data.expose()).collect())
            .collect();
        let shares = starting("SK1:S:").into_iter().map(|code| code[6..].to_owned());
        let credential: String = starting("SK1:C:").into_iter().map(|part| &part[20..]).collect();
        assert_eq!(typed, shares.chain([credential]).collect::<Vec<_>>());
    }
}

/// What made `assets/rehearsal.txt`; a new one would differ in the sealed part, since age
/// draws its own randomness. The key is no secret: it is the first of a counted row whose
/// set id reads TEST-ONLY. `cargo test --test it rehearsal::make -- --ignored --nocapture`.
#[test]
#[ignore = "made once; takes minutes"]
fn make() {
    let numbered = |what: &str, number: u32| -> [u8; 32] {
        Sha256::digest([what.as_bytes(), &number.to_be_bytes()].concat()).into()
    };
    let identity = |number| Identity::new(Zeroizing::new(numbered("sealkit rehearsal key", number)));
    let recipient = |number| seal::recipient_of(&identity(number)).unwrap();
    let number = (0u32..).find(|&number| recipient(number).key_id().to_string() == "TEST").unwrap();
    let (identity, recipient) = (identity(number), recipient(number));
    let quorum = Quorum::new(2, 3).unwrap();
    let split = |number| {
        let mut rng = ChaCha20Rng::from_seed(numbered("sealkit rehearsal split", number));
        let points = shamir::split(&identity, quorum, &mut rng);
        let first: Vec<&Point> = points.iter().take(2).collect();
        (SetId::of(&recipient, Epoch::REHEARSAL, quorum, &first), points)
    };
    let (set, points) = (0u32..).map(split).find(|(set, _)| set.to_string() == "TEST-ONLY").unwrap();
    for point in points {
        println!("{}", Share::new(set, Epoch::REHEARSAL, quorum, point).unwrap().qr_text().expose());
    }
    sealed(&recipient).qr_texts().iter().for_each(|part| println!("{part}"));
    println!("{}\n{recipient}", seal::identity_text(&identity).unwrap().expose());
}

fn sealed(recipient: &Recipient) -> CredentialCode {
    let text = Credential {
        title: "REHEARSAL ONLY".to_owned(),
        key: recipient.key_id(),
        generation: Generation::FIRST,
        sealed: date!(2026 - 11 - 21),
        elsewhere: Vec::new(),
        padding: None,
        secrets: vec![Secret {
            name: "REHEARSAL".to_owned(),
            account: "nobody".to_owned(),
            profile: "none".to_owned(),
            value: SecretText::new("THIS IS NOT A SECRET".to_owned()),
        }],
    };
    let age_file = seal::seal(&text.to_text(), recipient).unwrap();
    CredentialCode::new(recipient.key_id(), Generation::FIRST, age_file).unwrap()
}
