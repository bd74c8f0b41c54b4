//! Model to Rust: a pure library without disk, clock or environment.
//!
//! [`generate`] makes the files of a crate in memory; [`drift`](drift()) compares them with what is there.

mod drift;
mod emit;
mod files;
mod ir;
mod ledger;
mod lower;
mod options;
mod stamp;

pub use drift::{Cause, Change, drift};
pub use files::{File, Files, TypeName};
pub use ledger::{Carrier, Ledger, LedgerEntry, ledger};
pub use options::Options;

use specwright_spec::{Contract, Errors, Model, stack};

/// Makes the files of a crate from a model and its contract.
///
/// # Errors
/// Constructs that have no Rust form yet, each with its place.
pub fn generate(model: &Model, contract: &Contract, options: &Options) -> Result<Files, Errors> {
    // Emitting nests as deep as the document, and so do the crates that parse and print its tokens.
    stack::roomy(|| {
        let api = lower::api(model, contract, &options.package)?;
        Ok(emit::files(&api, model, contract, options))
    })
}

#[cfg(test)]
mod tests;
