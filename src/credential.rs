//! The sealed document and its code: what a quorum opens, and how the age file
//! that holds it is put on paper.

mod code;
mod text;

pub use code::{
    CODE_CHARACTERS, CodeError, CredentialCode, HEADING, KeyKind, LINES, MOST_AGE_BYTES, PART_CHARACTERS,
    Part, PartError, join,
};
pub use text::{Credential, Elsewhere, Secret, TextError, padding};
