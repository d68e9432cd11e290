//! The characters that the faces of our sheets can draw.

/// Whether a character can be printed as itself.
pub fn prints(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{ff}' if c != '\u{ad}' && c != '\u{b5}')
        || latin_extended(c)
        || "–—‘’‚“”„•…‰‹›€™−".contains(c)
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
    fn western_and_central_european_names_print() {
        assert_eq!(missing_character("Łukasz Şengül, Øresund, Čapek – Žižka & Mañana"), None);
    }

    #[test]
    fn the_first_foreign_character_is_named() {
        assert_eq!(missing_character("Šafařík Ωmega"), Some('Ω'));
        assert_eq!(missing_character("tab\there"), Some('\t'));
    }
}
