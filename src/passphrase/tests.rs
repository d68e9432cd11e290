use super::entropy::acceptance;
use super::generate::draw;
use super::*;
use crate::profile::{self, Class, Profile, Recipe, RecipeError, Symbols};
use crate::secret::SecretText;
use proptest::prelude::*;
use rand::{CryptoRng, TryCryptoRng, TryRng};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::collections::BTreeMap;
use std::convert::Infallible;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn target(name: &str) -> Result<&'static Profile, String> {
    profile::find(name).ok_or_else(|| format!("no profile {name}"))
}

fn recipe(name: &str, length: Option<usize>) -> Result<Recipe, Box<dyn std::error::Error>> {
    Ok(Recipe::new(target(name)?, length, Symbols::Safe, false)?)
}

// The statistic and its degrees of freedom; beyond six standard deviations is no chance.
fn chi_squared(counts: impl IntoIterator<Item = u64>) -> (f64, f64) {
    let counts: Vec<f64> = counts.into_iter().map(|c| c as f64).collect();
    let mean = counts.iter().sum::<f64>() / counts.len() as f64;
    (counts.iter().map(|c| (c - mean).powi(2) / mean).sum(), counts.len() as f64 - 1.0)
}

fn looks_uniform(counts: impl IntoIterator<Item = u64>) -> bool {
    let (statistic, freedom) = chi_squared(counts);
    (statistic - freedom).abs() < 6.0 * (2.0 * freedom).sqrt()
}

fn frequencies(alphabet: &str, text: impl Iterator<Item = char>) -> BTreeMap<char, u64> {
    let mut counts: BTreeMap<char, u64> = alphabet.chars().map(|c| (c, 0)).collect();
    text.for_each(|c| *counts.entry(c).or_default() += 1);
    counts
}

#[test]
fn characters_are_uniform_and_a_remainder_would_be_noticed() -> Outcome {
    let recipe = recipe("entra", Some(250))?;
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let fair: String = (0..2000).map(|_| draw(&recipe, &mut rng).expose().to_owned()).collect();
    let counts = frequencies(recipe.alphabet(), fair.chars());
    assert_eq!((fair.len(), counts.len()), (500_000, recipe.alphabet().len()));
    assert!(looks_uniform(counts.into_values()));

    // The classic fault: a byte modulo the size of the alphabet.
    let alphabet: Vec<char> = recipe.alphabet().chars().collect();
    let bytes = (0..500_000).map(|_| rand::Rng::next_u32(&mut rng) as usize & 255);
    let biased = frequencies(recipe.alphabet(), bytes.map(|b| alphabet[b % alphabet.len()]));
    assert!(!looks_uniform(biased.into_values()));
    Ok(())
}

#[test]
fn strings_are_uniform_among_those_that_meet_the_rules() -> Outcome {
    let recipe = Recipe::for_test(target("entra")?, 5, "aB12");
    let strings = enumerate(&recipe);
    let mut counts: BTreeMap<String, u64> = strings.into_iter().map(|s| (s, 0)).collect();
    let kinds = counts.len();
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    for _ in 0..100_000 {
        *counts.entry(generate(&recipe, &mut rng)?.text().expose().to_owned()).or_default() += 1;
    }
    assert_eq!(counts.len(), kinds, "a string that breaks the rules");
    assert!(looks_uniform(counts.into_values()));
    Ok(())
}

fn enumerate(recipe: &Recipe) -> Vec<String> {
    let mut strings = vec![String::new()];
    for _ in 0..recipe.length() {
        let longer = strings.iter().flat_map(|s| recipe.alphabet().chars().map(move |c| format!("{s}{c}")));
        strings = longer.collect();
    }
    strings.retain(|s| recipe.is_met_by(s));
    strings
}

#[test]
fn entropy_is_the_logarithm_of_the_count() -> Outcome {
    for name in ["entra", "aws-root", "github", "vcenter-sso", "bcrypt"] {
        for alphabet in ["aB1_", "abcB1", "ab1_", "aB123_", "a1"] {
            for length in 1..=6 {
                let recipe = Recipe::for_test(target(name)?, length, alphabet);
                let count = enumerate(&recipe).len() as f64;
                let bits = entropy_bits(&recipe);
                let agree = if count == 0.0 {
                    bits == f64::NEG_INFINITY
                } else {
                    (bits - count.log2()).abs() < 1e-11
                };
                assert!(agree, "{name} {alphabet} {length}: {bits} bits for {count} strings");
            }
        }
    }
    Ok(())
}

#[test]
fn entropy_agrees_with_inclusion_and_exclusion() -> Outcome {
    // Sum over the classes left out, with alternating sign.
    let recipe = recipe("aws-root", Some(100))?;
    let sizes: Vec<f64> = [Class::Lower, Class::Upper, Class::Digit, Class::Symbol]
        .map(|class| recipe.alphabet().chars().filter(|c| Class::of(*c) == class).count() as f64)
        .to_vec();
    let n: f64 = sizes.iter().sum();
    let term = |left_out: u32| {
        let rest = n - (0..4).filter(|i| left_out >> i & 1 == 1).map(|i| sizes[i]).sum::<f64>();
        (rest / n).powi(100) * if left_out.count_ones().is_multiple_of(2) { 1.0 } else { -1.0 }
    };
    let probability: f64 = (0..16).map(term).sum();
    assert!((acceptance(&recipe) - probability).abs() < 1e-12);
    assert!((entropy_bits(&recipe) - (100.0 * n.log2() + probability.log2())).abs() < 1e-9);
    Ok(())
}

#[test]
fn every_recipe_is_met_often_enough() -> Outcome {
    for profile in profile::all() {
        for length in [*profile.lengths().start(), *profile.lengths().end()] {
            for symbols in [Symbols::None, Symbols::Safe, Symbols::All] {
                match Recipe::new(profile, Some(length), symbols, false) {
                    Ok(recipe) => {
                        assert!(acceptance(&recipe) > 0.01, "{} {length} {symbols:?}", profile.name)
                    }
                    Err(e) => assert!(matches!(e, RecipeError::Classes { .. }), "{e}"),
                }
            }
        }
    }
    Ok(())
}

#[test]
fn passphrases_keep_length_alphabet_and_rules() -> Outcome {
    let mut rng = ChaCha20Rng::seed_from_u64(4);
    for profile in profile::all() {
        for symbols in [Symbols::Safe, Symbols::All] {
            let recipe = Recipe::new(profile, None, symbols, false)?;
            let made = generate(&recipe, &mut rng)?;
            let text = made.text().expose();
            assert_eq!(text.len(), profile.default_length());
            assert!(text.chars().all(|c| recipe.alphabet().contains(c)) && recipe.is_met_by(text));
            assert!((made.entropy_bits() - entropy_bits(&recipe)).abs() < f64::EPSILON);
        }
    }
    Ok(())
}

// A generator that repeats the same bytes.
struct Stuck(&'static [u8], usize);

impl TryRng for Stuck {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(0)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(0)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for byte in bytes {
            *byte = self.0[self.1 % self.0.len()];
            self.1 += 1;
        }
        Ok(())
    }
}

impl TryCryptoRng for Stuck {}

fn alarm(
    rng: &mut impl CryptoRng,
    name: &str,
) -> Result<Option<PassphraseError>, Box<dyn std::error::Error>> {
    Ok(generate(&recipe(name, None)?, rng).err())
}

#[test]
fn a_broken_generator_is_noticed() -> Outcome {
    let tries = 10_000;
    assert_eq!(alarm(&mut Stuck(&[0], 0), "entra")?, Some(PassphraseError::NeverAccepted { tries }));
    assert_eq!(alarm(&mut Stuck(&[5], 0), "luks")?, Some(PassphraseError::Guessable));
    assert_eq!(alarm(&mut Stuck(&[1, 9, 40], 0), "entra")?, Some(PassphraseError::Guessable));
    assert_eq!(
        alarm(&mut Stuck(&[1, 2, 3, 4, 5, 6, 7, 8, 9], 0), "bitlocker-pin")?,
        Some(PassphraseError::Guessable)
    );
    Ok(())
}

#[test]
fn the_alarm_stays_silent_on_a_healthy_generator() -> Outcome {
    let mut rng = ChaCha20Rng::seed_from_u64(6);
    for (name, length) in
        [("entra", None), ("bitlocker-pin", None), ("vcenter-sso", Some(12)), ("fido2-pin", Some(11))]
    {
        let recipe = recipe(name, length)?;
        let threshold = 0.25 * recipe.length().min(60) as f64;
        for _ in 0..200 {
            let guesses = judge(generate(&recipe, &mut rng)?.text()).guesses_log10;
            assert!(guesses > threshold + 3.0, "{name}: {guesses} is near {threshold}");
        }
    }
    Ok(())
}

#[test]
fn the_verdict_says_how_far_it_looked() {
    let weak = judge(&SecretText::new("password1".into()));
    assert!(weak.score <= 1 && weak.warning.is_some() && !weak.first_100_only);
    let strong = "gT7wq2zKx9vLm4hRb8nYc3pJd6fWs5ke";
    assert_eq!(judge(&SecretText::new(strong.into())).score, 4);
    assert!(!judge(&SecretText::new("\u{e9}".repeat(100))).first_100_only);
    assert!(judge(&SecretText::new("\u{e9}".repeat(101))).first_100_only);
}

#[test]
fn the_verdict_stands_long_patterns() {
    for text in ["a", "qwertyuiop", "1234567890", "zxcvbnm,./", "pAsSwOrD", "4ppl3", "\u{1f511}"] {
        let verdict = judge(&SecretText::new(text.repeat(1024 / text.len())));
        assert!(verdict.guesses_log10.is_finite(), "{text}");
    }
}

fn taken(raw: &[u8], name: &str) -> Result<(String, Notes), ImportError> {
    let profile = profile::find(name).ok_or(ImportError::Empty)?;
    import(raw, profile).map(|(text, notes)| (text.expose().to_owned(), notes))
}

#[test]
fn one_line_end_is_removed_and_said() {
    for (raw, text, removed) in
        [("ab", "ab", false), ("ab\n", "ab", true), ("ab\r\n", "ab", true), (" ab \n", " ab ", true)]
    {
        let outcome = taken(raw.as_bytes(), "linux-crypt").map(|(t, n)| (t, n.line_end_removed));
        assert_eq!(outcome, Ok((text.to_owned(), removed)));
    }
    let control = |position, line_break| Err(ImportError::Control { position, line_break });
    assert_eq!(taken(b"ab\n\n", "linux-crypt"), control(3, true));
    assert_eq!(taken(b"ab\r", "linux-crypt"), control(3, true));
    assert_eq!(taken(b"a\tb", "linux-crypt"), control(2, false));
    assert_eq!(taken("a\u{85}b".as_bytes(), "linux-crypt"), control(2, false));
}

#[test]
fn bad_imports_are_refused() {
    for empty in ["", "\n", "\r\n"] {
        assert_eq!(taken(empty.as_bytes(), "entra"), Err(ImportError::Empty));
    }
    assert_eq!(taken(&[b'a'; 1025], "linux-crypt"), Err(ImportError::TooLong { bytes: 1025 }));
    assert_eq!(taken(b"ab\xff", "entra"), Err(ImportError::NotText { position: 3 }));
    let refusal = taken(&[b'a'; 73], "bcrypt").err().map(|e| e.to_string());
    assert_eq!(
        refusal.as_deref(),
        Some("the secret has 73 bytes, but profile bcrypt takes at most 72 bytes (crypt(5))")
    );
    assert!(taken("\u{e9}".repeat(36).as_bytes(), "bcrypt").is_ok());
    assert!(taken("\u{e9}".repeat(37).as_bytes(), "bcrypt").is_err());
    assert!(taken(&[b'a'; 73], "okta").is_err(), "okta drops what lies beyond 72");
}

#[test]
fn what_may_fail_at_the_target_is_said() {
    let remarks =
        |raw: &str, name: &str| taken(raw.as_bytes(), name).map(|(_, n)| n.remarks).unwrap_or_default();
    assert!(remarks("Abcdefg1", "entra").is_empty());
    assert!(matches!(remarks("Abc1", "entra").as_slice(), [Remark::BelowMinimum { .. }]));
    assert!(matches!(remarks("abcdefgh", "entra").as_slice(), [Remark::RuleNotMet { .. }]));
    assert!(matches!(
        remarks("Abcdefg1\u{e9}", "entra").as_slice(),
        [Remark::NotAccepted(_), Remark::BeyondAscii]
    ));
    assert!(matches!(remarks("aaaaB1_xx", "vcenter-sso").as_slice(), [Remark::RuleNotMet { .. }]));
    assert!(matches!(remarks(" Abcdefg1", "google-workspace").as_slice(), [Remark::OuterBlank]));
    assert!(matches!(
        remarks("\u{e9}\u{e9}\u{e9}", "fido2-pin").as_slice(),
        [Remark::BelowMinimum { .. }, Remark::BeyondAscii]
    ));
    let marked = remarks("\u{feff}Abcdefg1", "text");
    assert!(matches!(marked.as_slice(), [.., Remark::BeyondAscii, Remark::ByteOrderMark]), "{marked:?}");
    assert!(!remarks("Abcdefg1\u{feff}", "text").contains(&Remark::ByteOrderMark));
}

proptest! {
    #[test]
    fn an_import_is_whole_or_refused(raw in proptest::collection::vec(any::<u8>(), 0..1100), text in "\\PC{0,40}[\r\n]{0,2}") {
        for raw in [raw.as_slice(), text.as_bytes()] {
            for profile in profile::all() {
                if let Ok((text, notes)) = import(raw, profile) {
                    let rest = raw.strip_prefix(text.expose().as_bytes());
                    prop_assert!(matches!(rest, Some(b"" | b"\n" | b"\r\n")));
                    prop_assert_eq!(notes.line_end_removed, rest != Some(b""));
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_text_is_judged(text in "\\PC{0,40}") {
        prop_assert!(judge(&SecretText::new(text)).score <= 4);
    }
}
