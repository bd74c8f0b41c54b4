//! What is wrong with a document, for whoever writes it.

mod words;

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use self::words::legible;
use crate::render;
use crate::sanitize::Text;
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
    /// The reason why the severity is not that of the class, see [`Diagnostics::judge`](crate::Diagnostics::judge).
    pub regrade: Option<Regrade>,
}

/// The reason why the severity of an [`Error`] is not that of its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regrade {
    /// A warning counts as an error, because `--strict` denies warnings.
    Denied,
    /// A defect counts as a warning, because its class is allowed by name, see [`Allowed`](crate::Allowed).
    Allowed,
    /// A defect counts as a warning, because only `--strict` makes it an error.
    Lenient,
}

impl Regrade {
    /// Returns the note that reports print below the diagnostic.
    pub(crate) const fn note(self) -> &'static str {
        match self {
            Self::Denied => "warnings are errors with `--strict`",
            Self::Allowed => "allowed by name",
            Self::Lenient => "with `--strict` this is an error",
        }
    }
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
            regrade: None,
        }
    }

    /// Returns `true` if it is reported as a warning and not as an error.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        match self.regrade {
            None => self.code.weight() == Weight::Warning,
            Some(Regrade::Denied) => false,
            Some(Regrade::Allowed | Regrade::Lenient) => true,
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

    /// Returns the errors of several reports on one source, each once; `None` if there are no reports.
    #[must_use]
    pub fn union(reports: &[Self]) -> Option<Self> {
        let source = reports.first()?.source.clone();
        let mut seen = HashSet::new();
        let all = reports.iter().flat_map(|report| &report.errors);
        let once = all.filter(|error| seen.insert((error.code, error.span, &error.message)));
        Some(Self::new(source, once.cloned().collect()))
    }

    /// Returns the report with every error as a warning that `--strict` makes an error.
    #[must_use]
    pub fn downgraded(mut self) -> Self {
        for error in &mut self.errors {
            error.regrade = error.regrade.or(Some(Regrade::Lenient));
        }
        self
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

    /// Returns the full report, if wanted with the colours of a terminal.
    pub fn report(&self, colours: bool) -> Text {
        render::report(&self.source, &self.errors, colours)
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.report(false).as_str().trim_end_matches('\n'))
    }
}

impl std::error::Error for Errors {}

/// The severity of a class of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The document cannot be used at all.
    Fatal,
    /// A part of the document cannot be used, and no operation that refers to that part, directly or through others.
    Unusable,
    /// A defect that can be allowed by name, see [`Allowed`](crate::Allowed).
    Defect,
    /// Legal, but hardly what is meant.
    Warning,
}

macro_rules! codes {
    ($($(#[$doc:meta])+ $variant:ident = $text:literal, $weight:ident,)+) => {
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

            /// How much it weighs.
            #[must_use]
            pub const fn weight(self) -> Weight {
                match self {
                    $(Self::$variant => Weight::$weight,)+
                }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8.
    WrongEncoding = "wrong-encoding", Fatal,
    /// The text is neither YAML nor JSON.
    Syntax = "syntax", Fatal,
    /// The text nests deeper, its aliases expand to more, or its references lead through more others, than those of any
    /// real document do.
    TooLarge = "too-large", Fatal,
    /// A name stands twice in one mapping.
    DuplicateKey = "duplicate-key", Defect,
    /// The document is of another version than 3.0.
    UnsupportedVersion = "unsupported-version", Fatal,
    /// A keyword that the OpenAPI object at this place does not have.
    UnknownKeyword = "unknown-keyword", Defect,
    /// A keyword that the OpenAPI object at this place must have is not there.
    MissingKeyword = "missing-keyword", Defect,
    /// A keyword's value is of the wrong type.
    WrongType = "wrong-type", Unusable,
    /// A keyword's value is not one of those it may have.
    WrongValue = "wrong-value", Defect,
    /// A `$ref` leads nowhere, or to an object of another kind.
    DanglingReference = "dangling-reference", Defect,
    /// A chain of `$ref`s that never reaches an object.
    CircularReference = "circular-reference", Unusable,
    /// Two operations have one `operationId`.
    DuplicateOperationId = "duplicate-operation-id", Defect,
    /// A path parameter that its path template does not have, or one of the template that is not declared.
    PathParameter = "path-parameter", Defect,
    /// Two paths that differ in nothing but the names of their parameters.
    EquivalentPaths = "equivalent-paths", Defect,
    /// An operation without any response.
    NoResponse = "no-response", Defect,
    /// A variable that the URL of a server does not have, or one of the URL that is not declared.
    ServerVariable = "server-variable", Defect,
    /// A lower bound above its upper bound.
    ContradictoryBounds = "contradictory-bounds", Defect,
    /// Schemas that `allOf` or a union puts together, of which no value can satisfy all.
    Contradiction = "contradiction", Defect,
    /// A `pattern` that is no regular expression of ECMA 262.
    InvalidPattern = "invalid-pattern", Defect,
    /// A `pattern` with a reference back to a group of whose match engines keep different things.
    UnsupportedPattern = "unsupported-pattern", Defect,
    /// A value stands twice in an `enum`.
    DuplicateEnumValue = "duplicate-enum-value", Defect,
    /// A name stands twice in a list that has every name once, such as `required` or `parameters`.
    DuplicateItem = "duplicate-item", Defect,
    /// `required` names a property that is not declared.
    UndeclaredRequired = "undeclared-required", Defect,
    /// A discriminator names a property that the schemas it tells apart do not declare.
    UndeclaredDiscriminator = "undeclared-discriminator", Defect,
    /// A `default`, `enum` value or `example` that its schema refuses.
    ValueMismatch = "value-mismatch", Defect,
    /// One of our own extensions does not have its documented shape.
    Extension = "extension", Unusable,
    /// `nullable` in a schema without `type`, where it has no effect.
    IdleNullable = "idle-nullable", Warning,
    /// Keywords beside `$ref`, which are ignored.
    IgnoredSibling = "ignored-sibling", Warning,
    /// A schema without `type` whose keywords hold for values of one type, so that it accepts all values of the others.
    MissingType = "missing-type", Warning,
    /// Keywords that no value of the schema's `type` has to do with.
    IdleKeyword = "idle-keyword", Warning,
    /// A value of an `enum` that lies beyond the bounds beside it, so that it is never accepted.
    IdleEnumValue = "idle-enum-value", Warning,
    /// A number in an `enum` with more digits than an integer of 64 bits or a floating point number has, so that the types, the
    /// contract and the linter take the nearest number for it.
    RoundedValue = "rounded-value", Warning,
    /// A branch of a union that no value can be of, as what stands beside the union rules it out.
    IdleBranch = "idle-branch", Warning,
    /// A link that cannot be followed, so that nothing is made of it.
    UnsupportedLink = "unsupported-link", Warning,
    /// A value without quotes that is another one to a reader of YAML 1.1.
    YamlTrap = "yaml-trap", Warning,
    /// A construct of OpenAPI 3.0, or of YAML, that is not supported yet.
    Unsupported = "unsupported", Unusable,
}

impl FromStr for Code {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let found = Self::ALL.iter().find(|code| code.as_str() == text);
        found.copied().ok_or(())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
