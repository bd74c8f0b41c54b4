//! What `cargo xtask codegen` reads, writes and removes in the folder of a crate, as the program itself does it.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may use all files and programs"
)]
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail at once")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

mod crate_folder;
mod foreign;
mod killed;
mod ownership;
mod several;
mod space;
