//! Branches of a union that are tried, with the violations of the value.

use specwright_spec::Pointer;

use super::super::branch::Branch;
use super::super::broken::Broken;
use super::super::violation::Violation;

/// A branch for which the value may be intended, with the violations of the value.
pub(in crate::check) struct Tried<'p, 'c> {
    pub(in crate::check) position: usize,
    pub(in crate::check) branch: Branch<'c>,
    /// All violations of the value if it is intended for this branch.
    pub(in crate::check) violations: Vec<Violation<'p, 'c>>,
}

/// Returns the missing property if the violation is that the object at `pointer` lacks a property, else `None`.
pub(super) fn missing<'v>(pointer: &Pointer, violation: &'v Violation<'_, '_>) -> Option<&'v str> {
    let Broken::Missing(name) = &violation.broken else {
        return None;
    };
    (violation.pointer == *pointer).then_some(name)
}
