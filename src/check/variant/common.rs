//! Violations that several branches of a union have in common.

use std::collections::HashSet;

use specwright_spec::Pointer;

use super::super::broken::Broken;
use super::super::violation::Violation;
use super::tried::Tried;

/// The violations that all branches have in common, each as the JSON pointer of the value and the violated constraint.
pub(super) struct Common(HashSet<(Pointer, Broken)>);

impl Common {
    pub(super) fn of(tried: &[Tried<'_, '_>]) -> Self {
        let keys = |found: &Tried<'_, '_>| found.violations.iter().map(key).collect();
        let mut all = tried.iter();
        let first: HashSet<_> = all.next().map(keys).unwrap_or_default();
        Self(all.fold(first, |mut common, found| {
            let own: HashSet<_> = keys(found);
            common.retain(|key| own.contains(key));
            common
        }))
    }

    pub(super) fn has(&self, violation: &Violation<'_, '_>) -> bool {
        self.0.contains(&key(violation))
    }

    /// Returns the violations of a branch that are not common to all branches.
    pub(super) fn rest<'t, 'p, 'c>(
        &'t self,
        found: &'t Tried<'p, 'c>,
    ) -> impl Iterator<Item = &'t Violation<'p, 'c>> {
        let all = found.violations.iter();
        all.filter(|violation| !self.has(violation))
    }
}

fn key(violation: &Violation<'_, '_>) -> (Pointer, Broken) {
    (violation.pointer.clone(), violation.broken.clone())
}
