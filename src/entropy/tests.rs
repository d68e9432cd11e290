use super::*;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use zeroize::ZeroizeOnDrop;

/// A generator that gives nothing: each byte is the same.
struct Constant(u8);

impl TryRng for Constant {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes([self.0; 4]))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes([self.0; 8]))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.fill(self.0);
        Ok(())
    }
}

impl TryCryptoRng for Constant {}

fn typed(text: &str) -> Contribution {
    Contribution::new(SecretText::new(text.to_owned())).unwrap()
}

fn bytes(mut rng: impl CryptoRng, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    rng.fill_bytes(&mut bytes);
    bytes
}

fn xor(a: &[u8], b: &[u8]) -> Vec<u8> {
    a.iter().zip(b).map(|(a, b)| a ^ b).collect()
}

/// 255 degrees of freedom: mean 255, standard deviation 22.6.
fn chi_squared(bytes: &[u8]) -> f64 {
    let mut counts = [0u32; 256];
    bytes.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    let expected = bytes.len() as f64 / 256.0;
    counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum()
}

const ROLLS: &str = "35261 44612 52331 62145 11364 26553 14236 61542 33125 46616";

#[test]
fn a_dead_generator_leaves_the_strength_of_the_rolls() {
    let mixed = |rolls: &str| bytes(Mixed::with(Constant(0), &typed(rolls)), 1 << 20);
    let one = mixed(ROLLS);
    assert_eq!(one, mixed(ROLLS));
    assert!(chi_squared(&one) < 391.0, "{}", chi_squared(&one));
    // One roll more, and nothing is left of the stream: the difference is uniform too.
    let difference = xor(&one, &mixed(&format!("{ROLLS} 3")));
    assert!(chi_squared(&difference) < 391.0, "{}", chi_squared(&difference));
    // The test would see a dead generator.
    assert!(chi_squared(&bytes(Mixed::alone(Constant(0)), 1 << 20)) > 1e6);
}

#[test]
fn rolls_known_to_everybody_leave_the_strength_of_the_generator() {
    let stream = bytes(Mixed::with(Constant(0), &typed("1")), 4096);
    for seed in 0..16 {
        let seeded = || ChaCha20Rng::from_seed([seed; 32]);
        let mixed = bytes(Mixed::with(seeded(), &typed("1")), 4096);
        // The same string is added to whatever the generator gives: one to one.
        assert_eq!(xor(&mixed, &bytes(seeded(), 4096)), stream);
    }
}

#[test]
fn the_stream_is_hkdf_and_does_not_depend_on_how_it_is_asked_for() {
    let mut expected = [0; 128];
    let hkdf = Hkdf::<Sha256>::new(Some(b"sealkit/1/dice"), ROLLS.as_bytes());
    hkdf.expand(&0u64.to_be_bytes(), &mut expected[..64]).unwrap();
    hkdf.expand(&1u64.to_be_bytes(), &mut expected[64..]).unwrap();
    assert_eq!(bytes(Mixed::with(Constant(0), &typed(ROLLS)), 128), expected);
    let mut rng = Mixed::with(Constant(0), &typed(ROLLS));
    let mut piecewise = bytes(&mut rng, 3);
    piecewise.extend(rng.next_u32().to_le_bytes());
    piecewise.extend(rng.next_u64().to_le_bytes());
    piecewise.extend(bytes(&mut rng, 113));
    assert_eq!(piecewise, expected);
}

#[test]
fn without_a_contribution_the_generator_is_what_it_was() {
    let seeded = || ChaCha20Rng::from_seed([9; 32]);
    assert_eq!(bytes(Mixed::alone(seeded()), 500), bytes(seeded(), 500));
}

#[test]
fn rolls_and_texts_are_measured() {
    for (text, measure) in [
        ("1", Measure::Rolls(1)),
        ("16 25,34;1-1.1\n6", Measure::Rolls(10)),
        ("7", Measure::Text(1)),
        ("10", Measure::Text(2)),
        ("0101 0101", Measure::Text(2)),
        ("aaaaaaaa", Measure::Text(1)),
        ("a horse", Measure::Text(6)),
        ("... --", Measure::Text(2)),
        ("ä 1", Measure::Text(2)),
    ] {
        assert_eq!(typed(text).measure(), measure, "{text}");
    }
    assert!(
        ["", " \n\t"].iter().all(|blank| Contribution::new(SecretText::new((*blank).to_owned())).is_none())
    );
}

#[test]
fn fifty_rolls_are_enough_and_forty_nine_are_not() {
    assert!(Measure::Rolls(ENOUGH_ROLLS).is_enough() && !Measure::Rolls(ENOUGH_ROLLS - 1).is_enough());
    assert!((Measure::Rolls(100).bits() - 258.496).abs() < 0.001);
    assert!(Measure::Text(256).is_enough() && !Measure::Text(255).is_enough());
}

#[test]
fn a_die_that_shows_one_face_too_often_is_noticed() {
    assert!(typed(&"6".repeat(20)).is_uneven());
    assert!(typed(&"12".repeat(25)).is_uneven());
    assert!(!typed(ROLLS).is_uneven() && !typed("666").is_uneven() && !typed("any text").is_uneven());
}

#[test]
fn what_is_made_of_rolls_is_wiped() {
    fn is_wiped(_: &impl ZeroizeOnDrop) {}
    let stream = Stream::new(b"1");
    is_wiped(&stream.key);
    is_wiped(&stream.block);
}
