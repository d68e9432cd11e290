//! Is this machine fit for a ceremony? Each check is one row that somebody reads
//! aloud: a fitness, what was found, what to do about it.

mod clock;
mod memory;
mod printers;
mod processor;
mod radios;
mod swap;

use std::path::Path;

use rand::TryRng;
use rand::rngs::SysRng;
use sealkit::texts::{Worded, Wording, english};
use sealkit::wording;
use serde::Serialize;
use time::OffsetDateTime;

use super::{HostError, Network, OutputPlace};
use crate::os::files;
use crate::os::sandbox::{self, Measure};

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Fitness {
    /// As it should be.
    #[serde(rename = "ok")]
    Ok,
    /// Somebody should look at it and decide.
    #[serde(rename = "look")]
    Warning,
    /// No ceremony on this machine as it is.
    #[serde(rename = "stop")]
    NotAllowed,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreflightCheck {
    /// What was looked at.
    pub check: Wording,
    /// How it came out.
    pub fitness: Fitness,
    /// What was found.
    pub found: Wording,
    /// What to do about it; `None` where nothing is to be done.
    pub advice: Option<Wording>,
}

impl PreflightCheck {
    fn ok(check: &'static str, found: Wording) -> Self {
        Self { check: Wording::new(check), fitness: Fitness::Ok, found, advice: None }
    }

    /// Something to look at; the hint of what was found tells what to do.
    fn warning(check: &'static str, found: Wording) -> Self {
        let advice = Some(found.as_hint());
        Self { check: Wording::new(check), fitness: Fitness::Warning, found, advice }
    }

    fn not_allowed(check: &'static str, found: Wording) -> Self {
        Self { fitness: Fitness::NotAllowed, ..Self::warning(check, found) }
    }

    /// Whether there is no ceremony because of it; `strict` takes every warning for an error.
    pub fn is_bad(&self, strict: bool) -> bool {
        match self.fitness {
            Fitness::Ok => false,
            Fitness::Warning => strict,
            Fitness::NotAllowed => true,
        }
    }

    /// For the record, where a verdict has no column of its own. A record is in English.
    pub fn recorded(&self) -> (String, String) {
        let found = english().say(&match self.fitness {
            Fitness::Ok => self.found.clone(),
            Fitness::Warning => wording!("recorded-warning", found = self.found),
            Fitness::NotAllowed => wording!("recorded-not-allowed", found = self.found),
        });
        (english().say(&self.check), found)
    }
}

/// Looks at everything; `place` is where the output would go, if that is known.
pub fn preflight(place: Option<&OutputPlace>) -> Vec<PreflightCheck> {
    let own = Own {
        is_root: rustix::process::geteuid().is_root(),
        now: super::clock::now(),
        generator: generator_works().is_ok(),
        measures: sandbox::measures(),
    };
    findings(Path::new("/"), &own, place)
}

/// The generator is tried once. It answers only when the kernel has seeded it.
pub fn generator_works() -> Result<(), HostError> {
    SysRng.try_next_u64().map(drop).map_err(|_| HostError::Generator)
}

/// What no file tells, but the process itself.
struct Own {
    is_root: bool,
    now: OffsetDateTime,
    generator: bool,
    measures: Vec<Measure>,
}

fn findings(root: &Path, own: &Own, place: Option<&OutputPlace>) -> Vec<PreflightCheck> {
    let mut rows = vec![network(root), radios::wireless(root), radios::bluetooth(root)];
    rows.extend([swap::check(root), swap::hibernation(root), memory::core_pattern(root)]);
    rows.extend([
        processor::machine(root),
        processor::instruction(root),
        processor::generator(root, own.generator),
    ]);
    rows.push(clock::check(root, own.now));
    rows.extend(place.map(output_place));
    rows.push(printers::check(root));
    rows.push(match own.is_root {
        false => PreflightCheck::ok("check-user", wording!("user-other")),
        true => PreflightCheck::warning("check-user", wording!("user-root")),
    });

    rows.extend(own.measures.iter().map(|Measure { what, holds, found }| match holds {
        true => PreflightCheck::ok(what.key(), found.clone()),
        false => PreflightCheck::warning(what.key(), found.clone()),
    }));

    rows
}

fn network(root: &Path) -> PreflightCheck {
    let network = Network::look_in(root);
    match network.is_offline() {
        true => PreflightCheck::ok("check-network", network.wording()),
        false => PreflightCheck::not_allowed("check-network", network.wording()),
    }
}

fn output_place(place: &OutputPlace) -> PreflightCheck {
    match place.is_fit() {
        true => PreflightCheck::ok("check-place", place.wording()),
        false => PreflightCheck::warning("check-place", place.wording()),
    }
}

/// A file of the system, or nothing.
fn read(root: &Path, path: &str) -> String {
    files::read_small(&root.join(path)).unwrap_or_default()
}

/// The names in a folder of the system, or none.
fn names(root: &Path, path: &str) -> Vec<String> {
    files::names_in(&root.join(path)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    /// The files of a machine, by their paths below its root.
    pub fn machine(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        root
    }

    const FIT: [(&str, &str); 7] = [
        ("sys/class/net/lo/flags", "0x9"),
        ("proc/swaps", "Filename Type Size Used Priority\n"),
        ("sys/power/resume", "0:0\n"),
        ("proc/sys/kernel/core_pattern", "core\n"),
        ("proc/cpuinfo", "processor : 0\nflags : fpu rdrand rdseed\n"),
        ("proc/sys/kernel/random/entropy_avail", "256\n"),
        ("sys/class/dmi/id/sys_vendor", "LENOVO\n"),
    ];

    fn own() -> Own {
        let found = wording!("measure-limited");
        let measures = vec![Measure { what: wording!("check-files"), holds: true, found }];
        Own { is_root: false, now: datetime!(2026-11-22 02:00 UTC), generator: true, measures }
    }

    #[test]
    fn a_fit_machine_is_ok_in_every_row() {
        let rows = findings(machine(&FIT).path(), &own(), None);
        let others: Vec<&PreflightCheck> = rows.iter().filter(|row| row.fitness != Fitness::Ok).collect();
        assert_eq!((others, rows.len()), (vec![], 13));
    }

    #[test]
    fn each_row_of_a_bad_machine_says_so() {
        let mut files = FIT.to_vec();
        files.extend([
            ("sys/class/net/eth0/flags", "0x1003"),
            ("sys/class/net/eth0/carrier", "1"),
            ("proc/swaps", "Filename Type Size Used Priority\n/dev/sda2 partition 1000 0 -2\n"),
        ]);
        let mut own = own();
        (own.is_root, own.generator) = (true, false);
        let found = wording!("files-missing", reason = wording!("no-landlock"));
        own.measures = vec![Measure { what: wording!("check-files"), holds: false, found }];
        let rows = findings(machine(&files).path(), &own, None);
        let verdict = |check| rows.iter().find(|row| row.check.key() == check).map(|row| row.fitness);
        assert_eq!(verdict("check-network"), Some(Fitness::NotAllowed));
        assert_eq!(verdict("check-generator"), Some(Fitness::NotAllowed));
        assert_eq!(verdict("check-swap"), Some(Fitness::Warning));
        assert_eq!(verdict("check-user"), Some(Fitness::Warning));
        assert_eq!(verdict("check-files"), Some(Fitness::Warning));
        assert!(rows.iter().all(|row| (row.fitness == Fitness::Ok) == row.advice.is_none()));
        assert!(rows.iter().flat_map(|row| &row.advice).all(|advice| !english().say(advice).is_empty()));
    }

    #[test]
    fn a_verdict_stands_in_the_record_too() {
        let row = PreflightCheck::warning("check-machine", wording!("machine-virtual"));
        let recorded = ("virtual machine".to_owned(), "Warning: this is a virtual machine".to_owned());
        assert_eq!(row.recorded(), recorded);
        assert_eq!(PreflightCheck::ok("check-user", wording!("user-other")).recorded().1, "not root");
    }
}
