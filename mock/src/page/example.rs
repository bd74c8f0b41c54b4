//! Examples, and what the script needs to know of an operation to make a call of one.

use serde_json::{Value, json};
use specwright_spec::model::{
    Content, Example, Location, MediaKind, Model, Operation, Parameter, PathPiece, Shape,
};

use super::facts;
use super::html::{cut, escaped, isolated};

/// How many characters of an example are shown.
const MOST: usize = 16_000;

/// The examples of a body; with a button for each that puts it into the editor, if there is one.
pub(super) fn examples(model: &Model, content: &Content, has_editor: bool) -> String {
    let kind = content.kind();
    let button = match has_editor {
        true => "<button type=\"button\" class=\"use\">Put it into the editor</button>\n",
        false => "",
    };
    let mut html = String::new();
    for (name, value) in written(model, content) {
        let text = text(kind, value);
        let (shown, rest) = cut(&text, MOST);
        let (button, more) = match rest {
            0 => (button, String::new()),
            _ => (
                "",
                format!("<p class=\"note\">… ({rest} more characters)</p>\n"),
            ),
        };
        let name = name.map_or(String::new(), |name| format!(": {}", isolated(name)));
        html.push_str(&format!(
            "<figure>\n<figcaption>Example{name}</figcaption>\n<pre tabindex=\"0\">{}</pre>\n{more}{button}</figure>\n",
            escaped(shown),
        ));
    }
    html
}

/// The first example of a parameter, in a line.
pub(super) fn short(examples: &[Example]) -> String {
    let example = examples.first();
    example.map_or(String::new(), |example| {
        format!(
            "<p class=\"note\">For example {}</p>",
            facts::json(&example.value.json)
        )
    })
}

/// The first example of an operation's JSON body; `None` if it has no such body.
pub(super) fn payload(model: &Model, operation: &Operation) -> Option<String> {
    let content = json_content(operation)?;
    let first = written(model, content).into_iter().next();
    Some(first.map_or("{\n  \n}".to_owned(), |(_, value)| {
        text(MediaKind::Json, value)
    }))
}

/// What the script needs of each operation that has an editor.
pub(super) fn calls(model: &Model) -> Value {
    let calls = model.operations.iter().filter_map(|operation| {
        let (payload, content) = (payload(model, operation)?, json_content(operation)?);
        let required = |location| {
            let parameters = operation.parameters.iter();
            parameters
                .filter(move |parameter| parameter.required && parameter.location == location)
                .map(|parameter| json!([parameter.name, value(model, parameter)]))
                .collect::<Vec<_>>()
        };
        Some(json!({
            "id": operation.id,
            "method": operation.method,
            "path": path(model, operation),
            "query": required(Location::Query),
            "headers": required(Location::Header),
            "mediaType": content.media_type,
            "payload": payload,
        }))
    });
    calls.collect()
}

fn json_content(operation: &Operation) -> Option<&Content> {
    let mut content = operation.request_body.as_ref()?.content.iter();
    content.find(|content| content.kind() == MediaKind::Json)
}

/// The examples of a body, each with what it is called, or else the example of its schema.
fn written<'m>(model: &'m Model, content: &'m Content) -> Vec<(Option<&'m str>, &'m Value)> {
    let examples = content.examples.iter().map(|example| {
        let name = example.summary.as_deref().or(example.name.as_deref());
        (name, &example.value.json)
    });
    let examples: Vec<_> = examples.collect();
    if !examples.is_empty() {
        return examples;
    }
    let example = model.schema(content.schema).notes.example.as_ref();
    example
        .map(|example| (None, &example.json))
        .into_iter()
        .collect()
}

fn text(kind: MediaKind, value: &Value) -> String {
    match (kind, value) {
        (MediaKind::Text | MediaKind::Bytes, Value::String(text)) => text.clone(),
        _ => serde_json::to_string_pretty(value).unwrap_or_default(),
    }
}

/// The pieces of the path: texts, and values of parameters that are still to be escaped.
fn path(model: &Model, operation: &Operation) -> Vec<Value> {
    let pieces = operation.path_pieces.iter().map(|piece| match piece {
        PathPiece::Literal(text) => json!(text),
        PathPiece::Parameter(nth) => json!([value(model, &operation.parameters[*nth])]),
    });
    pieces.collect()
}

/// A value for a parameter: its example, or else one that its schema tells of, or else its name.
fn value(model: &Model, parameter: &Parameter) -> String {
    let schema = model.schema(parameter.schema);
    let example = parameter
        .examples
        .first()
        .map(|example| &example.value.json);
    let noted = [&schema.notes.example, &schema.notes.default];
    let noted = noted.into_iter().flatten().map(|value| &value.json).next();
    let listed = match &schema.shape {
        Shape::Enum(values) => values.first().map(|value| &value.value),
        _ => None,
    };
    match example.or(noted).or(listed) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => match &schema.shape {
            Shape::Integer(integer) => integer.minimum.unwrap_or(1).to_string(),
            _ => parameter.name.clone(),
        },
    }
}
