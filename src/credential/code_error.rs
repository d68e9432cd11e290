//! Why a code of a credential is none.

use crate::texts::{Worded, Wording};

/// Why a code is none, or cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// The age file is empty, or longer than the lines can carry.
    Size(usize),
    /// The text or the bytes are not whole blocks of canonical base32.
    Form,
    /// The check over the whole does not match: something is damaged.
    Check,
    /// The check matches, and it is sealed to a key of a kind that is not opened here.
    Kind(KeyKind),
    /// The check matches, and the fields make no sense: it was made that way.
    Contradiction,
}

impl Worded for CodeError {
    fn wording(&self) -> Wording {
        match self {
            Self::Size(bytes) => wording!("credential-size", bytes),
            Self::Form => wording!("credential-form"),
            Self::Check => wording!("credential-check"),
            Self::Kind(kind) => wording!("credential-of-other-kind", kind = kind.wording()),
            Self::Contradiction => wording!("credential-contradiction"),
        }
    }
}

worded_errors!(CodeError);

/// The kind of key that a credential is sealed to, other than X25519, which is kind 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyKind(u8);

impl KeyKind {
    /// The kind of this number, from 1 to 15. Returns `None` for every other number; X25519 has 0.
    pub fn new(number: u8) -> Option<Self> {
        (1..16).contains(&number).then_some(Self(number))
    }

    /// What is reserved for it, where that is known.
    pub fn name(self) -> Option<&'static str> {
        (self.0 == 1).then_some("mlkem768x25519")
    }
}

impl Worded for KeyKind {
    fn wording(&self) -> Wording {
        match self.name() {
            Some(name) => wording!("key-kind-reserved", number = self.0, name),
            None => wording!("key-kind-unknown", number = self.0),
        }
    }
}

shown_in_english!(KeyKind);

/// Why a QR text is no part, or parts are no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartError {
    /// The text does not have the form of a part.
    Form,
    /// The parts belong to different codes.
    Mixed,
    /// A part is missing.
    Missing(u8),
    /// All parts are there, and together they make no code.
    Code(CodeError),
}

impl Worded for PartError {
    fn wording(&self) -> Wording {
        match self {
            Self::Form => wording!("part-form"),
            Self::Mixed => wording!("part-mixed"),
            Self::Missing(part) => wording!("part-missing", part),
            Self::Code(error) => error.wording(),
        }
    }
}

worded_errors!(PartError: Code(CodeError));
