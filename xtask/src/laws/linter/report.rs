//! What the linter breaks, by law and kind, each with its smallest instance.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::{Subject, is_judged, shrunk};
use crate::laws::text;

/// A law of the linter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::laws) enum Law {
    Accept,
    Reject,
    Place,
    Warnings,
    Notation,
    Open,
    Known,
}

impl Law {
    const ALL: [Self; 7] = [
        Self::Accept,
        Self::Reject,
        Self::Place,
        Self::Warnings,
        Self::Notation,
        Self::Open,
        Self::Known,
    ];

    const fn words(self) -> &'static str {
        match self {
            Self::Accept => "linter accepts: no error where the schema accepts",
            Self::Reject => "linter rejects: an error where the schema rejects",
            Self::Place => "place: every error is where the schema is violated",
            Self::Warnings => "warnings: they change no verdict",
            Self::Notation => "notation: JSON and YAML have the same findings",
            Self::Known => {
                "known: in valid instances, a warning for each field that no accepting part declares, and no other"
            }
            Self::Open => "openness: unknown fields in open objects change no verdict",
        }
    }
}

/// The disagreements of one kind: those of a law with the same code or keyword.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::laws) struct Class {
    law: Law,
    /// The code of the finding, or the keyword that is violated without one.
    detail: String,
}

/// A law that an instance breaks.
#[derive(Debug)]
pub(in crate::laws) struct Breach {
    pub(in crate::laws) class: Class,
    told: String,
}

impl Breach {
    pub(in crate::laws) fn new(law: Law, detail: &str, told: String) -> Self {
        Self {
            class: Class {
                law,
                detail: detail.to_owned(),
            },
            told,
        }
    }
}

/// The smallest instance of a class, and the number of all.
struct Example {
    count: usize,
    text: String,
    lines: String,
}

/// Of so many instances, one is linted with a large field, too: that takes long.
const EACH_LARGE: usize = 199;

/// The counts of a run.
#[derive(Default)]
pub(in crate::laws) struct Tally {
    /// The parts that the document has and the linter does not.
    pub(in crate::laws) without_contract: Vec<String>,
    subjects: usize,
    seen: usize,
    /// The samples that the judge rejects and accepts.
    judged: [usize; 2],
    /// The samples with numbers that the judge cannot hold.
    unjudged: usize,
    classes: BTreeMap<Class, Example>,
}

impl Tally {
    /// Lints the instances of a subject and counts the laws that are broken.
    pub(in crate::laws) fn check(&mut self, subject: &mut Subject, instances: &[Value]) {
        self.subjects += 1;
        let mut linted = Vec::new();
        for instance in instances {
            match is_judged(subject, instance) {
                true => self.judged[usize::from(subject.accepts(instance))] += 1,
                false => self.unjudged += 1,
            }
            let found = subject.of_json(instance);
            for breach in subject.breaches(&found) {
                self.add(subject, instance, breach);
            }
            self.seen += 1;
            if self.seen.is_multiple_of(EACH_LARGE)
                && let Some(breach) = subject.largeness(&found)
            {
                self.add(subject, instance, breach);
            }
            if found.has_warnings() {
                linted.push(found);
            }
        }
        for (instance, breach) in subject.without_warnings(&linted) {
            self.add(subject, instance, breach);
        }
    }

    fn add(&mut self, subject: &Subject, instance: &Value, breach: Breach) {
        let text = text::json(instance);
        let known = self.classes.get(&breach.class);
        let count = known.map_or(0, |known| known.count) + 1;
        if let Some(known) = known.filter(|known| known.text.len() <= text.len()) {
            let (text, lines) = (known.text.clone(), known.lines.clone());
            self.classes
                .insert(breach.class, Example { count, text, lines });
            return;
        }
        let small = shrunk(subject, &breach.class, instance);
        let text = text::json(&small);
        let again = subject
            .breaches(&subject.of_json(&small))
            .into_iter()
            .find(|again| again.class == breach.class);
        let told = again.map_or(breach.told, |again| again.told);
        let schema = text::json(&subject.schema);
        let schema: String = schema.chars().take(1000).collect();
        let lines = format!(
            "    {} and {text}\n    {told}\n    schema {schema}\n",
            subject.name
        );
        self.classes
            .insert(breach.class, Example { count, text, lines });
    }

    /// Returns the number of disagreements.
    pub(in crate::laws) fn count(&self) -> usize {
        self.classes.values().map(|example| example.count).sum()
    }

    /// Renders all laws with their disagreements.
    pub(in crate::laws) fn report(&self) -> String {
        let mut report = String::new();
        for law in Law::ALL {
            let classes = || self.classes.iter().filter(|(class, _)| class.law == law);
            let count: usize = classes().map(|(_, example)| example.count).sum();
            let _ = writeln!(report, "{}: {count} disagreements", law.words());
            for (class, example) in classes() {
                let _ = write!(
                    report,
                    "  {}: {}, such as\n{}",
                    class.detail, example.count, example.lines
                );
            }
        }
        for without in &self.without_contract {
            let _ = writeln!(report, "no contract: {without}");
        }
        let _ = writeln!(
            report,
            "{} contracts, {} samples of which the schemas accept {} and reject {}, and {} with numbers beyond 64 bits: {} disagreements",
            self.subjects,
            self.judged[0] + self.judged[1] + self.unjudged,
            self.judged[1],
            self.judged[0],
            self.unjudged,
            self.count()
        );
        report
    }
}
