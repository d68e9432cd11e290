use super::*;
use crate::plan::Plan;
use proptest::prelude::*;
use time::macros::date;

const DAY: Date = date!(2026 - 11 - 22);

fn table(pairs: &[(&str, &str)]) -> Values {
    let mut table = Values::default();
    pairs.iter().for_each(|(name, text)| table.set(name, *text));
    table
}

fn filled(name: &str, text: &str, values: &Values) -> Result<String, TemplateError> {
    fill::fill(name, text, &[values], &BTreeMap::new())
}

/// Every kit of a shipped template's own plan: the template and the values.
fn kits(name: &str) -> Vec<(Template, Values)> {
    let template = shipped(name).unwrap().unwrap();
    let plans = Plan::parse_all(template.plan(), &[]).unwrap();
    plans.iter().map(|plan| (template.clone(), plan.runbook_values())).collect()
}

#[test]
fn shipped_templates_fit_their_plans_and_leave_nothing_open() {
    for name in shipped_names() {
        let kits = kits(name);
        assert_eq!(kits.len(), if name == "entra" { 2 } else { 1 });
        for (template, values) in kits {
            assert_eq!(template.name(), name);
            for Filled { name, text, what } in template.files(&values).unwrap() {
                assert!(!text.contains("{{") && !text.contains("________"), "{name}: {text}");
                assert!(!what.is_empty() && text.ends_with('\n') && text.is_ascii(), "{name}");
            }
            assert!(!template.runbook(&values).unwrap().contains("{{"));
        }
    }
}

#[test]
fn scripts_and_queries_fit_a_window() {
    // The book prints their names and hashes alone.
    const WIDE: usize = 120;
    for (template, values) in kits("entra") {
        for Filled { name, text, .. } in template.files(&values).unwrap() {
            let long = text.lines().find(|line| line.len() > WIDE).filter(|_| !name.ends_with(".json"));
            assert_eq!(long, None, "{name}");
        }
    }
}

#[test]
fn no_script_holds_what_the_guides_got_wrong() {
    for (template, values) in kits("entra") {
        for Filled { name, text, .. } in template.files(&values).unwrap() {
            let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
            let code = code.join("\n");
            for wrong in
                ["Msol", "AzureAD", "ConvertTo-SecureString", "-AsPlainText", "Set-Clipboard", "excludeUsers"]
            {
                assert!(!code.contains(wrong), "{name}: {wrong}");
            }
        }
    }
}

#[test]
fn the_json_is_json_and_carries_the_queries_whole() {
    for (template, values) in kits("entra") {
        let files = template.files(&values).unwrap();
        let text =
            |name: &str| files.iter().find(|file| file.name == name).map(|file| file.text.as_str()).unwrap();
        for file in files.iter().filter(|file| file.name.ends_with(".json")) {
            serde_json::from_str::<serde_json::Value>(&file.text).unwrap();
        }
        let rules: serde_json::Value = serde_json::from_str(text("61-alert-rules.json")).unwrap();
        let rules = rules["variables"]["rules"].as_array().unwrap();
        let queries: Vec<&str> = rules.iter().map(|rule| rule["query"].as_str().unwrap()).collect();
        let alerts = files.iter().filter(|file| file.name.starts_with("alert-"));
        let expected: Vec<&str> = alerts.map(|file| file.text.trim_end()).collect();
        assert_eq!(queries.len(), expected.len());
        assert!(expected.iter().all(|query| queries.contains(query)));
        assert_eq!(rules.last().unwrap()["severity"], 0);
    }
}

#[test]
fn values_stay_values_in_every_kind_of_file() {
    let values = table(&[("v", "a'b\u{2019}c\"d\\e`f*g|h")]);
    let cases = [
        ("x.ps1", "a''b\u{2019}\u{2019}c\"d\\e`f*g|h"),
        ("x.sh", "a'\\''b\u{2019}c\"d\\e`f*g|h"),
        ("x.kql", "a'b\u{2019}c\\\"d\\\\e`f*g|h"),
        ("x.json", "a'b\u{2019}c\\\"d\\\\e`f*g|h"),
        ("x.md", "a'b\u{2019}c\"d\\\\e\\`f\\*g\\|h"),
    ];
    for (name, expected) in cases {
        assert_eq!(filled(name, "{{v}}", &values).as_deref(), Ok(expected), "{name}");
    }
}

#[test]
fn sections_repeat_turn_round_and_leave_no_lines() {
    let mut values = table(&[("yes", "1"), ("no", "")]);
    values.set("list", Value::List(vec!["a".into(), "b".into()]));
    values.set("tables", vec![table(&[("n", "x")]), table(&[("n", "y"), ("m", "z")])]);
    let text = "{{#list}}\n- {{.}} {{number}}{{^last}},{{/last}}\n{{/list}}\n\
                {{#yes}}Y{{/yes}}{{^yes}}N{{/yes}}{{#no}}Y{{/no}}{{^no}}N{{/no}}\n\
                {{#tables}}{{n}}{{#m}}({{m}}){{/m}}{{^m}}!{{/m}}{{#last}}.{{/last}}{{/tables}}\n{{gone}}\n";
    assert_eq!(filled("x", text, &values).as_deref(), Ok("- a 1,\n- b 2\nYN\nx!y(z).\n________\n"));
}

#[test]
fn faults_of_a_template_name_file_and_line() {
    let said = |text| filled("x.md", text, &Values::default()).unwrap_err().to_string();
    assert_eq!(said("a\n{{#b}}\nc"), "x.md, line 2: {{#b}} has no end");
    assert_eq!(said("a\n{{/b}}"), "x.md, line 2: {{/b}} closes nothing");
    assert_eq!(said("{{#a}}{{#b}}{{/a}}{{/b}}"), "x.md, line 1: {{/a}} closes nothing");
    assert_eq!(said("a\n\n{{b"), "x.md, line 3: a placeholder has no end");
    assert_eq!(said("{{<none.kql}}"), "x.md, line 1: there is no file none.kql");
    let toml = |text: &str| Template::parts(text).unwrap_err().to_string();
    assert!(toml("sealkit-template = 1\nname = 1\n").starts_with("template.toml, line 2: invalid type"));
    assert!(
        toml("sealkit-template = 2\nname=\"a\"\ntitle=\"a\"\nfields=[]").contains("version 2 is not known")
    );
    let file = "sealkit-template=1\nname=\"a\"\ntitle=\"a\"\nfields=[]\nfiles=[{name=\"../x\",what=\"w\"}]";
    assert!(toml(file).ends_with("a file cannot be called \"../x\""));
    let missing = Template::new(BTreeMap::from([("template.toml".into(), file.replace("../x", "x"))]));
    assert_eq!(missing.unwrap_err().to_string(), "plan.toml, line 1: the file is missing");
}

/// The entra plan with one change, and what is said of it.
fn refusal(from: &str, to: &str) -> String {
    let plan = shipped("entra").unwrap().unwrap().plan().to_owned();
    assert!(plan.contains(from), "{from}");
    match Plan::parse_all(&plan.replacen(from, to, 1), &[]) {
        Ok(_) => "taken".to_owned(),
        Err(error) => format!("{error}; {}", error.hint()),
    }
}

#[test]
fn wrong_or_missing_fields_are_named_with_line_and_example() {
    let cases = [
        (
            "upn = \"bg-1@contoso.onmicrosoft.com\"",
            "upn = \"bg-1@contoso.com\"",
            "LINE, runbook, accounts entry 1, upn: \"bg-1@contoso.com\" does not end in .onmicrosoft.com, .onmicrosoft.us, .onmicrosoft.cn; \
          for example: upn = \"bg-1@contoso.onmicrosoft.com\"",
        ),
        (
            "upn = \"bg-2@contoso",
            "upn = \"BG-1@contoso",
            "LINE, runbook, accounts entry 2, upn: \"BG-1@contoso.onmicrosoft.com\" is there twice; for example: *",
        ),
        (
            "object-id = \"7b1e5c52-93d0",
            "object-id = \"7b1e5c52-93d",
            "LINE, runbook, accounts entry 1, object-id: * is not an id of the form xxxxxxxx-*; for example: object-id = *",
        ),
        (
            "object-id = \"e4d2a9f0-6c83-4b15-8f7e-1c0b5d9a3e72\"",
            "object-id = \"7b1e5c52-93d0-4f6a-b2c8-5a4e90d1f3b6\"",
            "LINE, runbook, accounts entry 2, object-id: * is there twice*",
        ),
        (
            "[runbook.tenant]\nname = \"Contoso\"\n",
            "[runbook.tenant]\n",
            "LINE, runbook, tenant, name: `name` is missing; for example: name = \"Contoso\"",
        ),
        (
            "[runbook.role]\n",
            "[runbook.rolle]\n",
            "LINE, runbook, rolle: there is no field \"rolle\"; template entra knows: tenant, role, accounts, *",
        ),
        (
            "serial = \"10000001\"",
            "serial = 10000001",
            "LINE, serial: write the text in quotes; for example: serial = *",
        ),
        (
            "contacts-confirmed = \"2026-11-01\"",
            "contacts-confirmed = 2026-11-01",
            "LINE: write a date in quotes, as in *",
        ),
        (
            "contacts-confirmed = \"2026-11-01\"",
            "contacts-confirmed = \"1.11.2026\"",
            "LINE, runbook, contacts-confirmed: \"1.11.2026\" is not a date of the form YYYY-MM-DD; *",
        ),
        (
            "reason = \"the MFA service may be what is out of order\"",
            "",
            "line *, runbook, policies entry 1, reason: `reason` is missing; for example: reason = *",
        ),
        (
            "group-changed = \"0\"",
            "group-changed = \"9\"",
            "LINE, runbook, queries, group-changed: \"9\" is none of 0, 1, 2, 3, 4; *",
        ),
        (
            "template = \"entra\"",
            "template = \"entre\"",
            "LINE, runbook, template: there is no template \"entre\"; `sealkit init --help` lists them*",
        ),
        (
            "shares = 3",
            "shares = 2",
            "line *, runbook, accounts entry 1, custodians entry 3: there are 3 custodians for 2 shares; *",
        ),
        (
            "name = \"D. Example\"",
            "name = \"a.  example\"",
            "LINE, runbook, accounts entry 2, custodians entry 1, name: a.  example keeps shares of two accounts; \
          give each account other custodians, or a reason: custodians-shared-because*",
        ),
        (
            "holder = \"G. Example\"",
            "holder = \"B. Example\"",
            "LINE, runbook, accounts entry 1, keys entry 1, holder: B. Example holds a security key and keeps a share *",
        ),
        (
            "pin = \"sealed in this kit\"",
            "pin = \"G. Example\"",
            "line *, runbook, accounts entry 1, keys entry 1, holder: G. Example holds a security key and its PIN; *",
        ),
    ];
    for (from, to, expected) in cases {
        let said = refusal(from, to);
        let plan = shipped("entra").unwrap().unwrap().plan().to_owned();
        let line = 1 + plan[..plan.find(from).unwrap()].matches('\n').count();
        let expected = expected.replace("LINE", &format!("line {line}"));
        let parts: Vec<&str> = expected.split('*').collect();
        let mut rest = said.as_str();
        let fits = parts.iter().enumerate().all(|(i, part)| match rest.find(part) {
            Some(at) if i > 0 || at == 0 => {
                rest = &rest[at + part.len()..];
                true
            }
            _ => false,
        });
        assert!(fits && (expected.ends_with('*') || rest.is_empty()), "\n{said}\n{expected}");
    }
}

#[test]
fn a_reason_allows_what_a_rule_forbids() {
    let plan = shipped("entra").unwrap().unwrap().plan().to_owned();
    let shared = plan.replacen("name = \"D. Example\"", "name = \"A. Example\"", 1);
    let confirmed = "contacts-confirmed = ";
    let shared = shared.replacen(
        confirmed,
        &format!("custodians-shared-because = \"three officers\"\n{confirmed}"),
        1,
    );
    assert_eq!(Plan::parse_all(&shared, &[]).map(|plans| plans.len()), Ok(2));
    let holder = plan.replacen("holder = \"G. Example\"", "holder = \"B. Example\"", 1);
    let upn = "upn = \"bg-1@contoso";
    let holder = holder.replacen(upn, &format!("holder-keeps-share-because = \"few people\"\n{upn}"), 1);
    assert_eq!(Plan::parse_all(&holder, &[]).map(|plans| plans.len()), Ok(2));
}

#[test]
fn one_plan_gives_a_plan_for_each_account() {
    let plans = Plan::parse_all(shipped("entra").unwrap().unwrap().plan(), &[]).unwrap();
    let seen: Vec<_> = plans
        .iter()
        .map(|plan| (plan.label.as_str(), plan.secrets[0].account.as_str(), plan.custodians[0].name.as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            ("Contoso: Break-glass 1", "bg-1@contoso.onmicrosoft.com", "A. Example"),
            ("Contoso: Break-glass 2", "bg-2@contoso.onmicrosoft.com", "D. Example"),
        ]
    );
    // Out of a record, and as a plan file of its own, each is the same again.
    for plan in &plans {
        let json = serde_json::to_string(plan).unwrap();
        assert_eq!(&serde_json::from_str::<Plan>(&json).unwrap(), plan);
        assert_eq!(Plan::parse(&plan.to_toml().unwrap()).as_ref(), Ok(plan));
    }
    let error = Plan::parse(shipped("entra").unwrap().unwrap().plan()).unwrap_err();
    assert_eq!(error.to_string(), "runbook: the plan makes 2 kits, one for each account");
}

/// The names of the rules that advise against the plan with one change.
fn advice(change: impl Fn(String) -> String) -> Vec<String> {
    let plan = change(shipped("entra").unwrap().unwrap().plan().to_owned());
    let plans = Plan::parse_all(&plan, &[]).unwrap();
    plans[0].advice(DAY).into_iter().map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn anti_patterns_are_found() {
    assert!(advice(|plan| plan).is_empty());
    let change = |from: &'static str, to: &'static str| {
        advice(move |plan| {
            assert!(plan.contains(from), "{from}");
            plan.replacen(from, to, 1)
        })
    };
    let history = |text: &'static str| advice(move |plan| format!("{plan}\n[runbook.history]\n{text}"));
    let second = "[[runbook.approvers]]\nname = \"T. Haas\"\nrole = \"Head of Security\"\n\
                  phone = \"+00 000 000102\"\n";
    assert_eq!(change(second, ""), ["two-approvals"]);
    assert_eq!(
        change("\"Safe 1, head office\", \"Duty", "\"SharePoint, IT\", \"Duty"),
        ["runbook-behind-sso"]
    );
    assert_eq!(change("drill-every-days = 90", "drill-every-days = 180"), ["no-quarterly-drill"]);
    assert_eq!(
        change("contacts-confirmed = \"2026-11-01\"", "contacts-confirmed = \"2026-08-01\""),
        ["contacts-stale"]
    );
    assert_eq!(change("contacts-confirmed = \"2026-11-01\"", ""), ["contacts-unconfirmed"]);
    assert_eq!(history("last-use = \"2026-05-02\""), ["not-revoked-after-use"]);
    assert!(history("last-use = \"2026-05-02\"\nlast-rotation = \"2026-05-02\"").is_empty());
    assert_eq!(
        history("last-change = \"2026-05-02\"\nlast-drill = \"2026-05-01\""),
        ["no-drill-after-change"]
    );
    assert_eq!(
        change("profile = \"fido2-pin\"\nlength = 24", "profile = \"linux-crypt\""),
        ["password-alone"]
    );
    assert_eq!(change("object-id = \"7b1e5c52-93d0-4f6a-b2c8-5a4e90d1f3b6\"\n", ""), ["no-object-id"]);
    let one = advice(|plan| {
        let (before, rest) = plan.split_once("[[runbook.accounts]]\nname = \"Break-glass 2\"").unwrap();
        let (_, after) = rest.split_once("# Role-assignable").unwrap();
        format!("{before}# Role-assignable{after}")
    });
    assert_eq!(one, ["only-one-account"]);
}

#[test]
fn a_template_of_the_users_own_goes_first() {
    let mut texts = BTreeMap::new();
    texts.insert("template.toml".to_owned(), "sealkit-template = 1\nname = \"entra\"\ntitle = \"Mine\"\n\
        fields = [{ at = \"site\", example = 'site = \"x\"' }]\nfiles = [{ name = \"a.sh\", what = \"do it\" }]".to_owned());
    texts.insert("plan.toml".to_owned(), String::new());
    texts.insert("runbook.md".to_owned(), "# {{site}}\n".to_owned());
    texts.insert("a.sh".to_owned(), "echo '{{site}}'\n".to_owned());
    let own = Template::new(texts).unwrap();
    let plan = "sealkit-plan = 1\nlabel = \"Kit\"\n[[secrets]]\nname = \"P\"\naccount = \"a\"\n\
        [runbook]\ntemplate = \"entra\"\nsite = \"it's here\"\n";
    let plans = Plan::parse_all(plan, std::slice::from_ref(&own)).unwrap();
    let files = own.files(&plans[0].runbook_values()).unwrap();
    assert_eq!(files[0].text, "echo 'it'\\''s here'\n");
    assert!(Plan::parse_all(plan, &[]).unwrap_err().to_string().contains("there is no field \"site\""));
}

proptest! {
    #[test]
    fn any_template_text_ends_in_a_text_or_a_sentence(text in "(\\{\\{|\\}\\}|[#^/<.a\\n ]){0,24}") {
        let _ = filled("x.md", &text, &table(&[("a", "b")]));
    }
}

#[test]
fn part_of_a_list_can_be_printed() {
    let plan: Values = toml::from_str("names = [\"a\", \"b\", \"c\"]").unwrap();
    let files = BTreeMap::new();
    let filled = |text: &str| super::fill::fill("x.txt", text, &[&plan], &files).unwrap();
    assert_eq!(filled("{{#names:2}}{{.}}{{^last}},{{/last}}{{/names:2}}"), "a,b");
    assert_eq!(filled("{{#names:3-}}{{.}}{{/names:3-}}"), "c");
    assert_eq!(filled("{{^names:4-}}none{{/names:4-}}"), "none");
}

#[test]
fn private_values_are_taken_away_wherever_they_stand() {
    let template = shipped("entra").unwrap().unwrap();
    let text = "approvers = [{ name = \"E\", phone = \"1\" }]\n\
                [[accounts]]\nname = \"A\"\n[[accounts.custodians]]\nname = \"C\"\nphone = \"2\"\n\
                [[accounts.keys]]\nserial = \"k\"\nphone = \"3\"\n";
    let values: Values = toml::from_str(text).unwrap();
    let phones = |values: &Values| {
        let paths = ["approvers[].phone", "accounts[].custodians[].phone", "accounts[].keys[].phone"];
        paths.into_iter().map(|path| values.texts(path).len()).sum::<usize>()
    };
    assert_eq!(phones(&values), 3);
    let public = template.public(values);
    assert_eq!(phones(&public), 0);
    assert_eq!(public.texts("accounts[].custodians[].name").len(), 1);
}
