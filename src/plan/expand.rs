//! A plan that makes several kits, taken apart into one plan for each.

use super::draft::Draft;
use super::error::{PlanError, PlanErrorKind, PlanLocation};
use super::{Custodian, Plan};
use crate::codes;
use crate::template::{self, KitEntry, Template, Values};
use std::sync::Arc;

/// Returns one plan for each kit that a draft makes. A template may ask for several.
pub fn all(draft: Draft, own: &[Template]) -> Result<Vec<Plan>, PlanError> {
    let Some(values) = draft.runbook.clone() else { return Ok(vec![draft.check()?]) };
    let template = Arc::new(find(&values, own)?);

    template.check(&values).map_err(PlanError::of_runbook)?;

    // A plan out of a record names its account: it was taken apart when its kit was made.
    let settled = values.text("account").is_some();
    let kits = if settled { Vec::new() } else { template.kits(&values) };
    if kits.is_empty() {
        return Ok(vec![plan(draft, &template)?]);
    }

    let each = |kit: KitEntry| {
        let path = kit.path.clone();
        plan(one(&draft, kit), &template).map_err(|error| error.of_entry(&path))
    };

    kits.into_iter().map(each).collect()
}

fn find(values: &Values, own: &[Template]) -> Result<Template, PlanError> {
    let at =
        |kind: PlanErrorKind| PlanError::new(PlanLocation::key_of(Some("runbook"), None, "template"), kind);

    let name = values.text("template").ok_or_else(|| at(PlanErrorKind::Empty))?;

    if let Some(template) = own.iter().find(|template| template.name() == name) {
        return Ok(template.clone());
    }

    let unknown = || match codes::holds_code(name) {
        true => at(PlanErrorKind::Code),
        false => at(PlanErrorKind::UnknownTemplate(name.chars().take(40).collect())),
    };

    template::shipped(name).map_err(|error| at(error.into()))?.ok_or_else(unknown)
}

/// The plan of one entry: its account, its custodians, its label behind the plan's.
fn one(draft: &Draft, kit: KitEntry) -> Draft {
    let mut draft = draft.clone();
    if !draft.label.trim().is_empty() {
        draft.label = format!("{}: {}", draft.label.trim(), kit.label);
    }

    for secret in draft.secrets.iter_mut().filter(|secret| secret.account.trim().is_empty()) {
        secret.account.clone_from(&kit.account);
    }

    let text = |table: &Values, name| table.text(name).unwrap_or_default().to_owned();
    let keepers = kit.values.tables("custodians");
    if !keepers.is_empty() {
        let keeper = |table| Custodian {
            name: text(table, "name"),
            place: text(table, "place"),
            phone: text(table, "phone"),
        };
        draft.custodians = keepers.iter().map(keeper).collect();
    }

    if let Some(runbook) = &mut draft.runbook {
        runbook.set("account", kit.account);
    }

    draft
}

fn plan(draft: Draft, template: &Arc<Template>) -> Result<Plan, PlanError> {
    let mut plan = draft.check()?;
    plan.runbook = plan.runbook.map(|runbook| runbook.with(template.clone()));
    // Rules look at the whole plan, so they come last.
    template.refuse(&plan.runbook_values()).map_err(PlanError::of_runbook)?;
    Ok(plan)
}
