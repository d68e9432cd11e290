//! `sealkit rotate`: a new generation for the shares that are there, and the note that
//! it works.

mod confirm;

use std::path::Path;

use sealkit::kit::{Operation, check_renewal, stays_unasked};
use sealkit::plan::Plan;
use sealkit::record::{Batch, Record, Vouched};

use crate::cli::args::{PreviousRequest, RotateArgs, Usage};
use crate::cli::context::Context;
use crate::cli::make::batch::Run;
use crate::cli::make::previous::{Brought, check_keep, from_paper, warn_of_pending};
use crate::cli::make::session::{Job, MakeSession};
use crate::cli::make::{imports, output_dir, plans, templates};
use crate::cli::read::paper;
use crate::cli::read::quorum::QuorumInputs;
use crate::cli::read::record_file;
use crate::cli::report::{Failure, note};
pub use confirm::ConfirmError;

/// Makes new generations, or notes that they work.
pub fn run(arguments: RotateArgs, context: &Context) -> Result<(), Failure> {
    match &arguments.out {
        Some(out) => make(&arguments, out, context),
        None => confirm::run(&arguments, context),
    }
}

/// Makes a new generation for each record, one after the other. What can be refused is
/// refused before the first is made. Of several, one that paper does not vouch for is left out.
fn make(arguments: &RotateArgs, out: &Path, context: &Context) -> Result<(), Failure> {
    let RotateArgs { records: paths, imports: flags, make, .. } = arguments;
    let given = arguments.previous()?;
    if paths.len() > 1 && given.needs_quorum() {
        return Err(Usage::OneAtATime.into());
    }
    make.given_date()?;

    let records = paths.iter().map(|path| record_file::read(path)).collect::<Result<Vec<_>, _>>()?;
    let own = templates::own(arguments.template_dir.as_deref())?;
    let plan = |record: &Record| plans::of_record(&record.made().plan, &own);
    let plans = records.iter().map(plan).collect::<Result<Vec<_>, _>>()?;
    records.iter().try_for_each(|record| check_keep(record, &given.keep, flags))?;

    let wanted = plans.iter().map(|plan| imports::again(plan, &given.keep)).collect();
    let wanted = imports::given(imports::assign(flags, wanted)?);
    for (plan, wanted) in plans.iter().zip(&wanted) {
        check_renewal(plan, &imports::names(wanted), &given.keep, &arguments.renew)?;
    }
    given.once_from_stdin(imports::sources(&wanted))?;
    let folders = output_dir::folders(out, &plans)?;
    let batch = arguments.batch.as_deref().map(paper::read_batch).transpose()?;

    let session = MakeSession::open(make, &given.dice, out, context)?;
    let vouched = from_paper(&given, batch.as_ref())?.vouch_all(&records, paper::demand)?;
    let mut refused = Refused::default();
    let mut kits = Vec::new();
    let asked = paths.iter().zip(plans).zip(wanted).zip(folders);
    for (vouched, (((path, plan), imports), folder)) in vouched.into_iter().zip(asked) {
        match vouched {
            Ok(vouched) => kits.push((vouched, path, plan, imports, folder)),
            Err(error) if paths.len() == 1 => return Err(error.into()),
            Err(error) => refused.add(Failure::from(error).about(&path.display().to_string()), context),
        }
    }

    if kits.is_empty() {
        return refused.end(Ok(()));
    }

    kits.iter().for_each(|(record, ..)| warn_of_pending(record.record(), context));
    let brought = kits.iter().map(|(record, path, ..)| bring(&given, *record, path, context));
    let brought = brought.collect::<Result<Vec<_>, _>>()?;

    kits.iter().for_each(|(_, _, plan, ..)| tell_of_staying(plan, arguments, context));
    let mut jobs = Vec::new();
    for ((record, _, plan, wanted, folder), brought) in kits.into_iter().zip(&brought) {
        let operation =
            Operation::Rotate { previous: brought.previous(record, &given.keep, &arguments.renew) };
        jobs.push(Job { plan, imports: imports::fetch(wanted)?, operation, folder });
    }

    let run = Run { out, is_many: paths.len() > 1, batch_before: batch.as_ref().map(Batch::hash) };
    refused.end(session.make_all(jobs, run, context).map(drop))
}

/// Says which secrets stay as they are, and how to renew them.
fn tell_of_staying(plan: &Plan, arguments: &RotateArgs, context: &Context) {
    let kept = |name: &String| arguments.keep.contains(name);
    let staying = plan.secrets.iter().filter(|secret| stays_unasked(secret, &arguments.renew));
    for secret in staying.filter(|secret| !kept(&secret.name)) {
        note(&text!("needs-the-old-one", name = secret.name, label = plan.label), context);
    }
}

/// What is carried over has to be opened; else shares only prove that they open the new
/// generation too.
fn bring(
    given: &PreviousRequest,
    record: Vouched<'_>,
    path: &Path,
    context: &Context,
) -> Result<Brought, Failure> {
    if !given.needs_quorum() {
        return Ok(Brought::Nothing);
    }
    let quorum = QuorumInputs::of_record(&given.inputs, record, path, context)?;
    Ok(match given.keep.is_empty() {
        true => Brought::Identity(quorum.prove_as_recorded(context)?.identity),
        false => Brought::All(Box::new(quorum.open_as_recorded(context)?)),
    })
}

/// Records that were left out of a run over several.
#[derive(Default)]
struct Refused(Option<Failure>);

impl Refused {
    /// Says it at once, and keeps the worst for the end.
    fn add(&mut self, failure: Failure, context: &Context) {
        failure.warn(context);
        self.0 = Some(failure.worse(self.0.take()));
    }

    /// How the run ends, by the worst of what happened.
    fn end(self, outcome: Result<(), Failure>) -> Result<(), Failure> {
        match (self.0, outcome) {
            (refused, Err(failure)) => Err(failure.worse(refused)),
            (Some(refused), Ok(())) => Err(refused),
            (None, Ok(())) => Ok(()),
        }
    }
}
