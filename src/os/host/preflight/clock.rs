//! The clock of the system, and the one with a battery beneath it.

use std::path::Path;

use time::OffsetDateTime;

use sealkit::wording;

use super::{PreflightCheck, read};
use crate::os::host::clock::plausible;

/// The two may differ by a zone of time where the battery's runs on local time.
const FARTHEST: i64 = 15 * 3600;

/// The row of the clock; the date is there to be read aloud.
pub fn check(root: &Path, now: OffsetDateTime) -> PreflightCheck {
    let shown = format!("{} {:02}:{:02} UTC", now.date(), now.hour(), now.minute());
    if plausible(now.date()).is_err() {
        return PreflightCheck::not_allowed("check-clock", wording!("clock-wrong", time = shown));
    }

    let battery = read(root, "sys/class/rtc/rtc0/since_epoch").trim().parse::<i64>();
    match battery.map(|seconds| (seconds - now.unix_timestamp()).abs() > FARTHEST) {
        Ok(true) => PreflightCheck::warning("check-clock", wording!("clock-differs", time = shown)),
        _ => PreflightCheck::ok("check-clock", wording!("clock-says", time = shown)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fitness;
    use super::super::tests::machine;
    use super::*;
    use time::macros::datetime;

    #[test]
    fn an_old_date_stops_and_two_clocks_that_differ_are_looked_at() {
        let now = datetime!(2026-11-22 02:05 UTC);
        let with = |seconds: i64| machine(&[("sys/class/rtc/rtc0/since_epoch", &format!("{seconds}\n"))]);
        let alike = with(now.unix_timestamp() + 7200);
        assert_eq!(
            check(alike.path(), now),
            PreflightCheck::ok("check-clock", wording!("clock-says", time = "2026-11-22 02:05 UTC"))
        );
        assert_eq!(check(with(86_400).path(), now).fitness, Fitness::Warning);
        let old = datetime!(2011-01-01 00:00 UTC);
        assert_eq!(check(machine(&[]).path(), old).fitness, Fitness::NotAllowed);
    }
}
