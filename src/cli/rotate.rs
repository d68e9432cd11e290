//! `sealkit rotate`: a new generation for the shares that are there, and the note that
//! it works.

mod confirm;

use std::path::{Path, PathBuf};

use sealkit::kit::{Keep, Operation, Previous, check_renewal};
use sealkit::record::{Batch, FromPaper, Record, Vouched};
use sealkit::recovery::Opened;
use sealkit::secret::Identity;

use crate::cli::args::{Rotate, RotateArgs, RotateRequest, Usage, once_from_stdin};
use crate::cli::context::Context;
use crate::cli::make::batch::Run;
use crate::cli::make::previous::{check_keep, warn_of_pending};
use crate::cli::make::session::{Job, MakeSession};
use crate::cli::make::{imports, output_dir, plans, templates};
use crate::cli::read::paper;
use crate::cli::read::quorum::QuorumInputs;
use crate::cli::read::record_file;
use crate::cli::report::Failure;
use crate::os::files::Input;
pub use confirm::ConfirmError;

/// Makes new generations, or notes that they work.
pub fn run(arguments: RotateArgs, context: &Context) -> Result<(), Failure> {
    match arguments.request()? {
        RotateRequest::Make(request) => make(request, context),
        RotateRequest::Confirm(request) => confirm::run(&request, context),
    }
}

/// Makes a new generation for each record, one after the other. What can be refused is
/// refused before the first is made. Of several, one that paper does not vouch for is left out.
fn make(request: Rotate, context: &Context) -> Result<(), Failure> {
    let Rotate { inputs, records: paths, out, hashes, batch, unverified, imports: flags, .. } = request;
    let Rotate { keep, template_dir, make, .. } = request;
    if paths.len() > 1 && !(inputs.is_empty() && keep.is_empty()) {
        return Err(Usage::OneAtATime.into());
    }
    make.given_date()?;

    let records = paths.iter().map(|path| record_file::read(path)).collect::<Result<Vec<_>, _>>()?;
    let own = templates::own(template_dir.as_deref())?;
    let plan = |record: &Record| plans::of_record(&record.made().plan, &own);
    let plans = records.iter().map(plan).collect::<Result<Vec<_>, _>>()?;
    records.iter().try_for_each(|record| check_keep(record, &keep, &flags))?;

    let wanted = plans.iter().map(|plan| imports::again(plan, &keep)).collect();
    let wanted = imports::given(imports::assign(&flags, wanted)?);
    for (plan, wanted) in plans.iter().zip(&wanted) {
        check_renewal(plan, &imports::names(wanted), &keep)?;
    }
    let dice = make.dice.request()?;
    let sources = inputs.iter().chain(imports::sources(&wanted)).chain(dice.source());
    once_from_stdin(sources.chain(hashes.source()))?;
    let folders = output_dir::folders(&out, &plans)?;
    let batch = batch.as_deref().map(paper::read_batch).transpose()?;

    let session = MakeSession::open(&make, &dice, &out, context)?;
    let typed = paper::read_asked(hashes)?.given;
    let paper = FromPaper { typed, batch: batch.as_ref(), unverified: unverified.as_deref() };
    let vouched = paper.vouch_all(&records, paper::demand)?;
    let mut refused = Refused::default();
    let mut kits = Vec::new();
    for ((((vouched, path), plan), imports), folder) in
        vouched.into_iter().zip(&paths).zip(plans).zip(wanted).zip(folders)
    {
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
    let brought = |(record, path, ..): &(Vouched<'_>, &PathBuf, _, _, _)| {
        Brought::read(&inputs, &keep, *record, path, context)
    };
    let brought = kits.iter().map(brought).collect::<Result<Vec<_>, _>>()?;

    let mut jobs = Vec::new();
    for ((record, _, plan, wanted, folder), brought) in kits.into_iter().zip(&brought) {
        let previous =
            Previous { record, keep: &keep, opened: brought.opened(), identity: brought.identity() };
        let imports = imports::fetch(wanted)?;
        jobs.push(Job { plan, imports, operation: Operation::Rotate { previous }, folder });
    }
    let run = Run { out: &out, is_many: paths.len() > 1, batch_before: batch.as_ref().map(Batch::hash) };
    refused.end(session.make_all(jobs, run, context).map(drop))
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

/// What a quorum gave, as far as one was brought.
enum Brought {
    Nothing,
    Identity(Identity),
    All(Box<Opened>),
}

impl Brought {
    /// What is carried over has to be opened; else shares only prove that they open the
    /// new generation too.
    fn read(
        inputs: &[Input],
        keep: &[Keep],
        record: Vouched<'_>,
        path: &Path,
        context: &Context,
    ) -> Result<Self, Failure> {
        match (inputs.is_empty(), keep.is_empty()) {
            (true, true) => Ok(Self::Nothing),
            (false, true) => Ok(Self::Identity(
                QuorumInputs::of_record(inputs, record, path, context)?.prove_as_recorded(context)?.identity,
            )),
            (_, false) => Ok(Self::All(Box::new(
                QuorumInputs::of_record(inputs, record, path, context)?.open_as_recorded(context)?,
            ))),
        }
    }

    fn opened(&self) -> Option<&Opened> {
        match self {
            Self::All(opened) => Some(opened),
            _ => None,
        }
    }

    fn identity(&self) -> Option<&Identity> {
        match self {
            Self::Nothing => None,
            Self::Identity(identity) => Some(identity),
            Self::All(opened) => Some(&opened.identity),
        }
    }
}
