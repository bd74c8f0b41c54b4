//! The part of a text that a message shows.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::{Source, Span};

/// How many bytes of a long line stand before the mark, and how many from it on.
const BEFORE: usize = 80;
const AFTER: usize = 160;
const CUT: &str = "…";

/// One line, or the part of a long line around a span, and where in it the span lies.
pub(super) struct Excerpt<'s> {
    pub(super) text: Cow<'s, str>,
    pub(super) mark: Range<usize>,
}

impl<'s> Excerpt<'s> {
    /// The line where `span` starts. A span that goes on below is marked up to the end of this line.
    pub(super) fn of(source: &'s Source, span: Span) -> Self {
        let text = source.text();
        let start = text.floor_char_boundary(span.start);
        let line = source.line(source.position(start).line);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let start = (start - line_start).min(line.len());
        let end = line.ceil_char_boundary(span.end.saturating_sub(line_start));
        let mark = start..end.clamp(start, line.len());
        if line.len() <= BEFORE + AFTER {
            let text = Cow::Borrowed(line);
            return Self { text, mark };
        }
        Self::cut(line, mark)
    }

    /// Whether nothing was cut off.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    fn cut(line: &str, mark: Range<usize>) -> Self {
        let from = line.floor_char_boundary(mark.start.saturating_sub(BEFORE));
        let to = line.ceil_char_boundary(mark.start + AFTER);
        let head = if from == 0 { "" } else { CUT };
        let tail = if to == line.len() { "" } else { CUT };
        let shift = |at: usize| at.min(to) - from + head.len();
        Self {
            text: Cow::Owned(format!("{head}{}{tail}", &line[from..to])),
            mark: shift(mark.start)..shift(mark.end),
        }
    }
}
