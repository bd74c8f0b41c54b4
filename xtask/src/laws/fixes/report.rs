//! Counts of judged fixes, and the smallest text for each way in which the law is broken.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Payload;
use super::judge::{Breach, Law};

/// The judged payloads of one format.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) payloads: usize,
    /// Those that the judge cannot read.
    pub(super) unread: usize,
    /// Those with a fix.
    pub(super) with_fixes: usize,
    pub(super) fixes: usize,
    /// Those in which a fix, or all of them together, breaks the law.
    pub(super) broken: usize,
    /// Those of which `--diff` and `--fix` report other findings.
    pub(super) previews: usize,
    classes: BTreeMap<(Law, String), Class>,
}

struct Class {
    count: usize,
    /// The smallest payload in which the law is broken so.
    payload: Payload,
    /// What the judge has seen there.
    told: String,
}

impl Tally {
    /// Adds what is broken in a payload.
    pub(super) fn add(&mut self, breaches: Vec<Breach>, payload: &Payload) {
        for Breach { law, code, told } in breaches {
            let Payload { subject, text } = payload;
            let (subject, text) = (*subject, text.clone());
            let payload = Payload { subject, text };
            let key = (law, code);
            let count = self.classes.get(&key).map_or(0, |class| class.count) + 1;
            let new = Class {
                count,
                payload,
                told,
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

    /// Replaces the payload of each class by a smaller one, where there is one.
    pub(super) fn shrink(
        &mut self,
        shrunk: impl Fn(Law, &str, &Payload) -> Option<(String, String)>,
    ) {
        for ((law, code), class) in &mut self.classes {
            if let Some((text, told)) = shrunk(*law, code, &class.payload) {
                (class.payload.text, class.told) = (text, told);
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
                told,
            } = class;
            let words = law.words();
            let _ = writeln!(report, "  {code}: {words}: {count}");
            let _ = writeln!(report, "    {:?}\n    {told}", payload.text);
        }
        report
    }
}
