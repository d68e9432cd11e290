//! Share codes: as text, and as bytes behind a good check.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sealkit::lines;
use sealkit::recovery::{Item, Recovery, read};
use sealkit::share::{BYTES, Share};
use sha2::{Digest, Sha256};

fuzz_target!(|data: &[u8]| {
    sealkit_fuzz::bounded_text(data, |text| {
        text.lines().for_each(|row| {
            let _ = Share::from_code(row).map(|share| same(&share));
        });
        read(text).iter().for_each(|item| {
            if let Item::Share(share) = item {
                same(share);
            }
        });
    });
    sealkit_fuzz::bounded(|| {
        // Each 41 bytes are a share but for its check; together they may be a quorum.
        let mut recovery = Recovery::new(None);
        for head in data.chunks_exact(BYTES - 4).take(40) {
            let check = Sha256::new().chain_update("sealkit/1/share").chain_update(head).finalize();
            let mut bytes = [0; BYTES];
            bytes[..BYTES - 4].copy_from_slice(head);
            bytes[BYTES - 4..].copy_from_slice(&check[..4]);
            if let Ok(share) = Share::from_bytes(&bytes) {
                same(&share);
            }
            recovery.add_text(lines::encode(&bytes).expose());
        }
        let _ = (recovery.shares_missing(), recovery.proven(), recovery.open());
    });
});

/// What was accepted has one spelling.
fn same(share: &Share) {
    let again = Share::from_code(share.code().expose()).expect("its own code is a share");
    assert_eq!(again.to_bytes(), share.to_bytes());
    assert_eq!(read(share.qr_text().expose()).len(), 1);
}
