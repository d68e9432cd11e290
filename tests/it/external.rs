//! Programs that are not ours, which tests ask whether a sheet is right. One may be missing on
//! a developer's machine, never in CI.

use std::env;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use crate::process;

/// The programs that tests may call, each with the Debian package it comes in.
const PACKAGES: [(&str, &str); 14] = [
    ("age", "age"),
    ("convert", "imagemagick"),
    ("gdb", "gdb"),
    ("gfcombine", "libgfshare-bin"),
    ("gs", "ghostscript"),
    ("mutool", "mupdf-tools"),
    ("pdffonts", "poppler-utils"),
    ("pdftocairo", "poppler-utils"),
    ("pdftoppm", "poppler-utils"),
    ("pdftotext", "poppler-utils"),
    ("python3", "python3"),
    ("qpdf", "qpdf"),
    ("strace", "strace"),
    ("zbarimg", "zbar-tools"),
];

/// The command that runs `program`, as [`process::command`] does, or nothing, said aloud, when
/// the machine lacks it. A test then passes with what it could see by itself.
///
/// # Panics
///
/// When `CI` is set: there nothing is left out.
pub fn program(program: &str) -> Option<Command> {
    if let Some(path) = which(program) {
        return Some(process::command(path));
    }
    let package = PACKAGES.iter().find(|(name, _)| *name == program).map_or(program, |(_, package)| package);
    left_out(&format!("needs {program} (Debian package {package})"));
    None
}

/// Whether all of these are there; what is missing is said aloud.
pub fn all(programs: &[&str]) -> bool {
    programs.iter().filter(|name| program(name).is_none()).count() == 0
}

/// Says what a test leaves out. The test harness swallows what a passing test prints with
/// macros, so it is written past it.
///
/// # Panics
///
/// When `CI` is set: there nothing is left out.
pub fn left_out(why: &str) {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let words = format!("left out of {test}: {why}\n");
    assert!(env::var_os("CI").is_none(), "{words}");
    let _ = std::io::stderr().write_all(words.as_bytes());
}

fn which(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}
