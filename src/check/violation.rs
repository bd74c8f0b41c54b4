//! What the validator finds, in our own terms and with its places.

use std::sync::Arc;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;
use specwright_spec::Pointer;

use super::certain;
use super::finder::{Finder, Found};
use super::variant::{self, Meant};
use crate::contract::{Contract, patterns};
use crate::payload::watch::{self, Seen};
use crate::payload::{Instance, Node};

/// One broken keyword.
#[derive(Clone, Debug)]
pub(super) struct Violation<'p> {
    /// What is broken.
    pub(super) broken: Broken,
    /// The value that breaks it, and its key.
    pub(super) found: Found<'p>,
    /// The object that has or lacks the member which this is about.
    pub(super) object: Option<Node<'p>>,
    /// Where the value is in the payload.
    pub(super) pointer: Pointer,
    /// Where the keyword is in the strict schema.
    pub(super) keyword: Pointer,
}

/// What is broken, by what the payload's author has to know.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Broken {
    /// The object lacks this member.
    Missing(String),
    /// The object has this member, which the schema does not name.
    Unknown(String),
    /// The value is of another type.
    Type,
    /// The value is of none of these types, which are those of all variants.
    Kind(Vec<String>),
    /// The value is none of these.
    Value(Arc<Value>),
    /// A text is shorter or longer than this.
    Length(Limit),
    /// The text does not match.
    Pattern(String),
    /// The text is not of this format.
    Format(String),
    /// The number is less or more than this.
    Range(Limit),
    /// The number is no multiple of this.
    Step(String),
    /// The list holds fewer or more items than this.
    Items(Limit),
    /// The object holds fewer or more members than this.
    Members(Limit),
    /// The list holds this item a second time.
    Repeated,
    /// No value is allowed here, or not this one.
    Forbidden,
    /// The value fits several of the variants.
    Ambiguous,
    /// The value fits none of the variants.
    NoVariant,
    /// The pattern gave up.
    PatternLimit,
    /// A keyword that has no better name here.
    Other(String),
}

/// A bound that was passed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Limit {
    Least(String),
    Most(String),
    Above(String),
    Below(String),
}

impl Violation<'_> {
    /// The schema that the keyword belongs to.
    pub(super) fn owner(&self) -> Pointer {
        self.keyword.parent().unwrap_or_default()
    }
}

/// All that the payload breaks, a union's variants narrowed to the one that is meant, as far as it was seen: about so
/// much of it is looked for.
pub(super) fn all<'p>(
    root: Node<'p>,
    contract: &Contract,
    most: usize,
    bytes: usize,
) -> (Vec<Violation<'p>>, Seen) {
    let look = |most, names| {
        let (found, gave_up) = patterns::budget::during(bytes, || {
            watch::during(most, names, || {
                let errors = contract.validator().iter_errors(Instance::Node(root));
                errors.collect::<Vec<_>>()
            })
        });
        (found.0, found.1, gave_up)
    };
    let (mut errors, mut seen, mut gave_up) = look(most, contract.names());
    // The validator has looked several times, as it does when a pattern gives up, so nobody knows what it saw when.
    if seen.is_cut() && certain::count(&errors) != seen.errors {
        (errors, seen, gave_up) = look(usize::MAX, None);
    }
    let mut found = Violations {
        contract,
        finder: Finder::new(root),
        certain: seen.certain,
        all: Vec::new(),
    };
    found.add_all(&errors, 0, 0);
    // The validator looks once for each way in which a pattern that gives up may have ended, and says what all of them
    // have in common; only if that is nothing, it names the pattern.
    let is_undecided = !seen.is_cut() && seen.errors > 2 * certain::count(&errors).max(1);
    if is_undecided || gave_up {
        found.add_undecided(root);
    }
    (found.all, seen)
}

/// The violations so far.
struct Violations<'p, 'c> {
    contract: &'c Contract,
    finder: Finder<'p>,
    /// How many errors are certain, in the order in which they were made.
    certain: usize,
    all: Vec<Violation<'p>>,
}

impl<'p> Violations<'p, '_> {
    /// Adds errors that were made after `before` others, for a union in so many others.
    fn add_all(&mut self, errors: &[ValidationError<'_>], mut before: usize, depth: usize) {
        for error in errors {
            if !certain::begins(error, before, depth, self.certain) {
                return;
            }
            self.add(error, before, depth);
            before += certain::size(error);
        }
    }

    fn add(&mut self, error: &ValidationError<'_>, before: usize, depth: usize) {
        use ValidationErrorKind as Kind;
        let is_whole = certain::is_whole(error, before, depth, self.certain);
        let (Kind::AnyOf { context } | Kind::OneOfNotValid { context }) = error.kind() else {
            if is_whole {
                self.push(error, broken(error));
            }
            return;
        };
        match variant::meant(error, context, is_whole, self.contract, &mut self.finder) {
            Meant::Variant(index) => {
                let others = context[..index].iter().map(|errors| certain::count(errors));
                let before = before + others.sum::<usize>();
                let known = self.all.len();
                self.add_all(&context[index], before, depth + 1);
                if self.all.len() == known {
                    self.push(error, Broken::NoVariant);
                }
            }
            Meant::Value(violation) => self.all.push(*violation),
            Meant::Types(types) => self.push(error, Broken::Kind(types)),
            Meant::Nothing => self.push(error, Broken::NoVariant),
        }
    }

    /// Some pattern gave up, and it is not known on which value.
    fn add_undecided(&mut self, root: Node<'p>) {
        let is_limit = |violation: &Violation<'_>| violation.broken == Broken::PatternLimit;
        if !self.all.iter().any(is_limit) {
            self.all.push(Violation {
                broken: Broken::PatternLimit,
                found: Found {
                    key: None,
                    value: root,
                },
                object: None,
                pointer: Pointer::root(),
                keyword: Pointer::root(),
            });
        }
    }

    fn push(&mut self, error: &ValidationError<'_>, broken: Broken) {
        use ValidationErrorKind as Kind;
        let pointer = Pointer::parse(error.instance_path().as_str()).unwrap_or_else(Pointer::root);
        let keyword = keyword(error);
        let Some(found) = self.finder.find(&pointer) else {
            return;
        };
        let broken = match has_given_up(error, found.value) {
            true => Broken::PatternLimit,
            false => broken,
        };
        let (Kind::AdditionalProperties { unexpected }
        | Kind::UnevaluatedProperties { unexpected }) = error.kind()
        else {
            return self.all.push(Violation {
                broken,
                found,
                object: None,
                pointer,
                keyword,
            });
        };
        let object = Some(found.value);
        for name in unexpected {
            let pointer = pointer.child(name);
            if let Some(found) = self.finder.find(&pointer) {
                self.all.push(Violation {
                    broken: Broken::Unknown(name.clone()),
                    found,
                    object,
                    pointer,
                    keyword: keyword.clone(),
                });
            }
        }
    }
}

/// Where the keyword is in the strict schema.
fn keyword(error: &ValidationError<'_>) -> Pointer {
    let place = Pointer::parse(error.schema_path().as_str()).unwrap_or_else(Pointer::root);
    match (error.kind(), place.parent()) {
        (ValidationErrorKind::Format { format }, Some(schema))
            if patterns::pattern_of(format).is_some() =>
        {
            let all = schema.parent().filter(|_| patterns::is_beside(format));
            let owner = all.and_then(|all| all.parent());
            owner.unwrap_or(schema).child("pattern")
        }
        _ => place,
    }
}

/// Returns `true` if the error is about a pattern that gave up on the value.
fn has_given_up(error: &ValidationError<'_>, value: Node<'_>) -> bool {
    match error.kind() {
        ValidationErrorKind::Format { format } => {
            patterns::budget::has_given_up(format, value.text())
        }
        _ => false,
    }
}

fn broken(error: &ValidationError<'_>) -> Broken {
    use ValidationErrorKind as Kind;
    match error.kind() {
        Kind::Required { property } => {
            Broken::Missing(property.as_str().unwrap_or_default().to_owned())
        }
        Kind::Type { .. } => Broken::Type,
        Kind::Enum { options } => Broken::Value(Arc::clone(options)),
        Kind::Constant { expected_value } => {
            Broken::Value(Arc::new(Value::Array(vec![(**expected_value).clone()])))
        }
        Kind::MinLength { limit } => Broken::Length(Limit::Least(limit.to_string())),
        Kind::MaxLength { limit } => Broken::Length(Limit::Most(limit.to_string())),
        Kind::Pattern { pattern } => Broken::Pattern(pattern.clone()),
        Kind::Format { format } => match patterns::pattern_of(format) {
            Some(pattern) => Broken::Pattern(pattern.to_owned()),
            None => Broken::Format(format.clone()),
        },
        Kind::Minimum { limit } => Broken::Range(Limit::Least(limit.to_string())),
        Kind::Maximum { limit } => Broken::Range(Limit::Most(limit.to_string())),
        Kind::ExclusiveMinimum { limit } => Broken::Range(Limit::Above(limit.to_string())),
        Kind::ExclusiveMaximum { limit } => Broken::Range(Limit::Below(limit.to_string())),
        Kind::MultipleOf { multiple_of } => Broken::Step(multiple_of.to_string()),
        Kind::MinItems { limit } => Broken::Items(Limit::Least(limit.to_string())),
        Kind::MaxItems { limit } => Broken::Items(Limit::Most(limit.to_string())),
        Kind::MinProperties { limit } => Broken::Members(Limit::Least(limit.to_string())),
        Kind::MaxProperties { limit } => Broken::Members(Limit::Most(limit.to_string())),
        Kind::UniqueItems => Broken::Repeated,
        Kind::FalseSchema | Kind::Not { .. } => Broken::Forbidden,
        Kind::OneOfMultipleValid { .. } => Broken::Ambiguous,
        Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } => Broken::NoVariant,
        Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {
            Broken::PatternLimit
        }
        Kind::AdditionalItems { .. }
        | Kind::AdditionalProperties { .. }
        | Kind::UnevaluatedItems { .. }
        | Kind::UnevaluatedProperties { .. } => Broken::Forbidden,
        Kind::Contains
        | Kind::ContentEncoding { .. }
        | Kind::ContentMediaType { .. }
        | Kind::Custom { .. }
        | Kind::FromUtf8 { .. }
        | Kind::PropertyNames { .. }
        | Kind::Referencing(_) => Broken::Other(error.kind().keyword().to_owned()),
    }
}
