//! All integration tests, as one program: it is linked once, and its tests share the
//! processors. What a test changes of its process (folder, environment, umask, signals,
//! filters of system calls) it changes in a child.
#![allow(clippy::disallowed_methods, reason = "tests run the program and others; sealkit itself starts none")]

use sealkit as library;

// What tests share.
mod external;
mod fixtures;
mod free_text;
mod lifecycle;
mod paper;
mod process;
mod pseudo;
mod pseudo_sheets;
mod record_sample;
mod samples;
mod transcript;
mod vector_maker;

// The tests.
mod architecture;
mod auth;
mod bad_input;
mod batch;
mod ceremony;
mod chain;
mod check;
mod cli;
mod cli_system;
mod dice;
mod documents;
mod drill;
mod edition;
mod elsewhere;
mod entra_scripts;
mod escapes;
mod examples;
mod false_shares;
mod forks;
mod format_example;
mod golden;
mod golden_kit;
mod handbook;
mod kit;
mod kits;
mod line_check;
#[cfg(target_os = "linux")]
mod lockdown;
mod log;
mod mixtures;
mod nothing_escapes;
mod record;
mod record_schema;
mod recovery;
mod rehearsal;
mod reshare;
mod rotate;
mod rotations;
mod runbook;
mod scan;
mod scan_corpus;
mod scan_pictures;
mod sheets;
mod signals;
mod status;
mod tenant;
mod testkit;
mod texts;
mod three_ways;
mod uniform;
mod vectors;
