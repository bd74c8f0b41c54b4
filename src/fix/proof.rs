//! Verifies fixes before they are offered: applies them, parses and validates the result, and compares it with the
//! original.

mod trial;

use std::collections::BTreeMap;

use specwright_spec::Span;

use self::trial::Trial;
use super::apply;
use super::markup::{self, Markup};
use super::shift::Shift;
use crate::diagnostic::{Change, Diagnostic, Edit, Fix};
use crate::parse::{Format, quoted};
use crate::payload::{Node, Payload};

/// The maximum number of trials, in each of which a fixed text is parsed and validated.
const MOST_TRIALS: usize = 24;

/// A text with its parsed payloads and its findings.
pub(crate) struct Snapshot<'t> {
    pub(crate) text: &'t str,
    pub(crate) format: Format,
    pub(crate) payloads: Vec<Payload<'t>>,
    pub(crate) findings: Vec<Diagnostic>,
    /// `true` if the search for findings stopped early, so that there may be more.
    pub(crate) has_more: bool,
}

impl Snapshot<'_> {
    fn markup(&self) -> Vec<Markup<'_>> {
        markup::of(self.text, self.format, &self.payloads)
    }

    /// Returns the value or key at the place of a change.
    fn changed(&self, change: &Change) -> Option<Node<'_>> {
        let document = usize::try_from(change.document).ok()?;
        self.payloads.get(document)?.at(change.position)
    }
}

/// A text after fixes, and the number of the applied fixes.
pub(crate) struct Fixed {
    pub(crate) text: String,
    pub(crate) count: usize,
}

/// A function that parses and validates a text.
pub(crate) type Read<'r> = dyn for<'t> Fn(&'t str) -> Snapshot<'t> + 'r;

/// Removes the fixes that change more than their own token, do not resolve their finding, or cause a new one. Returns
/// the text after the remaining fixes, except those that overlap with an applied fix; `None` if no fix remains.
pub(crate) fn prove(snapshot: &mut Snapshot<'_>, read: &Read<'_>) -> Option<Fixed> {
    let findings = snapshot.findings.iter().enumerate();
    let offered = findings.filter_map(|(finding, found)| Some((finding, found.fix.as_ref()?)));
    let mut fixes: Vec<(usize, &Fix)> = offered.collect();
    if fixes.is_empty() {
        return None;
    }
    fixes.sort_by_key(|(_, fix)| fix.edit.span);
    let mut open: Vec<usize> = (0..fixes.len()).collect();
    let mut proof = Proof {
        before: snapshot,
        markup: snapshot.markup(),
        fixes,
        read,
        trials: MOST_TRIALS,
        refused: BTreeMap::new(),
    };
    let mut fixed = None;
    while !open.is_empty() {
        let group = proof.take_disjoint(&mut open);
        let mut accepted = Vec::new();
        proof.settle(&mut accepted, group);
        if fixed.is_none() && !accepted.is_empty() {
            fixed = Some(Fixed {
                text: apply(snapshot.text, &proof.edits(&accepted)),
                count: accepted.len(),
            });
        }
    }
    let refused = proof.refused.into_iter();
    let refused = refused.map(|(index, refusal)| (proof.fixes[index].0, refusal));
    for (finding, refusal) in refused.collect::<Vec<_>>() {
        snapshot.findings[finding].withdraw_fix(refusal.reason().as_deref());
    }
    fixed
}

/// The reason why a fix is not offered.
enum Refusal {
    /// An alias repeats the value of the token.
    Repeated,
    /// This YAML tag before the token determines the type of the value.
    Tagged(String),
    /// A comment, anchor, alias or tag would change.
    Markup,
    /// The result would have a new finding with this code.
    Found(String),
    /// The result differs in another way, or the maximum number of trials is reached.
    Other,
}

impl Refusal {
    fn reason(&self) -> Option<String> {
        match self {
            Self::Repeated => Some("an alias repeats the value".to_owned()),
            Self::Tagged(tag) => Some(format!("the tag {} sets the type", quoted(tag))),
            Self::Markup => Some("a comment, anchor, alias or tag would change".to_owned()),
            Self::Found(code) => Some(format!(
                "the result would have a finding of {}",
                quoted(code)
            )),
            Self::Other => None,
        }
    }
}

/// The verification of the fixes of a snapshot. A fix is identified by its index in `fixes`.
struct Proof<'p> {
    before: &'p Snapshot<'p>,
    /// The markup of the original text.
    markup: Vec<Markup<'p>>,
    /// The fixes, each with the index of its finding, in the order of the text.
    fixes: Vec<(usize, &'p Fix)>,
    read: &'p Read<'p>,
    /// The number of trials that are left.
    trials: usize,
    refused: BTreeMap<usize, Refusal>,
}

impl<'p> Proof<'p> {
    fn edit(&self, index: usize) -> &'p Edit {
        &self.fixes[index].1.edit
    }

    fn edits(&self, indexes: &[usize]) -> Vec<&'p Edit> {
        indexes.iter().map(|&index| self.edit(index)).collect()
    }

    /// Removes from `open`, and returns, the first fix and all later fixes that do not overlap with a returned one.
    fn take_disjoint(&self, open: &mut Vec<usize>) -> Vec<usize> {
        let mut group: Vec<usize> = Vec::new();
        open.retain(|&index| {
            let next = self.edit(index).span;
            let last = group.last().map(|&last| self.edit(last).span);
            let is_insertion = |span: Span| span.start == span.end;
            let is_apart = last.is_none_or(|last| match is_insertion(last) || is_insertion(next) {
                true => last.end < next.start,
                false => last.end <= next.start,
            });
            if is_apart {
                group.push(index);
            }
            !is_apart
        });
        group
    }

    /// Accepts the fixes of a group that are correct together with the accepted ones, and refuses the others.
    fn settle(&mut self, accepted: &mut Vec<usize>, group: Vec<usize>) {
        if group.is_empty() {
            return;
        }
        if self.trials == 0 {
            let refused = group.into_iter().map(|index| (index, Refusal::Other));
            return self.refused.extend(refused);
        }
        self.trials -= 1;
        let mut all = [accepted.as_slice(), group.as_slice()].concat();
        all.sort_unstable();
        let mut faults = self.faults(&all, &group);
        if faults.is_empty() {
            *accepted = all;
            return;
        }
        let (suspects, others): (Vec<usize>, Vec<usize>) = group
            .into_iter()
            .partition(|index| faults.contains_key(index));
        if others.is_empty() {
            return self.refused.append(&mut faults);
        }
        // A fault may be attributed to the wrong fix, so the suspects are tried again after the other fixes are
        // settled.
        self.settle(accepted, others);
        self.settle(accepted, suspects);
    }

    /// Applies the fixes `all`, and returns those in `group` that seem to be incorrect, with the reasons.
    fn faults(&self, all: &[usize], group: &[usize]) -> BTreeMap<usize, Refusal> {
        let edits = self.edits(all);
        let text = apply(self.before.text, &edits);
        let after = (self.read)(&text);
        let shift = Shift::of(&edits);
        Trial::new(self, &after, shift, (all, group)).faults()
    }
}
