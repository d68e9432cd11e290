//! The scripts of the Entra book: what each of them has to keep to so that it cannot say that
//! something was done which was not. Real parsers read them in `tests/external/runbook.py`.

use sealkit::plan::Plan;
use sealkit::template;

/// The scripts, filled in, by name.
fn scripts() -> Vec<(String, String)> {
    let plan = Plan::parse_all(&Plan::template("entra").unwrap(), &[]).unwrap().swap_remove(0);
    let files = template::shipped("entra").unwrap().unwrap().files(&plan.runbook_values()).unwrap();
    files.into_iter().filter(|file| file.name.ends_with(".ps1")).map(|file| (file.name, file.text)).collect()
}

fn script(name: &str) -> String {
    scripts().into_iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}")).1
}

/// The lines that are no comments.
fn code(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// Whether a line calls a cmdlet of Microsoft Graph whose name begins like this.
fn calls(line: &str, verb: &str) -> bool {
    line.contains(&format!("{verb}-Mg"))
}

/// Whether a line changes something in the tenant.
fn changes(line: &str) -> bool {
    ["New", "Update", "Remove", "Set"].iter().any(|verb| calls(line, verb))
        || line.contains("Invoke-MgGraphRequest")
}

/// What a script lacks: errors that stop it before its first call, and a reading behind its last
/// change that can end in an error.
fn lacks(text: &str) -> Option<&'static str> {
    let lines = code(text);
    let first = lines.iter().position(|line| line.contains("-Mg") && !line.contains("PSDefault"))?;
    let stops =
        lines.iter().position(|line| *line == "$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'");
    if stops.is_none_or(|at| at > first) {
        return Some("errors that stop");
    }
    let last = lines.iter().rposition(|line| changes(line))?;
    let behind = &lines[last..];
    let reads = behind.iter().position(|line| calls(line, "Get"));
    let judges = behind.iter().rposition(|line| line.contains("throw"));
    match (reads, judges) {
        (Some(read), Some(judge)) if read <= judge => None,
        _ => Some("reading back"),
    }
}

#[test]
fn every_script_stops_at_errors_and_reads_back_what_it_changed() {
    for (name, text) in scripts() {
        // The pass of these two is shown once and cannot be read again.
        let shows = name == "81-let-in.ps1" && lacks(&text) == Some("reading back");
        assert!(shows || lacks(&text).is_none(), "{name} lacks {:?}", lacks(&text));
    }
}

#[test]
fn a_script_that_goes_on_or_believes_itself_is_noticed() {
    let text = script("75-set-password.ps1");
    let goes_on = text.replace("$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'", "");
    assert_eq!(lacks(&goes_on), Some("errors that stop"));
    let believes = &text[..text.find("# Read back").unwrap()];
    assert_eq!(lacks(believes), Some("reading back"));
}

#[test]
fn the_scopes_are_those_that_the_scripts_need() {
    let connect = script("01-connect.ps1");
    for scope in
        ["Directory.AccessAsUser.All", "Domain.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All"]
    {
        assert!(code(&connect).contains(&format!("'{scope}'").as_str()), "{scope}");
    }
    // The check of each quarter may read, and nothing else.
    let verify = script("00-verify.ps1");
    let scopes: Vec<&str> =
        code(&verify).into_iter().filter(|line| line.starts_with('\'') && line.contains(".Read")).collect();
    assert!(scopes.len() >= 6 && scopes.iter().all(|scope| !scope.contains("Write")), "{scopes:?}");
    assert!(code(&verify).iter().all(|line| !changes(line)), "00-verify.ps1 changes something");
}

#[test]
fn policies_that_take_no_user_exclusion_are_named_and_skipped() {
    let text = script("30-exclude-from-policies.ps1");
    for kind in ["workload identities", "agents", "an authentication context", "guests alone"] {
        assert!(text.contains(kind), "{kind}");
    }
    let skip = text.find("Skipped, takes no user exclusion").unwrap();
    assert!(skip < text.find("Update-MgIdentityConditionalAccessPolicy").unwrap());
    assert!(text.contains("Disabled, so it does not matter"));
    // What is saved here is what the other script puts back.
    assert!(text.contains("before-$($policy.Id).json"));
    assert!(script("31-restore-policies.ps1").contains("before-*.json"));
}

#[test]
fn monitoring_looks_first_and_deploys_rules_where_logs_are_sent_already() {
    let text = script("62-deploy-monitoring.ps1");
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("Invoke-Azure GET \"$($base)?$version\"") < at("Invoke-Azure PUT \"$base/break-glass"));
    let guarded = &text[at("if ($lacking) {")..at("# 2. The rules are deployed")];
    assert!(!guarded.contains("New-AzResourceGroupDeployment"), "the rules come whatever was sent before");
}

#[test]
fn the_reset_of_administrators_is_asked_and_never_made_twice() {
    let text = script("55-sspr.ps1");
    let off = text.find("Update-MgPolicyAuthorizationPolicy").unwrap();
    assert!(text[..off].contains("Read-Host"), "it asks before it switches off");
    let new = text.find("New-MgGroup").unwrap();
    assert!(text[..new].contains("if ($group.Count -eq 0)"), "a second run makes no second group");
}

#[test]
fn activations_through_pim_raise_no_alert_and_the_side_doors_do() {
    let plan = Plan::parse_all(&Plan::template("entra").unwrap(), &[]).unwrap().swap_remove(0);
    let files = template::shipped("entra").unwrap().unwrap().files(&plan.runbook_values()).unwrap();
    let text = |name: &str| files.iter().find(|file| file.name == name).unwrap().text.clone();
    for name in ["alert-roles-changed.kql", "alert-role-granted.kql"] {
        assert!(text(name).contains("OperationName !has \"(PIM activation)\""), "{name}");
    }
    let settings = text("alert-tenant-settings.kql");
    for what in [
        "Authentication Methods Policy Update",
        "authentication strength",
        "security defaults",
        "named location",
    ] {
        assert!(settings.contains(what), "{what}");
    }
    let rules = text("61-alert-rules.json");
    for name in ["Break-glass sign-in settings changed", "Break-glass elevated access"] {
        assert!(rules.contains(name), "{name}");
    }
}

#[test]
fn the_other_clouds_are_taken_and_no_other_domain() {
    let plan = Plan::template("entra").unwrap();
    for (end, environment) in [("us", "USGov"), ("cn", "China")] {
        let text = plan.replace(".onmicrosoft.com", &format!(".onmicrosoft.{end}"));
        let text = text.replace("# environment = \"USGov\"", &format!("environment = \"{environment}\""));
        let plans = Plan::parse_all(&text, &[]).unwrap();
        let files = template::shipped("entra").unwrap().unwrap().files(&plans[0].runbook_values()).unwrap();
        let connect = files.iter().find(|file| file.name == "01-connect.ps1").unwrap();
        assert!(connect.text.contains(&format!("$cloud = '{environment}'")));
    }
    assert!(Plan::parse_all(&plan.replace(".onmicrosoft.com", ".onmicrosoft.net"), &[]).is_err());
}

#[test]
fn the_rules_that_status_looks_for_are_those_that_are_deployed() {
    let plan = Plan::parse_all(&Plan::template("entra").unwrap(), &[]).unwrap().swap_remove(0);
    let files = template::shipped("entra").unwrap().unwrap().files(&plan.runbook_values()).unwrap();
    let rules = &files.iter().find(|file| file.name == "61-alert-rules.json").unwrap().text;
    let rules: serde_json::Value = serde_json::from_str(rules).unwrap();
    let name = |rule: &serde_json::Value| rule["name"].as_str().unwrap().to_owned();
    let mut deployed: Vec<String> =
        rules["variables"]["rules"].as_array().unwrap().iter().map(name).collect();

    let known = include_str!("../../assets/templates/entra-alerts.txt").lines();
    let mut known: Vec<&str> = known.filter_map(|line| Some(line.split_once(' ')?.1)).collect();
    deployed.sort();
    known.sort_unstable();
    assert_eq!(deployed, known);
}
