//! Codes of whole kits, made from a seed, for tests that need no sheet.
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use sealkit::credential::{Credential, CredentialCode, Secret};
use sealkit::id::{Epoch, Generation, Recipient, SetId};
use sealkit::recovery::Expected;
use sealkit::seal;
use sealkit::secret::{Identity, SecretText};
use sealkit::shamir::{self, Point, Quorum};
use sealkit::share::Share;
use sha2::{Digest, Sha256};
use time::macros::date;
use zeroize::Zeroizing;

/// All shares and one credential of a kit.
pub struct Codes {
    pub seed: u8,
    pub recipient: Recipient,
    pub shares: Vec<Share>,
    pub credential: CredentialCode,
}

pub fn identity(seed: u8) -> Identity {
    Identity::new(Zeroizing::new([seed; 32]))
}

pub fn codes(seed: u8, k: u8, n: u8) -> Codes {
    split(seed, k, n, 1, 1)
}

/// A kit of the key `seed` at a split and a generation; the secret says both.
pub fn split(seed: u8, k: u8, n: u8, epoch: u8, generation: u16) -> Codes {
    let identity = identity(seed);
    let recipient = seal::recipient_of(&identity).unwrap();
    let quorum = Quorum::new(k, n).unwrap();
    let mut rng = ChaCha20Rng::from_seed([seed ^ epoch; 32]);
    let epoch = Epoch::new(epoch);
    let points = shamir::split(&identity, quorum, &mut rng);
    let first: Vec<&Point> = points.iter().take(usize::from(k)).collect();
    let set = SetId::of(&recipient, epoch, quorum, &first);
    let shares = points.into_iter().map(|p| Share::new(set, epoch, quorum, p).unwrap()).collect();
    let credential = credential(&recipient, seed, generation, &secret(seed, generation));
    Codes { seed, recipient, shares, credential }
}

pub fn secret(seed: u8, generation: u16) -> String {
    format!("the secret of kit {seed} at generation {generation}")
}

pub fn credential(recipient: &Recipient, seed: u8, generation: u16, value: &str) -> CredentialCode {
    let generation = Generation::new(generation).unwrap();
    let text = Credential {
        title: format!("kit {seed}"),
        key: recipient.key_id(),
        generation,
        sealed: date!(2026 - 11 - 21),
        secrets: vec![Secret {
            name: "password".to_owned(),
            account: "bg1@contoso.onmicrosoft.com".to_owned(),
            profile: "entra".to_owned(),
            value: SecretText::new(value.to_owned()),
        }],
    }
    .to_text();
    CredentialCode::new(recipient.key_id(), generation, seal::seal(&text, recipient).unwrap()).unwrap()
}

impl Codes {
    pub fn expected(&self) -> Expected {
        Expected {
            set: self.shares[0].set(),
            epoch: self.shares[0].epoch(),
            recipient: self.recipient.clone(),
            generation: self.credential.generation(),
            shares: self.shares.iter().map(|s| *s.hash().as_bytes()).collect(),
            payload: Sha256::digest(self.credential.age_file()).into(),
        }
    }

    pub fn qr(&self, x: usize) -> String {
        self.shares[x - 1].qr_text().expose().to_owned()
    }

    pub fn qr_credential(&self) -> String {
        self.credential.qr_texts().join("\n")
    }

    pub fn typed(&self, x: usize) -> String {
        block("SK1 S", self.shares[x - 1].lines())
    }

    pub fn typed_credential(&self) -> String {
        block("SK1 C", self.credential.lines())
    }
}

pub fn block(heading: &str, lines: Vec<sealkit::lines::CheckedLine>) -> String {
    let line =
        |l: &sealkit::lines::CheckedLine| format!("{}. {} {}\n", l.number, l.data.expose(), l.check.expose());
    format!("{heading}\n{}", lines.iter().map(line).collect::<String>())
}

/// A share with other bytes and good checks: what a forger would print.
pub fn forged(share: &Share) -> Share {
    let mut y = Zeroizing::new(*share.point().expose());
    y[7] ^= 0x55;
    Share::new(share.set(), share.epoch(), share.quorum(), Point::new(share.x(), y).unwrap()).unwrap()
}
