//! Plans from files, or one from the flags: all of them checked before anything is made.

use sealkit::plan::{
    Custodian, Draft, DraftQuorum, DraftSecret, DraftSource, Paper, Plan, PlanError, PlanErrorKind,
};
use sealkit::template::Template;

use crate::cli::args::{NewArgs, PaperArg, Usage};
use crate::cli::make::templates;
use crate::cli::report::{Failure, Status};
use crate::os::files::Input;
use crate::os::files::{self, PLAN_LIMIT};

/// What the one secret of a kit made by flags is called.
const SECRET_NAME: &str = "Password";

/// The plans of the files, one for each kit they make, or the one that the flags describe.
pub fn read(arguments: &NewArgs, sources: &[Input]) -> Result<Vec<Plan>, Failure> {
    if sources.is_empty() {
        let plan = draft(arguments)?.check().map_err(|error| flag_failure("new", &error))?;
        return Ok(vec![plan]);
    }
    let own = templates::own(arguments.template_dir.as_deref())?;
    let plans = sources.iter().map(|source| from_file(source, &own)).collect::<Result<Vec<_>, _>>()?;
    Ok(plans.into_iter().flatten().collect())
}

/// The plan of a record, with the template of its runbook at hand again.
pub fn of_record(plan: &Plan, own: &[Template]) -> Result<Plan, Failure> {
    if plan.runbook.is_none() {
        return Ok(plan.clone());
    }
    let again = plan.to_toml().and_then(|text| Plan::parse_all(&text, own));
    let found = again.map_err(|error| {
        let message = format!("the plan in the record: {error}");
        Failure::new(Status::Usage, message, error.hint()).of_kind("plan")
    })?;
    let same = found.into_iter().find(|again| again == plan);
    same.ok_or_else(|| {
        let message = "the plan in the record does not fit the template of its runbook";
        Failure::new(Status::Usage, message, "give the template that made it with `--template-dir`")
            .of_kind("plan")
    })
}

/// The plans of a file.
pub fn from_file(source: &Input, own: &[Template]) -> Result<Vec<Plan>, Failure> {
    let text = files::read_text(source, PLAN_LIMIT)
        .map_err(|error| Failure::from(error).with_status(Status::Usage))?;
    let text = text.ok_or_else(|| {
        let message = format!("{}: not text in UTF-8", source.name());
        Failure::new(Status::Usage, message, "a plan is a TOML file; `sealkit init` writes one")
            .of_kind("plan")
    })?;
    Plan::parse_all(text.expose(), own).map_err(|error| {
        let message = format!("{}: {error}", source.name());
        Failure::new(Status::Usage, message, error.hint()).of_kind("plan")
    })
}

fn draft(arguments: &NewArgs) -> Result<Draft, Usage> {
    let secret = DraftSecret {
        name: SECRET_NAME.to_owned(),
        account: arguments.account.clone().ok_or(Usage::Needed("--account"))?,
        source: if arguments.imports.is_empty() { DraftSource::Generate } else { DraftSource::Import },
        length: arguments.length,
        ..DraftSecret::default()
    };
    let profile = arguments.profile.clone().unwrap_or_else(|| secret.profile.clone());
    let usual = DraftQuorum::default();
    Ok(Draft {
        label: arguments.label.clone().ok_or(Usage::Needed("--label"))?,
        paper: match arguments.paper {
            Some(PaperArg::Letter) => Paper::Letter,
            Some(PaperArg::A4) | None => Paper::A4,
        },
        quorum: DraftQuorum {
            threshold: arguments.threshold.unwrap_or(usual.threshold),
            shares: arguments.shares.unwrap_or(usual.shares),
        },
        secrets: vec![DraftSecret { profile, ..secret }],
        custodians: arguments.custodians.iter().map(|text| custodian(text)).collect::<Result<_, _>>()?,
        ..Draft::default()
    })
}

/// Reads `NAME; PLACE`.
pub fn custodian(text: &str) -> Result<Custodian, Usage> {
    let (name, place) = text.split_once(';').unwrap_or((text, ""));
    if name.trim().is_empty() {
        return Err(Usage::Custodian);
    }
    Ok(Custodian { name: name.trim().to_owned(), place: place.trim().to_owned() })
}

/// A fault of the plan, told in the words of the flags.
pub fn flag_failure(command: &str, error: &PlanError) -> Failure {
    let flag = flag(&error.location().to_string());
    let hint = match error.kind() {
        PlanErrorKind::UnknownProfile(_) | PlanErrorKind::Recipe(_) => error.hint(),
        _ => format!("see {flag} in `sealkit {command} --help`"),
    };
    Failure::new(Status::Usage, format!("{flag}: {}", error.kind()), hint)
}

fn flag(place: &str) -> &'static str {
    let flags = [
        ("custodians", "`--custodian`"),
        ("label", "`--label`"),
        ("account", "`--account`"),
        ("profile", "`--profile`"),
        ("length", "`--length`"),
        ("threshold", "`--threshold`"),
        ("shares", "`--shares`"),
    ];
    flags.iter().find(|(key, _)| place.contains(key)).map_or("the flags", |(_, flag)| flag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custodians_are_a_name_and_a_place() {
        let one = custodian("Ada Byron; safe A; left").unwrap();
        assert_eq!((one.name.as_str(), one.place.as_str()), ("Ada Byron", "safe A; left"));
        assert_eq!(custodian("Ada").unwrap().place, "");
        assert_eq!(custodian(" ; safe"), Err(Usage::Custodian));
    }
}
