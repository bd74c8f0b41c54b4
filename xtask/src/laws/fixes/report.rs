//! Reports the number of judged fixes, and the smallest text for each kind of breach.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Payload;
use super::judge::{Breach, Law};

/// The results for the payloads of one format.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) payloads: usize,
    /// The number of payloads that the judge cannot parse.
    pub(super) unread: usize,
    /// The number of payloads with at least one fix.
    pub(super) with_fixes: usize,
    pub(super) fixes: usize,
    /// The number of payloads in which a fix, or all fixes together, violate the law.
    pub(super) broken: usize,
    /// The number of payloads for which `--diff` and `--fix` report different findings.
    pub(super) previews: usize,
    classes: BTreeMap<(Law, String), Class>,
}

struct Class {
    count: usize,
    /// The smallest payload with a breach of this class.
    payload: Payload,
    /// The details of the breach in `payload`.
    details: String,
}

impl Tally {
    /// Adds the breaches of a payload.
    pub(super) fn add(&mut self, breaches: Vec<Breach>, payload: &Payload) {
        for Breach { law, code, details } in breaches {
            let Payload { subject, text } = payload;
            let (subject, text) = (*subject, text.clone());
            let payload = Payload { subject, text };
            let key = (law, code);
            let count = self.classes.get(&key).map_or(0, |class| class.count) + 1;
            let new = Class {
                count,
                payload,
                details,
            };
            match self.classes.get_mut(&key) {
                Some(class) if class.payload.text.len() <= new.payload.text.len() => {
                    class.count = count;
                }
                Some(class) => *class = new,
                None => drop(self.classes.insert(key, new)),
            }
        }
    }

    /// Replaces the payload of each class by a smaller one if `shrunk` returns one.
    pub(super) fn shrink(
        &mut self,
        shrunk: impl Fn(Law, &str, &Payload) -> Option<(String, String)>,
    ) {
        for ((law, code), class) in &mut self.classes {
            if let Some((text, details)) = shrunk(*law, code, &class.payload) {
                (class.payload.text, class.details) = (text, details);
            }
        }
    }

    pub(super) fn is_broken(&self) -> bool {
        !self.classes.is_empty()
    }

    pub(super) fn report(&self, format: &str) -> String {
        let Self {
            payloads,
            unread,
            with_fixes,
            fixes,
            broken,
            previews,
            classes,
        } = self;
        let mut report = format!(
            "{format}: {payloads} payloads, {unread} of which cannot be read, {with_fixes} with fixes; {fixes} fixes\n  \
             {broken} payloads break the law, {previews} have a preview that differs\n"
        );
        for ((law, code), class) in classes {
            let Class {
                count,
                payload,
                details,
            } = class;
            let words = law.words();
            let _ = writeln!(report, "  {code}: {words}: {count}");
            let _ = writeln!(report, "    {:?}\n    {details}", payload.text);
        }
        report
    }
}
