//! Plan files.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sealkit::plan::Plan;

fuzz_target!(|data: &[u8]| {
    sealkit_fuzz::bounded_text(data, |text| match Plan::parse(text) {
        Ok(plan) => {
            let written = plan.to_toml().expect("a plan can be written");
            let again = Plan::parse(&written).expect("what was written is a plan");
            assert_eq!(again.to_toml().ok(), Some(written));
            let _ = plan.lone_openers();
        }
        Err(error) => drop((error.to_string(), error.hint())),
    });
});
