//! The characters that the faces of our sheets can draw.

/// Whether a character can be printed in names, places and labels.
pub fn prints(c: char) -> bool {
    prints_in_clear(c)
        || matches!(c, '\u{100}'..='\u{24f}' | '\u{370}'..='\u{3e1}' | '\u{3f0}'..='\u{3ff}' if !unassigned(c))
        || matches!(c, '\u{400}'..='\u{45f}' | '\u{490}'..='\u{4ff}' | '\u{1e80}'..='\u{1ef9}' | '№' | 'µ')
}

/// Whether a character of a secret is drawn as itself. In the monospaced face, which
/// has no Greek and no Cyrillic: their letters could be taken for Latin ones.
pub fn prints_in_clear(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{ff}' if c != '\u{ad}' && c != 'µ')
        || latin_extended(c)
        || "–—‘’‚“”„•…‰‹›€™−".contains(c)
}

fn unassigned(c: char) -> bool {
    matches!(c, '\u{378}' | '\u{379}' | '\u{380}'..='\u{383}' | '\u{38b}' | '\u{38d}' | '\u{3a2}')
}

/// The first character of `text` that no face of ours has, so that a name can be
/// refused before anything is made.
pub fn missing_character(text: &str) -> Option<char> {
    text.chars().find(|&c| !prints(c))
}

fn latin_extended(c: char) -> bool {
    const GAPS: &str = "ĈĉĔĕĜĝĤĥĨĩĬĭĴĵĸĿŀŉŊŋŌōŎŏŖŗŜŝŦŧŨũŬŭſ";
    (('\u{100}'..='\u{17f}').contains(&c) && !GAPS.contains(c)) || "ȘșȚțẀẁẂẃẄẅẞỲỳ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_greek_and_cyrillic_names_print() {
        assert_eq!(missing_character("Łukasz Şengül, Øresund, Čapek – Žižka & Mañana"), None);
        assert_eq!(missing_character("Ελευθερία Παπαδοπούλου, Київ, Ђорђе, Қазақстан, Nguyễn, Ŋ"), None);
    }

    #[test]
    fn the_first_foreign_character_is_named() {
        assert_eq!(missing_character("Šafařík Ωmega אב"), Some('א'));
        assert_eq!(missing_character("tab\there"), Some('\t'));
    }
}
