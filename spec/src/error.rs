//! What is wrong with a document, for whoever writes it.

mod words;

use std::fmt;

pub(crate) use self::words::legible;
use crate::render;
use crate::source::{Source, Span};

/// One mistake, or one construct that is not supported, at its place.
///
/// Its words are made legible as they come in: long values are cut and control characters escaped.
#[derive(Clone, Debug)]
pub struct Error {
    /// The class of the mistake.
    pub code: Code,
    /// What is wrong: lower case, values in backticks, no final full stop.
    pub message: String,
    /// The offending token.
    pub span: Span,
    /// A few words shown at the token itself.
    pub label: Option<String>,
    /// Other places that matter, each with a few words.
    pub related: Vec<Related>,
    /// What to do about it, as an imperative.
    pub help: Option<String>,
}

/// A second place that an [`Error`] points at.
#[derive(Clone, Debug)]
pub struct Related {
    /// Where it is.
    pub span: Span,
    /// Why it matters, such as `first defined here`.
    pub label: String,
}

impl Error {
    /// A mistake at a place, without label, related places or help.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: legible(&message.into()),
            span,
            label: None,
            related: Vec::new(),
            help: None,
        }
    }

    /// With a few words at the token itself.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(legible(&label.into()));
        self
    }

    /// With a second place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Related {
            span,
            label: legible(&label.into()),
        });
        self
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(legible(&help.into()));
        self
    }
}

/// All that is wrong with one source, in the order of its text. Its `Display` is the full report.
#[derive(Clone, Debug)]
pub struct Errors {
    source: Source,
    errors: Vec<Error>,
}

impl Errors {
    /// Sorts `errors` by place, and lets every place begin and end between two characters of the text.
    #[must_use]
    pub fn new(source: Source, mut errors: Vec<Error>) -> Self {
        for error in &mut errors {
            error.span = source.characters(error.span);
            for related in &mut error.related {
                related.span = source.characters(related.span);
            }
        }
        errors.sort_by_key(|error| (error.span, error.code));
        Self { source, errors }
    }

    /// The text that the spans are places of.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The mistakes, in the order of the text.
    #[must_use]
    pub fn errors(&self) -> &[Error] {
        &self.errors
    }

    /// The full report with the colours of a terminal.
    #[must_use]
    pub fn styled(&self) -> String {
        render::report(&self.source, &self.errors, true)
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&render::report(&self.source, &self.errors, false))
    }
}

impl std::error::Error for Errors {}

macro_rules! codes {
    ($($(#[$doc:meta])+ $variant:ident = $text:literal,)+) => {
        /// The stable name of a class of mistakes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])+ $variant,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in kebab case, as reports show it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8.
    WrongEncoding = "wrong-encoding",
    /// The text is neither YAML nor JSON.
    Syntax = "syntax",
    /// The text nests deeper, its aliases expand to more, or its references lead through more others, than those of any
    /// real document do.
    TooLarge = "too-large",
    /// A name stands twice in one mapping.
    DuplicateKey = "duplicate-key",
    /// The document is of another version than 3.0.
    UnsupportedVersion = "unsupported-version",
    /// A keyword that the OpenAPI object at this place does not have.
    UnknownKeyword = "unknown-keyword",
    /// A keyword that the OpenAPI object at this place must have is not there.
    MissingKeyword = "missing-keyword",
    /// A keyword's value is of the wrong type.
    WrongType = "wrong-type",
    /// A keyword's value is not one of those it may have.
    WrongValue = "wrong-value",
    /// A `$ref` leads nowhere, or to an object of another kind.
    DanglingReference = "dangling-reference",
    /// A chain of `$ref`s that never reaches an object.
    CircularReference = "circular-reference",
    /// Two operations have one `operationId`.
    DuplicateOperationId = "duplicate-operation-id",
    /// A path parameter that its path template does not have, or one of the template that is not declared.
    PathParameter = "path-parameter",
    /// A lower bound above its upper bound.
    ContradictoryBounds = "contradictory-bounds",
    /// Schemas that `allOf` or a union puts together, of which no value can satisfy all.
    Contradiction = "contradiction",
    /// A value stands twice in an `enum`.
    DuplicateEnumValue = "duplicate-enum-value",
    /// A name stands twice in a list that has every name once, such as `required` or `parameters`.
    DuplicateItem = "duplicate-item",
    /// `required` names a property that is not declared.
    UndeclaredRequired = "undeclared-required",
    /// A `default`, `enum` value or `example` that its schema refuses.
    ValueMismatch = "value-mismatch",
    /// One of our own extensions does not have its documented shape.
    Extension = "extension",
    /// Two names of the document give one Rust name.
    NameCollision = "name-collision",
    /// A construct of OpenAPI 3.0 that the generator does not support yet.
    Unsupported = "unsupported",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
