//! `sealkit new`: everything is checked first, then each kit is made, rehearsed
//! and written whole.

pub(super) mod imports;
pub(super) mod place;
pub(super) mod plans;
pub(super) mod summary;

use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use sealkit::kit::{self, Request};

use super::args::{NewArgs, inputs, once_from_stdin};
use super::making::Workshop;
use super::output;
use super::report::Failure;
use summary::Kind;

/// Makes one kit per plan.
pub fn run(arguments: NewArgs, json: bool) -> Result<(), Failure> {
    arguments.make.given_date()?;
    let sources = inputs(arguments.plans.clone())?;
    let plans = plans::read(&arguments, &sources)?;
    let wanted = plans.iter().map(imports::of_plan).collect();
    let wanted = imports::assign(&arguments.imports, wanted)?;
    once_from_stdin(sources.iter().chain(imports::sources(&wanted)))?;
    let folders = place::folders(&arguments.out, &plans)?;
    let mut workshop = Workshop::open(&arguments.make, &arguments.out)?;
    let imports = wanted.into_iter().map(imports::fetch).collect::<Result<Vec<_>, _>>()?;
    workshop.filled();

    let requests: Vec<Request> =
        plans.into_iter().zip(imports).map(|(plan, imports)| workshop.request(plan, imports)).collect();
    // All are made and rehearsed before the first is written.
    let make = |request: &Request| kit::new(request, &mut UnwrapErr(SysRng));
    let kits = requests.iter().map(make).collect::<Result<Vec<_>, _>>()?;
    workshop.made();
    if requests.len() > 1 {
        place::make_parent(&arguments.out)?;
    }

    let mut written = Vec::new();
    let mut outcome = Ok(());
    for ((request, kit), folder) in requests.iter().zip(kits).zip(folders) {
        match workshop.write(request, kit, folder, Kind::New) {
            Ok(kit) if json => written.push(kit),
            Ok(kit) => kit.print()?,
            Err(failure) => {
                outcome = Err(failure);
                break;
            }
        }
    }
    // What was written before a failure is told too: it is there.
    if json && !(written.is_empty() && outcome.is_err()) {
        output::json(&serde_json::json!({ "kits": written }))?;
    }
    outcome
}
