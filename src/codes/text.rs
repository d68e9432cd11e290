//! Codes of ours and private keys in a text that is to be kept, in any spelling.
//!
//! A sentence consists of base32 characters almost alone, so their number tells nothing.
//! What tells is a check that holds, a mark in front, or groups that no words make.

use crate::credential;
use crate::keyboard::LAYOUTS;
use crate::lines;
use crate::secret::SecretText;
use crate::share::{self, Share, ShareError};
use std::ops::Range;

/// Characters of a printed line.
const LINE: usize = lines::DATA + lines::CHECK;
/// A printed line has these groups.
const PRINTED: [usize; 6] = [4, 4, 4, 4, 2, 2];
/// How else the characters of one line are written without a number in front. Words of five
/// equal lengths are too common to be told from groups by 10 bits.
const UNBROKEN_LINE: [&[usize]; 2] = [&[LINE], &[lines::DATA, lines::CHECK]];
/// An unbroken run of so many characters is no name any more, if letters and digits change
/// so often in it.
const UNBROKEN: usize = 24;
const CHANGES: usize = 4;
/// So many groups of four in a row are no list of set ids any more.
const GROUPS: usize = 10;
/// What stands in front of every age identity, with its dashes and without.
const MARKED_KEY: &str = "AGE-SECRET-KEY-1";
const AGE_KEY: &str = "AGESECRETKEY1";
/// So many of the 58 characters of an identity make it one, however it is spelled.
const AGE_KEY_CUT: usize = 40;

/// Whether a text holds a share or credential code, a printed line of one, or an age
/// identity: in capitals or small letters, with blanks and dashes anywhere, with 0, 1 and 8
/// for O, I and B, or typed by a scanner on a wrong keyboard.
pub fn holds_code(text: &str) -> bool {
    // Words turn into gibberish on another keyboard: there only what is checked counts.
    let undone = || LAYOUTS.iter().any(|layout| holds_checked(layout.restore(text).expose()));
    holds_checked(text) || looks_like_code(text) || undone()
}

/// What a check or a mark in front makes certain.
fn holds_checked(text: &str) -> bool {
    holds_mark(text, false) || holds_age_key(text) || runs(text).iter().any(Run::is_checked)
}

/// What no words look like, though nothing proves it: a code with a slip, or cut short.
fn looks_like_code(text: &str) -> bool {
    holds_mark(text, true) || runs(text).iter().any(Run::looks_like_code)
}

/// `SK1:S:` and its like, with characters of a code behind it; with `blank`, also where a
/// blank stands for the separator, as it does before words.
fn holds_mark(text: &str, blank: bool) -> bool {
    let starts = text.char_indices().filter(|(_, c)| c.eq_ignore_ascii_case(&'s')).map(|(at, _)| at);
    let mut starts = starts.filter(|at| !text[..*at].chars().next_back().is_some_and(char::is_alphanumeric));
    starts.any(|at| is_mark(&text[at..], blank))
}

fn is_mark(text: &str, blank: bool) -> bool {
    let Some(head) = text.get(..2).filter(|head| head.eq_ignore_ascii_case("SK")) else { return false };
    let mut rest = text[head.len()..].trim_start_matches(|c: char| c.is_ascii_digit()).chars();
    let mut separator = || rest.next().filter(|c| !c.is_ascii_alphanumeric()).map(|c| (c, rest.next()));
    let Some((first, Some('S' | 's' | 'C' | 'c'))) = separator() else { return false };
    let behind = rest.as_str();
    if !behind.starts_with(|c: char| !c.is_ascii_alphanumeric()) {
        return false;
    }

    let words = || behind.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let count: usize =
        words().take(2).map(|word| word.chars().filter(char::is_ascii_alphanumeric).count()).sum();
    // A heading of a sheet ends in a full stop or a comma, a mark does not.
    let blank =
        blank && behind.chars().take_while(|c| !c.is_alphanumeric()).all(|c| c.is_whitespace() || is_dash(c));
    // Behind a blank, what follows must not be words.
    let is_group = |word: &&str| (word.len() <= 4 || is_odd(word)) && lines::fold(word).is_ok();
    let odd =
        words().skip_while(|word| word.is_empty()).take(6).take_while(is_group).filter(|word| is_odd(word));
    let groups = odd.map(|word| word.len() / 4).sum::<usize>();
    count >= 8 && (!first.is_whitespace() || (blank && groups >= 2))
}

/// `AGE-SECRET-KEY-1` and what makes it a key.
fn holds_age_key(text: &str) -> bool {
    let is_key =
        |c: char| c.is_ascii_alphanumeric() && !matches!(c.to_ascii_uppercase(), '1' | 'B' | 'I' | 'O');
    let mut bare = SecretText::with_capacity(text.len());
    text.chars().filter(char::is_ascii_alphanumeric).for_each(|c| {
        bare.push_str(c.to_ascii_uppercase().encode_utf8(&mut [0; 4]));
    });
    // A sentence about keys goes on with characters that no key has.
    let mut keys = bare.expose().match_indices(AGE_KEY).map(|(at, key)| &bare.expose()[at + key.len()..]);
    let whole = keys.any(|rest| rest.chars().take_while(|c| is_key(*c)).count() >= AGE_KEY_CUT);

    let upper = SecretText::new(text.to_ascii_uppercase());
    let mut marks = upper.expose().match_indices(MARKED_KEY);
    whole || marks.any(|(at, mark)| upper.expose()[at + mark.len()..].starts_with(is_key))
}

/// How a recipient begins, which is public.
const RECIPIENT: &str = "age1";

/// Characters of base32 in a row, whatever stands between them but letters of other kinds.
struct Run {
    letters: SecretText,
    words: Vec<Word>,
}

/// What stands between two gaps.
struct Word {
    /// Its place among the letters.
    place: Range<usize>,
    /// The number that it is, if it is one.
    number: Option<u16>,
    /// Whether only blanks and dashes stand between it and the word before.
    joined: bool,
    /// Letters and digits, or letters alone without a vowel.
    odd: bool,
    /// How often letters and digits change, if all letters are of one size.
    changes: usize,
    /// Whether it has letters that no hexadecimal number has, and is no recipient.
    beyond_hex: bool,
}

impl Word {
    fn new(text: &str, start: usize, joined: bool) -> Self {
        let digit = |c: char| c.is_ascii_digit();
        let one_size = !(text.contains(|c: char| c.is_ascii_lowercase())
            && text.contains(|c: char| c.is_ascii_uppercase()));
        let changes = text.chars().zip(text.chars().skip(1)).filter(|(a, b)| digit(*a) != digit(*b)).count();
        Self {
            place: start..start + text.len(),
            number: (text.len() <= 3).then(|| text.parse().ok()).flatten(),
            joined,
            odd: is_odd(text),
            changes: if one_size { changes } else { 0 },
            beyond_hex: text.contains(|c: char| c.is_ascii_alphabetic() && !c.is_ascii_hexdigit())
                && !text.get(..4).is_some_and(|head| head.eq_ignore_ascii_case(RECIPIENT)),
        }
    }

    fn len(&self) -> usize {
        self.place.len()
    }
}

/// Whether a group is none that language makes.
fn is_odd(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    let vowel = word.contains(|c: char| "AEIOUYaeiouy".contains(c));
    (digits > 0 && letters > 0) || (digits == 0 && letters >= 3 && !vowel)
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs = vec![Run { letters: SecretText::with_capacity(text.len()), words: Vec::new() }];
    let mut joined = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        match lines::fold(word) {
            _ if word.is_empty() => {
                joined &= c.is_whitespace() || is_dash(c);
                rest = &rest[c.len_utf8()..];
                continue;
            }
            Ok(folded) => {
                let Some(run) = runs.last_mut() else { break };
                run.words.push(Word::new(word, run.letters.expose().len(), joined));
                run.letters.push_str(folded.expose());
            }
            Err(_) => {
                // The number of a line may have the one digit that no code has.
                let number = Word::new(word, 0, false);
                let words = number.number.is_some().then_some(Word { place: 0..0, ..number });
                let letters = SecretText::with_capacity(rest.len());
                runs.push(Run { letters, words: words.into_iter().collect() });
            }
        }
        joined = true;
        rest = &rest[word.len()..];
    }
    runs
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

impl Run {
    fn is_checked(&self) -> bool {
        let length = self.letters.expose().len();
        let places = 0..length.saturating_sub(LINE - 1);
        places.clone().any(|at| self.is_share(at) || self.are_three_lines(at))
            || (0..self.words.len()).any(|first| self.is_line(first))
    }

    fn looks_like_code(&self) -> bool {
        let odd = |word: &&Word| word.odd && word.beyond_hex;
        let slip = |words: &[Word]| {
            is_shaped(words, &PRINTED) && words.iter().filter(|word| word.len() == 4).filter(odd).count() >= 2
        };
        let many = |words: &[Word]| {
            let even =
                words.iter().all(|word| word.len() == 4) && words.iter().skip(1).all(|word| word.joined);
            even && words.iter().filter(odd).count() > GROUPS / 2
        };
        let long = |word: &Word| word.len() >= UNBROKEN && word.changes >= CHANGES && word.beyond_hex;
        self.words.windows(PRINTED.len()).any(slip)
            || self.words.windows(GROUPS).any(many)
            || self.words.iter().any(long)
    }

    /// The 72 characters of a share, which carry a check of 32 bits.
    fn is_share(&self, at: usize) -> bool {
        let code = self.letters.expose().get(at..at + share::CHARACTERS);
        code.is_some_and(|code| !matches!(Share::from_code(code), Err(ShareError::Form | ShareError::Check)))
    }

    /// Three lines of a share behind one another: 30 bits.
    fn are_three_lines(&self, at: usize) -> bool {
        if at + 3 * LINE > self.letters.expose().len() {
            return false;
        }
        let line = |i: usize, number| self.passes(at + i * LINE, number, share::LINES);
        (1..=2).any(|first| (0..3).all(|i| line(i, first + i as u16)))
    }

    /// One line of 10 bits, which begins and ends where words do: with its number in front,
    /// or in the groups of a sheet.
    fn is_line(&self, first: usize) -> bool {
        let Some(start) = self.words.get(first).map(|word| word.place.start) else { return false };
        let inside = self.words[first..].iter().take_while(|word| word.place.end <= start + LINE);
        let words = &self.words[first..first + inside.count()];
        let ends = words.last().is_some_and(|word| word.place.end == start + LINE);
        // Words may pass the check by chance, one line in 256, but hardly in these groups.
        let printed = is_shaped(words, &PRINTED);
        let number = first.checked_sub(1).and_then(|before| self.words.get(before)?.number);
        let unbroken = UNBROKEN_LINE.iter().any(|shape| is_shaped(words, shape));
        // Hardly a word has 18 letters, and none of them a number in front.
        let shaped = printed || (unbroken && number.is_some());
        if !ends || !(shaped || self.is_unlike_words(words)) {
            return false;
        }

        let numbered = number.is_some_and(|number| {
            self.passes(start, number, share::LINES) || self.passes(start, number, credential::LINES)
        });
        numbered
            || ((printed || unbroken)
                && (1..=share::LINES.most()).any(|n| self.passes(start, n, share::LINES)))
    }

    /// Whether letters and digits stand among one another, or vowels are as rare as by chance.
    fn is_unlike_words(&self, words: &[Word]) -> bool {
        let letters = words.first().zip(words.last());
        let letters = letters.map(|(first, last)| first.place.start..last.place.end).unwrap_or_default();
        let letters = &self.letters.expose()[letters];
        let vowels = letters.chars().filter(|c| "AEIOUY".contains(*c)).count();
        words.iter().any(|word| word.odd) || 5 * vowels < letters.len()
    }

    fn passes(&self, at: usize, number: u16, series: lines::Series) -> bool {
        let line = self.letters.expose().get(at..at + LINE);
        line.is_some_and(|line| lines::read(line, number, series).is_ok())
    }
}

/// Whether words have these lengths, with nothing between them but blanks and dashes.
fn is_shaped(words: &[Word], shape: &[usize]) -> bool {
    words.len() == shape.len()
        && words.iter().zip(shape).all(|(word, length)| word.len() == *length)
        && words.iter().skip(1).all(|word| word.joined)
}

#[cfg(test)]
mod tests;
