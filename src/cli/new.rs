//! `sealkit new`: everything is checked first, then each kit is made, rehearsed
//! and written whole.

mod imports;
mod place;
mod plans;
mod summary;

use std::path::{Path, PathBuf};

use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use sealkit::kit::{self, Kit, Machine, Request};

use super::args::{NewArgs, inputs, once_from_stdin, parse_date};
use super::files;
use super::host::{self, Finding, Network, Place};
use super::output;
use super::report::Failure;
use summary::Written;

/// Makes one kit per plan.
pub fn run(arguments: NewArgs, json: bool) -> Result<(), Failure> {
    let given = arguments.date.as_deref().map(parse_date).transpose()?;
    let sources = inputs(arguments.plans.clone())?;
    let plans = plans::read(&arguments, &sources)?;
    let wanted = imports::assign(&arguments.imports, &plans)?;
    once_from_stdin(sources.iter().chain(imports::sources(&wanted)))?;
    let folders = place::folders(&arguments.out, &plans)?;
    let network = Network::look_in(Path::new("/"));
    network.admit(arguments.allow_online)?;
    let place = Place::of(&arguments.out);
    let mut notices: Vec<String> = place.admit(arguments.strict)?.into_iter().collect();
    let date = given.map_or_else(host::today, Ok)?;
    host::generator_works()?;
    let imports = wanted.into_iter().map(imports::fetch).collect::<Result<Vec<_>, _>>()?;

    notices.extend(host::lock_memory());
    let checks = host::preflight(Some(&place));

    let mut requests = Vec::new();
    for (plan, imports) in plans.into_iter().zip(imports) {
        let machine = machine(&network, &checks);
        let provisioning = !arguments.no_provisioning;
        let sealed_copies = arguments.sealed_copies;
        let date_given = given.is_some();
        requests.push(Request { plan, imports, date, date_given, provisioning, sealed_copies, machine });
    }
    // All are made and rehearsed before the first is written.
    let make = |request: &Request| kit::new(request, &mut UnwrapErr(SysRng));
    let kits = requests.iter().map(make).collect::<Result<Vec<_>, _>>()?;
    notices.extend(host::lock_memory());
    if requests.len() > 1 {
        place::make_parent(&arguments.out)?;
    }

    let mut written = Vec::new();
    let mut outcome = Ok(());
    for ((request, kit), folder) in requests.iter().zip(kits).zip(folders) {
        match write(request, kit, folder, &network, &notices) {
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

fn write(
    request: &Request,
    kit: Kit,
    folder: PathBuf,
    network: &Network,
    notices: &[String],
) -> Result<Written, Failure> {
    let files: Vec<(&str, &[u8])> =
        kit.files.iter().map(|file| (file.name.as_str(), file.bytes.expose())).collect();
    let on_disk = files::write_folder(&folder, &files)?;
    let mut notices = notices.to_vec();
    notices.extend(on_disk.notices());
    let names = kit.files.iter().map(|file| file.name.clone()).collect();
    Ok(Written::new(&request.plan, kit.summary, folder, names, notices, network))
}

/// What the record says of this machine and this program.
fn machine(network: &Network, checks: &[Finding]) -> Machine {
    Machine {
        made_offline: network.is_offline(),
        checks: checks.iter().map(Finding::recorded).collect(),
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        tool_sha256: host::own_sha256(),
        entropy_sources: vec!["operating system (getrandom)".to_owned()],
    }
}
