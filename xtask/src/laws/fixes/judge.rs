//! Judges fixes by a law: a fix changes the value or key that it names, and nothing else.

mod findings;
#[cfg(test)]
mod tests;
mod whole;

use std::sync::Arc;

use specwright::diagnostic::Edit;
use specwright::parse::Format;
use specwright::{Diagnostic, Policy};

use self::findings::Findings;
pub(super) use self::findings::lint;
use super::reading::{self, Reading};
use super::tree::{self, Change, Difference, Node};

/// A clause of the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Law {
    Parses,
    Comments,
    Markup,
    Values,
    Aliases,
    Proposal,
    Token,
    Gone,
    New,
    Announced,
    Complete,
    Preview,
    Panics,
}

impl Law {
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Parses => "the fixed text no longer parses",
            Self::Comments => "a comment changes",
            Self::Markup => "an anchor, alias, tag or directive changes",
            Self::Values => "another value changes",
            Self::Aliases => "a value that an alias repeats changes",
            Self::Proposal => "the new value is not the announced one",
            Self::Token => "white space beside the scalar is replaced",
            Self::Gone => "the finding is still there",
            Self::New => "there is a new finding",
            Self::Announced => "`--fix` changes a value that no fix announces",
            Self::Complete => "`--fix` leaves something that it would fix when run again",
            Self::Preview => "`--diff` and `--fix` report other findings",
            Self::Panics => "the linter panics",
        }
    }
}

/// A violation of a clause of the law.
#[derive(Clone, Debug)]
pub(super) struct Breach {
    pub(super) law: Law,
    /// The code of the fixed finding, or `--fix` for all fixes at once.
    pub(super) code: String,
    /// The details for the report.
    pub(super) details: String,
}

impl Breach {
    pub(super) fn new(law: Law, code: &str, details: impl Into<String>) -> Self {
        let (code, details) = (code.to_owned(), details.into());
        Self { law, code, details }
    }
}

/// A text before and after fixes.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) before: String,
    pub(super) after: String,
    /// The values of `before`.
    pub(super) values: Vec<Node>,
    /// The changes of scalars that are expected between the texts.
    pub(super) changes: Vec<Change>,
}

/// The verdict on the fixes of one text.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// The number of offered fixes.
    pub(super) fixes: usize,
    /// `true` if the text is malformed, and its values are those that the linter recovers.
    pub(super) is_malformed: bool,
    pub(super) breaches: Vec<Breach>,
    pub(super) pairs: Vec<Pair>,
}

/// Judges each offered fix alone, and all of them together; `None` if the judge cannot parse the text.
pub(super) fn of_text(text: &str, format: Format, policy: &Arc<Policy>) -> Option<Verdict> {
    let judge = Judge { format, policy };
    let before = Before::new(text, judge)?;
    let mut verdict = Verdict {
        is_malformed: before.reading.is_recovered,
        ..Verdict::default()
    };
    let mut announced = Vec::new();
    for found in before.fixable() {
        verdict.fixes += 1;
        let after = applied(text, &edits(found));
        let changes = judge.single(&before, found, &after, &mut verdict);
        announced.extend(changes.iter().cloned());
        verdict.pair(&before, after, changes);
    }
    whole::judge(&before, judge, announced, &mut verdict);
    Some(verdict)
}

impl Verdict {
    fn pair(&mut self, before: &Before<'_>, after: String, changes: Vec<Change>) {
        self.pairs.push(Pair {
            before: before.text.to_owned(),
            after,
            values: before.reading.documents.clone(),
            changes,
        });
    }
}

#[derive(Clone, Copy)]
struct Judge<'p> {
    format: Format,
    policy: &'p Arc<Policy>,
}

/// A text before it is fixed, with its values and findings.
struct Before<'t> {
    text: &'t str,
    reading: Reading,
    diagnostics: Vec<Diagnostic>,
    findings: Findings,
}

impl<'t> Before<'t> {
    fn new(text: &'t str, judge: Judge<'_>) -> Option<Self> {
        let reading = reading::read(text, judge.format)?;
        let diagnostics = lint(text, judge.format, judge.policy);
        let findings = Findings::new(&diagnostics, &reading);
        Some(Self {
            text,
            reading,
            diagnostics,
            findings,
        })
    }

    fn fixable(&self) -> impl Iterator<Item = &Diagnostic> {
        let found = self.diagnostics.iter();
        found.filter(|found| !edits(found).is_empty())
    }
}

impl Judge<'_> {
    /// Judges one fix: adds breaches to `verdict`, and returns the scalars that the fix changes.
    fn single(
        self,
        before: &Before<'_>,
        found: &Diagnostic,
        after: &str,
        verdict: &mut Verdict,
    ) -> Vec<Change> {
        let code = &found.code;
        let Some((reading, changes)) = self.compared(before, after, code, verdict) else {
            return Vec::new();
        };
        verdict
            .breaches
            .extend(scalar_breaches(before.text, found, &changes));
        let diagnostics = lint(after, self.format, self.policy);
        let findings = Findings::new(&diagnostics, &reading);
        let key = Findings::key(found, &before.reading);
        if findings.count(&key) >= before.findings.count(&key) {
            let details = format!("{} {}: {}", key.0, key.1, found.message);
            verdict.breaches.push(Breach::new(Law::Gone, code, details));
        }
        let new = findings.new_since(&before.findings);
        let new = new
            .first()
            .map(|details| Breach::new(Law::New, code, details));
        verdict.breaches.extend(new);
        changes
    }

    /// Parses a text after a fix, and returns the scalars that differ from the original. Adds a breach for any other
    /// difference, and if only the original text parses. Returns `None` if the values cannot be compared.
    fn compared(
        self,
        before: &Before<'_>,
        after: &str,
        code: &str,
        verdict: &mut Verdict,
    ) -> Option<(Reading, Vec<Change>)> {
        let parses = |reading: &Reading| before.reading.is_recovered || !reading.is_recovered;
        let Some(reading) = reading::read(after, self.format).filter(parses) else {
            verdict
                .breaches
                .push(Breach::new(Law::Parses, code, format!("{after:?}")));
            return None;
        };
        let markup = markup(&before.reading, &reading, code);
        verdict.breaches.extend(markup.clone());
        match tree::changes(&before.reading.documents, &reading.documents) {
            Ok(changes) => return Some((reading, changes)),
            Err(Difference::Structure(details)) => {
                verdict
                    .breaches
                    .push(Breach::new(Law::Values, code, details));
            }
            Err(Difference::Markup(details)) if markup.is_none() => {
                verdict
                    .breaches
                    .push(Breach::new(Law::Markup, code, details));
            }
            // The comparison of markup has already reported the difference.
            Err(Difference::Markup(_)) => {}
        }
        None
    }
}

/// Returns the edits of a finding's fix; none if there is no fix.
fn edits(found: &Diagnostic) -> Vec<&Edit> {
    found.fix.iter().map(|fix| &fix.edit).collect()
}

fn applied(text: &str, edits: &[&Edit]) -> String {
    let mut applied = text.to_owned();
    for edit in edits.iter().rev() {
        applied.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    applied
}

fn markup(before: &Reading, after: &Reading, code: &str) -> Option<Breach> {
    let (before, after) = (&before.markup, &after.markup);
    let pairs = [
        (Law::Comments, &before.comments, &after.comments),
        (Law::Markup, &before.properties, &after.properties),
    ];
    let differs = pairs.into_iter().find(|(_, before, after)| before != after);
    differs.map(|(law, before, after)| {
        let details = format!("they were {before:?} and are {after:?}");
        Breach::new(law, code, details)
    })
}

/// Returns the breaches of the clauses about the fixed scalar itself.
fn scalar_breaches(text: &str, found: &Diagnostic, changes: &[Change]) -> Vec<Breach> {
    let code = &found.code;
    let listed = || {
        let changes = changes.iter().map(ToString::to_string);
        changes.collect::<Vec<_>>().join("; ")
    };
    let mut breaches = Vec::new();
    if changes.iter().any(|change| change.is_repeated) {
        breaches.push(Breach::new(Law::Aliases, code, listed()));
    }
    let mut direct = changes.iter().filter(|change| !change.is_repeated);
    let Some(change) = direct.next() else {
        // The fix changes only the notation.
        return breaches;
    };
    if direct.next().is_some() || !is_at(change, found) {
        let details = format!("`{}`: {}", found.pointer, listed());
        breaches.push(Breach::new(Law::Values, code, details));
    }
    if !is_announced(change, found) {
        breaches.push(Breach::new(Law::Proposal, code, listed()));
    }
    for edit in edits(found) {
        let token = &text[edit.span.start..edit.span.end];
        // A block scalar includes its last line break.
        let is_block = token.starts_with(['|', '>']);
        if token.starts_with(char::is_whitespace)
            || (token.ends_with(char::is_whitespace) && !is_block)
        {
            breaches.push(Breach::new(Law::Token, code, format!("{token:?}")));
        }
    }
    breaches
}

/// Returns `true` if the change is at the JSON pointer of the finding. For a renamed key, the pointer may also be that
/// of the object, or of the new key.
fn is_at(change: &Change, found: &Diagnostic) -> bool {
    let pointer = found.pointer.to_string();
    let parent = change
        .pointer
        .rsplit_once('/')
        .map_or("", |(parent, _)| parent);
    let renamed = found.pointer.parent().map(|parent| parent.to_string());
    pointer == change.pointer
        || (change.is_key && (pointer == parent || renamed.as_deref() == Some(parent)))
}

/// Returns `true` if the description of the fix contains the new value, and the characters stay the same if the type
/// changes.
fn is_announced(change: &Change, found: &Diagnostic) -> bool {
    let text = &change.after.text;
    let literal = serde_json::Value::from(text.as_str()).to_string();
    let description = found.fix.as_ref().map_or("", |fix| &fix.description);
    let is_named = [text, &literal]
        .into_iter()
        .any(|value| description.contains(&format!("`{value}`")));
    let is_of_same_kind = change.before.kind == change.after.kind;
    is_named && (is_of_same_kind || change.before.text.trim().eq_ignore_ascii_case(text))
}
