//! The sealed document and its code: what a quorum opens, and how the age file
//! that holds it is put on paper.

mod code;
mod code_error;
mod text;

pub use code::{
    CODE_CHARACTERS, CredentialCode, HEADING, LINES, MOST_AGE_BYTES, PART_CHARACTERS, Part, join,
};
pub use code_error::{CodeError, KeyKind, PartError};
pub use text::{Credential, Elsewhere, Secret, TextError, padding};
