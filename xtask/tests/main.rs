//! Tests of the project's commands: one binary, a module for each promise.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may use all files and programs"
)]
#![allow(clippy::unwrap_used, reason = "a test may fail at once")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

mod hostile;
#[cfg(unix)]
mod output_folder;
mod patterns;
