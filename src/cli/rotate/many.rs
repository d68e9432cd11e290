//! The quarterly run: a new generation for each of several records, one after the other.

use std::path::Path;

use sealkit::id::{Fingerprint, Recipient};
use sealkit::kit::{self, KitError, Previous};
use sealkit::plan::Plan;
use sealkit::record::Record;

use super::warn_of_pending;
use crate::cli::args::{Rotate, Usage, once_from_stdin};
use crate::cli::context::Context;
use crate::cli::make::batch::Batch;
use crate::cli::make::session::MakeSession;
use crate::cli::make::templates;
use crate::cli::make::{fingerprint, imports, output_dir, plans, summary, summary::Kind};
use crate::cli::read::record_file;
use crate::cli::report::Failure;

/// Rotates every kit, each into a folder of its own; what can be refused is refused
/// before the first is made.
pub fn make(request: Rotate, context: &Context) -> Result<(), Failure> {
    let Rotate { inputs, records: paths, out, fingerprints, imports: flags, keep, template_dir, make } =
        request;
    if !inputs.is_empty() || !keep.is_empty() {
        return Err(Usage::OneAtATime.into());
    }
    let records = paths.iter().map(|path| record_file::read(path)).collect::<Result<Vec<_>, _>>()?;
    let own = templates::own(template_dir.as_deref())?;
    let plan = |record: &Record| plans::of_record(&record.made().plan, &own);
    let plans = records.iter().map(plan).collect::<Result<Vec<Plan>, _>>()?;
    let wanted = imports::assign(&flags, plans.iter().map(|plan| imports::again(plan, &[])).collect())?;
    let dice = make.dice.request()?;
    once_from_stdin(imports::sources(&wanted).chain(dice.source()))?;
    let folders = output_dir::folders(&out, &plans)?;
    let mut workshop = MakeSession::open(&make, &dice, &out, context)?;
    let typed = records
        .iter()
        .zip(&paths)
        .map(|(record, path)| of_paper(&fingerprints, record, path))
        .collect::<Result<Vec<_>, _>>()?;
    records.iter().for_each(|record| warn_of_pending(record, context));
    let imports = wanted.into_iter().map(imports::fetch).collect::<Result<Vec<_>, _>>()?;

    output_dir::make_parent(&out)?;
    let mut batch = Batch::new(records.len());
    let mut written = Vec::new();
    let mut outcome = Ok(());
    let kits = records.iter().zip(typed).zip(plans.into_iter().zip(imports)).zip(folders);
    for (((record, typed), (plan, imports)), folder) in kits {
        let request = workshop.request(plan, imports);
        let made = batch.next(&request.plan.label, || {
            let before = Previous { record, keep: &[], credential: None, identity: None };
            let kit = kit::rotate(&request, &before, typed, &mut workshop.generator)?;
            workshop.write(&request, kit, folder, Kind::Rotate { older: record.made().generation })
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
        summary::tell(&written, true, context)?;
    }
    outcome
}

/// Of several that were given, the one that fits the record; without any, it is asked for.
fn of_paper(given: &[Fingerprint], record: &Record, path: &Path) -> Result<Fingerprint, Failure> {
    if given.is_empty() {
        return fingerprint::of_paper(None, record);
    }
    let expected = Recipient::parse(&record.made().recipient).ok().map(|recipient| recipient.fingerprint());
    let fits = given.iter().find(|fingerprint| expected == Some(**fingerprint)).copied();
    fits.ok_or_else(|| Failure::from(KitError::OtherRecipient).about(&path.display().to_string()))
}
