//! The machine: files, terminal, signals, what the process gives up, and what the
//! machine tells of itself.
//!
//! Nothing here knows a command. Only `files` opens a file, only `terminal` talks to
//! the terminal, only `sandbox` changes what this process may do, and only `host` asks
//! whether the machine is fit.

pub mod files;
pub mod host;
pub mod sandbox;
pub mod signals;
mod swap;
pub mod terminal;
