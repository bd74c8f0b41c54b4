//! The one way in which files are written: reports, baselines and fixed payloads.
//!
//! A file is written beside its place and moved there once it is whole. Nothing takes the place of an input, of a link, or
//! of a file of another kind: a report replaces a report of its format, a baseline a baseline, and a fixed payload the
//! bytes that it was made from.

mod draft;
mod error;
mod inputs;
mod leftover;
mod metadata;
mod place;

pub(crate) use self::draft::{Draft, special};
pub use self::error::Error;
pub(crate) use self::inputs::Inputs;
pub(crate) use self::leftover::clear;
pub(crate) use self::place::{Kind, resolved};
