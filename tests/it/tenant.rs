//! Reports of a tenant, held against the plan and the records of its kits. The reports in
//! `tests/tenant` are what `00-verify.ps1` writes, in the cases that look like faults and are none.

use crate::fixtures;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use sealkit::kit::{Machine, Operation, Request};
use sealkit::plan::Plan;
use sealkit::record::Record;
use sealkit::tenant::{Finding, TenantError, TenantReport, findings};
use sealkit::texts::english;
use serde_json::{Value, json};
use std::sync::LazyLock;
use time::macros::date;

static RECORDS: LazyLock<Vec<Record>> = LazyLock::new(|| {
    let plans = Plan::parse_all(&Plan::template("entra").unwrap(), &[]).unwrap();
    plans.into_iter().map(record).collect()
});

fn record(plan: Plan) -> Record {
    let request = Request {
        plan,
        imports: Vec::new(),
        date: date!(2026 - 11 - 22),
        date_given: true,
        provisioning: false,
        sealed_copies: None,
        machine: Machine {
            made_offline: true,
            checks: Vec::new(),
            tool_version: "0.0.0".to_owned(),
            tool_sha256: None,
            entropy_sources: vec!["a seed, in a test".to_owned()],
        },
    };
    let kit = fixtures::make(&request, Operation::New, &mut ChaCha20Rng::from_seed([5; 32])).unwrap();
    let record = kit.files.iter().find(|file| file.name == "record.json").unwrap();
    Record::parse(std::str::from_utf8(record.bytes.expose()).unwrap()).unwrap()
}

fn text(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/tenant/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn right() -> Value {
    serde_json::from_str(&text("right")).unwrap()
}

fn found(text: &str) -> Vec<Finding> {
    let records: Vec<&Record> = RECORDS.iter().collect();
    findings(&TenantReport::parse(text).unwrap(), &records, date!(2026 - 11 - 25)).unwrap()
}

/// The keys of the faults.
fn faults(text: &str) -> Vec<&'static str> {
    found(text).into_iter().filter(|finding| finding.fault).map(|finding| finding.said.key()).collect()
}

#[test]
fn a_tenant_that_is_as_planned_has_no_fault() {
    assert_eq!(faults(&text("right")), Vec::<&str>::new());
    // Windows PowerShell begins the file with a mark.
    assert_eq!(faults(&format!("\u{feff}{}", text("right"))), Vec::<&str>::new());
}

#[test]
fn what_looks_like_a_fault_and_is_none_raises_no_alarm() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tenant");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap().flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".json").filter(|name| name.starts_with("no-alarm-")) {
            assert_eq!(faults(&text(name)), Vec::<&str>::new(), "{name}");
            seen += 1;
        }
    }
    assert!(seen >= 8, "{seen} kinds of false alarms");
}

#[test]
fn what_was_not_read_is_said_and_is_no_proof() {
    let looked: Vec<String> =
        found(&text("no-alarm-rules-not-read")).iter().map(|finding| english().say(&finding.said)).collect();
    assert_eq!(looked, ["not read: alert rules: Run Connect-AzAccount to login."]);

    let mut silent = right();
    silent["rules"] = json!([]);
    assert_eq!(faults(&silent.to_string()).len(), 11, "rules that are gone are missed");
    let mut unsure = right();
    unsure["accounts"][0]["role"] = json!("active");
    assert!(found(&unsure.to_string()).iter().any(|finding| finding.said.key() == "tenant-role-unsure"));
}

#[test]
fn every_fault_is_named() {
    let stranger = "00000000-1111-2222-3333-444444444444";
    let applies = json!({
        "name": "New block", "state": "enabled", "kind": "users", "reaches": true, "excludes": false,
        "includes": false, "strength": "",
    });
    let cases: Vec<(&str, Value, &str)> = vec![
        ("/date", json!("2026-05-01"), "tenant-old"),
        ("/accounts/0/upn", json!("other@contoso.onmicrosoft.com"), "tenant-account-missing"),
        ("/accounts/0/enabled", json!(false), "tenant-account-blocked"),
        ("/accounts/0/synced", json!(true), "tenant-account-synced"),
        ("/accounts/0/role", json!("none"), "tenant-role-none"),
        ("/accounts/0/role", json!("activated"), "tenant-role-ends"),
        ("/accounts/0/role", json!("ends"), "tenant-role-ends"),
        ("/accounts/0/methods", json!(["password"]), "tenant-no-strong-method"),
        ("/accounts/0/methods", json!(["password", "fido2", "phone"]), "tenant-method"),
        ("/accounts/0/methods", json!(["password", "fido2", "temporaryAccessPass"]), "tenant-method"),
        ("/accounts/0/aaguids", json!([]), "tenant-keys-missing"),
        ("/accounts/0/password", json!("2026-11-20"), "tenant-password-old"),
        ("/group/id", json!(""), "tenant-no-group"),
        ("/group/role-assignable", json!(false), "tenant-group-not-assignable"),
        ("/group/owners", json!([stranger]), "tenant-group-owners"),
        ("/group/members", json!([]), "tenant-not-in-group"),
        ("/group/members/1", json!(stranger), "tenant-other-member"),
        ("/policies/0/name", json!("Renamed"), "tenant-policy-missing"),
        ("/policies/0/name", json!("Renamed"), "tenant-policy-without-reason"),
        ("/policies/0", applies, "tenant-policy-applies"),
        ("/policies/3/state", json!("enabledForReportingButNotEnforced"), "tenant-own-policy-off"),
        ("/policies/3/strength", json!(""), "tenant-own-policy-missing"),
        ("/defaults", json!(true), "tenant-defaults"),
        ("/rules/0/enabled", json!(false), "tenant-rule-off"),
        ("/rules/0/name", json!("Other"), "tenant-rule-missing"),
    ];
    for (at, value, key) in cases {
        let mut report = right();
        *report.pointer_mut(at).unwrap_or_else(|| panic!("{at}")) = value;
        assert!(faults(&report.to_string()).contains(&key), "{at}: {key}");
    }
}

#[test]
fn keys_ids_and_units_of_the_plan_are_held_against_the_tenant() {
    let plan = Plan::template("entra").unwrap();
    let plan = plan.replace(
        "serial = \"10000001\"",
        "serial = \"10000001\"\naaguid = \"cb69481e-8ff7-4039-93ec-0a2729a154a8\"",
    );
    let plan = plan.replace(
        "object-id = \"7b1e5c52-93d0-4f6a-b2c8-5a4e90d1f3b6\"",
        "object-id = \"7b1e5c52-93d0-4f6a-b2c8-000000000001\"\nunit = \"Emergency access\"",
    );
    let record = record(Plan::parse_all(&plan, &[]).unwrap().swap_remove(0));
    let report = TenantReport::parse(&text("right")).unwrap();
    let found = findings(&report, &[&record], date!(2026 - 11 - 25)).unwrap();
    let keys: Vec<&str> = found.iter().map(|finding| finding.said.key()).collect();
    assert_eq!(keys, ["tenant-account-id", "tenant-unit", "tenant-foreign-key"]);
}

#[test]
fn a_report_of_another_tenant_and_one_that_is_none_are_refused() {
    let mut other = right();
    other["tenant"] = json!("00000000-1111-2222-3333-444444444444");
    let report = TenantReport::parse(&other.to_string()).unwrap();
    let records: Vec<&Record> = RECORDS.iter().collect();
    let error = findings(&report, &records, date!(2026 - 11 - 25)).unwrap_err();
    assert!(matches!(error, TenantError::NoKit(_)));

    let mut later = right();
    later["sealkit-tenant"] = json!(2);
    assert!(matches!(TenantReport::parse(&later.to_string()), Err(TenantError::Version(2))));
    for bad in ["", "{}", "[]", "null", &text("right")[..200]] {
        assert!(matches!(TenantReport::parse(bad), Err(TenantError::Form(_))), "{bad}");
    }
}
