//! The payload linter.
