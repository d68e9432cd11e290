//! Printer queues that keep what was printed, as the settings of CUPS tell.

use std::path::Path;

use sealkit::wording;

use super::{PreflightCheck, read};

/// The row of printer queues.
pub fn check(root: &Path) -> PreflightCheck {
    let check = "check-printers";
    if !root.join("etc/cups").exists() {
        return PreflightCheck::ok(check, wording!("printers-no-cups"));
    }
    let settings = read(root, "etc/cups/cupsd.conf");
    let printers = read(root, "etc/cups/printers.conf");
    let distant = remote(&printers);
    match (value(&settings, "PreserveJobFiles"), distant.is_empty()) {
        (Some(value), true) if is_no(value) => PreflightCheck::ok(check, wording!("printers-keep-nothing")),
        (Some(value), _) if is_no(value) => {
            PreflightCheck::warning(check, wording!("printers-far", queues = distant.join(", ")))
        }
        (Some(setting), _) => PreflightCheck::warning(check, wording!("printers-keep", setting)),
        (None, _) => PreflightCheck::warning(check, wording!("printers-keep-a-day")),
    }
}

/// The last value of a setting; CUPS is blind to case.
fn value<'a>(settings: &'a str, name: &str) -> Option<&'a str> {
    let lines = settings.lines().filter_map(|line| line.trim().split_once(char::is_whitespace));
    lines.filter(|(word, _)| word.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next_back()
}

fn is_no(value: &str) -> bool {
    ["no", "off", "false", "0"].iter().any(|no| value.eq_ignore_ascii_case(no))
}

/// The queues whose device is not at this machine. Their list may be for root only.
fn remote(printers: &str) -> Vec<&str> {
    let mut queue = "";
    let mut found = Vec::new();
    for line in printers.lines().map(str::trim) {
        let line = line.trim_start_matches('<').trim_end_matches('>');
        match line.split_once(' ') {
            Some(("Printer" | "DefaultPrinter", name)) => queue = name,
            Some(("DeviceURI", device))
                if !["usb:", "hp:/usb", "parallel:", "serial:", "file:"]
                    .iter()
                    .any(|local| device.starts_with(local)) =>
            {
                found.push(queue)
            }
            _ => {}
        }
    }

    found
}

#[cfg(test)]
mod tests {
    use super::super::Fitness;
    use super::super::tests::machine;
    use super::*;

    #[test]
    fn queues_that_keep_nothing_are_ok() {
        assert_eq!(
            check(machine(&[]).path()),
            PreflightCheck::ok("check-printers", wording!("printers-no-cups"))
        );
        let usb = [
            ("etc/cups/cupsd.conf", "LogLevel warn\n preservejobfiles  no\n"),
            (
                "etc/cups/printers.conf",
                "<DefaultPrinter EntryHandler>\nDeviceURI usb://HP/x\n</DefaultPrinter>\n",
            ),
        ];
        assert_eq!(
            check(machine(&usb).path()),
            PreflightCheck::ok("check-printers", wording!("printers-keep-nothing"))
        );
    }

    #[test]
    fn queues_that_keep_files_or_are_far_away_are_named() {
        let found = |settings: &str, printers: &str| {
            check(machine(&[("etc/cups/cupsd.conf", settings), ("etc/cups/printers.conf", printers)]).path())
        };
        assert_eq!(found("LogLevel warn\n", "").found, wording!("printers-keep-a-day"));
        assert_eq!(found("PreserveJobFiles Yes\n", "").found, wording!("printers-keep", setting = "Yes"));
        let far =
            found("PreserveJobFiles No\n", "<Printer Hall>\nDeviceURI ipp://hall.example/\n</Printer>\n");
        assert_eq!((far.fitness, far.found), (Fitness::Warning, wording!("printers-far", queues = "Hall")));
    }
}
