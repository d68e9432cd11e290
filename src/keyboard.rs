//! What a keyboard-style scanner types when the computer believes in another
//! keyboard: the scanner sends the keys of a US keyboard, the computer reads
//! them as its own layout.

use crate::secret::SecretText;

/// What the calibration code says: every character that codes of ours have. A
/// scanner that types anything else types for another keyboard.
pub const CALIBRATION: &str = "SK1:K:ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// A layout that garbles what a scanner sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The name by which a hint speaks of it.
    pub name: &'static str,
    /// What arrived, and in the same place what the scanner had sent.
    arrived: &'static str,
    sent: &'static str,
}

/// The layouts that are tried: those that swap characters of our codes.
pub const LAYOUTS: [Layout; 2] = [
    Layout { name: "QWERTZ (German)", arrived: "yzYZÖö", sent: "zyZY:;" },
    Layout {
        name: "AZERTY (French)", arrived: "aqzwAQZW,?mM&é\"'(-è_çà", sent: "qawzQAWZmM;:1234567890"
    },
];

impl Layout {
    /// Returns the text as the scanner sent it, had this layout garbled it.
    pub fn restore(self, arrived: &str) -> SecretText {
        let mut sent = SecretText::with_capacity(arrived.len());
        for letter in arrived.chars() {
            let place = self.arrived.chars().position(|a| a == letter);
            let restored = place.and_then(|p| self.sent.chars().nth(p)).unwrap_or(letter);
            sent.push_str(restored.encode_utf8(&mut [0; 4]));
        }
        sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_layout_is_a_bijection() {
        for layout in LAYOUTS {
            assert_eq!(layout.arrived.chars().count(), layout.sent.chars().count());
            let arrived: std::collections::BTreeSet<char> = layout.arrived.chars().collect();
            assert_eq!(arrived.len(), layout.arrived.chars().count());
        }
    }

    #[test]
    fn a_garbled_scan_is_restored() {
        assert_eq!(LAYOUTS[0].restore("SK1ÖSÖYZ27").expose(), "SK1:S:ZY27");
        assert_eq!(LAYOUTS[1].restore("SK&MSMQA?é\"'(-è").expose(), "SK1:S:AQM234567");
    }
}
