//! The integration tests: one binary, a module for each promise.
#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

mod cases;
mod compile;
mod compile_fail;
mod downstream;
mod drift;
mod laws;
mod readers;
mod seed;
