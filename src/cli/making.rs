//! What every command that makes a kit does alike: it looks at machine and place, asks
//! the library, and writes the folder whole.

use std::path::{Path, PathBuf};

use sealkit::kit::{Imported, Kit, Machine, Request};
use sealkit::plan::Plan;
use time::Date;

use super::args::MakeArgs;
use super::files;
use super::host::{self, Finding, Network, Place};
use super::new::summary::{Kind, Written};
use super::report::Failure;

/// The machine and the day on which kits are made.
pub struct Workshop {
    network: Network,
    place: Place,
    date: Date,
    given: bool,
    provisioning: bool,
    sealed_copies: u16,
    checks: Vec<Finding>,
    notices: Vec<String>,
}

impl Workshop {
    /// Looks at network, output place, clock and generator; refuses what is not fit.
    pub fn open(arguments: &MakeArgs, out: &Path) -> Result<Self, Failure> {
        let given = arguments.given_date()?;
        let network = Network::look_in(Path::new("/"));
        network.admit(arguments.allow_online)?;
        let place = Place::of(out);
        let notices = place.admit(arguments.strict)?.into_iter().collect();
        let date = given.map_or_else(host::today, Ok)?;
        host::generator_works()?;
        Ok(Self {
            network,
            place,
            date,
            given: given.is_some(),
            provisioning: !arguments.no_provisioning,
            sealed_copies: arguments.sealed_copies,
            checks: Vec::new(),
            notices,
        })
    }

    /// Everything secret that was asked for is there: none of it goes to swap.
    pub fn filled(&mut self) {
        self.notices.extend(host::lock_memory());
        self.checks = host::preflight(Some(&self.place));
    }

    /// The kits are made and not yet written.
    pub fn made(&mut self) {
        self.notices.extend(host::lock_memory());
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
            machine: self.machine(),
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
        let mut notices = self.notices.clone();
        notices.extend(on_disk.notices());
        let names = kit.files.iter().map(|file| file.name.clone()).collect();
        Ok(Written::new(&request.plan, kit.summary, folder, names, notices, &self.network, kind))
    }

    /// What the record says of this machine and this program.
    fn machine(&self) -> Machine {
        Machine {
            made_offline: self.network.is_offline(),
            checks: self.checks.iter().map(Finding::recorded).collect(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            tool_sha256: host::own_sha256(),
            entropy_sources: vec!["operating system (getrandom)".to_owned()],
        }
    }
}
