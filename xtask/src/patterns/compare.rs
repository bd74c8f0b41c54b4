//! Compares our verdicts with those of the referee.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use specwright_spec::pattern::{Matcher, Mistake};

use super::Question;
use super::referee::Verdicts;

/// The figures of a run, and the disagreements.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The number of patterns.
    pub patterns: usize,
    /// The number of patterns that both accept.
    pub accepted: usize,
    /// The number of patterns that both refuse.
    pub refused: usize,
    /// The number of patterns that we accept beyond the flag `u`, as Annex B does.
    pub lenient: usize,
    /// The number of patterns that we do not support, by the message.
    pub unsupported: BTreeMap<String, usize>,
    /// The number of compared verdicts, by engine.
    pub verdicts: BTreeMap<&'static str, usize>,
    /// The number of compared verdicts that were `true`.
    pub matches: usize,
    /// The number of verdicts that our engines gave up on.
    pub given_up: usize,
    /// The number of verdicts that the referee gave up on.
    pub unknown: usize,
    /// The disagreements.
    pub disagreements: Vec<String>,
}

impl Comparison {
    /// Compares the verdicts on one pattern.
    pub(super) fn add(&mut self, question: &Question, expected: &Verdicts) {
        self.patterns += 1;
        let pattern = &question.pattern;
        match (
            Matcher::engines(pattern),
            &expected.unicode,
            &expected.lenient,
        ) {
            (Ok(engines), Some(verdicts), _) => {
                self.accepted += 1;
                self.judge(question, &engines, verdicts);
            }
            // Without the flag `u`, this is no property.
            (Ok(_), None, Some(_)) if names_property(pattern) => {
                self.disagree(
                    pattern,
                    "is accepted, and node refuses it with the flag `u`",
                );
            }
            (Ok(engines), None, Some(verdicts)) => {
                self.lenient += 1;
                if means_the_same_without_unicode(question) {
                    self.judge(question, &engines, verdicts);
                }
            }
            (Ok(_), None, None) => self.disagree(pattern, "is accepted, and node refuses it"),
            (Err(mistake), Some(_), _) => self.refuse(pattern, mistake),
            (Err(_), None, _) => self.refused += 1,
        }
    }

    fn judge(&mut self, question: &Question, engines: &[Matcher], expected: &[Option<bool>]) {
        let mut fastest = Matcher::new(&question.pattern)
            .into_iter()
            .collect::<Vec<_>>();
        fastest.extend_from_slice(engines);
        for engine in &fastest {
            for (text, expected) in question.strings.iter().zip(expected) {
                let mut budget = 10_000_000;
                match (engine.verdict(text, &mut budget), expected) {
                    (Some(verdict), Some(expected)) => {
                        *self.verdicts.entry(engine.engine()).or_default() += 1;
                        self.matches += usize::from(*expected);
                        if verdict != *expected {
                            let message =
                                format!("gives {verdict} for {text:?} by {}", engine.engine());
                            self.disagree(&question.pattern, &message);
                        }
                    }
                    (_, None) => self.unknown += 1,
                    (None, Some(_)) => self.given_up += 1,
                }
            }
        }
    }

    fn refuse(&mut self, pattern: &str, mistake: Mistake) {
        if mistake.is_unsupported {
            *self.unsupported.entry(mistake.message).or_default() += 1;
        } else {
            self.disagree(pattern, &format!("is refused: {}", mistake.message));
        }
    }

    fn disagree(&mut self, pattern: &str, message: &str) {
        self.disagreements.push(format!("`{pattern}` {message}"));
    }

    /// Renders the figures and the first disagreements.
    #[must_use]
    pub fn report(&self) -> String {
        let mut text = String::new();
        let _ = writeln!(text, "{} patterns", self.patterns);
        let _ = writeln!(text, "  accepted by both: {}", self.accepted);
        let _ = writeln!(text, "  accepted as in Annex B: {}", self.lenient);
        let _ = writeln!(text, "  refused by both: {}", self.refused);
        for (message, count) in &self.unsupported {
            let _ = writeln!(text, "  not supported: {count} ({message})");
        }
        let _ = writeln!(text, "verdicts, {} of them matches", self.matches);
        for (engine, count) in &self.verdicts {
            let _ = writeln!(text, "  {engine}: {count}");
        }
        let _ = writeln!(text, "  given up by our engines: {}", self.given_up);
        let _ = writeln!(text, "  given up by node: {}", self.unknown);
        let _ = writeln!(text, "{} disagreements", self.disagreements.len());
        for disagreement in self.disagreements.iter().take(20) {
            let _ = writeln!(text, "  {disagreement}");
        }
        text
    }
}

/// Returns `true` if the pattern has `\p`, whose backslash is not escaped itself.
fn names_property(pattern: &str) -> bool {
    pattern.replace("\\\\", "").contains("\\p")
}

/// Returns `true` if the flag `u` changes nothing but which patterns are accepted: no code points, no properties, no names.
fn means_the_same_without_unicode(question: &Question) -> bool {
    let pattern = &question.pattern;
    let has_code_points = ["\\u", "\\p", "\\P", "\\k"]
        .iter()
        .any(|escape| pattern.contains(escape));
    let is_beyond = |text: &str| text.chars().any(|character| u32::from(character) > 0xFFFF);
    !has_code_points && !is_beyond(pattern) && !question.strings.iter().any(|text| is_beyond(text))
}
