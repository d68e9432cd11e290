//! `sealkit reshare`: new shares, of the key that is there or of a new one.

use std::path::Path;

use sealkit::auth::{self, Examined};
use sealkit::kit::Operation;
use sealkit::plan::{Draft, Plan};
use sealkit::record::{Edition, Hash, Record, Vouched};
use sealkit::recovery::Comparison;
use sealkit::secret::Identity;
use time::Date;

use crate::cli::args::{ReshareArgs, Usage};
use crate::cli::context::Context;
use crate::cli::make::batch::Run;
use crate::cli::make::previous::{Brought, check_keep, from_paper, warn_of_pending};
use crate::cli::make::session::{Job, MakeSession};
use crate::cli::make::{imports, plans, templates};
use crate::cli::read::paper;
use crate::cli::read::quorum::QuorumInputs;
use crate::cli::read::record_file;
use crate::cli::report::{Failure, Notice};
use crate::os::files;
use crate::os::files::Input;

/// Makes a new share set.
pub fn run(arguments: ReshareArgs, context: &Context) -> Result<(), Failure> {
    let ReshareArgs { record: path, out, imports: flags, make, new_identity, .. } = &arguments;
    make.given_date()?;
    if !new_identity && make.sealed_copies.is_some_and(|copies| copies > 0) {
        return Err(Usage::NothingSealed.into());
    }
    let given = arguments.previous()?;

    // A new split is the way from a record of edition 1 to one of edition 2.
    let record = record_file::read_any_edition(&Input::File(path.clone()))?;
    let plan = plan(&arguments, &record)?;
    files::check_new(out)?;
    check_keep(&record, &given.keep, flags)?;

    // The secrets of a key that stays are all there.
    let wanted = if *new_identity { imports::again(&plan, &given.keep) } else { Vec::new() };
    let wanted = imports::assign(flags, vec![wanted])?;
    given.once_from_stdin(imports::sources(&wanted))?;

    let session = MakeSession::open(make, &given.dice, out, context)?;
    let date = session.date();
    let record = from_paper(&given, None)?.vouch(&record, paper::demand)?;
    warn_of_pending(record.record(), context);
    let open = || QuorumInputs::of_record(&given.inputs, record, path, context)?.open_as_recorded(context);
    let job = |operation, imports| Job { plan, imports, operation, folder: out.clone() };
    if !new_identity {
        let operation = Operation::Reshare { record, opened: Box::new(open()?) };
        return session.make_all(vec![job(operation, Vec::new())], Run::of_one(out), context).map(drop);
    }

    let brought = match given.needs_quorum() {
        true => Brought::All(Box::new(open()?)),
        false => Brought::Nothing,
    };

    let imports = wanted.into_iter().map(imports::fetch).collect::<Result<Vec<_>, _>>()?;
    let operation = Operation::NewIdentity { previous: brought.previous(record, &given.keep, &[]) };
    let job = job(operation, imports.into_iter().flatten().collect());
    let made = session.make_all(vec![job], Run::of_one(out), context)?;

    match (brought.identity(), made.first()) {
        (Some(identity), Some(new)) => succeeded(record, identity, *new, path, date, context),
        _ => Ok(()),
    }
}

/// Notes in the old record which one came in its place, with a code of the old key. A record of
/// edition 1 stays as it is.
fn succeeded(
    old: Vouched<'_>,
    identity: &Identity,
    new: Hash,
    path: &Path,
    date: Date,
    context: &Context,
) -> Result<(), Failure> {
    if old.record().edition() == Edition::First {
        return Ok(());
    }

    let author = Examined::of(identity, old.record())?.author(Comparison::of(old));
    let add = |record: &mut Record| Ok(auth::note_successor(author.as_ref(), record, new, date)?);
    record_file::note(path, &mut old.record().clone(), context, add)?;
    Notice::Succeeded(path).tell(context);
    Ok(())
}

/// The plan of the record with another quorum or other people, or one from a file.
fn plan(arguments: &ReshareArgs, record: &Record) -> Result<Plan, Failure> {
    let old = &record.made().plan;
    let own = templates::own(arguments.template_dir.as_deref())?;
    if let Some(path) = &arguments.plan {
        let mut plans = plans::from_file(&Input::new(path.clone()), &own)?;
        // A file may make several kits; the library refuses a plan of another kit.
        let at = plans.iter().position(|plan| plan.label == old.label).unwrap_or_default();
        return Ok(plans.swap_remove(at));
    }

    let mut draft = Draft::from(old.clone());
    draft.quorum.threshold = arguments.threshold.unwrap_or(draft.quorum.threshold);
    draft.quorum.shares = arguments.shares.unwrap_or(draft.quorum.shares);
    if !arguments.custodians.is_empty() {
        draft.custodians = plans::custodians(&arguments.custodians)?;
    }
    Ok(plans::of_record(&plans::of_flags("reshare", draft)?, &own)?)
}
