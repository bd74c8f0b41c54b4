//! Judges `--fix` as a whole: it makes only announced changes, and a second run changes nothing.

use std::collections::BTreeSet;

use specwright::parse::Format;
use specwright::{lines, lint};
use specwright_spec::input::DEFAULT_LIMIT;

use super::{Before, Breach, Findings, Judge, Law, Verdict, applied, edits};
use crate::laws::fixes::reading;
use crate::laws::fixes::tree::{self, Change};

/// The code in breaches by `--fix` as a whole.
const CODE: &str = "--fix";

/// Judges the text that `--fix` writes; `announced` contains the changes by the offered fixes.
pub(super) fn judge(
    before: &Before<'_>,
    judge: Judge<'_>,
    announced: Vec<Change>,
    verdict: &mut Verdict,
) {
    let Some(after) = judge.mended(before.text) else {
        if verdict.fixes > 0 {
            let details = "it changes nothing, and fixes are offered";
            verdict
                .breaches
                .push(Breach::new(Law::Complete, CODE, details));
        }
        return;
    };
    compare(before, judge, announced, after, verdict);
}

/// Judges the text `after`, which `--fix` has written.
pub(super) fn compare(
    before: &Before<'_>,
    judge: Judge<'_>,
    announced: Vec<Change>,
    after: String,
    verdict: &mut Verdict,
) {
    if let Some(again) = judge.mended(&after) {
        let details = format!("{after:?}, and then {again:?}");
        verdict
            .breaches
            .push(Breach::new(Law::Complete, CODE, details));
    }
    let Some((reading, changes)) = judge.compared(before, &after, CODE, verdict) else {
        return;
    };
    if let Some(change) = judge.unannounced(before, &changes, announced) {
        let details = change.to_string();
        verdict
            .breaches
            .push(Breach::new(Law::Announced, CODE, details));
    }
    let diagnostics = super::lint(&after, judge.format, judge.policy);
    if let Some(found) = diagnostics.iter().find(|found| !edits(found).is_empty()) {
        let details = format!("a fix is offered: {}", found.message);
        verdict
            .breaches
            .push(Breach::new(Law::Complete, CODE, details));
    }
    let findings = Findings::new(&diagnostics, &reading);
    let new = findings.new_since(&before.findings);
    let new = new
        .first()
        .map(|details| Breach::new(Law::New, CODE, details));
    verdict.breaches.extend(new);
    if verdict.fixes > 1 {
        verdict.pair(before, after, changes);
    }
}

/// Identifies a change even if keys are renamed: its position, `true` for a key, and the new text.
type Identity = (Vec<usize>, bool, String);

fn identity(change: &Change) -> Identity {
    let text = change.after.text.clone();
    (change.place.clone(), change.is_key, text)
}

impl Judge<'_> {
    fn mended(self, text: &str) -> Option<String> {
        let bytes = text.as_bytes();
        if self.format == Format::JsonLines {
            let (mended, _) = lines::mend(bytes, "payload", self.policy, DEFAULT_LIMIT);
            return mended.map(|mended| String::from_utf8_lossy(&mended).into_owned());
        }
        lint::mend("payload", bytes, self.format, self.policy).text
    }

    /// Returns a change that is announced neither by a fix of the original text nor by a fix that is offered after
    /// others are applied; `None` if all changes are announced.
    fn unannounced<'c>(
        self,
        before: &Before<'_>,
        changes: &'c [Change],
        announced: Vec<Change>,
    ) -> Option<&'c Change> {
        /// The maximum number of fixes that are applied one after the other.
        const STEPS: usize = 40;

        let wanted: BTreeSet<Identity> = changes.iter().map(identity).collect();
        let mut announced: BTreeSet<Identity> = announced.iter().map(identity).collect();
        let mut done = BTreeSet::new();
        let mut text = before.text.to_owned();
        for _ in 0..STEPS {
            if wanted.is_subset(&announced) {
                return None;
            }
            let current = Before::new(&text, self)?;
            let mut next = None;
            for found in current.fixable() {
                let after = applied(&text, &edits(found));
                let Some(reading) = reading::read(&after, self.format) else {
                    continue;
                };
                let changes = tree::changes(&current.reading.documents, &reading.documents);
                let changes: BTreeSet<Identity> = changes.iter().flatten().map(identity).collect();
                announced.extend(changes.iter().cloned());
                if changes.is_subset(&wanted) && changes.is_disjoint(&done) {
                    next.get_or_insert((after, changes));
                }
            }
            let Some((after, changes)) = next else { break };
            text = after;
            done.extend(changes);
        }
        let mut changes = changes.iter();
        changes.find(|change| !announced.contains(&identity(change)))
    }
}
