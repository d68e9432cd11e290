//! What all commands that read sheets share: input kinds, the guided prompt, the record
//! file and whether it is the one on paper, a quorum.

pub mod handler;
pub mod input;
pub mod paper;
pub mod prompt;
pub mod quorum;
pub mod record_file;
