//! What is not as plan and record say.

use super::report::{AccountReport, PolicyReport, TenantError, TenantReport, parse_day};
use crate::record::Record;
use crate::template::Values;
use crate::texts::Wording;
use time::Date;

/// The strength that only phishing-resistant methods meet; it is the same in every tenant.
const PHISHING_RESISTANT: &str = "00000000-0000-0000-0000-000000000004";
/// The methods that an emergency account may have. Every account has a password.
const METHODS: [&str; 3] = ["password", "fido2", "x509Certificate"];
/// The rules that the book deploys, one in a line: the query of the plan that asks for it, or a
/// dash where it is always there, and its name.
const RULES: &str = include_str!("../../assets/templates/entra-alerts.txt");

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it has to be repaired; otherwise it has to be looked at by a person.
    pub fault: bool,
    /// What it is.
    pub said: Wording,
}

/// Everything in a report that is not as the plan and the newest records of the tenant's kits
/// say, on a day.
///
/// # Errors
/// [`TenantError::NoKit`] if no record is of a kit of this tenant.
pub fn findings(
    report: &TenantReport,
    records: &[&Record],
    today: Date,
) -> Result<Vec<Finding>, TenantError> {
    let of_tenant = |record: &&&Record| {
        let id = record.made().plan.runbook_values();
        id.text_at("tenant.id").is_some_and(|id| id.eq_ignore_ascii_case(&report.tenant))
    };
    let records: Vec<&Record> = records.iter().filter(of_tenant).copied().collect();
    let newest = records.iter().max_by_key(|record| record.made().date);
    let newest = newest.ok_or_else(|| TenantError::NoKit(report.tenant.clone()))?;
    let plan = newest.made().plan.runbook_values();

    let mut found = Findings::default();
    let age = (today - report.date).whole_days();
    let most = i64::from(newest.made().plan.rotation.drill_every_days);
    found.fault_if(age > most, || wording!("tenant-old", date = report.date, days = age));
    for planned in plan.tables("accounts") {
        account(planned, report, &mut found);
    }
    records.iter().for_each(|record| password(record, report, &mut found));
    group(report, &mut found);
    policies(&plan, report, &mut found);
    rules(&plan, report, &mut found);
    for what in &report.not_read {
        found.0.push(Finding { fault: false, said: wording!("tenant-not-read", what) });
    }
    Ok(found.0)
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn fault(&mut self, said: Wording) {
        self.0.push(Finding { fault: true, said });
    }

    fn fault_if(&mut self, wrong: bool, said: impl FnOnce() -> Wording) {
        if wrong {
            self.fault(said());
        }
    }
}

/// One account of the plan: there, in the cloud alone, its role for good, its keys and no others.
fn account(planned: &Values, report: &TenantReport, found: &mut Findings) {
    let upn = planned.text("upn").unwrap_or_default();
    let Some(account) = report.accounts.iter().find(|account| account.upn.eq_ignore_ascii_case(upn)) else {
        return found.fault(wording!("tenant-account-missing", upn));
    };

    let id = planned.text("object-id").unwrap_or(&account.id);
    found.fault_if(!id.eq_ignore_ascii_case(&account.id), || {
        wording!("tenant-account-id", upn, id = account.id)
    });
    found.fault_if(!account.enabled, || wording!("tenant-account-blocked", upn));
    found.fault_if(account.synced, || wording!("tenant-account-synced", upn));
    match account.role.as_str() {
        "permanent" => {}
        // Without a licence for it nobody tells how long a role lasts: that is said as not read.
        "active" if report.not_read.iter().any(|what| what.contains("permanence")) => {}
        "active" => found.0.push(Finding { fault: false, said: wording!("tenant-role-unsure", upn) }),
        "none" => found.fault(wording!("tenant-role-none", upn)),
        _ => found.fault(wording!("tenant-role-ends", upn)),
    }

    let unit = planned.text("unit").unwrap_or_default();
    let is_in = account.units.iter().any(|there| there == unit);
    found.fault_if(!unit.is_empty() && !is_in, || wording!("tenant-unit", upn, unit));
    methods(planned, account, found);
}

fn methods(planned: &Values, account: &AccountReport, found: &mut Findings) {
    let upn = &account.upn;
    for method in account.methods.iter().filter(|method| !METHODS.contains(&method.as_str())) {
        found.fault(wording!("tenant-method", upn, method));
    }
    let strong = account.methods.iter().any(|method| method == "fido2" || method == "x509Certificate");
    found.fault_if(!strong, || wording!("tenant-no-strong-method", upn));

    let keys = planned.tables("keys");
    let there = account.aaguids.len();
    found.fault_if(there < keys.len(), || wording!("tenant-keys-missing", upn, count = keys.len(), there));
    let named: Vec<&str> = keys.iter().filter_map(|key| key.text("aaguid")).collect();
    let is_named = |id: &&String| named.iter().any(|named| named.eq_ignore_ascii_case(id));
    for id in account.aaguids.iter().filter(|id| !named.is_empty() && !is_named(id)) {
        found.fault(wording!("tenant-foreign-key", upn, id));
    }
}

/// Whether the password that the record's credential holds can be the one that is set.
fn password(record: &Record, report: &TenantReport, found: &mut Findings) {
    let made = record.made();
    let values = made.plan.runbook_values();
    let upn = values.text("account").unwrap_or_default();
    let has_password =
        made.plan.secrets.iter().any(|secret| secret.account == upn && secret.profile.name == "entra");
    let account = report.accounts.iter().find(|account| account.upn.eq_ignore_ascii_case(upn));
    let changed = account.and_then(|account| parse_day(&account.password));
    // A change on the day of the ceremony counts, in whatever time zone it was held.
    let before = changed.is_some_and(|changed| (made.date - changed).whole_days() > 1);
    found.fault_if(has_password && before && report.date >= made.date, || {
        wording!("tenant-password-old", upn, generation = made.generation, made = made.date)
    });
}

fn group(report: &TenantReport, found: &mut Findings) {
    let group = &report.group;
    if group.id.is_empty() {
        return found.fault(wording!("tenant-no-group"));
    }

    found.fault_if(!group.role_assignable, || wording!("tenant-group-not-assignable"));
    found.fault_if(!group.owners.is_empty(), || wording!("tenant-group-owners", count = group.owners.len()));
    let in_group = |id: &str| group.members.iter().any(|member| member.eq_ignore_ascii_case(id));
    for account in report.accounts.iter().filter(|account| !in_group(&account.id)) {
        found.fault(wording!("tenant-not-in-group", upn = account.upn));
    }
    let known = |id: &&String| report.accounts.iter().any(|account| account.id.eq_ignore_ascii_case(id));
    for id in group.members.iter().filter(|id| !known(id)) {
        found.fault(wording!("tenant-other-member", id));
    }
}

fn policies(plan: &Values, report: &TenantReport, found: &mut Findings) {
    found.fault_if(report.defaults, || wording!("tenant-defaults"));
    let planned: Vec<&str> =
        plan.tables("policies").iter().filter_map(|policy| policy.text("name")).collect();
    let is_there = |name: &&&str| report.policies.iter().any(|policy| policy.name == **name);
    for name in planned.iter().filter(|name| !is_there(name)) {
        found.fault(wording!("tenant-policy-missing", name));
    }

    for policy in &report.policies {
        let name = &policy.name;
        found.fault_if(locks_out(policy), || wording!("tenant-policy-applies", name));
        let unnamed = policy.excludes && !planned.contains(&name.as_str());
        found.fault_if(unnamed && policy.state != "disabled", || {
            wording!("tenant-policy-without-reason", name)
        });
    }

    let own = report.policies.iter().find(|policy| policy.includes && policy.strength == PHISHING_RESISTANT);
    match own.map(|policy| policy.state.as_str()) {
        Some("enabled") => {}
        Some(_) => found.fault(wording!("tenant-own-policy-off")),
        None => found.fault(wording!("tenant-own-policy-missing")),
    }
}

/// Whether a policy can lock the accounts out. One that is off or only reports cannot, one for
/// agents, workloads, guests or a context does not ask them, and their own is meant for them.
fn locks_out(policy: &PolicyReport) -> bool {
    let asks = policy.state == "enabled" && policy.kind == "users" && policy.reaches;
    asks && !policy.excludes && !policy.includes
}

fn rules(plan: &Values, report: &TenantReport, found: &mut Findings) {
    // Without Azure PowerShell the rules are not read, and that is said.
    if report.rules.is_empty() && report.not_read.iter().any(|what| what.starts_with("alert")) {
        return;
    }

    let asked = |query: &str| query == "-" || plan.text_at(&format!("queries.{query}")).is_some();
    let known = RULES.lines().filter_map(|line| line.split_once(' '));
    for (_, name) in known.filter(|(query, _)| asked(query)) {
        match report.rules.iter().find(|rule| rule.name == name) {
            Some(rule) if rule.enabled => {}
            Some(_) => found.fault(wording!("tenant-rule-off", name)),
            None => found.fault(wording!("tenant-rule-missing", name)),
        }
    }
}
