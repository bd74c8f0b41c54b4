//! One trial of a proof: the text with some fixes applied, compared with the text before.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use specwright_spec::Pointer;

use super::{Proof, Refusal, Snapshot};
use crate::diagnostic::{Change, Diagnostic};
use crate::fix::markup;
use crate::fix::shift::Shift;
use crate::parse::Format;
use crate::payload::Node;

/// A text with some fixes applied, in comparison with the text before.
pub(super) struct Trial<'p> {
    proof: &'p Proof<'p>,
    after: &'p Snapshot<'p>,
    shift: Shift,
    /// All fixes that are applied.
    all: &'p [usize],
    /// The fixes that are not accepted yet, one of which a fault is blamed on.
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

    /// Returns the fixes of the group that seem to break the law, and how.
    pub(super) fn faults(mut self) -> BTreeMap<usize, Refusal> {
        self.compare_values();
        self.compare_markup();
        self.compare_findings();
        self.faults
    }

    /// Returns the last fix of the group that begins at an offset or before it, or else the first one.
    fn last_before(&self, offset: usize) -> usize {
        let is_before = |&index: &usize| self.proof.edit(index).span.start <= offset;
        let count = self.group.partition_point(is_before);
        self.group[count.saturating_sub(1)]
    }

    /// Blames a fault on the last fix of the group before it.
    fn blame(&mut self, offset: usize, refusal: Refusal) {
        let index = self.last_before(offset);
        self.faults.entry(index).or_insert(refusal);
    }

    /// Every value is as before, but those that a fix changes, which are as proposed.
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

    /// Blames a fix whose value is not read as proposed.
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

    /// Blames the change of a value that no fix proposes; `None` is a value that is new.
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

    /// Every comment, anchor, alias and tag is as before.
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

    /// The findings of all fixes are gone, and no finding is new: of each code, there are no more at a place than before.
    fn compare_findings(&mut self) {
        let fixed: BTreeSet<usize> = self
            .all
            .iter()
            .map(|&index| self.proof.fixes[index].0)
            .collect();
        let before = self.proof.before.findings.iter().enumerate();
        let others = before.filter(|(finding, _)| !fixed.contains(finding));
        // Values that an alias repeats have one place in the text. Pointers tell them apart, unless a name in them changes.
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

    /// Returns `true` if a fix of the group replaces the token at an offset. Where not all findings are known, others may
    /// have been there before.
    fn is_touched(&self, offset: usize) -> bool {
        self.proof.edit(self.last_before(offset)).span.start == offset
    }
}
