//! The token that a finding points at.

use specwright_spec::Span;

use super::super::finder::Found;
use super::super::violation::Violation;
use crate::parse::quoted;
use crate::payload::Node;

/// The key if the value is a member, else its first line.
pub(super) fn of_key(found: Found<'_>) -> Span {
    found
        .key
        .map_or_else(|| first_line(found.value), Node::span)
}

/// A scalar's text, the first line of a list or object; the key of what YAML has left empty.
pub(super) fn of_value(found: Found<'_>) -> Span {
    let line = first_line(found.value);
    match found.key {
        Some(key) if line.start == line.end => key.span(),
        Some(_) | None => line,
    }
}

/// Where an object is that lacks something: its key, or its first character.
pub(super) fn of_object(found: Found<'_>) -> Span {
    let span = found.value.span();
    let first = found
        .value
        .source()
        .chars()
        .next()
        .map_or(0, char::len_utf8);
    found
        .key
        .map_or(Span::new(span.start, span.start + first), Node::span)
}

/// The value's text up to the end of its first line.
pub(super) fn first_line(node: Node<'_>) -> Span {
    let start = node.span().start;
    let line = node.source().lines().next().unwrap_or_default();
    Span::new(start, start + line.trim_end().len())
}

/// Returns the subject of a message: the name of the property, or the index of the array item, counted from 0, with the
/// name or JSON pointer of the array.
pub(super) fn subject(violation: &Violation<'_, '_>) -> String {
    let pointer = &violation.pointer;
    let Some(name) = pointer.tokens().last() else {
        return "the payload".to_owned();
    };
    if violation.found.key.is_some() {
        return quoted(name);
    }
    let array = pointer.parent().unwrap_or_default();
    let array = match array.tokens().last() {
        None => "the array".to_owned(),
        // A number may be a property name instead of an index; the JSON pointer of the array is right in both cases.
        Some(index) if index.parse::<usize>().is_ok() => quoted(&array.to_string()),
        Some(name) => quoted(name),
    };
    format!("item {name} of {array}")
}
