//! What goes to standard output: text, JSON, or a secret asked for with `-`.

use std::io::Write;

use rustix::io::Errno;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::report::Failure;
use crate::os::terminal::{plain, stdout_is_terminal, wrap};

/// Prints lines of text, wrapped where somebody reads them on a terminal; what could
/// steer a terminal is replaced.
pub fn line(text: &str, context: &Context) -> Result<(), Failure> {
    match stdout_is_terminal() {
        true => write_line(&wrap(&plain(text), context.width)),
        false => write_line(&plain(text)),
    }
}

fn write_line(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(|error| Failure::unwritten_stdout(&error))
}

/// Writes public bytes as they are.
pub fn bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| Failure::unwritten_stdout(&error))
}

/// Prints public facts as JSON.
pub fn json<T: Serialize>(facts: &T) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(facts)
        .map_err(|error| Failure::unwritten_stdout(&std::io::Error::other(error)))?;
    write_line(&plain(&text))
}

/// Writes secret bytes past the buffer of the standard library, which is never wiped.
pub fn secret(bytes: &[u8]) -> Result<(), Failure> {
    let mut rest = bytes;
    while !rest.is_empty() {
        match rustix::io::write(rustix::stdio::stdout(), rest) {
            Ok(0) => return Err(Failure::unwritten_stdout(&std::io::ErrorKind::WriteZero.into())),
            Ok(written) => rest = rest.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(error) => return Err(Failure::unwritten_stdout(&error.into())),
        }
    }
    Ok(())
}
