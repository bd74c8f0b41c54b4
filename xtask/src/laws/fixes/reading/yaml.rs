//! Parses YAML 1.2 with the core schema, from the events of the crate `saphyr-parser`.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput, Tag};

use crate::laws::fixes::tree::{Content, Kind, Node, Scalar};

/// Parses the documents; returns them with the byte offset of each, or `None` if the text is malformed.
pub(super) fn read(text: &str) -> Option<(Vec<Node>, Vec<usize>)> {
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let mut parser = Parser::new_from_str(text);
    let (mut documents, mut starts) = (Vec::new(), Vec::new());
    let mut anchored = BTreeMap::new();
    while let Some(event) = parser.next_event() {
        let (event, span) = event.ok()?;
        match event {
            Event::DocumentStart(_) => {
                anchored.clear();
                let start = offsets.get(span.start.index()).copied();
                starts.push(start.unwrap_or(text.len()));
                let event = parser.next_event()?.ok()?.0;
                documents.push(node(event, &mut parser, &mut anchored)?);
            }
            Event::StreamEnd => break,
            Event::Nothing
            | Event::StreamStart
            | Event::DocumentEnd
            | Event::Alias(_)
            | Event::Scalar(..)
            | Event::SequenceStart(..)
            | Event::SequenceEnd
            | Event::MappingStart(..)
            | Event::MappingEnd => {}
        }
    }
    Some((documents, starts))
}

/// The values with an anchor, by the number that the parser gives the anchor.
type Anchored = BTreeMap<usize, Node>;

fn node(
    event: Event<'_>,
    parser: &mut Parser<'_, StrInput<'_>>,
    anchored: &mut Anchored,
) -> Option<Node> {
    let (anchor, tag, content) = match event {
        Event::Alias(anchor) => {
            let mut node = anchored.get(&anchor)?.clone();
            node.alias = Some(anchor);
            return Some(node);
        }
        Event::Scalar(text, style, anchor, tag) => {
            let scalar = scalar(&text, style, tag.as_deref());
            (anchor, tag, Content::Scalar(scalar))
        }
        Event::SequenceStart(anchor, tag) => {
            let mut items = Vec::new();
            loop {
                match parser.next_event()?.ok()?.0 {
                    Event::SequenceEnd => break,
                    event => items.push(node(event, parser, anchored)?),
                }
            }
            (anchor, tag, Content::Array(items))
        }
        Event::MappingStart(anchor, tag) => {
            let mut fields = Vec::new();
            loop {
                let key = match parser.next_event()?.ok()?.0 {
                    Event::MappingEnd => break,
                    event => node(event, parser, anchored)?,
                };
                let event = parser.next_event()?.ok()?.0;
                fields.push((key, node(event, parser, anchored)?));
            }
            (anchor, tag, Content::Object(fields))
        }
        Event::Nothing
        | Event::StreamStart
        | Event::StreamEnd
        | Event::DocumentStart(_)
        | Event::DocumentEnd
        | Event::SequenceEnd
        | Event::MappingEnd => return None,
    };
    let node = Node {
        anchor,
        tag: tag.map(|tag| format!("{} {}", tag.handle, tag.suffix)),
        alias: None,
        content,
    };
    if anchor > 0 {
        anchored.insert(anchor, node.clone());
    }
    Some(node)
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Scalar {
    let core = tag.filter(|tag| tag.is_yaml_core_schema());
    let kind = match (core.map(|tag| tag.suffix.as_str()), tag) {
        (Some("str"), _) => Kind::String,
        (Some("int" | "float" | "bool" | "null"), _) => plain(text),
        // `!` and unknown tags make the scalar a string.
        (_, Some(_)) => Kind::String,
        (_, None) if style == ScalarStyle::Plain => plain(text),
        (_, None) => Kind::String,
    };
    let text = match kind {
        Kind::Boolean => text.to_ascii_lowercase(),
        Kind::Null | Kind::Number | Kind::String => text.to_owned(),
    };
    Scalar { kind, text }
}

/// Returns the type of a plain scalar in the core schema.
pub(in crate::laws::fixes) fn plain(text: &str) -> Kind {
    let all = |digits: &str, is: fn(&char) -> bool| {
        !digits.is_empty() && digits.chars().all(|digit| is(&digit))
    };
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let exponent = exponent.map(|exponent| exponent.strip_prefix(['-', '+']).unwrap_or(exponent));
    let digits = match mantissa.split_once('.') {
        Some((whole, fraction)) => format!("{whole}{fraction}"),
        None => mantissa.to_owned(),
    };
    let is_decimal = all(&digits, char::is_ascii_digit)
        && exponent.is_none_or(|exponent| all(exponent, char::is_ascii_digit));
    let is_based = |prefix: &str, base: u32| {
        let digits = text.strip_prefix(prefix);
        digits.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_digit(base)))
    };
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Kind::Boolean,
        _ if is_decimal || is_based("0x", 16) || is_based("0o", 8) => Kind::Number,
        _ => match unsigned {
            ".inf" | ".Inf" | ".INF" => Kind::Number,
            _ if matches!(text, ".nan" | ".NaN" | ".NAN") => Kind::Number,
            _ => Kind::String,
        },
    }
}
