//! Collects the violations of a payload from the errors of the validator.

mod union;

use std::collections::HashMap;
use std::rc::Rc;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use specwright_spec::{Pointer, validation};

use super::broken::{self, Broken};
use super::certain;
use super::finder::{Finder, Found};
use super::violation::{Layer, Violation};
use crate::contract::probe::{self, Note};
use crate::contract::{Advice, Contract};
use crate::payload::watch::{self, Seen};
use crate::payload::{Instance, Node, Representation};

/// The branch that was meant, by the place of a value and that of a union in the schema.
pub(super) type MeantBranches = HashMap<(Pointer, Pointer), usize>;

/// The result of a validation: errors, and what a second step needs.
pub(super) struct Verdict<'p, 'c> {
    pub(super) violations: Vec<Violation<'p, 'c>>,
    pub(super) meant: MeantBranches,
    /// The values that a second step looks at.
    pub(super) noted: Vec<Note>,
    pub(super) seen: Seen,
}

impl<'p> Verdict<'p, '_> {
    /// The verdict on a valid payload.
    pub(super) fn valid(noted: Vec<Note>) -> Self {
        Self {
            violations: Vec::new(),
            meant: MeantBranches::new(),
            noted,
            seen: Seen::ALL,
        }
    }

    /// Makes sure that an invalid payload has an error.
    pub(super) fn refused(mut self, root: Node<'p>) -> Self {
        if self.violations.is_empty() && !self.seen.is_cut() {
            self.violations
                .push(Violation::of_root(Broken::NoVariant, root));
        }
        self
    }
}

/// Validates a payload that is known to be invalid, or is not known to be valid. Of unions, the errors are those of the
/// branch that was meant. About `most` errors are looked for.
pub(super) fn all<'p, 'c>(
    root: Node<'p>,
    contract: &'c Contract,
    most: usize,
    bytes: usize,
) -> Verdict<'p, 'c> {
    let look = |most, names| {
        validation::budget::during(bytes, || {
            probe::during(|| {
                watch::during(most, names, || {
                    let errors = contract.validator().iter_errors(Instance::Node(root));
                    errors.collect::<Vec<_>>()
                })
            })
        })
    };
    let mut found = look(most, contract.names());
    let ((errors, seen), _) = &found.0;
    // The validator has looked several times, so nobody knows what it saw when.
    if seen.is_cut() && certain::count(errors) != seen.errors {
        found = look(usize::MAX, None);
    }
    let (((errors, seen), noted), gave_up) = found;
    let start = Found::root(root);
    let places = (Pointer::root(), Pointer::root());
    let mut collector = Collector::new(start, places, contract, Layer::Keyword);
    collector.certain = seen.certain;
    collector.add_all(&errors, 0, 0);
    let is_limit = |found: &Violation<'_, '_>| found.broken == Broken::PatternLimit;
    if gave_up && !collector.all.iter().any(is_limit) {
        // Another branch accepts the value, or it must not match the pattern.
        let undecided = Violation::of_root(Broken::Undecided, root);
        collector.all.push(undecided);
    }
    Verdict {
        violations: collector.all,
        meant: collector.meant,
        noted,
        seen,
    }
}

/// Returns how a value at a place goes against an advice of its schema.
pub(super) fn of_advice<'p, 'c>(
    (pointer, found): (&Pointer, Found<'p>),
    (place, validator): (&Pointer, &Validator<Representation>),
    contract: &'c Contract,
    advice: Advice<'c>,
) -> Vec<Violation<'p, 'c>> {
    let errors = validator.iter_errors(Instance::Node(found.value));
    let errors: Vec<_> = errors.collect();
    let places = (pointer.clone(), place.clone());
    let mut collector = Collector::new(found, places, contract, Layer::Advice(advice));
    collector.add_all(&errors, 0, 0);
    collector.all
}

/// The violations so far.
struct Collector<'p, 'c> {
    contract: &'c Contract,
    finder: Finder<'p>,
    layer: Layer<'c>,
    /// The places of the value and of the schema that the validator began with.
    base: (Pointer, Pointer),
    /// How many errors are certain, in the order in which they were made.
    certain: usize,
    meant: MeantBranches,
    all: Vec<Violation<'p, 'c>>,
}

impl<'p, 'c> Collector<'p, 'c> {
    fn new(
        value: Found<'p>,
        base: (Pointer, Pointer),
        contract: &'c Contract,
        layer: Layer<'c>,
    ) -> Self {
        Self {
            contract,
            finder: Finder::new(value, &base.0),
            layer,
            base,
            certain: usize::MAX,
            meant: MeantBranches::new(),
            all: Vec::new(),
        }
    }

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
        let (pointer, keyword) = self.places(error);
        let Some(found) = self.finder.find(&pointer) else {
            return;
        };
        let (Kind::AnyOf { context } | Kind::OneOfNotValid { context }) = error.kind() else {
            if is_whole {
                self.push_error(error, found, pointer, keyword);
            }
            return;
        };
        let union = union::Failed {
            error,
            branches: context,
            found,
            pointer,
            keyword,
        };
        self.add_union(union, is_whole, before, depth);
    }

    /// The places of the value in the payload, and of the keyword in the contract's schema.
    fn places(&self, error: &ValidationError<'_>) -> (Pointer, Pointer) {
        let parse = |text: &str| Pointer::parse(text).unwrap_or_default();
        (
            self.base.0.join(&parse(error.instance_path().as_str())),
            self.base.1.join(&parse(error.schema_path().as_str())),
        )
    }

    fn push(&mut self, broken: Broken, found: Found<'p>, pointer: Pointer, keyword: Pointer) {
        self.all.push(Violation {
            broken,
            found,
            object: None,
            pointer,
            keyword,
            layer: self.layer.clone(),
            declared: Rc::default(),
            unmatched: Vec::new(),
        });
    }

    fn push_error(
        &mut self,
        error: &ValidationError<'_>,
        found: Found<'p>,
        pointer: Pointer,
        keyword: Pointer,
    ) {
        use ValidationErrorKind as Kind;
        let (Kind::AdditionalProperties { unexpected }
        | Kind::UnevaluatedProperties { unexpected }) = error.kind()
        else {
            let broken = broken::of(error, &keyword, found, self.contract);
            return self.push(broken, found, pointer, keyword);
        };
        let object = found.value;
        let schema = keyword
            .parent()
            .and_then(|owner| self.contract.schema().at(&owner));
        let properties = schema.and_then(|schema| schema.get("properties")?.as_object());
        let declared: Rc<[&str]> = properties
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str())
            .collect();
        for name in unexpected {
            let pointer = pointer.child(name);
            if let Some(found) = self.finder.find(&pointer) {
                self.all.push(Violation {
                    broken: Broken::Unknown(name.clone()),
                    found,
                    object: Some(object),
                    pointer,
                    keyword: keyword.clone(),
                    layer: self.layer.clone(),
                    declared: Rc::clone(&declared),
                    unmatched: Vec::new(),
                });
            }
        }
    }
}
