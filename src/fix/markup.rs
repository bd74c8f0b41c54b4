//! The markup of a text: comments, and in YAML anchors, aliases and tags.

use specwright_spec::Span;

use crate::parse::Format;
use crate::payload::{Node, Payload};

/// A comment, anchor, alias or tag: its source text and its byte offset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Markup<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

/// Returns the markup of a text in the order of the text.
pub(super) fn of<'t>(text: &'t str, format: Format, payloads: &[Payload<'_>]) -> Vec<Markup<'t>> {
    let mut scalars: Vec<Span> = payloads
        .iter()
        .flat_map(Payload::scalars)
        .map(content)
        .collect();
    scalars.sort_unstable();
    let mut found = Vec::new();
    let mut at = 0;
    let end = Span::new(text.len(), text.len());
    for scalar in scalars.into_iter().chain([end]) {
        if scalar.start > at {
            between(text, Span::new(at, scalar.start), format, &mut found);
        }
        at = at.max(scalar.end);
    }
    found
}

/// Returns the YAML tag before the token at the byte offset `start`; `None` if there is none.
pub(super) fn tag(text: &str, start: usize) -> Option<&str> {
    let mut before = &text[..start];
    loop {
        before = before.trim_end();
        let word = before.rfind(|c: char| c.is_whitespace() || "[{,".contains(c));
        let word = &before[word.map_or(0, |at| at + 1)..];
        match word.as_bytes().first() {
            Some(b'!') => return Some(word),
            Some(b'&') => before = &before[..before.len() - word.len()],
            _ => return None,
        }
    }
}

/// Returns the span of a scalar, without the header of a block scalar, which may contain a comment.
fn content(scalar: Node<'_>) -> Span {
    let span = scalar.span();
    let source = scalar.source();
    match source.starts_with(['|', '>']) {
        true => Span::new(span.start + source.find('\n').unwrap_or(0), span.end),
        false => span,
    }
}

/// Adds the markup in a part of the text without scalars.
fn between<'t>(text: &'t str, place: Span, format: Format, found: &mut Vec<Markup<'t>>) {
    let mut at = place.start;
    while at < place.end {
        let rest = &text[at..place.end];
        let length = match format {
            Format::Yaml => yaml_markup(rest, text[..at].chars().next_back()),
            Format::Json | Format::JsonWithComments | Format::JsonLines => json_comment(rest),
        };
        match length {
            Some(length) => {
                let text = text[at..at + length].trim_end();
                found.push(Markup { text, start: at });
                at += length;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
}

/// Returns the length, in bytes, of the comment at the start of `rest`; `None` if there is none.
fn json_comment(rest: &str) -> Option<usize> {
    if let Some(inside) = rest.strip_prefix("/*") {
        return Some(inside.find("*/").map_or(rest.len(), |end| end + 4));
    }
    let is_comment = rest.starts_with("//") || rest.starts_with('#');
    is_comment.then(|| rest.find('\n').unwrap_or(rest.len()))
}

/// Returns the length, in bytes, of the comment, anchor, alias or tag at the start of `rest`; `None` if there is none.
fn yaml_markup(rest: &str, before: Option<char>) -> Option<usize> {
    let is_apart = before.is_none_or(|c| c.is_whitespace() || c == '\u{FEFF}');
    match rest.as_bytes().first()? {
        b'#' if is_apart => Some(rest.find('\n').unwrap_or(rest.len())),
        b'&' | b'*' | b'!' => {
            let ends = |c: char| c.is_whitespace() || ",[]{}".contains(c);
            Some(rest.find(ends).unwrap_or(rest.len()))
        }
        _ => None,
    }
}
