//! The tokens of values, without the anchors, tags, comments and white space around them.

use saphyr_parser::ScalarStyle;
use specwright_spec::Span;

use super::block;

/// Returns the token of a scalar that is not empty. The parser's marks begin with an anchor or tag, or behind the header of
/// a block, and reach over comments behind quotes.
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

/// Returns the offset behind the anchor and the tag of a value, which begin at `start` if there are any.
pub(super) fn behind_properties(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(end) = property(text, at) {
        at = text.len() - skip_space(&text[end..]).len();
    }
    at
}

/// Returns the tag of a value whose anchor and tag begin at `start`.
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

/// Returns the end of the anchor or tag that begins at an offset.
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

/// Skips white space and comments.
fn skip_space(text: &str) -> &str {
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

/// Returns the offset behind the quote that closes the scalar at `start`.
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
