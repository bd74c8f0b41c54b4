//! The constraint that a value violates, by what the payload's author has to know.

use std::sync::Arc;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;
use specwright_spec::pattern::{Lengths, Matcher};
use specwright_spec::{Pointer, validation};

use super::finder::Found;
use crate::contract::Contract;

/// A violated constraint.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Broken {
    /// The object lacks this property.
    Missing(String),
    /// The object lacks this property, by whose values the branches of a union differ; also the values that they allow.
    MissingTag(String, Vec<Value>),
    /// The object lacks properties that the branches of a union require: it needs all properties of one of these sets.
    MissingOne(Vec<Vec<String>>),
    /// The object has this property, which its schema does not name.
    Unknown(String),
    /// The value is of another type.
    Type,
    /// The value is of none of these types, which are those of all variants.
    Kind(Vec<String>),
    /// The value is none of these.
    Value(Arc<Value>),
    /// The string is shorter or longer than this.
    Length(Limit),
    /// The string does not match.
    Pattern(String),
    /// The string is not of this format.
    Format(String),
    /// The number is less or more than this.
    Range(Limit),
    /// The number is no multiple of this.
    Step(String),
    /// The array has fewer or more items than this.
    Items(Limit),
    /// The object has fewer or more properties than this.
    Members(Limit),
    /// The array has an item a second time.
    Repeated,
    /// No value is allowed here, or not this one.
    Forbidden,
    /// The value is valid for several branches of `oneOf`, at these positions, counted from 0.
    Ambiguous(Vec<usize>),
    /// The value is valid for no branch.
    NoVariant,
    /// The pattern gave up on the string.
    PatternLimit,
    /// Patterns gave up on strings of the value, which is valid if none of them matches.
    Undecided,
    /// A keyword that has no better name here.
    Other(String),
}

impl Broken {
    /// Returns the allowed values if the violated constraint is a list of allowed values, else `None`.
    pub(super) fn listed(&self) -> Option<&Vec<Value>> {
        let Self::Value(values) = self else {
            return None;
        };
        values.as_array()
    }
}

/// A bound that was passed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Limit {
    Least(String),
    Most(String),
    Above(String),
    Below(String),
}

/// Returns the constraint that an error of the validator is about; `place` is that of the keyword in the schema.
pub(super) fn of(
    error: &ValidationError<'_>,
    place: &Pointer,
    found: Found<'_>,
    contract: &Contract,
) -> Broken {
    use ValidationErrorKind as Kind;
    match error.kind() {
        Kind::Custom { keyword, .. } => of_keyword(keyword, place, found, contract),
        Kind::Required { property } => {
            Broken::Missing(property.as_str().unwrap_or_default().to_owned())
        }
        Kind::Type { .. } => Broken::Type,
        Kind::Enum { options } => Broken::Value(Arc::clone(options)),
        Kind::Constant { expected_value } => constant(expected_value),
        Kind::MinLength { limit } => Broken::Length(Limit::Least(limit.to_string())),
        Kind::MaxLength { limit } => Broken::Length(Limit::Most(limit.to_string())),
        Kind::MinItems { limit } => Broken::Items(Limit::Least(limit.to_string())),
        Kind::MaxItems { limit } => Broken::Items(Limit::Most(limit.to_string())),
        Kind::MinProperties { limit } => Broken::Members(Limit::Least(limit.to_string())),
        Kind::MaxProperties { limit } => Broken::Members(Limit::Most(limit.to_string())),
        Kind::UniqueItems => Broken::Repeated,
        Kind::FalseSchema | Kind::Not { .. } => Broken::Forbidden,
        Kind::OneOfMultipleValid { context } => {
            let branches = context.iter().enumerate();
            let matching = branches.filter(|(_, errors)| errors.is_empty());
            Broken::Ambiguous(matching.map(|(position, _)| position).collect())
        }
        Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } => Broken::NoVariant,
        Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {
            Broken::PatternLimit
        }
        Kind::AdditionalItems { .. }
        | Kind::AdditionalProperties { .. }
        | Kind::UnevaluatedItems { .. }
        | Kind::UnevaluatedProperties { .. } => Broken::Forbidden,
        // Those that `validation` replaces are `Custom`.
        Kind::Pattern { .. }
        | Kind::Minimum { .. }
        | Kind::Maximum { .. }
        | Kind::ExclusiveMinimum { .. }
        | Kind::ExclusiveMaximum { .. }
        | Kind::MultipleOf { .. }
        | Kind::Format { .. }
        | Kind::Contains
        | Kind::ContentEncoding { .. }
        | Kind::ContentMediaType { .. }
        | Kind::FromUtf8 { .. }
        | Kind::PropertyNames { .. }
        | Kind::Referencing(_) => Broken::Other(error.kind().keyword().to_owned()),
    }
}

/// Returns the constraint of a keyword that [`validation`] replaces, whose value is in the schema.
fn of_keyword(keyword: &str, place: &Pointer, found: Found<'_>, contract: &Contract) -> Broken {
    let schema = place
        .parent()
        .and_then(|owner| contract.schema().at(&owner)?.as_object());
    let value = schema.and_then(|schema| schema.get(keyword));
    let limit = || {
        schema
            .and_then(|schema| validation::limit(schema, keyword))
            .unwrap_or_default()
    };
    match (keyword, value) {
        ("pattern", Some(Value::String(pattern))) => {
            match validation::budget::has_given_up(pattern, found.value.text()) {
                true => Broken::PatternLimit,
                false => Broken::Pattern(pattern.clone()),
            }
        }
        ("minimum", _) => Broken::Range(Limit::Least(limit())),
        ("maximum", _) => Broken::Range(Limit::Most(limit())),
        ("exclusiveMinimum", _) => Broken::Range(Limit::Above(limit())),
        ("exclusiveMaximum", _) => Broken::Range(Limit::Below(limit())),
        ("multipleOf", _) => Broken::Step(limit()),
        ("const", Some(value)) => constant(value),
        (keyword, _) => Broken::Other(keyword.to_owned()),
    }
}

/// Returns bounds for the length, in characters, of the strings that match a pattern; `None` if the pattern is invalid.
pub(super) fn lengths(pattern: &str) -> Option<Lengths> {
    let matcher = Matcher::new(pattern).ok();
    matcher.map(|matcher| matcher.lengths())
}

impl Limit {
    /// Returns `true` if every length within the bounds satisfies the limit.
    pub(super) fn is_implied_by(&self, lengths: Lengths) -> bool {
        let is_within = |count: &str, keeps: &dyn Fn(u64) -> bool| count.parse().is_ok_and(keeps);
        match self {
            Self::Least(count) => is_within(count, &|count| lengths.least >= count),
            Self::Most(count) => is_within(count, &|count| {
                lengths.most.is_some_and(|most| most <= count)
            }),
            // Limits of lengths are inclusive.
            Self::Above(_) | Self::Below(_) => false,
        }
    }
}

fn constant(value: &Value) -> Broken {
    Broken::Value(Arc::new(Value::Array(vec![value.clone()])))
}
