//! What `cargo xtask` does, for the command line and for tests. The only code that writes files.

pub mod bench;
pub mod codegen;
pub mod corpus;
pub mod folder;
pub mod laws;
pub mod policy;

mod diff;
mod member;
