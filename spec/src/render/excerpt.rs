//! The part of a text that a message shows.

use std::ops::Range;

use crate::sanitize;
use crate::source::{Source, Span};

/// How many bytes of a long line stand before the mark, and how many from it on.
const BEFORE: usize = 80;
const AFTER: usize = 160;
const CUT: &str = "…";

/// One line, or the part of a long line around a span, and where in it the span lies.
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) mark: Range<usize>,
    /// Whether nothing was cut off.
    pub(super) is_whole: bool,
}

impl Excerpt {
    /// The line where `span` starts. A span that goes on below is marked up to the end of this line.
    pub(super) fn of(source: &Source, span: Span) -> Self {
        let start = source.text().floor_char_boundary(span.start);
        let (line_start, line) = source.line_around(start);
        let start = (start - line_start).min(line.len());
        let end = line.ceil_char_boundary(span.end.saturating_sub(line_start));
        let mark = start..end.clamp(start, line.len());
        let (mut from, mut to) = (0, line.len());
        if line.len() > BEFORE + AFTER {
            from = line.floor_char_boundary(mark.start.saturating_sub(BEFORE));
            to = line.ceil_char_boundary(mark.start + AFTER);
        }
        let mark = mark.start.min(to)..mark.end.min(to);
        let head = if from == 0 { "" } else { CUT };
        let tail = if to == line.len() { "" } else { CUT };
        let (text, shown) =
            sanitize::source_line(&line[from..to], mark.start - from..mark.end - from);
        Self {
            mark: head.len() + shown.start..head.len() + shown.end,
            text: format!("{head}{text}{tail}"),
            is_whole: head.is_empty() && tail.is_empty(),
        }
    }
}
