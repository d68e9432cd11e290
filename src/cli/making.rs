//! What every command that makes a kit does alike: it looks at the machine, asks the
//! library, and writes the folder whole.

use std::path::PathBuf;

use rand::TryRng;
use rand::rngs::SysRng;
use sealkit::kit::{Imported, Kit, Machine, Request};
use sealkit::plan::Plan;
use time::Date;

use super::args::MakeArgs;
use super::files;
use super::host::{self, Network};
use super::new::summary::{Kind, Written};
use super::report::{Failure, Status};

/// The machine and the day on which kits are made.
pub struct Workshop {
    network: Network,
    date: Date,
    given: bool,
    provisioning: bool,
    sealed_copies: u16,
    machine: Machine,
}

impl Workshop {
    /// Looks at network, clock and generator; refuses a machine that is not fit.
    pub fn open(arguments: &MakeArgs) -> Result<Self, Failure> {
        let given = arguments.given_date()?;
        let network = Network::look();
        network.admit(arguments.allow_online)?;
        let date = given.map_or_else(host::today, Ok)?;
        generator_works()?;
        Ok(Self {
            machine: machine(&network),
            network,
            date,
            given: given.is_some(),
            provisioning: !arguments.no_provisioning,
            sealed_copies: arguments.sealed_copies,
        })
    }

    /// What the library is asked for.
    pub fn request(&self, plan: Plan, imports: Vec<Imported>) -> Request {
        Request {
            plan,
            imports,
            date: self.date,
            date_given: self.given,
            provisioning: self.provisioning,
            sealed_copies: self.sealed_copies,
            machine: self.machine.clone(),
        }
    }

    /// Writes a kit into its folder, whole or not at all.
    pub fn write(
        &self,
        request: &Request,
        kit: Kit,
        folder: PathBuf,
        kind: Kind,
    ) -> Result<Written, Failure> {
        let files: Vec<(&str, &[u8])> =
            kit.files.iter().map(|file| (file.name.as_str(), file.bytes.expose())).collect();
        let on_disk = files::write_folder(&folder, &files)?;
        let mut notices: Vec<String> = on_disk.stale.iter().map(ToString::to_string).collect();
        notices.extend(on_disk.modes.notice().map(str::to_owned));
        let names = kit.files.iter().map(|file| file.name.clone()).collect();
        Ok(Written::new(&request.plan, kit.summary, folder, names, notices, &self.network, kind))
    }
}

/// What the record says of this machine and this program.
fn machine(network: &Network) -> Machine {
    let mut checks = vec![("network interfaces".to_owned(), network.to_string())];
    checks.extend(host::memory_checks());
    Machine {
        made_offline: network.is_offline(),
        checks,
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        tool_sha256: host::own_sha256(),
        entropy_sources: vec!["operating system (getrandom)".to_owned()],
    }
}

/// The generator is tried once, so that a machine without one ends in a sentence.
fn generator_works() -> Result<(), Failure> {
    let sentence = "the operating system gives no random numbers";
    let hint = "make the kit on a machine with a working kernel generator";
    SysRng
        .try_next_u64()
        .map(drop)
        .map_err(|_| Failure::new(Status::Unfit, sentence, hint).of_kind("entropy"))
}
