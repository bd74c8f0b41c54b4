//! The integration tests: one binary, a module for each promise.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may use all files and programs"
)]
#![allow(clippy::unwrap_used, reason = "a test may fail at once")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

mod allowed;
mod cases;
mod client;
mod compile;
mod compile_fail;
mod defects;
mod downstream;
mod drift;
mod examples;
mod files;
mod formats;
mod front_end;
mod hooks;
mod hostile;
mod hostile_text;
mod laws;
mod lint;
mod parsing_suite;
mod payloads;
mod policy;
mod readers;
mod referee;
mod reports;
mod schemas;
mod seed;
mod selection;
mod servers;
mod signature;
mod transport;
