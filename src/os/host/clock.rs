//! The clock, as far as it can be right.

use std::time::SystemTime;

use time::{Date, OffsetDateTime};

use super::HostError;

/// No kit is older than the program that makes it.
const EARLIEST_YEAR: i32 = 2026;

/// This moment in UTC.
pub fn now() -> OffsetDateTime {
    OffsetDateTime::from(SystemTime::now())
}

/// Today's date in UTC, refused where the clock cannot be right.
pub fn today() -> Result<Date, HostError> {
    plausible(now().date())
}

/// The same of any date.
pub fn plausible(date: Date) -> Result<Date, HostError> {
    if date.year() < EARLIEST_YEAR { Err(HostError::Clock(date)) } else { Ok(date) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_before_the_first_version_is_refused() {
        let date = |year| Date::from_ordinal_date(year, 1).unwrap();
        assert_eq!(plausible(date(1970)), Err(HostError::Clock(date(1970))));
        assert_eq!(plausible(date(2026)), Ok(date(2026)));
    }
}
