//! Values that break a rule.

use std::fmt;

/// A value that breaks the rule of the type it was meant for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    type_name: &'static str,
    rule: String,
}

impl Invalid {
    /// The rule continues the sentence that the type's name begins: "must have at least 1 item, found 0".
    pub(crate) fn new(type_name: &'static str, rule: String) -> Self {
        Self { type_name, rule }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { type_name, rule } = self;
        write!(f, "`{type_name}` {rule}")
    }
}

impl std::error::Error for Invalid {}
