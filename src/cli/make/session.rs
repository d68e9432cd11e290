//! What every command that makes kits does alike: it looks at the machine, asks the
//! library for one kit after the other, and writes each folder whole.

use std::path::{Path, PathBuf};

use sealkit::kit::{Imported, Kit, Machine, Maker, Operation, Request};
use sealkit::plan::Plan;
use sealkit::record::Hash;
use time::Date;

use crate::cli::args::{Dice, MakeArgs};
use crate::cli::context::Context;
use crate::cli::make::batch::{Progress, Run, write_batch};
use crate::cli::make::entropy::{Generator, Randomness, randomness};
use crate::cli::make::output_dir;
use crate::cli::make::summary::{self, Written};
use crate::cli::report::Failure;
use crate::cli::texts;
use crate::os::files;
use crate::os::host::{self, Network, OutputPlace, PreflightCheck};
use crate::os::sandbox;

/// One kit to be made.
pub struct Job<'a> {
    /// What is wanted.
    pub plan: Plan,
    /// A value for each secret that the plan imports.
    pub imports: Vec<Imported>,
    /// How it is made.
    pub operation: Operation<'a>,
    /// Where it goes.
    pub folder: PathBuf,
}

/// The machine and the day on which kits are made, and what is made once per run.
pub struct MakeSession {
    maker: Maker,
    // Passphrases, identities and shares are drawn from it.
    generator: Generator,
    network: Network,
    date: Date,
    given: bool,
    provisioning: bool,
    sealed_copies: Option<u16>,
    machine: Machine,
    notices: Vec<String>,
}

impl MakeSession {
    /// Looks at network, place, clock and generator; refuses a machine that is not fit.
    pub fn open(arguments: &MakeArgs, dice: &Dice, out: &Path, context: &Context) -> Result<Self, Failure> {
        let given = arguments.given_date()?;
        let network = Network::look_in(Path::new("/"));
        network.admit(arguments.allow_online)?;
        let place = OutputPlace::of(out);
        let notices = place.admit(arguments.strict)?.iter().map(texts::say).collect();
        let date = given.map_or_else(host::today, Ok)?;
        let Randomness { generator, sources } = randomness(dice, context)?;
        Ok(Self {
            maker: Maker::default(),
            generator,
            date,
            given: given.is_some(),
            provisioning: !arguments.no_provisioning,
            sealed_copies: arguments.sealed_copies,
            machine: machine(&network, &host::preflight(Some(&place)), sources),
            network,
            notices,
        })
    }

    /// The day on which the kits are made.
    pub fn date(&self) -> Date {
        self.date
    }

    /// Makes the kits one after the other and tells of all that were written. Of several,
    /// those that were written are a batch. Returns the record hash of each.
    ///
    /// # Errors
    /// The first failure. What was written before it is told all the same: it is there.
    pub fn make_all(
        mut self,
        jobs: Vec<Job<'_>>,
        run: Run<'_>,
        context: &Context,
    ) -> Result<Vec<Hash>, Failure> {
        let mut progress = Progress::new(jobs.len());
        let paper = jobs.first().map(|job| job.plan.paper).unwrap_or_default();
        if run.is_many {
            output_dir::make_parent(run.out)?;
        }

        // Each kit is made, rehearsed, written and forgotten before the next one begins, so
        // that the memory never holds the secrets of more than one.
        let mut written = Vec::new();
        let mut outcome = Ok(());
        for Job { plan, imports, operation, folder } in jobs {
            let request = self.request(plan, imports);
            let made = progress.next(&request.plan.label, || {
                let kit = self.maker.make(&request, operation, &mut self.generator)?;
                self.write(&request, kit, folder)
            });
            match made {
                Ok(kit) => written.push(kit),
                Err(failure) => {
                    outcome = Err(failure);
                    break;
                }
            }
        }

        if !(written.is_empty() && outcome.is_err()) {
            let batch = run.is_many.then(|| write_batch(&written, &run, (paper, self.date))).transpose();
            // The kits are there, whatever became of the batch.
            let (batch, failed) = batch.map_or_else(|failure| (None, Some(failure)), |batch| (batch, None));
            let batch = batch.map(|batch| (batch.hash, run.out));
            summary::tell(&written, run.is_many, batch, context)?;
            outcome = failed.map_or(outcome, Err);
        }

        outcome.map(|()| written.iter().map(|kit| kit.summary.record_hash).collect())
    }

    fn request(&self, plan: Plan, imports: Vec<Imported>) -> Request {
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
    fn write(&self, request: &Request, kit: Kit, folder: PathBuf) -> Result<Written, Failure> {
        // The pages that hold the kit are locked too, before the disk makes it wait.
        let mut notices = self.notices.clone();
        notices.extend(sandbox::lock_memory().iter().map(texts::say));

        let files: Vec<(&str, &[u8])> =
            kit.files.iter().map(|file| (file.name.as_str(), file.bytes.expose())).collect();
        let on_disk = files::write_folder(&folder, &files)?;
        notices.extend(on_disk.notices().map(|notice| texts::say(&notice)));

        notices
            .extend(request.plan.advice(request.date).into_iter().map(|(_, found)| texts::say(&found.said)));
        Ok(Written::new(kit.summary, &folder, notices, &self.network))
    }
}

/// What the record says of this machine and this program.
fn machine(network: &Network, checks: &[PreflightCheck], entropy_sources: Vec<String>) -> Machine {
    Machine {
        made_offline: network.is_offline(),
        checks: checks.iter().map(PreflightCheck::recorded).collect(),
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        tool_sha256: host::own_sha256(),
        entropy_sources,
    }
}
