//! Values that break a rule.

use std::fmt;

/// A value that breaks the rule of the type it was meant for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    subject: &'static str,
    rule: String,
}

impl Invalid {
    /// The rule continues the sentence that the subject begins: "must have at least 1 item, found 0".
    pub(crate) fn new(subject: &'static str, rule: String) -> Self {
        Self { subject, rule }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { subject, rule } = self;
        write!(f, "{subject} {rule}")
    }
}

impl std::error::Error for Invalid {}
