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
use serde::Serialize;
use time::OffsetDateTime;

use super::{HostError, Network, OutputPlace};
use crate::os::files;
use crate::os::sandbox;

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PreflightCheck {
    /// What was looked at.
    pub check: &'static str,
    /// How it came out.
    #[serde(rename = "verdict")]
    pub fitness: Fitness,
    /// What was found.
    pub result: String,
    /// What to do about it; empty where nothing is to be done.
    pub advice: &'static str,
}

impl PreflightCheck {
    fn ok(check: &'static str, result: impl Into<String>) -> Self {
        Self { check, fitness: Fitness::Ok, result: result.into(), advice: "" }
    }

    fn warning(check: &'static str, result: impl Into<String>, advice: &'static str) -> Self {
        Self { check, fitness: Fitness::Warning, result: result.into(), advice }
    }

    fn not_allowed(check: &'static str, result: impl Into<String>, advice: &'static str) -> Self {
        Self { check, fitness: Fitness::NotAllowed, result: result.into(), advice }
    }

    /// Whether there is no ceremony because of it; `strict` takes every warning for an error.
    pub fn is_bad(&self, strict: bool) -> bool {
        match self.fitness {
            Fitness::Ok => false,
            Fitness::Warning => strict,
            Fitness::NotAllowed => true,
        }
    }

    /// For the record, where a verdict has no column of its own.
    pub fn recorded(&self) -> (String, String) {
        let mark = match self.fitness {
            Fitness::Ok => "",
            Fitness::Warning => "look: ",
            Fitness::NotAllowed => "stop: ",
        };
        (self.check.to_owned(), format!("{mark}{}", self.result))
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
    measures: Vec<(&'static str, bool, String)>,
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
        false => PreflightCheck::ok("user", "not root"),
        true => PreflightCheck::warning("user", "root", "not needed: any other user's rights are enough"),
    });

    rows.extend(own.measures.iter().map(|(what, holds, words)| match holds {
        true => PreflightCheck::ok(what, words),
        false => PreflightCheck::warning(what, words, memory::advice(what)),
    }));

    rows
}

fn network(root: &Path) -> PreflightCheck {
    let (check, network) = ("network interfaces", Network::look_in(root));
    match &network {
        Network::Offline => PreflightCheck::ok(check, network.to_string()),
        Network::Live(_) => {
            PreflightCheck::not_allowed(check, network.to_string(), "pull the cable or switch it off")
        }
        Network::Unknown => PreflightCheck::not_allowed(
            check,
            network.to_string(),
            "look at the machine yourself: /sys is not there",
        ),
    }
}

fn output_place(place: &OutputPlace) -> PreflightCheck {
    match place.is_fit() {
        true => PreflightCheck::ok("output place", place.to_string()),
        false => PreflightCheck::warning(
            "output place",
            place.to_string(),
            "take tmpfs (/dev/shm) or a removable medium that is kept or destroyed",
        ),
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
        let measures = vec![("files", true, "limited".to_owned())];
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
        own.measures = vec![("files", false, "not limited: no Landlock".to_owned())];
        let rows = findings(machine(&files).path(), &own, None);
        let verdict = |check| rows.iter().find(|row| row.check == check).map(|row| row.fitness);
        assert_eq!(verdict("network interfaces"), Some(Fitness::NotAllowed));
        assert_eq!(verdict("kernel generator"), Some(Fitness::NotAllowed));
        assert_eq!(verdict("swap"), Some(Fitness::Warning));
        assert_eq!(verdict("user"), Some(Fitness::Warning));
        assert_eq!(verdict("files"), Some(Fitness::Warning));
        assert!(rows.iter().all(|row| (row.fitness == Fitness::Ok) == row.advice.is_empty()));
    }

    #[test]
    fn a_verdict_stands_in_the_record_too() {
        let row = PreflightCheck::warning("swap", "/dev/sda2", "switch it off");
        assert_eq!(row.recorded(), ("swap".to_owned(), "look: /dev/sda2".to_owned()));
        assert_eq!(PreflightCheck::ok("user", "not root").recorded().1, "not root");
    }
}
