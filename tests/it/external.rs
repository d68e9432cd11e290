//! Helpers that several tests share.
//!
//! Some tests ask programs that are not ours whether a sheet is right. Such a
//! witness may be missing on a developer's machine, never in CI.

use std::env;
use std::path::PathBuf;
use std::process::Command;

/// The programs that tests may call, each with the Debian package it comes in.
const PACKAGES: [(&str, &str); 12] = [
    ("age", "age"),
    ("convert", "imagemagick"),
    ("gfcombine", "libgfshare-bin"),
    ("gs", "ghostscript"),
    ("mutool", "mupdf-tools"),
    ("pdffonts", "poppler-utils"),
    ("pdftocairo", "poppler-utils"),
    ("pdftoppm", "poppler-utils"),
    ("pdftotext", "poppler-utils"),
    ("python3", "python3"),
    ("qpdf", "qpdf"),
    ("zbarimg", "zbar-tools"),
];

/// The command that runs `program`, or nothing, said aloud, when the machine
/// lacks it. A test then passes with what it could see by itself.
///
/// # Panics
///
/// When `CI` is set: there every witness must be heard.
pub fn program(program: &str) -> Option<Command> {
    if let Some(path) = which(program) {
        return Some(Command::new(path));
    }
    let package = PACKAGES.iter().find(|(name, _)| *name == program).map_or(program, |(_, package)| package);
    let words = format!("left out: needs {program} (Debian package {package})");
    assert!(env::var_os("CI").is_none(), "{words}");
    eprintln!("{words}");
    None
}

fn which(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}
