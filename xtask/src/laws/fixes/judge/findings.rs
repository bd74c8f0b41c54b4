//! The findings of a text, identified by their codes and positions.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use specwright::parse::Format;
use specwright::{Diagnostic, Policy, lines, lint};
use specwright_spec::Span;
use specwright_spec::input::DEFAULT_LIMIT;

use crate::laws::fixes::reading::Reading;
use crate::laws::fixes::tree;

/// The code of a finding, and its position: the index of the document and the indexes of items and fields, counted from
/// 0, and then the tokens of the JSON pointer that do not exist in the values. Example: `/0/2/1`.
pub(super) type Key = (String, String);

/// The number of findings for each key, and the message of the last one.
pub(super) struct Findings(BTreeMap<Key, (usize, String)>);

/// Lints a text. Offsets are relative to the whole text, also for the lines of NDJSON.
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
    // Reading from a slice cannot fail.
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

    /// Renders the findings that are more frequent than in `before`.
    pub(super) fn new_since(&self, before: &Self) -> Vec<String> {
        let all = self.0.iter();
        let new = all.filter(|(key, (count, _))| *count > before.count(key));
        new.map(|((code, place), (_, message))| format!("{code} {place}: {message}"))
            .collect()
    }
}
