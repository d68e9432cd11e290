//! Plans from files, or one from the flags: all of them checked before anything is made.

use sealkit::plan::{Custodian, Draft, DraftQuorum, DraftSecret, DraftSource, Paper, Plan, PlanError};
use sealkit::template::Template;

use crate::cli::args::{NewArgs, PaperArg, Usage};
use crate::cli::make::templates;
use crate::cli::report::Failure;
use crate::os::files::Input;
use crate::os::files::{self, FileError, PLAN_LIMIT};

/// What the one secret of a kit made by flags is called.
const SECRET_NAME: &str = "Password";

/// Why there is no plan to make a kit of.
pub enum PlansError {
    /// The plan in the record is not valid any more.
    OfRecord(Box<PlanError>),
    /// The runbook template at hand is not the one that the plan in the record names.
    OtherTemplate,
    /// The file cannot be read.
    Unreadable(FileError),
    /// The file of this name is not UTF-8.
    NotText(String),
    /// The file is no valid plan.
    File {
        /// Its name.
        file: String,
        /// What is wrong in it.
        error: Box<PlanError>,
    },
    /// The flags make no valid plan.
    Flags {
        /// The command whose flags they are.
        command: &'static str,
        /// What is wrong.
        error: Box<PlanError>,
    },
}

/// The plans of the files, one for each kit they make, or the one that the flags describe.
pub fn read(arguments: &NewArgs, sources: &[Input]) -> Result<Vec<Plan>, Failure> {
    if sources.is_empty() {
        return Ok(vec![of_flags("new", draft(arguments)?)?]);
    }
    let own = templates::own(arguments.template_dir.as_deref())?;
    let plans = sources.iter().map(|source| from_file(source, &own)).collect::<Result<Vec<_>, _>>()?;
    Ok(plans.into_iter().flatten().collect())
}

/// The plan of a record, with the template of its runbook at hand again.
pub fn of_record(plan: &Plan, own: &[Template]) -> Result<Plan, PlansError> {
    let again = plan.again(own).map_err(|error| PlansError::OfRecord(Box::new(error)))?;
    again.ok_or(PlansError::OtherTemplate)
}

/// The plan that the flags of a command describe.
pub fn of_flags(command: &'static str, draft: Draft) -> Result<Plan, PlansError> {
    draft.check().map_err(|error| PlansError::Flags { command, error: Box::new(error) })
}

/// The custodians that flags name.
pub fn custodians(flags: &[String]) -> Result<Vec<Custodian>, Usage> {
    flags.iter().map(|text| Custodian::parse(text).ok_or(Usage::Custodian)).collect()
}

/// The plans of a file.
pub fn from_file(source: &Input, own: &[Template]) -> Result<Vec<Plan>, PlansError> {
    let text = files::read_text(source, PLAN_LIMIT).map_err(PlansError::Unreadable)?;
    let text = text.ok_or_else(|| PlansError::NotText(source.name()))?;
    Plan::parse_all(text.expose(), own)
        .map_err(|error| PlansError::File { file: source.name(), error: Box::new(error) })
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
        custodians: custodians(&arguments.custodians)?,
        ..Draft::default()
    })
}
