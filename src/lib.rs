//! The home of the payload linter, which is not written yet: what it will embed is in `generated/schemas`.
//!
//! Until then this package carries the integration tests of the whole workspace.

/// The README's snippet, so that it is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
