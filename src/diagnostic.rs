//! What is found in a payload.

use std::borrow::Cow;

use specwright_spec::{Pointer, Span};

use crate::payload::{Kind, Node};
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
    /// `true` if further findings of the rule in the file are counted in the message of the first one instead of shown.
    pub(crate) is_counted: bool,
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
    /// The fix that resolves the finding; `None` if there is no certain one.
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

/// A replacement of one token that resolves a finding and changes nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The description of the change, in the imperative.
    pub description: String,
    /// The change to the text.
    pub edit: Edit,
    /// The value or key that the fix changes; `None` if the parsed values stay the same.
    pub(crate) change: Option<Change>,
}

/// A replacement of a part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the text to replace; empty for an insertion.
    pub span: Span,
    /// The text to insert.
    pub text: String,
}

/// The change of a value or key by a fix: where the value or key is, and its new type and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The index of the document in the text, counted from 0.
    pub(crate) document: u32,
    /// The position of the value or key in the document's payload, as returned by [`Node::position`].
    pub(crate) position: u32,
    /// The type of the new value.
    pub(crate) kind: Kind,
    /// The text of the new value, as [`Node::text`] returns it.
    pub(crate) text: String,
    /// `true` if a key changes, and with it the JSON pointers of the values under the key.
    pub(crate) is_key: bool,
}

impl Diagnostic {
    /// A finding of a rule with its message, and nothing more yet.
    pub(crate) fn new(rule: &Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            code: Cow::Borrowed(rule.code),
            severity: rule.level,
            is_on_request: false,
            is_counted: false,
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

    /// Adds a fix that leaves all parsed values unchanged. Its description becomes the help if there is none yet.
    pub(crate) fn fix(self, description: impl Into<String>, edit: Edit) -> Self {
        self.offer(Fix::new(description, edit))
    }

    /// Adds a fix that changes a value or key. Its description becomes the help if there is none yet.
    pub(crate) fn replace(
        self,
        description: impl Into<String>,
        (edit, change): (Edit, Change),
    ) -> Self {
        let change = Some(change);
        let fix = Fix::new(description, edit);
        self.offer(Fix { change, ..fix })
    }

    fn offer(mut self, fix: Fix) -> Self {
        self.help.get_or_insert_with(|| fix.description.clone());
        self.fix = Some(fix);
        self
    }

    /// Shows only the first finding of the rule in a file, with the count of those that are [`Self::is_counted`], too.
    pub(crate) fn counted(mut self) -> Self {
        self.is_counted = true;
        self
    }

    /// Removes the fix, and appends the reason, if given, to the help.
    pub(crate) fn withdraw_fix(&mut self, reason: Option<&str>) {
        self.fix = None;
        if let Some((help, reason)) = self.help.as_mut().zip(reason) {
            *help = format!("{help}; not done by `--fix`, because {reason}");
        }
    }
}

impl Fix {
    /// Creates a fix that leaves all parsed values unchanged.
    #[must_use]
    pub fn new(description: impl Into<String>, edit: Edit) -> Self {
        Self {
            description: description.into(),
            edit,
            change: None,
        }
    }
}

impl Change {
    /// Creates the change of a value or key into a scalar.
    pub(crate) fn new(node: Node<'_>, kind: Kind, text: impl Into<String>) -> Self {
        Self {
            document: node.document(),
            position: node.position(),
            kind,
            text: text.into(),
            is_key: false,
        }
    }
}

impl Edit {
    /// Creates an edit that replaces the text at `span` by `text`.
    pub(crate) fn new(span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { span, text }
    }
}
