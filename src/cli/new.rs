//! `sealkit new`: everything is checked first, then each kit is made, rehearsed
//! and written whole.

use sealkit::kit;

use crate::cli::args::{NewArgs, inputs, once_from_stdin};
use crate::cli::context::Context;
use crate::cli::make::batch::Batch;
use crate::cli::make::session::MakeSession;
use crate::cli::make::{imports, output_dir, plans, summary, summary::Kind};
use crate::cli::report::Failure;

/// Makes one kit per plan.
pub fn run(arguments: NewArgs, context: &Context) -> Result<(), Failure> {
    arguments.make.given_date()?;
    let sources = inputs(arguments.plans.clone())?;
    let dice = arguments.make.dice.request()?;
    once_from_stdin(sources.iter().chain(dice.source()))?;
    let plans = plans::read(&arguments, &sources)?;
    let wanted = plans.iter().map(imports::of_plan).collect();
    let wanted = imports::assign(&arguments.imports, wanted)?;
    once_from_stdin(sources.iter().chain(imports::sources(&wanted)).chain(dice.source()))?;
    let folders = output_dir::folders(&arguments.out, &plans)?;
    let mut workshop = MakeSession::open(&arguments.make, &dice, &arguments.out, context)?;
    let imports = wanted.into_iter().map(imports::fetch).collect::<Result<Vec<_>, _>>()?;

    // Everything that can be refused is refused before the first is made.
    plans.iter().try_for_each(kit::printable)?;
    let mut batch = Batch::new(plans.len());
    if batch.is_many() {
        output_dir::make_parent(&arguments.out)?;
    }
    let mut written = Vec::new();
    let mut outcome = Ok(());
    // Each is made, rehearsed, written and forgotten before the next one begins.
    for ((plan, imports), folder) in plans.into_iter().zip(imports).zip(folders) {
        let request = workshop.request(plan, imports);
        let made = batch.next(&request.plan.label, || {
            let kit = kit::new(&request, &mut workshop.generator)?;
            workshop.write(&request, kit, folder, Kind::New)
        });
        match made {
            Ok(kit) => written.push(kit),
            Err(failure) => {
                outcome = Err(failure);
                break;
            }
        }
    }
    // What was written before a failure is told too: it is there.
    if !(written.is_empty() && outcome.is_err()) {
        summary::tell(&written, batch.is_many(), context)?;
    }
    outcome
}
