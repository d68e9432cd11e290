//! How names stand in JSON: as they are printed, and in no other spelling.

use super::{Fingerprint, Generation, KeyId, NameError, Recipient, SetId};

/// Writes a name as it is printed.
macro_rules! into_text {
    ($($name:ty),*) => {$(
        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.to_string()
            }
        }
    )*};
}

into_text!(Recipient, KeyId, Fingerprint, SetId);

impl TryFrom<String> for Recipient {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        Self::parse(&text)
    }
}

impl TryFrom<String> for KeyId {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        Self::parse(&text).ok_or(NameError::KeyId)
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        // What people type is read in many spellings. A program writes one.
        let print = Self::parse(&text).filter(|print| print.to_string() == text);
        print.ok_or(NameError::Fingerprint)
    }
}

impl TryFrom<String> for SetId {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        Self::parse(&text).ok_or(NameError::SetId)
    }
}

impl From<Generation> for u16 {
    fn from(generation: Generation) -> Self {
        generation.number()
    }
}

impl TryFrom<u16> for Generation {
    type Error = NameError;

    fn try_from(number: u16) -> Result<Self, NameError> {
        Self::new(number).ok_or(NameError::Generation)
    }
}
