//! The check of a printed line, exhaustively: whatever is changed within its
//! promise, nothing passes.

use sealkit::lines::{self, Series};
use sealkit::secret::SecretText;
use sealkit::{credential, share};
use std::collections::BTreeSet;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Typed lines of one code under `series`, 20 characters each.
fn typed(bytes: &[u8], series: Series) -> Vec<String> {
    let lines = lines::split(&lines::encode(bytes), series).unwrap();
    lines.iter().map(|l| format!("{}{}", l.data.expose(), l.check.expose())).collect()
}

fn samples() -> [Vec<String>; 3] {
    let mixed: Vec<u8> = (0..45u8).map(|i| i.wrapping_mul(73) ^ 0x5a).collect();
    [typed(&[0; 45], share::LINES), typed(&[0xff; 45], share::LINES), typed(&mixed, share::LINES)]
}

fn passes(line: &[u8], number: u16, series: Series) -> bool {
    lines::read(std::str::from_utf8(line).unwrap(), number, series).is_ok()
}

#[test]
fn no_single_and_no_double_change_passes() {
    // The check is linear, so what one line shows holds for all; a second one, at another number,
    // would tell if it were not.
    let [zeros, _, mixed] = samples();
    for (number, line) in [(1, &zeros[0]), (4, &mixed[3])] {
        let good = line.as_bytes();
        assert!(passes(good, number, share::LINES));
        for first in 0..20 {
            for a in ALPHABET.iter().filter(|a| **a != good[first]) {
                let mut word = good.to_vec();
                word[first] = *a;
                assert!(!passes(&word, number, share::LINES), "{line}: {first}");
                for second in first + 1..20 {
                    for b in ALPHABET.iter().filter(|b| **b != good[second]) {
                        let mut word = word.clone();
                        word[second] = *b;
                        assert!(!passes(&word, number, share::LINES), "{line}: {first}, {second}");
                    }
                }
            }
        }
    }
}

#[test]
fn no_swap_of_neighbours_passes() {
    for (number, line) in samples().iter().flat_map(|lines| (1..).zip(lines)) {
        for at in (0..19).filter(|at| line.as_bytes()[*at] != line.as_bytes()[at + 1]) {
            let mut word = line.clone().into_bytes();
            word.swap(at, at + 1);
            assert!(!passes(&word, number, share::LINES), "{line}: {at}");
        }
    }
}

#[test]
fn no_line_passes_in_anothers_place() {
    for lines in samples() {
        for (i, line) in lines.iter().enumerate() {
            for number in (1..=4).filter(|n| usize::from(*n) != i + 1) {
                assert!(!passes(line.as_bytes(), number, share::LINES));
            }
        }
    }
}

#[test]
fn no_two_tags_agree_on_a_line() {
    let text = SecretText::new("A".repeat(18 * 992));
    let tagged = |series: Series| {
        let cut = SecretText::new(text.expose()[..18 * usize::from(series.most())].to_owned());
        let lines = lines::split(&cut, series).unwrap();
        lines.into_iter().map(move |l| (series, l.number, format!("{}{}", l.data.expose(), l.check.expose())))
    };
    let all: Vec<_> = tagged(share::LINES).chain(tagged(credential::LINES)).collect();
    assert_eq!(all.len(), 996);

    // All lines have the same data, so one passes in the place of another if their tags agree.
    let different: BTreeSet<&str> = all.iter().map(|(_, _, line)| line.as_str()).collect();
    assert_eq!(different.len(), all.len());
    for (i, (own_series, own, line)) in all.iter().enumerate() {
        assert!(passes(line.as_bytes(), *own, *own_series));
        let others = all.iter().cycle().skip(i + 1).take(4);
        for (series, number, _) in others {
            assert!(!passes(line.as_bytes(), *number, *series), "{own} as {number}");
        }
    }
}
