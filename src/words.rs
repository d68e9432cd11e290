//! Bytes as words to read aloud: the PGP word list (P. Juola and P. Zimmermann, 1995).
//!
//! Bytes at even places become words of two syllables, those at odd places
//! words of three, so a word left out, repeated or swapped is heard.

const LIST: &str = include_str!("../assets/pgp-words.txt");

/// Returns the words of `bytes`, one each. Words differ by place, so a run of bytes is
/// read from its beginning.
pub fn of(bytes: &[u8]) -> Vec<&'static str> {
    let table = table();
    let word = |(place, byte): (usize, &u8)| table.get(usize::from(*byte)).map(|pair| pair[place % 2]);
    bytes.iter().enumerate().filter_map(word).collect()
}

/// Reads words back, in either case.
///
/// # Errors
/// Returns the place, from 1, of the first word that is not in the list or stands at a place
/// of the other kind, as it does behind a word that was left out.
pub fn read(words: &[&str]) -> Result<Vec<u8>, usize> {
    let table = table();
    let byte = |(place, word): (usize, &&str)| {
        let is_it = |pair: &[&str; 2]| pair[place % 2].eq_ignore_ascii_case(word);
        let byte = table.iter().position(is_it).and_then(|byte| u8::try_from(byte).ok());
        byte.ok_or(place + 1)
    };
    words.iter().enumerate().map(byte).collect()
}

/// For each byte its word at an even and at an odd place.
fn table() -> Vec<[&'static str; 2]> {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')?.1.split_once(' ')).map(|(even, odd)| [even, odd]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_published_example_reads_as_published() {
        // A fingerprint and its words as Wikipedia's article on the list gives them.
        let bytes = [
            0xE5, 0x82, 0x94, 0xF2, 0xE9, 0xA2, 0x27, 0x48, 0x6E, 0x8B, 0x06, 0x1B, 0x31, 0xCC, 0x52, 0x8F,
            0xD7, 0xFA, 0x3F, 0x19,
        ];
        let words = "topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator goldfish Medusa \
                     afflict bravado chatter revolver Dupont midsummer stopwatch whimsical cowbell bottomless";
        assert_eq!(of(&bytes).join(" "), words);

        let spoken: Vec<&str> = words.split(' ').collect();
        assert_eq!(read(&spoken), Ok(bytes.to_vec()));
        assert_eq!(read(&["TOPMOST", "istanbul"]), Ok(vec![0xe5, 0x82]));
        assert_eq!((read(&spoken[1..]), read(&["topmost", "aardvark"])), (Err(1), Err(2)));
    }

    #[test]
    fn every_byte_has_two_words_of_its_own() {
        let bytes: Vec<u8> = LIST
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| u8::from_str_radix(line.get(..2)?, 16).ok())
            .collect();
        assert_eq!(bytes, (0..=255).collect::<Vec<u8>>());
        let words: BTreeSet<String> =
            table().iter().flatten().map(|word| word.to_ascii_lowercase()).collect();
        assert_eq!(words.len(), 512);
        assert!(words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())));
    }
}
