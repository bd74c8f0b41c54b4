//! What `cargo xtask` does, for the command line and for tests. The only code that writes files.
#![allow(
    clippy::disallowed_methods,
    reason = "the project's own commands run cargo, and write files of their own"
)]

pub mod bench;
pub mod codegen;
pub mod corpus;
pub mod folder;
pub mod hostile;
#[cfg(feature = "laws")]
pub mod laws;
pub mod patterns;
pub mod policy;

mod diff;
mod member;
