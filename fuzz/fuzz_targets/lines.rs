//! Typed lines: one, with its number; and texts of many.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sealkit::lines::{self, LineError};
use sealkit::recovery::{BlockKind, Recovery};

fuzz_target!(|data: &[u8]| {
    let (number, text) = match data {
        [high, low, text @ ..] => (u16::from_be_bytes([*high, *low]), text),
        _ => (1, data),
    };
    sealkit_fuzz::bounded_text(text, |text| {
        for kind in [BlockKind::Share, BlockKind::Credential] {
            match lines::read(text, number, kind.series()) {
                Ok(good) => assert_eq!(good.expose().len(), lines::DATA),
                Err(LineError::Check { proposal: Some(proposal) }) => {
                    let amended = lines::amend(text, proposal).expect("what was proposed can be applied");
                    assert!(lines::read(amended.expose(), number, kind.series()).is_ok());
                }
                Err(_) => {}
            }
        }
        if let Ok(folded) = lines::fold(text) {
            let _ = lines::decode(folded.expose());
            let _ = lines::split(&folded, BlockKind::Credential.series());
        }
    });
    sealkit_fuzz::bounded_text(data, |text| {
        let mut recovery = Recovery::new(None);
        recovery.add_text(text);
        recovery.add_text(&numbered(text));
        let _ = (recovery.lines_gap(), recovery.credential_gap(), recovery.open());
    });
});

/// The letters of a text as lines with good checks, under the heading it may begin with.
fn numbered(text: &str) -> String {
    let kind = if text.starts_with('C') { BlockKind::Credential } else { BlockKind::Share };
    let letters: String = text.chars().filter(|c| matches!(c, 'A'..='Z' | '2'..='7')).collect();
    let whole = letters.len() - letters.len() % lines::DATA;
    let data = sealkit::secret::SecretText::new(letters[..whole].to_owned());
    let heading = if kind == BlockKind::Credential { "SK1 C" } else { "SK1 S" };

    let lines = lines::split(&data, kind.series()).unwrap_or_default();
    let line = |l: &lines::CheckedLine| format!("{}. {} {}\n", l.number, l.data.expose(), l.check.expose());
    format!("{heading}\n{}", lines.iter().map(line).collect::<String>())
}
