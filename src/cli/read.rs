//! What all commands that read sheets share: input kinds, the guided prompt, the record
//! file, a quorum.

pub mod handler;
pub mod input;
pub mod prompt;
pub mod quorum;
pub mod record_file;
