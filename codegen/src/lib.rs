//! Model to Rust.
