//! The guided prompt's state: lines, corrections, steps back, in any order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sealkit::recovery::{Entry, Recovery, EntryOutcome};

fuzz_target!(|data: &[u8]| {
    sealkit_fuzz::bounded_text(data, |text| {
        let mut entry = Entry::new();
        let mut recovery = Recovery::new(None);
        for row in text.lines().take(2000) {
            let verdict = match row.trim() {
                "back" => {
                    entry.back();
                    continue;
                }
                "yes" => entry.accept(),
                "done" => {
                    entry.leave().into_iter().for_each(|item| drop(recovery.add(item)));
                    continue;
                }
                row => match row.strip_prefix("redo ").map(str::parse) {
                    Some(Ok(number)) => {
                        entry.redo(number);
                        continue;
                    }
                    _ => entry.enter(row),
                },
            };
            match verdict {
                EntryOutcome::Items(items) => items.into_iter().for_each(|item| drop(recovery.add(item))),
                EntryOutcome::Ask { proposal, .. } => assert_ne!(proposal.typed, proposal.probable),
                _ => {}
            }
            let _ = (entry.next(), recovery.shares_missing(), recovery.has_credential());
        }
        entry.leave().into_iter().for_each(|item| drop(recovery.add(item)));
        let _ = (recovery.proven(), recovery.open());
    });
});
