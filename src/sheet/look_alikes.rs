//! Characters that a reader could take for another one, and what they are called.

use super::block::LookAlike;
use super::repertoire::prints_in_clear;
use crate::secret::SecretText;
use crate::texts::Texts;
use zeroize::Zeroizing;

/// Digits and letters, in the order of a legend.
const LETTERS: [(char, &str); 21] = [
    ('0', "look-alike-0"),
    ('1', "look-alike-1"),
    ('2', "look-alike-2"),
    ('5', "look-alike-5"),
    ('6', "look-alike-6"),
    ('8', "look-alike-8"),
    ('9', "look-alike-9"),
    ('O', "look-alike-capital-o"),
    ('I', "look-alike-capital-i"),
    ('Z', "look-alike-capital-z"),
    ('S', "look-alike-capital-s"),
    ('G', "look-alike-capital-g"),
    ('B', "look-alike-capital-b"),
    ('g', "look-alike-small-g"),
    ('o', "look-alike-small-o"),
    ('l', "look-alike-small-l"),
    ('z', "look-alike-small-z"),
    ('s', "look-alike-small-s"),
    ('b', "look-alike-small-b"),
    ('&', "look-alike-and"),
    ('q', "look-alike-small-q"),
];

/// Signs, for five in a row: the longest names stand at its end.
const SIGNS: [(char, &str); 18] = [
    ('|', "look-alike-bar"),
    ('/', "look-alike-slash"),
    ('\\', "look-alike-backslash"),
    (' ', "look-alike-blank"),
    ('(', "look-alike-round"),
    ('.', "look-alike-stop"),
    (',', "look-alike-comma"),
    (':', "look-alike-colon"),
    (';', "look-alike-semicolon"),
    ('[', "look-alike-square"),
    ('-', "look-alike-hyphen"),
    ('_', "look-alike-underscore"),
    ('~', "look-alike-tilde"),
    ('^', "look-alike-caret"),
    ('{', "look-alike-curly"),
    ('\'', "look-alike-apostrophe"),
    ('"', "look-alike-quote"),
    ('`', "look-alike-backtick"),
];

/// The other ones of the brackets, which have the same names.
const CLOSING: [(char, &str); 3] =
    [(')', "look-alike-round"), (']', "look-alike-square"), ('}', "look-alike-curly")];

/// Digits and letters that are easily misread, whether a secret has them or not: a legend that
/// is the same on every sheet tells nothing of the secret.
pub(super) fn letters(texts: &Texts) -> Vec<LookAlike> {
    LETTERS.iter().map(|(c, key)| named(*c, &texts.text(key, &[]))).collect()
}

/// The same for signs.
pub(super) fn signs(texts: &Texts) -> Vec<LookAlike> {
    SIGNS.iter().map(|(c, key)| named(*c, &texts.text(key, &[]))).collect()
}

/// Every character of the secret that is easily misread, once, in the order of the alphabet:
/// the legend must not tell where it stands. A character that is drawn as its number needs no
/// other name.
pub(super) fn occurring(value: &SecretText, texts: &Texts) -> Vec<LookAlike> {
    let mut found: Zeroizing<Vec<char>> = Zeroizing::new(value.expose().chars().collect());
    found.sort_unstable();
    found.dedup();
    found.iter().filter_map(|&c| name(c, texts).map(|name| named(c, &name))).collect()
}

fn name(c: char, texts: &Texts) -> Option<Zeroizing<String>> {
    if let Some((_, key)) = LETTERS.iter().chain(&SIGNS).chain(&CLOSING).find(|(known, _)| *known == c) {
        return Some(Zeroizing::new(texts.text(key, &[])));
    }
    let foreign = !c.is_ascii() && prints_in_clear(c) && c != '\u{a0}';
    let code = format!("U+{:04X}", u32::from(c));
    foreign.then(|| Zeroizing::new(words!(texts, "look-alike-code", code)))
}

fn named(c: char, name: &str) -> LookAlike {
    let text = |text: &str| {
        let mut secret = SecretText::with_capacity(text.len());
        secret.push_str(text);
        secret
    };
    LookAlike { character: text(c.encode_utf8(&mut [0; 4])), name: text(name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts;

    fn characters(found: &[LookAlike]) -> String {
        found.iter().map(|found| found.character.expose()).collect()
    }

    #[test]
    fn the_legend_names_what_occurs_and_nothing_else() {
        let told = |value: &str| characters(&occurring(&SecretText::new(value.to_owned()), texts::english()));
        assert_eq!(told("l0l \u{4f60}xé"), " 0l\u{e9}");
        assert_eq!(told("xyXY"), "");
        assert_eq!(told("{[("), "([{");
    }

    #[test]
    fn every_character_has_a_name_of_its_own() {
        let texts = texts::english();
        let all: Vec<LookAlike> = letters(texts).into_iter().chain(signs(texts)).collect();
        assert!(all.iter().all(|found| !found.name.expose().starts_with("look-alike")));

        let mut names: Vec<&str> = all.iter().map(|found| found.name.expose()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all.len());
    }
}
