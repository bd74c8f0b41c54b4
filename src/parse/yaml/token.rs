//! Finds the tokens of values, without the anchors, tags, comments and white space around them.

use saphyr_parser::ScalarStyle;
use specwright_spec::Span;

use super::block;

/// Returns the span of a non-empty scalar. The parser's span, `marked`, may begin with an anchor or tag, begin after
/// the header of a block scalar, or end with the comment after a quoted scalar.
pub(super) fn of_scalar(text: &str, marked: Span, style: ScalarStyle) -> Span {
    let start = behind_properties(text, marked.start);
    let end = match style {
        ScalarStyle::Plain => end_of_text(text, start, marked.end),
        ScalarStyle::SingleQuoted => behind_quote(text, start, b'\''),
        ScalarStyle::DoubleQuoted => behind_quote(text, start, b'"'),
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let end = end_of_text(text, start, marked.end);
            let start = match start == marked.start {
                true => block::start(text, start),
                false => start,
            };
            return Span::new(start, end);
        }
    };
    Span::new(start, end)
}

/// Returns the byte offset after the last character that is not white space to YAML.
pub(super) fn end(text: &str) -> usize {
    text.trim_end_matches([' ', '\t', '\r', '\n']).len()
}

/// Returns the byte offset after the anchor and tag that begin at `start`, and after the white space and comments that
/// follow; `start` if there are none.
pub(super) fn behind_properties(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(end) = property(text, at) {
        at = text.len() - skip_space(&text[end..]).len();
    }
    at
}

/// Returns the span of the tag of a value whose anchor and tag begin at `start`; an empty span if there is no tag.
pub(super) fn of_tag(text: &str, start: usize) -> Span {
    let mut at = start;
    while let Some(end) = property(text, at) {
        if text[at..].starts_with('!') {
            return Span::new(at, end);
        }
        at = text.len() - skip_space(&text[end..]).len();
    }
    Span::new(start, start)
}

/// Returns the byte offset after the anchor or tag at `at`; `None` if there is none.
fn property(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let ends = |found: char| found.is_whitespace() || ",[]{}".contains(found);
    let length = match rest.as_bytes().first()? {
        b'!' if rest.starts_with("!<") => rest.find('>').map(|end| end + 1),
        b'&' | b'!' => rest.find(ends),
        _ => return None,
    };
    Some(at + length.unwrap_or(rest.len()))
}

/// Returns the text after leading white space and comments.
pub(super) fn skip_space(text: &str) -> &str {
    let mut rest = text.trim_start();
    while rest.starts_with('#') && rest.len() < text.len() {
        rest = rest.find(['\n', '\r']).map_or("", |end| &rest[end..]);
        rest = rest.trim_start();
    }
    rest
}

fn end_of_text(text: &str, start: usize, end: usize) -> usize {
    let written = text.get(start..end).unwrap_or_default();
    start + written.trim_end().len()
}

/// Returns the byte offset after the closing quote of the scalar at `start`; the end of the text if there is no closing
/// quote.
fn behind_quote(text: &str, start: usize, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        let is_pair = byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote);
        match byte {
            b'\\' if quote == b'"' => at += 2,
            _ if is_pair => at += 2,
            _ if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}
