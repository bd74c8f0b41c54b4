//! Text to document.

use crate::error::Errors;
use crate::pointer::Pointer;
use crate::source::{Source, Span};
use crate::tree::Node;

/// A document as it is written: it is OpenAPI 3.0, every keyword is one we know, every place has a span.
#[derive(Debug)]
pub struct Document {
    /// The text.
    pub source: Source,
    /// The text as a tree of spans.
    pub tree: Node,
    /// The text as typed objects.
    pub openapi: openapiv3::OpenAPI,
}

impl Document {
    /// Where the value at `pointer` stands; the document's start if there is none.
    #[must_use]
    pub fn span(&self, pointer: &Pointer) -> Span {
        self.tree
            .at(pointer)
            .map_or(Span::new(0, 0), |node| node.span)
    }

    /// Where the key that leads to `pointer` stands; the document's start if there is none.
    #[must_use]
    pub fn key_span(&self, pointer: &Pointer) -> Span {
        self.tree.key_span(pointer).unwrap_or(Span::new(0, 0))
    }
}

/// Reads a document.
///
/// # Errors
/// Every mistake that can be found without following references.
pub fn load(source: Source) -> Result<Document, Errors> {
    Err(Errors::new(source, Vec::new()))
}
