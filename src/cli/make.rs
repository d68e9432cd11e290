//! What all commands that make a kit share: `new`, `rotate` and `reshare`.

pub mod batch;
pub mod entropy;
pub mod imports;
pub mod output_dir;
pub mod plans;
pub mod previous;
pub mod printing;
pub mod session;
pub mod summary;
pub mod templates;
