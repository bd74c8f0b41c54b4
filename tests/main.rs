//! The integration tests: one binary, a module for each promise.

mod cases;
mod compile;
mod compile_fail;
mod downstream;
mod drift;
mod laws;
mod seed;
