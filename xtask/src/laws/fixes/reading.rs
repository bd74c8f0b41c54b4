//! Parses payloads for the judge, without the linter unless a text is malformed and the linter recovers its values.

mod json;
mod yaml;

pub(super) use self::yaml::plain;

use specwright::parse::{self, Format};
use specwright::payload;

use super::markup::{self, Markup};
use super::tree::{Content, Kind, Node};

/// A text with its values and markup, as parsed by the judge.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The values: one for each YAML document or line of NDJSON.
    pub(super) documents: Vec<Node>,
    /// The byte offsets at which the documents begin.
    pub(super) starts: Vec<usize>,
    pub(super) markup: Markup,
    /// `true` if the text is malformed, and the values are those that the linter recovers.
    pub(super) is_recovered: bool,
}

/// Parses a text; `None` if the text is malformed and the linter cannot recover its values.
pub(super) fn read(text: &str, format: Format) -> Option<Reading> {
    well_formed(text, format).or_else(|| recovered(text, format))
}

fn well_formed(text: &str, format: Format) -> Option<Reading> {
    let (documents, starts, markup) = match format {
        Format::Yaml => {
            let (documents, starts) = yaml::read(text)?;
            (documents, starts, markup::of_yaml(text))
        }
        Format::Json | Format::JsonWithComments => {
            let with_comments = format == Format::JsonWithComments;
            let document = json::read(text, with_comments)?;
            (vec![document], vec![0], markup::of_json(text))
        }
        Format::JsonLines => {
            let of_lines = lines(text).map(|(start, line)| Some((json::read(line, false)?, start)));
            let of_lines: Option<Vec<_>> = of_lines.collect();
            let (documents, starts) = of_lines?.into_iter().unzip();
            (documents, starts, markup::of_json(text))
        }
    };
    Some(Reading {
        documents,
        starts,
        markup,
        is_recovered: false,
    })
}

fn recovered(text: &str, format: Format) -> Option<Reading> {
    let of = |text: &str, format| {
        let reading = parse::payload(text, format);
        let first = reading.payloads.first();
        first.map(|payload| of_payload(payload.root()))
    };
    let (documents, starts) = match format {
        // The linter recovers no more from malformed YAML than its parser, which the judge uses, too.
        Format::Yaml => return None,
        Format::Json | Format::JsonWithComments => (vec![of(text, format)?], vec![0]),
        Format::JsonLines => lines(text)
            .map(|(start, line)| (of(line, Format::Json).unwrap_or_else(unreadable), start))
            .unzip(),
    };
    Some(Reading {
        documents,
        starts,
        markup: markup::of_json(text),
        is_recovered: true,
    })
}

/// Returns the non-empty lines of NDJSON, each with its byte offset.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        let offset = start;
        start += line.len();
        (offset, line.trim_end())
    });
    lines.filter(|(_, line)| !line.is_empty())
}

fn unreadable() -> Node {
    Node::scalar(Kind::Null, "unreadable")
}

fn of_payload(node: payload::Node<'_>) -> Node {
    let scalar = |kind| Node::scalar(kind, node.text());
    match node.kind() {
        payload::Kind::Null => Node::scalar(Kind::Null, "null"),
        payload::Kind::False => Node::scalar(Kind::Boolean, "false"),
        payload::Kind::True => Node::scalar(Kind::Boolean, "true"),
        payload::Kind::Number => scalar(Kind::Number),
        payload::Kind::String => scalar(Kind::String),
        payload::Kind::Array => Node::new(Content::Array(node.items().map(of_payload).collect())),
        payload::Kind::Object => {
            let fields = node.all_members();
            let field = |field: payload::Member<'_>| {
                let key = Node::scalar(Kind::String, field.key.text());
                (key, of_payload(field.value))
            };
            Node::new(Content::Object(fields.map(field).collect()))
        }
    }
}
