//! `sealkit new`: everything is checked first, then each kit is made, rehearsed
//! and written whole.

use sealkit::kit::{Operation, check_printable};

use crate::cli::args::{NewArgs, inputs, once_from_stdin};
use crate::cli::context::Context;
use crate::cli::make::batch::Run;
use crate::cli::make::session::{Job, MakeSession};
use crate::cli::make::{imports, output_dir, plans};
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

    let session = MakeSession::open(&arguments.make, &dice, &arguments.out, context)?;
    let imports = wanted.into_iter().map(imports::fetch).collect::<Result<Vec<_>, _>>()?;

    // Everything that can be refused is refused before the first is made.
    plans.iter().try_for_each(check_printable)?;

    let run = Run { is_many: plans.len() > 1, ..Run::of_one(&arguments.out) };
    let kits = plans.into_iter().zip(imports).zip(folders);
    let job = |((plan, imports), folder)| Job { plan, imports, operation: Operation::New, folder };
    session.make_all(kits.map(job).collect(), run, context).map(drop)
}
