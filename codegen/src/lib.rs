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
mod package;
mod path;
mod stamp;
mod text;

pub use drift::{Cause, Change, drift};
pub use files::{File, Files, TypeName};
pub use ledger::{Carrier, Ledger, LedgerEntry, ledger};
pub use options::Options;
pub use package::{PackageNameError, check_package_name, package_name};
pub use path::FilePath;

use specwright_spec::{Contract, Errors, Model, stack};

/// A crate whose types and names are settled, and whose text is still to be written.
#[derive(Debug)]
pub struct Lowered(ir::Api);

/// Makes the files of a crate from a model and its contract.
///
/// # Errors
/// Constructs that have no Rust form yet, each with its place.
pub fn generate(model: &Model, contract: &Contract, options: &Options) -> Result<Files, Errors> {
    let lowered = lower(model, contract, options)?;
    Ok(emit(&lowered, model, contract, options))
}

/// The first half of [`generate`]: settles types and names.
///
/// # Errors
/// Constructs that have no Rust form yet, each with its place.
pub fn lower(model: &Model, contract: &Contract, options: &Options) -> Result<Lowered, Errors> {
    stack::roomy(|| lower::api(model, contract, &options.package).map(Lowered))
}

/// The second half of [`generate`]: writes the text.
#[must_use]
pub fn emit(lowered: &Lowered, model: &Model, contract: &Contract, options: &Options) -> Files {
    // Emitting nests as deep as the document, and so do the crates that parse and print its tokens.
    stack::roomy(|| emit::files(&lowered.0, model, contract, options))
}

#[cfg(test)]
mod tests;
