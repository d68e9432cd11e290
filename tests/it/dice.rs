//! What a witness adds with `--dice` reaches every secret of a kit, and protects it
//! where the operating system's generator fails. That the sum is never weaker than
//! either source is shown in `src/entropy/tests.rs`.

use std::convert::Infallible;

use crate::fixtures;
use rand::rand_core::{TryCryptoRng, TryRng};
use sealkit::entropy::{Contribution, Mixed};
use sealkit::kit::{KitError, Machine, Operation, Request};
use sealkit::passphrase;
use sealkit::plan::{Plan, SecretSource};
use sealkit::secret::{Identity, SecretText};
use sealkit::shamir::{Quorum, split};
use time::macros::date;
use zeroize::Zeroizing;

/// An operating system whose generator died.
struct Dead;

impl TryRng for Dead {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(0)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(0)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.fill(0);
        Ok(())
    }
}

impl TryCryptoRng for Dead {}

fn with(rolls: &str) -> Mixed<Dead> {
    Mixed::with(Dead, &Contribution::new(SecretText::new(rolls.to_owned())).unwrap())
}

const ONE: &str = "35261 44612 52331 62145 11364 26553 14236 61542 33125 46616";
const OTHER: &str = "35261 44612 52331 62145 11364 26553 14236 61542 33125 46615";

fn request() -> Request {
    let plan =
        "sealkit-plan = 1\nlabel = \"Vault\"\nsecrets = [{ name = \"Password\", account = \"root\" }]\n";
    Request {
        plan: Plan::parse(plan).unwrap(),
        imports: Vec::new(),
        date: date!(2026 - 11 - 22),
        date_given: false,
        provisioning: false,
        sealed_copies: None,
        machine: Machine {
            made_offline: true,
            checks: Vec::new(),
            tool_version: "0.0.0".to_owned(),
            tool_sha256: None,
            entropy_sources: vec!["dice rolls, in a test".to_owned()],
        },
    }
}

#[test]
fn a_dead_generator_alone_makes_no_kit() {
    let made = fixtures::make(&request(), Operation::New, &mut Mixed::alone(Dead));
    assert!(matches!(made.err(), Some(KitError::Passphrase { .. })));
}

#[test]
fn with_a_dead_generator_one_other_roll_is_another_kit() {
    let kit = |rolls| fixtures::make(&request(), Operation::New, &mut with(rolls)).unwrap().summary;
    let (one, again, other) = (kit(ONE), kit(ONE), kit(OTHER));

    assert_eq!(one.recipient, again.recipient);
    assert_ne!(one.recipient, other.recipient);
    assert_ne!(one.set_id, other.set_id);
}

#[test]
fn rolls_reach_the_passphrase() {
    let plan = request().plan;
    let SecretSource::Generate(recipe) = &plan.secrets[0].origin else { panic!("not generated") };
    let made = |rolls| passphrase::generate(recipe, &mut with(rolls)).unwrap();
    assert_eq!(made(ONE).text().expose(), made(ONE).text().expose());
    assert_ne!(made(ONE).text().expose(), made(OTHER).text().expose());
}

#[test]
fn rolls_reach_the_shares_of_one_identity() {
    let share = |rolls| {
        let identity = Identity::new(Zeroizing::new([7; 32]));
        *split(&identity, Quorum::new(2, 3).unwrap(), &mut with(rolls))[0].expose()
    };
    assert_eq!(share(ONE), share(ONE));
    assert!(share(ONE).iter().zip(share(OTHER)).filter(|(one, other)| **one == *other).count() < 8);
}
