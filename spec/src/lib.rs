//! The one crate that understands OpenAPI 3.0: text becomes a document, a document becomes a model.
//!
//! [`load`] reads a text and keeps the place of every key.

pub mod error;
pub mod pointer;
pub mod source;
pub mod tree;

mod load;
mod render;

pub use error::{Code, Error, Errors};
pub use load::{Document, load};
pub use pointer::Pointer;
pub use source::{Position, Source, Span};
