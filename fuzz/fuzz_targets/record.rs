//! Records, and what recovery expects by them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sealkit::record::Record;
use sealkit::recovery::{Expected, ReadBack, Recovery};

fuzz_target!(|data: &[u8]| {
    sealkit_fuzz::bounded_text(data, |text| match Record::parse(text) {
        Ok(record) => {
            let written = record.to_json().expect("a record can be written");
            let again = Record::parse(&written).expect("what was written is a record");
            assert_eq!(again.made_hash(), record.made_hash());

            let expected = Expected::from_record(&record);
            let _ = ReadBack::new(expected.clone()).unread();
            let _ = Recovery::new(Some(expected)).open();
        }
        Err(error) => drop(error.to_string()),
    });
});
