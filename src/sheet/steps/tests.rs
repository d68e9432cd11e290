//! What each operation's steps say, and in which order.

use super::*;
use crate::texts::english;

const ALL: [OperationKind; 4] =
    [OperationKind::New, OperationKind::Rotate, OperationKind::Reshare, OperationKind::NewIdentity];

fn facts() -> StepFacts {
    StepFacts {
        threshold: 2,
        shares: 3,
        generation: Generation::new(3).unwrap(),
        set_before: SetId::parse("K7QM-4XTB"),
        setting: Setting::Sheet,
        sealed_copies: 0,
        earlier: Some(earlier(&[2], &[1])),
        record: None,
        texts: english(),
    }
}

fn earlier(spent: &[u16], staying: &[u16]) -> EarlierCredentials {
    let all = |numbers: &[u16]| numbers.iter().filter_map(|number| Generation::new(*number)).collect();
    EarlierCredentials { spent: all(spent), staying: all(staying) }
}

/// The words of a step.
fn said(operation: OperationKind, facts: &StepFacts, name: StepName) -> String {
    steps(operation, facts)[name.number() - 1].words()
}

#[test]
fn every_operation_has_the_same_eleven_steps() {
    let titles =
        "People, Computer, Plan, Make, Shares, Credential, Set and try, Destroy, Hand over, Tidy, Close";
    for operation in ALL {
        let steps = steps(operation, &facts());
        let numbers: Vec<usize> = steps.iter().map(|step| step.number).collect();
        assert_eq!(numbers, (1..=11).collect::<Vec<_>>());
        assert_eq!(steps.iter().map(|step| step.title.as_str()).collect::<Vec<_>>().join(", "), titles);
        assert!(steps.iter().all(|step| !step.words().is_empty()), "{operation:?}");
    }
}

#[test]
fn no_text_lacks_its_key_or_its_value() {
    let every = |setting| StepFacts { setting, sealed_copies: 2, shares: 9, earlier: None, ..facts() };
    for operation in ALL {
        for facts in [facts(), every(Setting::Recovery), every(Setting::Nothing)] {
            for step in steps(operation, &facts) {
                let words = step.words();
                assert!(!words.contains("steps-") && !words.contains(['$', '{']), "{operation:?}: {words}");
            }
        }
    }
}

/// What is read back, set, tried and destroyed, each where it first is.
#[test]
fn read_back_before_set_and_set_before_destroyed() {
    for operation in ALL {
        let steps = steps(operation, &facts());
        let first = |needle: &str| {
            let found = steps.iter().find(|step| step.words().contains(needle));
            found.map(|step| step.number)
        };

        let (read, set) = (first("Read each"), first("Set each").or(first("Set nothing")));
        let (read, set) = (read.unwrap(), set.unwrap());
        let destroyed = steps.iter().find(|step| step.name == StepName::Destroy).unwrap().number;
        assert!(read < set && set < destroyed, "{operation:?}: {read}, {set}, {destroyed}");

        // Nothing is destroyed before, and old credentials only after what replaces them works.
        let gone = ["Shred", "estroy"].into_iter().filter_map(first).min().unwrap_or(destroyed);
        assert_eq!(gone, destroyed, "{operation:?}");
        if let Some(confirmed) = first("--confirm") {
            assert_eq!(confirmed, StepName::SetAndTry.number());
            assert!(first("taken away").is_none_or(|away| confirmed < away), "{operation:?}");
        }
    }
}

#[test]
fn a_quorum_is_sealed_before_anybody_signs_in() {
    for operation in [OperationKind::New, OperationKind::Reshare, OperationKind::NewIdentity] {
        let shares = said(operation, &facts(), StepName::Shares);
        assert!(shares.contains("read it back (`sealkit check`), seal it at once"), "{shares}");
        assert!(StepName::Shares < StepName::SetAndTry);
    }
}

#[test]
fn what_replaces_a_generation_is_confirmed_and_nothing_else() {
    let confirms = |operation| said(operation, &facts(), StepName::SetAndTry).contains("--confirm");
    assert_eq!(ALL.map(confirms), [false, true, false, true]);
}

#[test]
fn old_credentials_go_or_stay() {
    let places = |spent: &[u16], staying: &[u16]| {
        let facts = StepFacts { earlier: Some(earlier(spent, staying)), ..facts() };
        said(OperationKind::Rotate, &facts, StepName::HandOver)
    };
    assert!(places(&[2], &[]).contains("Credential no. 2 is taken away and destroyed"));
    assert!(!places(&[2], &[]).contains("stays there"));
    assert!(places(&[2], &[1]).contains("Credential no. 1 stays there: it still holds"));
    assert!(places(&[], &[1, 2]).contains("Credentials no. 1 and 2 stay there"));
    assert!(!places(&[], &[1, 2]).contains("taken away"));

    // Before the kit is there, nobody knows which of them.
    let facts = StepFacts { earlier: None, ..facts() };
    assert!(said(OperationKind::Rotate, &facts, StepName::HandOver).contains("Page 3 says"));
}

#[test]
fn each_operation_destroys_what_it_replaces() {
    let destroyed = |operation| said(operation, &facts(), StepName::Destroy);
    assert!(!destroyed(OperationKind::New).contains("K7QM-4XTB"));
    assert!(destroyed(OperationKind::Rotate).contains("step 9"));
    assert!(destroyed(OperationKind::Reshare).contains("all shares of set K7QM-4XTB before"));
    assert!(destroyed(OperationKind::NewIdentity).contains("set K7QM-4XTB and credential no. 2"));

    // No sheet, no receipt: a new split shows no secret.
    assert!(destroyed(OperationKind::Reshare).contains("no receipt"));
    let facts = StepFacts { setting: Setting::Recovery, ..facts() };
    assert!(said(OperationKind::New, &facts, StepName::Destroy).contains("no receipt"));
}

#[test]
fn secrets_are_set_by_sheet_by_recovery_or_not_at_all() {
    let set = |setting| said(OperationKind::New, &StepFacts { setting, ..facts() }, StepName::SetAndTry);
    assert!(set(Setting::Sheet).contains("Print the provisioning sheet."));
    assert!(set(Setting::Recovery).contains("`sealkit recover`"));
    assert!(set(Setting::Nothing).contains("Set nothing"));
}

#[test]
fn suggested_commands_name_the_record_once_there_is_one() {
    let facts = StepFacts { record: Some("kits/3/record.json".to_owned()), ..facts() };
    let words: Vec<String> = steps(OperationKind::Rotate, &facts).iter().map(Step::words).collect();
    assert!(words[5].contains("`sealkit check --record kits/3/record.json`"), "{}", words[5]);
    assert!(words[6].contains("`sealkit rotate --confirm --record kits/3/record.json`"), "{}", words[6]);
}
