//! `sealkit rotate`: a new generation for the shares that are there, and the note that
//! it works.

mod confirm;

use std::path::Path;

use sealkit::kit::{Keep, Operation, Previous, check_renewal};
use sealkit::record::Record;
use sealkit::recovery::Opened;
use sealkit::secret::Identity;

use crate::cli::args::{Rotate, RotateArgs, RotateRequest, Usage, once_from_stdin};
use crate::cli::context::Context;
use crate::cli::make::previous::{check_keep, warn_of_pending};
use crate::cli::make::session::{Job, MakeSession};
use crate::cli::make::{fingerprint, imports, output_dir, plans, templates};
use crate::cli::read::quorum::QuorumInputs;
use crate::cli::read::record_file;
use crate::cli::report::Failure;
use crate::os::files::Input;

/// Makes new generations, or notes that they work.
pub fn run(arguments: RotateArgs, context: &Context) -> Result<(), Failure> {
    match arguments.request()? {
        RotateRequest::Make(request) => make(request, context),
        RotateRequest::Confirm(request) => confirm::run(&request, context),
    }
}

/// Makes a new generation for each record, one after the other. What can be refused is
/// refused before the first is made.
fn make(request: Rotate, context: &Context) -> Result<(), Failure> {
    let Rotate { inputs, records: paths, out, fingerprints, imports: flags, keep, template_dir, make } =
        request;
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
    once_from_stdin(inputs.iter().chain(imports::sources(&wanted)).chain(dice.source()))?;
    let folders = output_dir::folders(&out, &plans)?;

    let session = MakeSession::open(&make, &dice, &out, context)?;
    let typed = fingerprint::of_papers(&fingerprints, &records, &paths)?;
    records.iter().for_each(|record| warn_of_pending(record, context));
    let brought = records
        .iter()
        .zip(&paths)
        .map(|(record, path)| Brought::read(&inputs, &keep, record, path, context))
        .collect::<Result<Vec<_>, _>>()?;
    let imports = wanted.into_iter().map(imports::fetch).collect::<Result<Vec<_>, _>>()?;

    let operations = records.iter().zip(&brought).zip(typed).map(|((record, brought), fingerprint)| {
        let previous =
            Previous { record, keep: &keep, opened: brought.opened(), identity: brought.identity() };
        Operation::Rotate { previous, fingerprint }
    });
    let kits = plans.into_iter().zip(imports).zip(operations).zip(folders);
    let job = |(((plan, imports), operation), folder)| Job { plan, imports, operation, folder };
    session.make_all(kits.map(job).collect(), &out, context).map(drop)
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
        record: &Record,
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
