//! Proves fixes before they are offered: applies them, reads the result again, and compares.

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

/// How often a text is read again to find the fixes that keep the law.
const MOST_TRIALS: usize = 24;

/// A text with its values and findings.
pub(crate) struct Snapshot<'t> {
    pub(crate) text: &'t str,
    pub(crate) format: Format,
    pub(crate) payloads: Vec<Payload<'t>>,
    pub(crate) findings: Vec<Diagnostic>,
    /// `true` if there may be more findings than these.
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

/// A text with fixes applied.
pub(crate) struct Fixed {
    pub(crate) text: String,
    pub(crate) count: usize,
}

/// Reads and checks a text.
pub(crate) type Read<'r> = dyn for<'t> Fn(&'t str) -> Snapshot<'t> + 'r;

/// Removes the fixes of a snapshot that change more than their own token, or leave or bring findings. Returns the text
/// with fixes applied, as many of the others as do not overlap; `None` if there is none.
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
        let group = proof.take_apart(&mut open);
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
    /// An alias repeats the token.
    Repeated,
    /// The tag before the token decides how it is read.
    Tagged(String),
    /// A comment, anchor, alias or tag would change.
    Markup,
    /// A finding of this code would be new.
    Found(String),
    /// The result differs in another way, or there are too many fixes that do.
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

/// The fixes of a snapshot, which are named by their positions in `fixes`.
struct Proof<'p> {
    before: &'p Snapshot<'p>,
    /// The markup of the text before.
    markup: Vec<Markup<'p>>,
    /// The indexes of findings and their fixes, in the order of the text.
    fixes: Vec<(usize, &'p Fix)>,
    read: &'p Read<'p>,
    /// How many trials are left.
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

    /// Takes fixes out of `open`, in order, that do not overlap.
    fn take_apart(&self, open: &mut Vec<usize>) -> Vec<usize> {
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

    /// Accepts the fixes of a group that keep the law beside those that are accepted already, and refuses the others.
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
        // A fault may be blamed on the wrong fix, so the suspects are tried again without the others' faults.
        self.settle(accepted, others);
        self.settle(accepted, suspects);
    }

    /// Applies fixes, and returns those of the group that seem to break the law.
    fn faults(&self, all: &[usize], group: &[usize]) -> BTreeMap<usize, Refusal> {
        let edits = self.edits(all);
        let text = apply(self.before.text, &edits);
        let after = (self.read)(&text);
        let shift = Shift::of(&edits);
        Trial::new(self, &after, shift, (all, group)).faults()
    }
}
