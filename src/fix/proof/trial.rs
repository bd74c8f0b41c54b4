//! A trial: compares a text after some fixes with the original text.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use specwright_spec::Pointer;

use super::{Proof, Refusal, Snapshot};
use crate::diagnostic::{Change, Diagnostic};
use crate::fix::markup;
use crate::fix::shift::Shift;
use crate::parse::Format;
use crate::payload::Node;

/// The comparison of a text after some fixes with the original text.
pub(super) struct Trial<'p> {
    proof: &'p Proof<'p>,
    after: &'p Snapshot<'p>,
    shift: Shift,
    /// The indexes of all applied fixes.
    all: &'p [usize],
    /// The indexes of the fixes that are not accepted yet. Each fault is attributed to one of them.
    group: &'p [usize],
    faults: BTreeMap<usize, Refusal>,
}

impl<'p> Trial<'p> {
    pub(super) fn new(
        proof: &'p Proof<'p>,
        after: &'p Snapshot<'p>,
        shift: Shift,
        (all, group): (&'p [usize], &'p [usize]),
    ) -> Self {
        Self {
            proof,
            after,
            shift,
            all,
            group,
            faults: BTreeMap::new(),
        }
    }

    /// Returns the fixes of `group` that seem to be incorrect, with the reasons.
    pub(super) fn faults(mut self) -> BTreeMap<usize, Refusal> {
        self.compare_values();
        self.compare_markup();
        self.compare_findings();
        self.faults
    }

    /// Returns the last fix of `group` that begins at or before the byte offset, or else the first fix.
    fn last_before(&self, offset: usize) -> usize {
        let is_before = |&index: &usize| self.proof.edit(index).span.start <= offset;
        let count = self.group.partition_point(is_before);
        self.group[count.saturating_sub(1)]
    }

    /// Attributes a fault to the last fix of `group` that begins at or before the byte offset, or else to the first fix.
    fn blame(&mut self, offset: usize, refusal: Refusal) {
        let index = self.last_before(offset);
        self.faults.entry(index).or_insert(refusal);
    }

    /// Checks that each changed value is the one proposed by a fix, and that all other values are unchanged.
    fn compare_values(&mut self) {
        let before = &self.proof.before.payloads;
        let fixes = self.all.iter().map(|&index| self.proof.fixes[index].1);
        let changes = fixes.filter_map(|fix| fix.change.as_ref());
        let changes: BTreeMap<(u32, u32), &Change> = changes
            .map(|change| ((change.document, change.position), change))
            .collect();
        if before.len() != self.after.payloads.len() {
            self.blame(usize::MAX, Refusal::Other);
        }
        for (old, new) in before.iter().zip(&self.after.payloads) {
            let document = old.document();
            for position in old.differences(new) {
                if !changes.contains_key(&(document, position)) {
                    self.blame_value(old.at(position));
                }
            }
        }
        for change in changes.values() {
            let result = self.after.changed(change);
            let is_it = |node: Node<'_>| node.kind() == change.kind && node.text() == change.text;
            if !result.is_some_and(is_it) {
                self.blame_change(change);
            }
        }
    }

    /// Attributes a changed value that is not the proposed one to the fix that proposes it.
    fn blame_change(&mut self, change: &Change) {
        let before = self.proof.before;
        let start = before.changed(change).map_or(0, |value| value.span().start);
        let tag = match before.format {
            Format::Yaml => markup::tag(before.text, start),
            Format::Json | Format::JsonWithComments | Format::JsonLines => None,
        };
        let refusal = tag.map_or(Refusal::Other, |tag| Refusal::Tagged(tag.to_owned()));
        self.blame(start, refusal);
    }

    /// Attributes the change of a value that no fix proposes; `None` is a value that the original text does not have.
    fn blame_value(&mut self, value: Option<Node<'_>>) {
        let Some(span) = value.map(Node::span) else {
            return self.blame(usize::MAX, Refusal::Other);
        };
        let last = self.proof.edit(self.last_before(span.start)).span;
        match last == span {
            true => self.blame(span.start, Refusal::Repeated),
            false => self.blame(span.start, Refusal::Other),
        }
    }

    /// Checks that all comments, anchors, aliases and tags are unchanged.
    fn compare_markup(&mut self) {
        let before = &self.proof.markup;
        let after = self.after.markup();
        let mut pairs = before.iter().zip(&after);
        let differs = pairs.find(|(old, new)| old.text != new.text);
        if differs.is_some() || before.len() != after.len() {
            let offset = differs.map_or(usize::MAX, |(old, _)| old.start);
            self.blame(offset, Refusal::Markup);
        }
    }

    /// Checks that the findings of all applied fixes are resolved, and that no position has more findings of a code
    /// than before.
    fn compare_findings(&mut self) {
        let fixed: BTreeSet<usize> = self
            .all
            .iter()
            .map(|&index| self.proof.fixes[index].0)
            .collect();
        let before = self.proof.before.findings.iter().enumerate();
        let others = before.filter(|(finding, _)| !fixed.contains(finding));
        // Findings about a value and about its aliases have the same span. JSON pointers distinguish them, unless a key
        // changes.
        let changes = self
            .all
            .iter()
            .map(|&index| &self.proof.fixes[index].1.change);
        let has_names = changes.flatten().any(|change| change.is_key);
        let pointer = |found: &'p Diagnostic| (!has_names).then_some(&found.pointer);
        let mut known: HashMap<(&str, usize, Option<&Pointer>), usize> = HashMap::new();
        for (_, found) in others {
            let place = self.shift.forward(found.span.start);
            let known = known.entry((&found.code, place, pointer(found)));
            *known.or_default() += 1;
        }
        for found in &self.after.findings {
            let key = (&*found.code, found.span.start, pointer(found));
            if let Some(count) = known.get_mut(&key)
                && *count > 0
            {
                *count -= 1;
                continue;
            }
            let offset = self.shift.back(found.span.start);
            if !self.proof.before.has_more || self.is_touched(offset) {
                self.blame(offset, Refusal::Found(found.code.to_string()));
            }
        }
    }

    /// Returns `true` if a fix of `group` replaces the token at the byte offset. If the search in the original text
    /// stopped early, a finding at any other offset may not be new.
    fn is_touched(&self, offset: usize) -> bool {
        self.proof.edit(self.last_before(offset)).span.start == offset
    }
}
