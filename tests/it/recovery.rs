//! Recovery from any mixture of good, damaged, forged and foreign pieces.

use crate::fixtures::{Codes, codes, forged, secret, split};
use proptest::prelude::*;
use sealkit::credential::PartError;
use sealkit::lines::LineError;
use sealkit::recovery::{
    BlockError, BlockKind, Combinations, CombineError, Entry, EntryOutcome, Event, InputError, Item,
    MOST_TRIES, OpenError, Recovery, VouchedBy,
};
use sealkit::seal::SealError;
use sealkit::share::ShareError;

fn given(texts: &[&str]) -> (Recovery, Vec<Event>) {
    let mut recovery = Recovery::default();
    let events = texts.iter().flat_map(|t| recovery.add_text(t)).collect();
    (recovery, events)
}

fn opened(recovery: &Recovery) -> String {
    recovery.open().unwrap().credential.secrets[0].value.expose().to_owned()
}

fn fault(recovery: &Recovery) -> OpenError {
    recovery.open().err().expect("must not open")
}

fn text_fault(text: &str) -> InputError {
    let faults: Vec<_> = given(&[text])
        .1
        .into_iter()
        .filter_map(|e| match e {
            Event::Fault(fault) => Some(fault),
            _ => None,
        })
        .collect();
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults[0].clone()
}

#[test]
fn every_quorum_of_every_small_kit_opens_and_every_smaller_group_does_not() {
    for (k, n) in (2..=8u8).flat_map(|n| (2..=n).map(move |k| (k, n))) {
        let kit = codes(k * 10 + n, k, n);
        for chosen in Combinations::new(usize::from(n), usize::from(k)) {
            let mut recovery = Recovery::default();
            chosen.iter().for_each(|i| drop(recovery.add_text(&kit.qr(i + 1))));
            recovery.add_text(&kit.qr_credential());
            assert_eq!(opened(&recovery), secret(kit.seed, 1), "{k} of {n}: {chosen:?}");
        }
        for chosen in Combinations::new(usize::from(n), usize::from(k) - 1) {
            let mut recovery = Recovery::default();
            chosen.iter().for_each(|i| drop(recovery.add_text(&kit.qr(i + 1))));
            recovery.add_text(&kit.qr_credential());
            let too_few = CombineError::TooFew { have: chosen.len(), needed: k };
            assert_eq!(fault(&recovery), OpenError::Quorum(too_few));
        }
    }
}

#[test]
fn typed_lines_and_codes_mix() {
    let kit = codes(1, 2, 3);
    let (recovery, events) = given(&[&kit.typed(3), &kit.qr(1), &kit.typed_credential()]);
    assert_eq!(opened(&recovery), secret(1, 1));
    let set = kit.shares[0].set();
    assert_eq!(events[0], Event::Share { set, x: 3, missing: 1 });
    assert_eq!(events[1], Event::Share { set, x: 1, missing: 0 });
    assert!(matches!(events[2], Event::Credential { .. }));
    assert_eq!(recovery.open().unwrap().vouched_by, VouchedBy::Nothing);
}

#[test]
fn one_text_may_hold_everything_in_the_layout_of_a_page() {
    let kit = codes(2, 2, 3);
    let credential = kit.typed_credential();
    let rows: Vec<&str> = credential.lines().skip(1).collect();
    let half = rows.len().div_ceil(2);
    let column = |i: usize| format!("   {}      {}", rows[i], rows.get(half + i).unwrap_or(&""));
    let page = format!(
        "Share 2 of 3\n 1. Take two sheets to a computer.\nSK1 S     check\n{}\n2. Then type.\nSK1 C   SK1 C\n{}\npage 1 of 1",
        kit.typed(2).replace("SK1 S\n", ""),
        (0..half).map(column).collect::<Vec<_>>().join("\n"),
    );
    let (recovery, events) = given(&[&page, &kit.qr(3)]);
    assert!(!events.iter().any(|e| matches!(e, Event::Fault(_))), "{events:?}");
    assert_eq!(opened(&recovery), secret(2, 1));
}

#[test]
fn lines_without_a_heading_are_told_by_their_checks() {
    let kit = codes(3, 2, 3);
    let bare = |t: String| t.split_once('\n').unwrap().1.to_owned();
    let all = [kit.typed(1), kit.typed(2), kit.typed_credential()].map(bare).concat();
    assert_eq!(opened(&given(&[&all]).0), secret(3, 1));
    let code = kit.shares[2].code().expose().to_owned();
    assert_eq!(opened(&given(&[&kit.qr(1), &code, &kit.qr_credential()]).0), secret(3, 1));
}

#[test]
fn a_credential_may_run_over_several_texts() {
    let kit = codes(4, 2, 2);
    let lines = kit.typed_credential();
    let (first, second) = lines.split_at(lines.match_indices('\n').nth(9).unwrap().0 + 1);
    let (recovery, events) = given(&[&kit.qr(1), &kit.qr(2), first, &format!("SK1 C\n{second}")]);
    assert!(matches!(&events[2], Event::Lines { have: 9, missing } if missing[0] == 10), "{:?}", events[2]);
    assert_eq!(opened(&recovery), secret(4, 1));
    let parts = kit.credential.qr_texts();
    assert!(parts.len() > 1);
    let (recovery, _) = given(&[&kit.qr(1), &kit.qr(2), &parts[0]]);
    assert_eq!(recovery.credential_gap(), Some(PartError::Missing(2)));
    assert_eq!(fault(&recovery), OpenError::NoCredential);
}

#[test]
fn faults_of_texts_are_named_one_by_one() {
    let kit = codes(5, 2, 3);
    let typed = kit.typed(1);
    assert_eq!(text_fault(""), InputError::Nothing);
    assert_eq!(text_fault("Dear Sir,\n1. Call me.\n2. Do not type this."), InputError::Nothing);
    assert_eq!(text_fault(&kit.qr(1).replace("SK1", "SK2")), InputError::Version("SK2".to_owned()));
    assert_eq!(text_fault(&kit.qr(1)[..60]), InputError::Form);
    assert_eq!(text_fault(&format!("{}9", &kit.qr(1)[..77])), InputError::Form);
    let swapped = if kit.qr(1).ends_with('A') { "B" } else { "A" };
    assert_eq!(text_fault(&format!("{}{swapped}", &kit.qr(1)[..77])), InputError::Share(ShareError::Check));
    let without = typed.lines().filter(|l| !l.starts_with("3.")).collect::<Vec<_>>().join("\n");
    assert_eq!(
        text_fault(&without),
        InputError::Block { kind: BlockKind::Share, fault: BlockError::Missing(vec![3]) }
    );
    let mixed = typed
        .lines()
        .take(3)
        .chain(kit.typed(2).lines().skip(3).collect::<Vec<_>>())
        .map(|l| format!("{l}\n"))
        .collect::<String>();
    assert_eq!(
        text_fault(&mixed),
        InputError::Block { kind: BlockKind::Share, fault: BlockError::DifferentSheets }
    );
    let exchanged = typed.replace("2. ", "x. ").replace("3. ", "2. ").replace("x. ", "3. ");
    let faults = given(&[&exchanged]).1;
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults.iter().all(|e| matches!(e, Event::Fault(InputError::Line { number: 2 | 3, .. }))));
}

#[test]
fn a_typo_is_proposed_and_never_applied() {
    let kit = codes(6, 2, 3);
    let typed = kit.typed(1);
    let place = typed.find("2. ").unwrap() + 8;
    let wrong = if &typed[place..=place] == "A" { "Q" } else { "A" };
    let slipped = format!("{}{wrong}{}", &typed[..place], &typed[place + 1..]);
    let (recovery, events) = given(&[&slipped, &kit.qr(2), &kit.qr_credential()]);
    let Event::Fault(InputError::Line {
        kind: BlockKind::Share,
        number: 2,
        fault: LineError::Check { proposal: Some(proposal) },
        confirmed,
    }) = &events[0]
    else {
        panic!("{:?}", events[0]);
    };
    assert_eq!((proposal.place, *confirmed), (6, true));
    assert_eq!(fault(&recovery), OpenError::Quorum(CombineError::TooFew { have: 1, needed: 2 }));
}

#[test]
fn shares_of_other_kits_and_splits_are_refused_by_name() {
    let kit = codes(7, 2, 3);
    let other = codes(8, 2, 3);
    let later = split(7, 2, 3, 2, 1);
    let (recovery, events) =
        given(&[&kit.qr(1), &other.qr(2), &later.qr(3), &kit.qr(1), &kit.qr_credential()]);
    assert!(matches!(&events[1], Event::OtherKit { given, x: 2, .. } if given.set == other.shares[0].set()));
    assert!(
        matches!(&events[2], Event::OtherSplit { given, wanted, x: 3 } if (given.epoch.number(), wanted.epoch.number()) == (2, 1))
    );
    assert_eq!(events[3], Event::Repeated { x: 1 });
    assert_eq!(fault(&recovery), OpenError::Quorum(CombineError::TooFew { have: 1, needed: 2 }));
    let (recovery, _) = given(&[&other.qr(2), &kit.qr(1), &kit.qr(3), &kit.qr_credential()]);
    assert_eq!(opened(&recovery), secret(7, 1), "the stray share came first");
}

#[test]
fn one_forged_share_among_more_is_named() {
    let kit = codes(9, 2, 3);
    let bad = forged(&kit.shares[1]).qr_text();
    let (recovery, _) = given(&[&kit.qr(1), bad.expose(), &kit.qr(3), &kit.qr_credential()]);
    let opened = recovery.open().unwrap();
    assert_eq!((opened.good, opened.bad), (vec![1, 3], vec![2]));
    assert_eq!(opened.credential.secrets[0].value.expose(), secret(9, 1));
}

#[test]
fn exactly_k_with_one_forged_needs_the_record_to_tell() {
    let kit = codes(10, 2, 3);
    let bad = forged(&kit.shares[1]).qr_text();
    let (recovery, _) = given(&[&kit.qr(1), bad.expose(), &kit.qr_credential()]);
    assert_eq!(fault(&recovery), OpenError::Quorum(CombineError::NoneFits { needed: 2, exactly: true }));
    let mut recovery = Recovery::new(Some(kit.expected().compared()));
    recovery.add_text(&kit.qr(1));
    assert_eq!(recovery.add_text(bad.expose()), [Event::NotInRecord { x: 2 }]);
    recovery.add_text(&kit.qr(3));
    recovery.add_text(&kit.qr_credential());
    let opened = recovery.open().unwrap();
    assert_eq!(
        (opened.good, opened.bad, opened.vouched_by),
        (vec![1, 3], vec![2], VouchedBy::ComparedRecord)
    );
}

#[test]
fn two_shares_of_one_number_do_not_stand_in_for_two_numbers() {
    let kit = codes(11, 2, 3);
    let rival = forged(&kit.shares[0]).qr_text();
    let (recovery, events) = given(&[&kit.qr(1), rival.expose(), &kit.qr_credential()]);
    assert_eq!(events[1], Event::Rival { x: 1 });
    assert_eq!(fault(&recovery), OpenError::Quorum(CombineError::TooFew { have: 1, needed: 2 }));
    let (recovery, _) = given(&[rival.expose(), &kit.qr(1), &kit.qr(2), &kit.qr_credential()]);
    assert_eq!(opened(&recovery), secret(11, 1));
}

#[test]
fn payloads_that_are_damaged_or_foreign_are_told_apart() {
    let kit = codes(12, 2, 2);
    let other = codes(13, 2, 2);
    let with = |payload: &[u8]| {
        let mut recovery = given(&[&kit.qr(1), &kit.qr(2)]).0;
        recovery.add_age_file(payload).map(|_| fault(&recovery))
    };
    let mut flipped = kit.credential.age_file().to_vec();
    let last = flipped.len() - 1;
    flipped[last] ^= 1;
    assert_eq!(with(&flipped), Ok(OpenError::Seal(SealError::Damaged)));
    assert_eq!(with(&kit.credential.age_file()[..last]), Ok(OpenError::Seal(SealError::Damaged)));
    assert_eq!(with(other.credential.age_file()), Ok(OpenError::Seal(SealError::OtherKey)));
    assert_eq!(with(b""), Err(SealError::Damaged));
    let (recovery, _) = given(&[&kit.qr(1), &kit.qr(2), &other.qr_credential()]);
    let keys = (other.recipient.key_id(), kit.recipient.key_id());
    assert_eq!(fault(&recovery), OpenError::OtherKey { sealed: keys.0, shares: keys.1 });
}

#[test]
fn generations_are_held_against_the_record() {
    let (old, new) = (split(14, 2, 2, 1, 3), split(14, 2, 2, 1, 4));
    let open = |kit: &Codes, credential: &Codes| {
        let mut recovery = Recovery::new(Some(kit.expected().compared()));
        [kit.qr(1), kit.qr(2), credential.qr_credential()].iter().for_each(|t| drop(recovery.add_text(t)));
        recovery.open().map(|o| o.credential.generation.number())
    };
    assert_eq!(open(&new, &new), Ok(4));
    assert!(matches!(open(&new, &old), Err(OpenError::Generation { found, recorded }) if found < recorded));
    assert!(matches!(open(&old, &new), Err(OpenError::Generation { found, recorded }) if found > recorded));
    let (recovery, _) = given(&[&new.qr(1), &new.qr(2), &new.qr_credential(), &old.qr_credential()]);
    let opened = recovery.open().unwrap();
    assert_eq!((opened.credential.generation.number(), opened.older.len()), (4, 1));
    let sealed_again = crate::fixtures::credential(&new.recipient, 14, 4, "another secret, same names");
    let mut recovery = Recovery::new(Some(new.expected().compared()));
    [new.qr(1), new.qr(2), sealed_again.qr_texts().join("\n")]
        .iter()
        .for_each(|t| drop(recovery.add_text(t)));
    assert_eq!(fault(&recovery), OpenError::NotInRecord);
}

#[test]
fn names_outside_must_be_the_names_inside() {
    use sealkit::credential::CredentialCode;
    use sealkit::id::Generation;
    let kit = codes(15, 2, 2);
    let relabelled = CredentialCode::new(
        kit.recipient.key_id(),
        Generation::new(2).unwrap(),
        kit.credential.age_file().to_vec(),
    );
    let (recovery, _) = given(&[&kit.qr(1), &kit.qr(2), &relabelled.unwrap().qr_texts().join("\n")]);
    assert_eq!(fault(&recovery), OpenError::NamesDiffer);
}

#[test]
fn the_search_for_a_quorum_is_bounded() {
    let kit = codes(16, 16, 32);
    let mut recovery = Recovery::default();
    for share in &kit.shares {
        recovery.add_text(forged(share).qr_text().expose());
    }
    let fault = CombineError::TooMany { tried: MOST_TRIES };
    assert_eq!(recovery.proven().err(), Some(OpenError::Quorum(fault)));
}

#[test]
fn a_wrong_keyboard_is_recognised() {
    let kit = codes(17, 2, 3);
    let german = |text: &str| -> String {
        text.chars()
            .map(|c| match c {
                'Y' => 'Z',
                'Z' => 'Y',
                ':' => 'Ö',
                c => c,
            })
            .collect()
    };
    let french = |text: &str| -> String {
        let map = |c: char| {
            "QAWZM:1234567890"
                .chars()
                .position(|s| s == c)
                .map(|i| "AQZW?M&é\"'(-è_çà".chars().nth(i).unwrap())
        };
        text.chars().map(|c| map(c).unwrap_or(c)).collect()
    };
    for (layout, garble) in [("QWERTZ", &german as &dyn Fn(&str) -> String), ("AZERTY", &french)] {
        let texts = [garble(&kit.qr(1)), garble(&kit.qr(2)), garble(&kit.qr_credential())];
        let (recovery, events) = given(&texts.each_ref().map(String::as_str));
        assert!(
            events.iter().any(|e| matches!(e, Event::Keyboard(name) if name.contains(layout))),
            "{events:?}"
        );
        assert_eq!(opened(&recovery), secret(17, 1), "{layout}");
    }
}

#[test]
fn the_guided_entry_keeps_what_was_entered() {
    let kit = codes(18, 2, 3);
    let rows: Vec<String> = kit.typed(1).lines().skip(1).map(str::to_owned).collect();
    let mut entry = Entry::new();
    assert!(matches!(entry.enter(""), EntryOutcome::Empty));
    assert!(matches!(entry.enter("sk1 s"), EntryOutcome::Begun(BlockKind::Share)));
    assert!(matches!(entry.enter(&rows[0]), EntryOutcome::Line { number: 1, of: Some(4), .. }));
    assert!(
        matches!(entry.enter(&rows[1][3..]), EntryOutcome::Line { number: 2, .. }),
        "the number may be left out"
    );
    assert!(matches!(
        entry.enter("ABCD"),
        EntryOutcome::Fault { number: 3, fault: LineError::Length { found: 4 }, .. }
    ));
    assert_eq!(entry.back(), Some(2));
    assert!(matches!(entry.enter(&rows[1]), EntryOutcome::Line { number: 2, .. }));
    assert!(matches!(entry.enter(&rows[2]), EntryOutcome::Line { number: 3, .. }));
    assert!(entry.redo(1) && !entry.redo(1), "line 1 is taken back once");
    assert_eq!(entry.next(), Some((BlockKind::Share, 1, Some(4))));
    assert!(matches!(entry.enter(&rows[0]), EntryOutcome::Line { number: 1, .. }));
    let wrong = if rows[3].ends_with('A') { "B" } else { "A" };
    let slipped = format!("{}{wrong}", &rows[3][..rows[3].len() - 1]);
    assert!(matches!(entry.enter(&slipped), EntryOutcome::Ask { number: 4, confirmed: true, .. }));
    let EntryOutcome::Items(items) = entry.accept() else { panic!("the yes completes the share") };
    assert!(matches!(&items[..], [Item::Share(share)] if share.hash() == kit.shares[0].hash()));
    assert!(entry.next().is_none());
    let credential = kit.typed_credential();
    let first = credential.lines().nth(1).unwrap();
    assert!(
        matches!(
            entry.enter(first),
            EntryOutcome::Line { kind: BlockKind::Credential, number: 1, of: Some(_) }
        ),
        "told by its check"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_brings_a_panic(text in "(SK[12]|[0-9]{1,4}[.:)]?|[A-Z2-7]{1,20}|[:é&?\"SC ]|\n|.){0,60}") {
        let mut recovery = Recovery::default();
        let events = recovery.add_text(&text);
        prop_assert!(!events.is_empty());
        let _ = recovery.open();
        let mut entry = Entry::new();
        text.lines().for_each(|l| drop(entry.enter(l)));
    }

    #[test]
    fn a_changed_character_never_gives_another_secret(at in 0usize..4000, with in "[A-Z2-7]") {
        let kit = codes(19, 2, 2);
        let mut text = [kit.typed(1), kit.qr(2), kit.typed_credential()].concat();
        let at = at % text.len();
        text.replace_range(at..=at, &with);
        if let Ok(opened) = given(&[&text]).0.open() {
            prop_assert_eq!(opened.credential.secrets[0].value.expose(), secret(19, 1));
        }
    }
}
