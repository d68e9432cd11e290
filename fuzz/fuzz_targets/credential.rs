//! Credential codes and their parts, and the text inside.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sealkit::credential::{Credential, CredentialCode, Part, join};
use sealkit::lines;
use sealkit::recovery::Recovery;
use sha2::{Digest, Sha256};

fuzz_target!(|data: &[u8]| {
    sealkit_fuzz::bounded(|| {
        if let Ok(credential) = Credential::from_bytes(data) {
            let again = Credential::from_bytes(credential.to_text().expose().as_bytes());
            assert!(again.is_ok(), "its own text is a credential");
        }
    });
    sealkit_fuzz::bounded(|| {
        // The bytes are a credential code but for its length and its check.
        let mut bytes = data.to_vec();
        bytes.resize((data.len() + 4).div_ceil(45) * 45, 0);
        let end = bytes.len() - 4;
        let check = Sha256::new().chain_update("sealkit/1/credential").chain_update(&bytes[..end]).finalize();
        bytes[end..].copy_from_slice(&check[..4]);

        if let Ok(code) = CredentialCode::from_bytes(&bytes) {
            same(&code);
        }
        let _ = CredentialCode::from_text(lines::encode(&bytes).expose());
    });
    sealkit_fuzz::bounded_text(data, |text| {
        let parts: Vec<Part> = text.lines().filter_map(|row| Part::parse(row).ok()).collect();
        if let Ok(code) = join(&parts) {
            same(&code);
        }
        let _ = CredentialCode::from_text(text).map(|code| same(&code));

        let mut recovery = Recovery::new(None);
        recovery.add_text(text);
        let _ = (recovery.credential_gap(), recovery.open());
    });
});

/// What was accepted has one spelling.
fn same(code: &CredentialCode) {
    let again = CredentialCode::from_text(&code.text()).expect("its own text is a code");
    assert_eq!(again.to_bytes(), code.to_bytes());
    let parts: Vec<Part> =
        code.qr_texts().iter().map(|text| Part::parse(text).expect("its own part")).collect();
    assert_eq!(join(&parts).expect("its own parts").to_bytes(), code.to_bytes());
}
