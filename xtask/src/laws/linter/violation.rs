//! The violations that the judge finds.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

/// A violation that the judge finds, in a branch of a union too.
pub(super) struct Violation {
    pub(super) keyword: String,
    pub(super) pointer: String,
    pub(super) message: String,
}

impl Violation {
    /// Returns `true` if an error at the pointer may be about this violation: the violation is there or deeper, or in the object
    /// or array that the pointer leads into.
    pub(super) fn is_at(&self, pointer: &str) -> bool {
        let is_below = self
            .pointer
            .strip_prefix(pointer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        is_below
            || pointer
                .rsplit_once('/')
                .is_some_and(|(parent, _)| parent == self.pointer)
    }
}

/// Adds an error and those of a union's branches.
pub(super) fn collect(error: &ValidationError<'_>, violations: &mut Vec<Violation>) {
    violations.push(Violation {
        keyword: error.kind().keyword().to_owned(),
        pointer: error.instance_path().as_str().to_owned(),
        message: error.to_string(),
    });
    if let Kind::AnyOf { context }
    | Kind::OneOfNotValid { context }
    | Kind::OneOfMultipleValid { context } = error.kind()
    {
        let inner = context.iter().flatten();
        inner.for_each(|error| collect(error, violations));
    }
}
