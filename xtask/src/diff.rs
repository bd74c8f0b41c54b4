//! Changes as unified diffs, with the lines of the document that caused them.

use std::collections::BTreeSet;
use std::fmt::Write;

use similar::{ChangeTag, TextDiff};
use specwright_codegen::{Cause, Change, File};
use specwright_spec::Source;
use specwright_spec::sanitize::{self, Text};

/// So many lines of the document are shown for one place.
const SHOWN: usize = 3;

/// Writes one change.
pub(crate) fn write(report: &mut String, change: &Change<'_>, source: &Source) {
    let path = sanitize::line(&change.path);
    let _ = writeln!(report, "{path}: {}", change.cause);
    let old = change
        .old
        .as_deref()
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let new = change.new.map_or("", |file| file.text.as_str());
    if change.old.is_none() || change.new.is_none() || change.cause == Cause::Foreign {
        return;
    }
    let diff = TextDiff::from_lines(old.as_str(), new);
    let mut unified = diff.unified_diff();
    unified
        .context_radius(2)
        .header(&format!("a/{path}"), &format!("b/{path}"));
    let _ = writeln!(report, "--- a/{path}\n+++ b/{path}");
    for hunk in unified.iter_hunks() {
        report.push_str(Text::lines(&hunk.to_string()).as_str());
        let changed = hunk
            .iter_changes()
            .filter(|line| line.tag() != ChangeTag::Equal);
        let lines: BTreeSet<usize> = changed.filter_map(|line| line.new_index()).collect();
        causes(report, change.new, &lines, source);
    }
}

/// Writes the lines of the document that the given lines of the file come from.
fn causes(report: &mut String, file: Option<&File>, lines: &BTreeSet<usize>, source: &Source) {
    let origins = lines.iter().filter_map(|line| *file?.origins.get(*line)?);
    let spans: BTreeSet<_> = origins.collect();
    for span in spans {
        let name = sanitize::line(source.name_at(span.start));
        let first = source.position(span.start).line;
        for (nth, line) in source.lines(span).take(SHOWN).enumerate() {
            let line = sanitize::line(line);
            let _ = writeln!(report, "  from {name}:{}: {line}", first + nth);
        }
    }
}
