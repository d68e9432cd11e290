//! Counts how many strings a recipe stands for.

use crate::profile::{Class, Recipe};

const CLASSES: [Class; 4] = [Class::Lower, Class::Upper, Class::Digit, Class::Symbol];

/// Returns the entropy, in bits, of a passphrase drawn uniformly from all strings that the
/// recipe allows: the binary logarithm of their number.
///
/// With n characters in the alphabet and length L that is `L log2(n) + log2(P)`,
/// where P is the probability that L independent characters meet the class rule and
/// the rule on repeats. P is summed over the prefixes to get there, character by
/// character, by (classes seen, class of the last character, length of its run):
/// the next character equals the last one with probability 1/n, is another of the
/// same class with (n_c - 1)/n, and of class d with n_d/n. Every term is positive, so
/// nothing cancels and the result is right to about L units in the last place.
pub fn entropy_bits(recipe: &Recipe) -> f64 {
    let n = recipe.alphabet().len() as f64;
    recipe.length() as f64 * n.log2() + acceptance(recipe).log2()
}

/// The probability that independent characters of the alphabet meet the rules.
pub fn acceptance(recipe: &Recipe) -> f64 {
    let mut prefixes = Prefixes::first(recipe);
    for _ in 1..recipe.length() {
        prefixes = prefixes.next();
    }

    let rule = recipe.profile().require.as_ref();
    prefixes.sum(|seen| rule.is_none_or(|rule| rule.is_met_by(seen)))
}

// A prefix to have come here: what counts for what may follow.
#[derive(Clone, Copy)]
struct Prefix {
    seen: u8,
    class: Class,
    run: usize,
    probability: f64,
}

struct Prefixes {
    shares: [f64; 4],
    same: f64,
    most: Option<usize>,
    list: Vec<Prefix>,
}

impl Prefixes {
    fn first(recipe: &Recipe) -> Self {
        let alphabet = recipe.alphabet();
        let n = alphabet.len() as f64;
        let shares =
            CLASSES.map(|class| alphabet.chars().filter(|c| Class::of(*c) == class).count() as f64 / n);
        let start =
            |(class, share): (Class, f64)| Prefix { seen: class.bit(), class, run: 1, probability: share };
        let list = CLASSES.into_iter().zip(shares).filter(|(_, share)| *share > 0.0).map(start).collect();
        Self { shares, same: 1.0 / n, most: recipe.profile().max_repeats, list }
    }

    fn next(&self) -> Self {
        let mut next = Self { shares: self.shares, same: self.same, most: self.most, list: Vec::new() };
        for prefix in &self.list {
            for (class, share) in CLASSES.into_iter().zip(self.shares) {
                let equal = if class == prefix.class { self.same } else { 0.0 };
                let seen = prefix.seen | class.bit();
                next.add(Prefix { seen, class, run: 1, probability: prefix.probability * (share - equal) });
                next.add_repeat(Prefix {
                    seen,
                    class,
                    run: prefix.run + 1,
                    probability: prefix.probability * equal,
                });
            }
        }
        next
    }

    // Without a rule on repeats the length of a run does not matter.
    fn add_repeat(&mut self, prefix: Prefix) {
        match self.most {
            None => self.add(Prefix { run: 1, ..prefix }),
            Some(most) if prefix.run <= most => self.add(prefix),
            Some(_) => {}
        }
    }

    fn add(&mut self, prefix: Prefix) {
        if prefix.probability <= 0.0 {
            return;
        }
        let same = |w: &&mut Prefix| w.seen == prefix.seen && w.class == prefix.class && w.run == prefix.run;
        match self.list.iter_mut().find(same) {
            Some(known) => known.probability += prefix.probability,
            None => self.list.push(prefix),
        }
    }

    fn sum(&self, accepted: impl Fn(u8) -> bool) -> f64 {
        self.list.iter().filter(|prefix| accepted(prefix.seen)).map(|prefix| prefix.probability).sum()
    }
}
