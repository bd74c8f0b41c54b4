//! Violations of unions: values that no branch accepts.

use std::sync::Arc;

use jsonschema::ValidationError;
use serde_json::Value;
use specwright_spec::Pointer;

use super::super::branch;
use super::super::broken::Broken;
use super::super::certain;
use super::super::finder::Found;
use super::super::variant::closest::{self, Closest};
use super::super::variant::tried::Tried;
use super::super::variant::{self, Meant};
use super::super::violation::{Unmatched, Violation};
use super::Collector;
use crate::payload::Node;

/// The validation error of a value that no branch of a union accepts.
pub(super) struct Failed<'e, 'p> {
    pub(super) error: &'e ValidationError<'e>,
    /// The errors of each branch, in the order of the branches.
    pub(super) branches: &'e [Vec<ValidationError<'static>>],
    pub(super) found: Found<'p>,
    pub(super) pointer: Pointer,
    /// The JSON pointer of `oneOf` or `anyOf` in the schema.
    pub(super) keyword: Pointer,
}

impl<'p, 'c> Collector<'p, 'c> {
    /// Adds the violations of the branch for which the value is intended, or, if the branch is unknown, a violation of
    /// the union.
    pub(super) fn add_union(
        &mut self,
        union: Failed<'_, 'p>,
        is_whole: bool,
        before: usize,
        depth: usize,
    ) {
        let (value, keyword) = (union.found.value, &union.keyword);
        match variant::meant(value, union.error, union.branches, keyword, self.contract) {
            Meant::Variant(position) => {
                let violations = self.of_branch(&union, position, before, depth);
                self.add_meant(union, position, violations);
            }
            Meant::Several(positions) if is_whole => {
                let tried = self.tried(&union, &positions, before, depth);
                self.add_closest(union, tried);
            }
            Meant::Several(_) => self.add_broken(&union, Broken::NoVariant, Vec::new()),
            Meant::Value { found, wanted } => {
                let name = found.key.map(Node::text).unwrap_or_default();
                let wanted = Broken::Value(Arc::new(Value::Array(wanted)));
                self.push(wanted, found, union.pointer.child(name), union.keyword);
            }
            Meant::Types(types) => self.add_broken(&union, Broken::Kind(types), Vec::new()),
        }
    }

    fn add_closest(&mut self, union: Failed<'_, 'p>, tried: Vec<Tried<'p, 'c>>) {
        match closest::of(union.found.value, &union.pointer, tried) {
            Closest::Branch(position, violations) => self.add_meant(union, position, violations),
            Closest::Tied {
                common,
                of_union,
                unmatched,
            } => {
                let is_known = !common.is_empty();
                self.all.extend(common);
                if let Some(broken) = of_union.or((!is_known).then_some(Broken::NoVariant)) {
                    self.add_broken(&union, broken, unmatched);
                }
            }
        }
    }

    /// Adds the violations of the branch for which the value is intended; a violation of the union if the branch has
    /// none.
    fn add_meant(
        &mut self,
        union: Failed<'_, 'p>,
        position: usize,
        violations: Vec<Violation<'p, 'c>>,
    ) {
        if violations.is_empty() {
            self.add_broken(&union, Broken::NoVariant, Vec::new());
        }
        self.all.extend(violations);
        self.meant.insert((union.pointer, union.keyword), position);
    }

    fn add_broken(
        &mut self,
        union: &Failed<'_, 'p>,
        broken: Broken,
        unmatched: Vec<Unmatched<'p, 'c>>,
    ) {
        let (pointer, keyword) = (union.pointer.clone(), union.keyword.clone());
        self.push(broken, union.found, pointer, keyword);
        if let Some(violation) = self.all.last_mut() {
            violation.unmatched = unmatched;
        }
    }

    /// Returns the branches at `positions`, which are in ascending order and counted from 0, with their violations.
    fn tried(
        &mut self,
        union: &Failed<'_, 'p>,
        positions: &[usize],
        mut before: usize,
        depth: usize,
    ) -> Vec<Tried<'p, 'c>> {
        let mut positions = positions.iter().copied().peekable();
        let mut tried = Vec::new();
        let branches = branch::all(&union.keyword, self.contract);
        for (position, (branch, errors)) in branches.zip(union.branches).enumerate() {
            if positions.next_if_eq(&position).is_some() {
                let violations = self.gathered(errors, before, depth);
                tried.push(Tried {
                    position,
                    branch,
                    violations,
                });
            }
            before += certain::count(errors);
        }
        tried
    }

    /// Returns the violations of the branch at `position`, counted from 0.
    fn of_branch(
        &mut self,
        union: &Failed<'_, 'p>,
        position: usize,
        before: usize,
        depth: usize,
    ) -> Vec<Violation<'p, 'c>> {
        let others = union.branches.iter().take(position);
        let others: usize = others.map(|errors| certain::count(errors)).sum();
        let errors = union.branches.get(position);
        let errors = errors.map(Vec::as_slice).unwrap_or_default();
        self.gathered(errors, before + others, depth)
    }

    fn gathered(
        &mut self,
        errors: &[ValidationError<'_>],
        before: usize,
        depth: usize,
    ) -> Vec<Violation<'p, 'c>> {
        let known = self.all.len();
        self.add_all(errors, before, depth + 1);
        self.all.split_off(known)
    }
}
