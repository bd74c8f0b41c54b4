//! What `cargo xtask` does, for the command line and for tests. The only code that writes files.

pub mod bench;
pub mod codegen;

mod diff;
mod folder;
pub mod laws;
