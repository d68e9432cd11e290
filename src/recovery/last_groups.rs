//! The part of a kit fingerprint that is typed from paper to tell several kits apart.

use crate::id::Fingerprint;

/// The last four of the eight groups of a kit fingerprint, as they are typed from paper.
///
/// The first groups would not do: key id and fingerprint begin with the same bits, so a
/// forged twin of a set id has them in common with the genuine kit, and they can be copied
/// from the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastGroups([u8; 8]);

impl LastGroups {
    /// Reads 16 hexadecimal digits in either case, with blanks, dashes or colons anywhere.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | ':' | '\t')).collect();
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// Whether a fingerprint ends with them.
    pub fn end(self, fingerprint: Fingerprint) -> bool {
        fingerprint.as_bytes().ends_with(&self.0)
    }
}
