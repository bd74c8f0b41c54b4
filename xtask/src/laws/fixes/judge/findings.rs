//! The findings of a text, each by its code and its place in the values.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use specwright::parse::Format;
use specwright::{Diagnostic, Policy, lines, lint};
use specwright_spec::Span;
use specwright_spec::input::DEFAULT_LIMIT;

use crate::laws::fixes::reading::Reading;
use crate::laws::fixes::tree;

/// A code and a place, as indices behind slashes and what names nothing.
pub(super) type Key = (String, String);

/// How often each finding is reported.
pub(super) struct Findings(BTreeMap<Key, (usize, String)>);

/// Lints a text; places are those of the whole text.
pub(in crate::laws::fixes) fn lint(
    text: &str,
    format: Format,
    policy: &Arc<Policy>,
) -> Vec<Diagnostic> {
    if format != Format::JsonLines {
        return lint::file("payload", text.as_bytes(), format, policy).diagnostics;
    }
    let mut all = Vec::new();
    let each = |checked: lint::Checked| {
        let found = checked.diagnostics.into_iter();
        all.extend(found.map(|found| moved(found, checked.offset)));
        Ok(())
    };
    // A slice can always be read.
    let _ = lines::check(text.as_bytes(), "payload", policy, DEFAULT_LIMIT, each);
    all
}

fn moved(mut found: Diagnostic, offset: usize) -> Diagnostic {
    let to = |span: Span| Span::new(span.start + offset, span.end + offset);
    found.span = to(found.span);
    let edits = found.fix.iter_mut().map(|fix| &mut fix.edit);
    edits.for_each(|edit| edit.span = to(edit.span));
    found
}

impl Findings {
    pub(super) fn new(diagnostics: &[Diagnostic], reading: &Reading) -> Self {
        let mut counts = BTreeMap::new();
        for found in diagnostics {
            let key = Self::key(found, reading);
            let entry = counts.entry(key).or_insert((0, String::new()));
            entry.0 += 1;
            entry.1.clone_from(&found.message);
        }
        Self(counts)
    }

    pub(super) fn key(found: &Diagnostic, reading: &Reading) -> Key {
        let starts = &reading.starts;
        let document = starts.partition_point(|&start| start <= found.span.start);
        let document = document.saturating_sub(1);
        let mut place = format!("/{document}");
        if let Some(root) = reading.documents.get(document) {
            let (indices, rest) = tree::locate(root, found.pointer.tokens());
            for index in indices {
                let _ = write!(place, "/{index}");
            }
            for token in rest {
                let _ = write!(place, "/`{token}`");
            }
        }
        (found.code.to_string(), place)
    }

    pub(super) fn count(&self, key: &Key) -> usize {
        self.0.get(key).map_or(0, |(count, _)| *count)
    }

    /// Returns the findings that were not there before.
    pub(super) fn new_since(&self, before: &Self) -> Vec<String> {
        let all = self.0.iter();
        let new = all.filter(|(key, (count, _))| *count > before.count(key));
        new.map(|((code, place), (_, message))| format!("{code} {place}: {message}"))
            .collect()
    }
}
