//! What is certain of errors that a validator made which was led to believe that the payload is over (see
//! [`watch`](crate::payload::watch)): those that it made before.
//!
//! A union's error comes after those of its variants, or before them, but its verdict is older than all of them. So an
//! error is certain if no more than the certain ones stand before it, with each union around it counted as one.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

/// How many errors there are, with those inside them.
pub(super) fn count(errors: &[ValidationError<'_>]) -> usize {
    errors.iter().map(size).sum()
}

/// How many errors an error is, with those inside it.
pub(super) fn size(error: &ValidationError<'_>) -> usize {
    1 + match error.kind() {
        Kind::AnyOf { context }
        | Kind::OneOfNotValid { context }
        | Kind::OneOfMultipleValid { context } => context.iter().map(|errors| count(errors)).sum(),
        Kind::PropertyNames { error } => size(error),
        _ => 0,
    }
}

/// Whether all of an error is certain that was made after `before` others.
pub(super) fn is_whole(
    error: &ValidationError<'_>,
    before: usize,
    depth: usize,
    certain: usize,
) -> bool {
    certain == usize::MAX || before + size(error) + depth <= certain
}

/// Whether the verdict is certain, though perhaps not all that is inside it.
pub(super) fn begins(
    error: &ValidationError<'_>,
    before: usize,
    depth: usize,
    certain: usize,
) -> bool {
    let inner = usize::from(size(error) > 1);
    certain == usize::MAX || before + 1 + inner + depth <= certain
}
