//! PDFs: sheets, and scans with pictures of every kind.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sealkit::recovery::Recovery;
use sealkit::scan;

fuzz_target!(|data: &[u8]| {
    sealkit_fuzz::bounded(|| match scan::pdf(data) {
        Ok(found) => found.iter().for_each(|found| drop(Recovery::new(None).add_text(found.text.expose()))),
        Err(error) => drop(error.to_string()),
    });
});
