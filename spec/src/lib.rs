//! The one crate that understands OpenAPI 3.0: text becomes a document, a document becomes a model.
//!
//! [`load`] reads a text and keeps the place of every key; [`resolve`] follows the references; [`select`](select())
//! may leave out operations; [`contract`](contract()) derives the JSON Schemas of each operation. What they find is judged by
//! [`Diagnostics::judge`].

pub mod contract;
pub mod core_schema;
pub mod diagnostics;
pub mod encoding;
mod equality;
pub mod error;
pub mod folder;
pub mod input;
pub mod model;
pub mod number;
pub mod pattern;
pub mod pointer;
pub mod reach;
pub mod render;
pub mod sample;
pub mod sanitize;
pub mod source;
pub mod stack;
pub mod terminal;
pub mod tree;
pub mod validation;

mod load;
mod resolve;
mod select;

pub use contract::{Contract, contract};
pub use diagnostics::{Allowed, Diagnostics, Tolerance};
pub use equality::are_equal;
pub use error::{Code, Error, Errors};
pub use load::{Document, ReadFile, load, load_with, positions};
pub use model::Model;
pub use pointer::Pointer;
pub use reach::Reach;
pub use resolve::{EXTENSIONS, resolve};
pub use select::{NoOperation, select};
pub use source::{Position, Source, Span};
