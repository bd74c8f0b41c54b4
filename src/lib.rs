//! Checks the request payloads of an OpenAPI operation, offline.
//!
//! A text becomes a [`Payload`] ([`parse`]), the payload is held against a contract, and what is found are
//! [`Diagnostic`]s.

pub mod baseline;
pub mod check;
pub mod cli;
pub mod config;
pub mod contract;
pub mod diagnostic;
pub mod files;
pub mod fix;
pub mod lines;
pub mod lint;
pub mod parse;
pub mod payload;
pub mod policies;
pub mod policy;
pub mod report;
pub mod rules;
pub mod write;

mod fnv;
mod formats;
mod root;
mod suggest;
mod suppress;

pub use contract::{Contract, Contracts};
pub use diagnostic::{Diagnostic, Severity};
pub use payload::Payload;
pub use policy::Policy;

/// The README's snippet, so that it is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
