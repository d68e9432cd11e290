//! Age files, binary and armored.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sealkit::recovery::Recovery;
use sealkit::seal;
use sealkit::secret::Identity;

fuzz_target!(|data: &[u8]| {
    sealkit_fuzz::bounded(|| {
        let identity = Identity::new([7; 32].into());
        if let Ok(plain) = seal::open(data, &identity) {
            assert!(plain.expose().len() < data.len());
        }
        if let Ok(binary) = seal::binary(data) {
            assert!(seal::is_age(&binary));
        }
        let mut recovery = Recovery::new(None);
        let _ = recovery.add_age_file(data);
    });
});
