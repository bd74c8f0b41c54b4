//! What is found in a payload.

use std::borrow::Cow;

use specwright_spec::{Pointer, Span};

use crate::rules::Rule;

/// A finding: what is wrong, where, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's stable name, kebab case.
    pub code: Cow<'static, str>,
    /// How severe it is.
    pub severity: Severity,
    /// Whether the finding is left out unless the level of its rule is set: advice on which people disagree.
    pub is_on_request: bool,
    /// What is wrong: lower case, values in backticks, no final full stop.
    pub message: String,
    /// The token in the payload.
    pub span: Span,
    /// What to say at the token.
    pub label: Option<String>,
    /// The value in the payload.
    pub pointer: Pointer,
    /// Other places in the payload that belong to it.
    pub related: Vec<Related>,
    /// Where the document says so.
    pub rule_source: Option<RuleSource>,
    /// The way out, as an imperative.
    pub help: Option<String>,
    /// A change to the text that mends it.
    pub fix: Option<Fix>,
}

/// How severe a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The payload is likely not what was meant.
    Warning,
    /// The payload is invalid.
    Error,
}

impl Severity {
    /// The lower-case name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Another place in the payload that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What is there.
    pub label: String,
}

/// What a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSource {
    /// The element of the OpenAPI document.
    pub pointer: String,
    /// Where the fact is from, if the document says.
    pub note: Option<String>,
}

/// A change to the text that mends a finding without losing anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an imperative.
    pub description: String,
    /// The changes, in order of place, none overlapping another.
    pub edits: Vec<Edit>,
}

/// Puts a text in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Diagnostic {
    /// A finding of a rule with its message, and nothing more yet.
    pub(crate) fn new(rule: &Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            code: Cow::Borrowed(rule.code),
            severity: rule.level,
            is_on_request: false,
            message: message.into(),
            span,
            label: None,
            pointer: Pointer::root(),
            related: Vec::new(),
            rule_source: None,
            help: None,
            fix: None,
        }
    }

    /// Says something at the token.
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Names the value.
    pub(crate) fn at(mut self, pointer: Pointer) -> Self {
        self.pointer = pointer;
        self
    }

    /// Names another place that belongs to it.
    pub(crate) fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        let label = label.into();
        self.related.push(Related { span, label });
        self
    }

    /// Says the way out.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Offers a change that mends it; its description is the help where there is no other.
    pub(crate) fn fix(mut self, description: impl Into<String>, edits: Vec<Edit>) -> Self {
        let description = description.into();
        self.help.get_or_insert_with(|| description.clone());
        self.fix = Some(Fix { description, edits });
        self
    }
}

impl Edit {
    /// Puts `text` in the place of what is at `span`.
    pub(crate) fn new(span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { span, text }
    }
}
