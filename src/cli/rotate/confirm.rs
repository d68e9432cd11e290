//! `sealkit rotate --confirm`: a sign-in with the new generation has worked.

use std::collections::BTreeMap;

use serde_json::json;

use crate::cli::args::ConfirmRequest;
use crate::cli::check::read_record;
use crate::cli::files;
use crate::cli::host;
use crate::cli::output;
use crate::cli::report::{self, Failure};

/// Notes it in the record's log, once.
pub fn run(request: &ConfirmRequest, as_json: bool) -> Result<(), Failure> {
    let date = request.make.given_date()?.map_or_else(host::today, Ok)?;
    let mut record = read_record(&request.record)?;
    let generation = record.made().generation;
    let before = record.confirmed_on();
    if before.is_none() {
        let mut facts = BTreeMap::from([
            ("generation".to_owned(), generation.to_string()),
            ("result".to_owned(), "sign-in worked".to_owned()),
        ]);
        facts.extend(request.by.clone().map(|by| ("by".to_owned(), by)));
        record.append("confirmation", date, facts)?;
        let on_disk = files::replace(&request.record, record.to_json()?.as_bytes())?;
        on_disk.notices().for_each(|notice| report::warn(&notice));
    }
    let day = before.unwrap_or(date).to_string();
    let older = record.made().replaces;
    if as_json {
        return output::json(&json!({ "generation": generation, "confirmed": day, "replaces": older }));
    }
    let what = if before.is_some() { "was confirmed already" } else { "is confirmed" };
    output::line(&format!("generation {generation} {what}, {day}: sign-in with it worked"))?;
    match older {
        Some(older) => output::line(&format!(
            "generation {older} may now be taken away and destroyed: destruction.pdf is its certificate"
        )),
        None => Ok(()),
    }
}
