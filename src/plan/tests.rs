use super::*;
use proptest::prelude::*;

const HEAD: &str = "sealkit-plan = 1\nlabel = \"Kit\"\n";
const SECRET: &str = "[[secrets]]\nname = \"Password\"\naccount = \"bg\"\n";

fn refusal(text: &str) -> String {
    Plan::parse(text).err().map(|e| e.to_string()).unwrap_or_default()
}

fn minimal() -> Result<Plan, PlanError> {
    Plan::parse(&format!("{HEAD}{SECRET}"))
}

#[test]
fn templates_parse_and_hold_the_defaults() -> Result<(), PlanError> {
    for name in Plan::templates() {
        let bare = minimal()?;
        for plan in Plan::parse_all(&Plan::template(name).unwrap_or_default(), &[])? {
            assert_eq!((plan.quorum, plan.paper, plan.rotation), (bare.quorum, bare.paper, bare.rotation));
        }
    }
    assert!(Plan::template("basics").is_none());
    Ok(())
}

#[test]
fn what_the_template_comments_out_parses_too() -> Result<(), PlanError> {
    let template = Plan::template("basic").unwrap_or_default();
    let key = |line: &str| line.starts_with("[[") || line.contains(" = ");
    let lines = template.lines().map(|line| line.strip_prefix("# ").filter(|rest| key(rest)).unwrap_or(line));
    let plan = Plan::parse(&lines.collect::<Vec<_>>().join("\n"))?;
    assert_eq!((plan.secrets.len(), plan.custodians.len(), plan.contacts.len()), (2, 2, 1));
    assert_eq!(plan.secrets.last().map(|s| &s.origin), Some(&SecretSource::Import));
    Ok(())
}

#[test]
fn the_example_of_the_reference_parses() -> Result<(), PlanError> {
    let page = include_str!("../../docs/PLAN.md");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let plan = Plan::parse(example.unwrap_or_default())?;
    assert_eq!((plan.secrets.len(), plan.custodians.len(), plan.contacts.len()), (2, 1, 1));
    Ok(())
}

#[test]
fn a_bare_plan_gets_the_defaults() -> Result<(), PlanError> {
    let plan = minimal()?;
    assert_eq!((plan.quorum.threshold(), plan.quorum.shares(), plan.paper), (2, 3, Paper::A4));
    assert_eq!(plan.rotation, Rotation { rotate_every_days: 90, drill_every_days: 90 });
    let recipe = plan.secrets.first().and_then(SecretPlan::recipe);
    let settled = recipe.map(|r| (r.profile().name.as_str(), r.length(), r.symbols(), r.confusables()));
    assert_eq!(settled, Some(("entra", 120, Symbols::Safe, false)));
    Ok(())
}

#[test]
fn a_draft_of_flags_gets_the_same_plan_and_the_same_errors() -> Result<(), PlanError> {
    let secret = DraftSecret { name: "Password".into(), account: "bg".into(), ..DraftSecret::default() };
    let draft = Draft { label: "Kit".into(), secrets: vec![secret], ..Draft::default() };
    assert_eq!(draft.clone().check()?, minimal()?);
    let quorum = DraftQuorum { threshold: 4, shares: 3 };
    let error = Draft { quorum, ..draft }.check().err();
    let said = error.as_ref().map(|e| (e.to_string(), e.location().line(), e.hint()));
    let sentence = "quorum, threshold: the threshold (4) is higher than the number of shares (3)".to_owned();
    assert_eq!(said, Some((sentence, None, "for example: threshold = 2".to_owned())));
    Ok(())
}

#[test]
fn faults_name_line_and_entry() {
    let two = format!("{HEAD}{SECRET}\n{SECRET}");
    let custodian = "[[custodians]]\nname = \"A\"\n".repeat(4);
    let cases: &[(String, &str)] = &[
        (String::new(), "plan: the version is missing"),
        ("label = \"x\"".into(), "plan: the version is missing"),
        (
            "# one\nsealkit-plan = 2\nnew = 1\n".into(),
            "line 2, sealkit-plan: version 2 is not known here, only 1",
        ),
        ("sealkit-plan = \"1\"".into(), "line 1, sealkit-plan: version \"1\" is not known here, only 1"),
        (format!("sealkit-plan = 1\n{SECRET}"), "line 1, label: `label` is missing"),
        (format!("sealkit-plan = 1\nlabel = \"  \"\n{SECRET}"), "line 2, label: `label` is missing"),
        (format!("sealkit-plan = 1\nlabel = \"a\\tb\"\n{SECRET}"), "line 2, label: U+0009 cannot be printed"),
        (
            format!("sealkit-plan = 1\nlabel = \"a\\u202Eb\"\n{SECRET}"),
            "line 2, label: U+202E cannot be printed",
        ),
        (
            format!("sealkit-plan = 1\nlabel = \"{}\"\n{SECRET}", "x".repeat(81)),
            "line 2, label: the text has 81 characters, and 80 fit",
        ),
        (HEAD.into(), "line 1, secrets: the plan names no secret"),
        (
            format!("{HEAD}{SECRET}length = 300\n"),
            "line 6, secrets entry 1, length: 300 characters do not fit profile entra: \
             it takes at most 256 characters (Microsoft Learn, password policies)",
        ),
        (
            format!("{HEAD}{SECRET}profile = \"entre\"\n"),
            "line 6, secrets entry 1, profile: there is no profile \"entre\"",
        ),
        (
            format!("{HEAD}{SECRET}source = \"import\"\nlength = 9\n"),
            "line 7, secrets entry 1, length: an imported secret is taken as it is",
        ),
        (two, "line 8, secrets entry 2, name: another secret has the name \"Password\""),
        (
            format!("{HEAD}{SECRET}[quorum]\nthreshold = 1\nshares = 3"),
            "line 7, quorum, threshold: a threshold of 1 would let a single sheet open everything",
        ),
        (
            format!("{HEAD}{SECRET}[quorum]\nthreshold = 2\nshares = 999"),
            "line 8, quorum, shares: 999 are more than the 32 that a kit has",
        ),
        (
            format!("{HEAD}{SECRET}{custodian}"),
            "line 12, custodians entry 4: there are 4 custodians for 3 shares",
        ),
        (
            format!("{HEAD}{SECRET}[rotation]\nrotate-every-days = 0"),
            "line 7, rotation, rotate-every-days: 0 days make no sense; write 1 to 3650",
        ),
    ];
    for (text, sentence) in cases {
        assert_eq!(&refusal(text), sentence, "{text}");
    }
}

#[test]
fn unknown_keys_are_named_with_their_line() {
    let said = refusal(&format!("{HEAD}{SECRET}lenght = 100\n"));
    assert!(said.starts_with("line 6: unknown field `lenght`, expected one of"), "{said}");
    let said = refusal(&format!("{HEAD}colour = 1\n{SECRET}"));
    assert!(said.starts_with("line 3: unknown field `colour`"), "{said}");
    let said = refusal(&format!("{HEAD}{SECRET}symbols = \"some\"\n"));
    assert!(said.starts_with("line 6: unknown variant `some`"), "{said}");
    let said = refusal("sealkit-plan = 1\nlabel = \"Kit\n");
    assert!(said.starts_with("line 2: "), "{said}");
}

#[test]
fn slips_of_the_pen_are_told_in_plain_words() {
    let said = |text: &str| {
        let error = Plan::parse(&format!("{HEAD}{SECRET}{text}")).err();
        error.map(|e| (e.to_string(), e.hint())).unwrap_or_default()
    };
    let told = |sentence: &str, hint: &str| (sentence.to_owned(), hint.to_owned());
    assert_eq!(
        said("[quorum]\nthreshold = \"2\"\nshares = 3"),
        told("line 7, threshold: write the number without quotes", "for example: threshold = 2")
    );
    assert_eq!(
        said("profile = 7"),
        told("line 6, profile: write the text in quotes", "for example: profile = \"...\"")
    );
    assert!(
        said("profile = “entra”").0.starts_with("line 6: this line has typographic quotes; use plain \"")
    );
    assert_eq!(said("[custodians]\nname = \"A\"").0, "line 6: write [[custodians]] with two brackets");
}

#[test]
fn a_secret_in_a_plan_is_not_echoed() {
    let error = Plan::parse(&format!("{HEAD}{SECRET}value = \"hunter2hunter2\"\n")).err();
    let said = error.map(|e| (e.to_string(), e.hint())).unwrap_or_default();
    assert_eq!(said.0, "line 6, value: a plan holds no secret");
    assert!(said.1.starts_with("write source = \"import\""), "{}", said.1);
}

#[test]
fn an_oversized_plan_is_not_read() {
    assert!(refusal(&"#".repeat(LONGEST_PLAN + 1)).contains("65537 bytes"));
}

#[test]
fn due_dates_are_counted_in_days() -> Result<(), PlanError> {
    let made = time::macros::date!(2026 - 11 - 21);
    assert_eq!(minimal()?.rotation.rotation_due(made), Some(time::macros::date!(2027 - 02 - 19)));
    assert_eq!(minimal()?.rotation.drill_due(Date::MAX), None);
    Ok(())
}

#[test]
fn who_opens_alone_is_named() -> Result<(), PlanError> {
    let text = format!("{HEAD}{SECRET}{}", "[[custodians]]\nname = \"A\"\n".repeat(2));
    assert_eq!(Plan::parse(&text)?.lone_openers(), ["A"]);
    assert!(minimal()?.lone_openers().is_empty());
    Ok(())
}

fn draft() -> impl Strategy<Value = Draft> {
    let words = "[a-zA-Z\u{e9}\u{3b1}\"\\\\' #=.-]{0,12}[a-z]";
    let secret = (words, words, 0..profile_count(), any::<bool>(), any::<[bool; 3]>(), 0..260usize);
    let secret = secret.prop_map(|(name, account, profile, import, set, length)| {
        let profile = crate::profile::all().get(profile).map(|p| p.name.clone()).unwrap_or_default();
        let source = if import { DraftSource::Import } else { DraftSource::Generate };
        let length = (set[0] && !import).then_some(length);
        let symbols = (set[1] && !import).then_some(Symbols::All);
        let confusables = (set[2] && !import).then_some(true);
        DraftSecret { name, account, profile, source, length, symbols, confusables }
    });

    let person = (words, "[A-Za-z0-9, ]{0,9}").prop_map(|(name, place)| Custodian {
        name,
        place,
        phone: String::new(),
    });
    let contact = (words, words).prop_map(|(name, phone)| Contact { name, phone });
    let lists = (
        proptest::collection::vec(secret, 1..3),
        proptest::collection::vec(person, 0..4),
        proptest::collection::vec(contact, 0..3),
    );
    (words, any::<bool>(), 2..5u32, 3..8u32, 1..400u32, lists).prop_map(
        |(label, letter, k, n, days, lists)| Draft {
            label,
            paper: if letter { Paper::Letter } else { Paper::A4 },
            quorum: DraftQuorum { threshold: k, shares: n },
            rotation: DraftRotation { rotate_every_days: days, drill_every_days: 90 },
            secrets: lists.0,
            custodians: lists.1,
            contacts: lists.2,
            ..Draft::default()
        },
    )
}

fn profile_count() -> usize {
    crate::profile::all().len()
}

proptest! {
    #[test]
    fn a_plan_survives_toml_and_json(draft in draft()) {
        if let Ok(plan) = draft.check() {
            let toml = plan.to_toml().map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(Plan::parse(&toml), Ok(plan.clone()));
            let json = serde_json::to_string(&plan).map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(serde_json::from_str::<Plan>(&json).ok(), Some(plan));
        }
    }

    #[test]
    fn any_text_ends_in_a_plan_or_a_sentence(text in "\\PC{0,60}", cut in 0..2000usize) {
        let template = Plan::template("basic").unwrap_or_default();
        let cut: String = template.chars().take(cut).collect();
        for text in [format!("{cut}{text}"), format!("{HEAD}{text}")] {
            if let Err(error) = Plan::parse(&text) {
                prop_assert!(!error.to_string().contains('\n') && !error.hint().is_empty());
            }
        }
    }
}

#[test]
fn custodians_are_a_name_and_a_place() {
    let parsed = |text| Custodian::parse(text).map(|custodian| (custodian.name, custodian.place));
    assert_eq!(parsed("Ada Byron; safe A; left"), Some(("Ada Byron".to_owned(), "safe A; left".to_owned())));
    assert_eq!(parsed("Ada"), Some(("Ada".to_owned(), String::new())));
    assert_eq!(parsed(" ; safe"), None);
}
