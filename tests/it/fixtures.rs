//! Codes of whole kits, made from a seed, for tests that need no sheet.
use rand::{CryptoRng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use sealkit::credential::{Credential, CredentialCode, Secret};
use sealkit::id::{Epoch, Generation, Recipient, SetId};
use sealkit::kit::{Kit, KitError, Maker, Operation, Request};
use sealkit::recovery::{Comparison, Expected};
use sealkit::seal;
use sealkit::secret::{Identity, SecretText};
use sealkit::shamir::{self, Point, Quorum};
use sealkit::share::Share;
use sha2::{Digest, Sha256};
use std::sync::Mutex;
use std::time::Duration;
use time::macros::date;
use zeroize::Zeroizing;

/// All shares and one credential of a kit.
pub struct Codes {
    pub seed: u8,
    pub recipient: Recipient,
    pub shares: Vec<Share>,
    pub credential: CredentialCode,
}

/// Makers that other tests held before: the sheet of the program, which is the same in every
/// kit and takes longer than all others, is drawn once for many tests.
static MAKERS: Mutex<Vec<Maker>> = Mutex::new(Vec::new());

/// How long the processor has worked for this thread: a bound on it holds on a busy machine too.
pub fn worked() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(told.split(' ').next().unwrap().parse().unwrap())
}

/// Makes a kit, as the first of its run: the same seed gives the same key.
pub fn make<R: CryptoRng>(request: &Request, operation: Operation<'_>, rng: &mut R) -> Result<Kit, KitError> {
    let mut maker = MAKERS.lock().unwrap().pop().unwrap_or_default();
    maker.begin_run();
    let kit = maker.make(request, operation, rng);
    MAKERS.lock().unwrap().push(maker);
    kit
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

/// The numbers of the key and of the split that [`twin`] is made from; `kits.rs`
/// searches for them.
pub const TWIN: (u32, u32) = (381_844, 1_011_348);
/// The seed that the secret of the twin names.
pub const TWIN_SEED: u8 = 99;

/// A whole kit of another key that bears the set id of `codes(1, 2, 3)`: what anybody can
/// make in a minute who has seen the id.
pub fn twin() -> Codes {
    let (key, number) = TWIN;
    let (set, points) = twin_split(key, number);
    assert_eq!(set, codes(1, 2, 3).shares[0].set());
    let recipient = seal::recipient_of(&twin_identity(key)).unwrap();
    let quorum = Quorum::new(2, 3).unwrap();
    let shares = points.into_iter().map(|p| Share::new(set, Epoch::FIRST, quorum, p).unwrap()).collect();
    let credential = credential(&recipient, TWIN_SEED, 1, &secret(TWIN_SEED, 1));
    Codes { seed: TWIN_SEED, recipient, shares, credential }
}

pub fn twin_identity(number: u32) -> Identity {
    let hash = Sha256::digest([b"sealkit twin key".as_slice(), &number.to_be_bytes()].concat());
    Identity::new(Zeroizing::new(hash.into()))
}

pub fn twin_split(key: u32, number: u32) -> (SetId, Vec<Point>) {
    let identity = twin_identity(key);
    let recipient = seal::recipient_of(&identity).unwrap();
    let points = twin_points(&identity, number);
    (SetId::of(&recipient, Epoch::FIRST, Quorum::new(2, 3).unwrap(), &[&points[0], &points[1]]), points)
}

/// The identity is the constant term, a hash the slope.
pub fn twin_points(identity: &Identity, number: u32) -> Vec<Point> {
    let slope = Sha256::digest([b"sealkit twin split".as_slice(), &number.to_be_bytes()].concat());
    let double = |byte: u8| byte << 1 ^ if byte & 0x80 == 0 { 0 } else { 0x1d };
    let times =
        |x: u8, byte: u8| if x & 1 == 0 { 0 } else { byte } ^ if x & 2 == 0 { 0 } else { double(byte) };
    let point = |x| {
        let y = std::array::from_fn(|i| identity.expose()[i] ^ times(x, slope[i]));
        Point::new(x, Zeroizing::new(y)).unwrap()
    };
    (1..=3).map(point).collect()
}

/// The number of [`twin_through`].
pub const TWIN_THROUGH: u32 = 611_540;

/// Shares 2 and 3 of a set of the key of [`twin`] that bears the set id of `codes(1, 3, 5)`
/// and has share 1 in common with it: what the custodian of that share can make.
pub fn twin_through() -> [Share; 2] {
    let kit = codes(1, 3, 5);
    let [_, second, third] = points_through(&kit, TWIN_THROUGH);
    let share =
        |point| Share::new(kit.shares[0].set(), Epoch::FIRST, Quorum::new(3, 5).unwrap(), point).unwrap();
    [second, third].map(share)
}

/// Points 1 to 3 of polynomials that run through share 1 of a kit and the key of [`twin`].
pub fn points_through(kit: &Codes, number: u32) -> [Point; 3] {
    let point = |x, y| Point::new(x, Zeroizing::new(y)).unwrap();
    let drawn = Sha256::digest([b"sealkit twin through".as_slice(), &number.to_be_bytes()].concat());
    let (first, second) = (point(1, *kit.shares[0].point().expose()), point(2, drawn.into()));
    // At x = 0 the third point counts with the factor 1 * 2 / ((1 + 3) * (2 + 3)), which is 1.
    let without =
        shamir::combine(&[&first, &second, &point(3, [0; 32])], Quorum::new(3, 5).unwrap()).unwrap();
    let wanted = twin_identity(TWIN.0);
    let third = std::array::from_fn(|i| without.expose()[i] ^ wanted.expose()[i]);
    [first, second, point(3, third)]
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
        elsewhere: Vec::new(),
        padding: None,
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
            comparison: Comparison::NotCompared,
            set: self.shares[0].set(),
            epoch: self.shares[0].epoch(),
            recipient: self.recipient.clone(),
            generation: self.credential.generation(),
            shares: self.shares.iter().map(|s| *s.hash().as_bytes()).collect(),
            payload: Sha256::digest(self.credential.age_file()).into(),
            elsewhere: Vec::new(),
            earlier: Vec::new(),
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
