//! The only module that writes to the standard output and the standard error.
//!
//! Its functions take text that is sanitized, or documents in formats that have an encoding of their own.
#![allow(
    clippy::disallowed_methods,
    reason = "this is the one place that prints"
)]

use std::io::{self, IsTerminal, Write};

use crate::sanitize::{self, Text};

/// Prints text to the standard output.
///
/// # Errors
/// Returns an error if it cannot be written. A reader that has closed the pipe wants no more, which is no error.
pub fn print(text: &Text) -> io::Result<()> {
    data(text.as_str().as_bytes())
}

/// Prints text to the standard error. Nothing depends on messages, so that an error in writing them is ignored.
pub fn eprint(text: &Text) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_str().as_bytes());
    let _ = stderr.flush();
}

/// Prints one line to the standard error, in which everything unsafe is escaped.
pub fn eprint_line(text: &str) {
    eprint(&Text::line(text));
}

/// Replaces the last line of the terminal behind the standard error, or clears it.
pub fn draw_progress(text: &Text) {
    const CLEAR: &str = "\r\x1b[K";
    let mut stderr = io::stderr().lock();
    let text = text.as_str().trim_end();
    let _ = write!(stderr, "{CLEAR}{text}");
    let _ = stderr.flush();
}

/// Writes data to the standard output as it is: what the user asked to have in a pipe or file, such as a corrected
/// payload or a generated crate's policy.
///
/// # Errors
/// Returns an error if it cannot be written. A reader that has closed the pipe wants no more, which is no error.
pub fn data(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

/// Returns the program's arguments with unsafe characters escaped, for errors that quote arguments.
#[must_use]
pub fn arguments() -> Vec<String> {
    let arguments = std::env::args_os();
    let shown = arguments.map(|argument| sanitize::path(argument.as_ref()).into_owned());
    shown.collect()
}

/// Returns `true` if the standard output is a terminal.
#[must_use]
pub fn is_stdout_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Returns `true` if the standard error is a terminal.
#[must_use]
pub fn is_stderr_terminal() -> bool {
    io::stderr().is_terminal()
}

/// Returns the standard output as the writer of a report, which encodes foreign text by the rules of its format.
#[must_use]
pub fn stdout() -> impl Write {
    io::BufWriter::new(io::stdout().lock())
}

/// Returns the standard error as the writer of a report, which encodes foreign text by the rules of its format.
#[must_use]
pub fn stderr() -> impl Write {
    io::stderr().lock()
}
