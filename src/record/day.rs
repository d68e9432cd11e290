//! Days as people write them.

use time::Date;
use time::macros::format_description;

/// Reads `YYYY-MM-DD`, the one form in which days are given. Returns `None` for anything else,
/// and for a day before there was a sealkit.
pub fn parse_day(text: &str) -> Option<Date> {
    let form = format_description!("[year]-[month]-[day]");
    Date::parse(text, form).ok().filter(|date| text.len() == 10 && date.year() >= 2000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_dates_of_one_form_are_taken() {
        assert_eq!(parse_day("2026-11-21").map(|date| date.to_string()), Some("2026-11-21".to_owned()));
        for wrong in ["2026-02-30", "2026-1-1", "21.11.2026", "2026-W47-6", "20261121", "1026-11-21", ""] {
            assert_eq!(parse_day(wrong), None, "{wrong}");
        }
    }
}
