//! `sealkit reshare`: new shares, of the key that is there or of a new one.

use std::collections::BTreeMap;
use std::path::Path;

use sealkit::auth::Examined;
use sealkit::kit::{Operation, Previous};
use sealkit::plan::{Custodian, Draft, Plan};
use sealkit::record::{Edition, FromPaper, Hash, LogKind, Record};
use sealkit::recovery::Comparison;
use sealkit::secret::Identity;
use time::Date;

use crate::cli::args::{ReshareArgs, TypedHashes, Usage, inputs, keep, once_from_stdin, unverified};
use crate::cli::context::Context;
use crate::cli::make::batch::Run;
use crate::cli::make::previous::{check_keep, warn_of_pending};
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
    arguments.make.given_date()?;
    if !arguments.new_identity && arguments.make.sealed_copies.is_some_and(|copies| copies > 0) {
        return Err(Usage::NothingSealed.into());
    }
    // A new split is the way from a record of edition 1 to one of edition 2.
    let record = record_file::read_any_edition(&Input::File(arguments.record.clone()))?;
    let plan = plan(&arguments, &record)?;
    files::check_new(&arguments.out)?;

    match arguments.new_identity {
        false => split_again(arguments, &record, plan, context),
        true => new_key(arguments, &record, plan, context),
    }
}

fn split_again(
    arguments: ReshareArgs,
    record: &Record,
    plan: Plan,
    context: &Context,
) -> Result<(), Failure> {
    let ReshareArgs { inputs: given, record: path, out, paper, unverified: reason, make, .. } = arguments;
    let (inputs, hashes, reason) = (inputs(given)?, paper.request()?, unverified(reason)?);
    let dice = make.dice.request()?;
    once_from_stdin(inputs.iter().chain(dice.source()).chain(hashes.source()))?;

    let session = MakeSession::open(&make, &dice, &out, context)?;
    let record = typed(hashes, reason.as_deref())?.vouch(record, paper::demand)?;
    warn_of_pending(record.record(), context);
    let opened =
        Box::new(QuorumInputs::of_record(&inputs, record, &path, context)?.open_as_recorded(context)?);

    let operation = Operation::Reshare { record, opened };
    let job = Job { plan, imports: Vec::new(), operation, folder: out.clone() };
    session.make_all(vec![job], Run::of_one(&out), context).map(drop)
}

fn new_key(arguments: ReshareArgs, record: &Record, plan: Plan, context: &Context) -> Result<(), Failure> {
    let ReshareArgs { inputs: given, record: path, out, paper, unverified: without, make, .. } = arguments;
    let ReshareArgs { keep: names, reason, imports: flags, .. } = arguments;
    let keep = keep(names, reason)?;
    let (inputs, hashes, without) = (inputs(given)?, paper.request()?, unverified(without)?);
    check_keep(record, &keep, &flags)?;
    let wanted = imports::assign(&flags, vec![imports::again(&plan, &keep)])?;
    let dice = make.dice.request()?;
    let sources = inputs.iter().chain(imports::sources(&wanted)).chain(dice.source());
    once_from_stdin(sources.chain(hashes.source()))?;

    let session = MakeSession::open(&make, &dice, &out, context)?;
    let date = session.date();
    let record = typed(hashes, without.as_deref())?.vouch(record, paper::demand)?;
    warn_of_pending(record.record(), context);
    let needs_quorum = !(inputs.is_empty() && keep.is_empty());
    let opened = needs_quorum
        .then(|| QuorumInputs::of_record(&inputs, record, &path, context)?.open_as_recorded(context))
        .transpose()?;
    let imports = wanted.into_iter().map(imports::fetch).collect::<Result<Vec<_>, _>>()?;

    let identity = opened.as_ref().map(|opened| &opened.identity);
    let previous = Previous { record, keep: &keep, opened: opened.as_ref(), identity };
    let operation = Operation::NewIdentity { previous };
    let imports = imports.into_iter().flatten().collect();
    let job = Job { plan, imports, operation, folder: out.clone() };
    let made = session.make_all(vec![job], Run::of_one(&out), context)?;

    match (identity, made.first()) {
        (Some(identity), Some(new)) => succeeded(record.record(), identity, *new, &path, date, context),
        _ => Ok(()),
    }
}

/// What vouches for the record.
fn typed(hashes: TypedHashes, unverified: Option<&str>) -> Result<FromPaper<'_>, Failure> {
    Ok(FromPaper { typed: paper::read_asked(hashes)?.given, batch: None, unverified })
}

/// Notes in the old record which one came in its place, with a code of the old key. A record of
/// edition 1 stays as it is.
fn succeeded(
    old: &Record,
    identity: &Identity,
    new: Hash,
    path: &Path,
    date: Date,
    context: &Context,
) -> Result<(), Failure> {
    if old.edition() == Edition::First {
        return Ok(());
    }

    let author = Examined::of(identity, old)?.author(Comparison::NotCompared);
    let add = |record: &mut Record| {
        let facts = BTreeMap::from([("successor".to_owned(), new.to_string())]);
        match &author {
            Some(author) => Ok(author.append(record, LogKind::Succeeded, date, facts)?),
            None => Ok(record.append(LogKind::Succeeded, date, facts).map(drop)?),
        }
    };
    record_file::note(path, &mut old.clone(), context, add)?;
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
        let given = arguments.custodians.iter().map(|text| plans::custodian(text));
        draft.custodians = given.collect::<Result<Vec<Custodian>, Usage>>()?;
    }
    let plan = draft
        .check()
        .map_err(|error| plans::PlansError::Flags { command: "reshare", error: Box::new(error) })?;
    Ok(plans::of_record(&plan, &own)?)
}
