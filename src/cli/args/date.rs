//! Dates as they are given on the command line.

use super::Usage;
use time::Date;
use time::macros::format_description;

/// Reads `YYYY-MM-DD`.
pub fn parse_date(text: &str) -> Result<Date, Usage> {
    let form = format_description!("[year]-[month]-[day]");
    let date = Date::parse(text, form).ok().filter(|date| text.len() == 10 && date.year() >= 2000);
    date.ok_or_else(|| Usage::Date(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_dates_of_one_form_are_taken() {
        assert_eq!(parse_date("2026-11-21").map(|date| date.to_string()), Ok("2026-11-21".to_owned()));
        for wrong in ["2026-02-30", "2026-1-1", "21.11.2026", "2026-W47-6", "20261121", "1026-11-21", ""] {
            assert_eq!(parse_date(wrong), Err(Usage::Date(wrong.to_owned())));
        }
    }
}
