//! The sealed document and its code: what a quorum opens, and how the age file
//! that holds it is put on paper.

mod code;
mod text;

pub use code::{
    CODE_CHARACTERS, CodeError, CredentialCode, HEADING, LINES, MOST_AGE_BYTES, PART_CHARACTERS, Part,
    PartError, join,
};
pub use text::{Credential, Secret, TextError};

use std::fmt;

/// The generation of a credential: 1, 2, 3 ..., raised by each rotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(u16);

impl Generation {
    /// The generation a new kit begins with.
    pub const FIRST: Self = Self(1);

    /// Makes a generation of a number from 1 to 65535. Returns `None` for 0.
    pub fn new(number: u16) -> Option<Self> {
        (number != 0).then_some(Self(number))
    }

    /// The number as it is printed, at least 1.
    pub fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
