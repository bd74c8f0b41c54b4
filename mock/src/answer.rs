//! What an operation answers with.

use http::header::{CONTENT_TYPE, HeaderName};
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Map, Value, json};
use specwright_spec::Model;
use specwright_spec::model::{
    Content, Example, Link, LinkBody, LinkValue, MediaKind, Operation, Response as Documented,
    Schema as Written, SchemaId, Shape, Status,
};
use specwright_spec::sample::{self, Random};

use crate::api::{self, Api, Schema};

/// So many samples are tried until one is what its schema says.
const TRIES: u64 = 500;

/// Objects in errors are filled as deep as this.
const DEPTH: usize = 4;

/// An answer in the making.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) media_type: Option<String>,
    pub(crate) body: Body,
    pub(crate) headers: Vec<(String, String)>,
}

/// The body of an answer.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Json(Value),
    Bytes(Vec<u8>),
}

impl Answer {
    pub(crate) fn new(status: u16, media_type: &str, body: Body) -> Self {
        Self {
            status,
            media_type: Some(media_type.to_owned()),
            body,
            headers: Vec::new(),
        }
    }

    fn without_body(status: u16) -> Self {
        Self {
            status,
            media_type: None,
            body: Body::Bytes(Vec::new()),
            headers: Vec::new(),
        }
    }

    pub(crate) fn into_response(self) -> Response<Vec<u8>> {
        let body = match self.body {
            Body::Json(value) => value.to_string().into_bytes(),
            Body::Bytes(bytes) => bytes,
        };
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let media_type = self.media_type.map(|it| (CONTENT_TYPE.to_string(), it));
        for (name, value) in media_type.into_iter().chain(self.headers) {
            let name = HeaderName::from_bytes(name.as_bytes());
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(&value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

/// What a failure says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) detail: String,
    pub(crate) request_id: String,
}

/// The status of a success, if no other is wanted: the first documented one.
pub(crate) fn success_status(operation: &Operation) -> u16 {
    let statuses = operation.responses.iter().map(|response| response.status);
    let mut successes = statuses.filter_map(|status| match status {
        Status::Code(code) if status.is_success() => Some(code),
        Status::Range(2) => Some(200),
        Status::Code(_) | Status::Range(_) | Status::Default => None,
    });
    successes.next().unwrap_or(200)
}

/// The answer of a status, as the document shows it: by an example, or else by a sample of its schema.
///
/// # Errors
/// Why there is none.
pub(crate) fn documented(
    api: &Api,
    position: usize,
    status: u16,
    example: Option<&str>,
    random: &mut Random,
) -> Result<Answer, String> {
    let operation = &api.model.operations[position];
    let Some(nth) = api::response(operation, status) else {
        let known = operation
            .responses
            .iter()
            .map(|response| response.status.to_string());
        let known: Vec<String> = known.collect();
        return Err(format!(
            "the document has no answer {status}; it has {}",
            known.join(", ")
        ));
    };
    let response = &operation.responses[nth];
    let mut answer = match (response.content.first(), api::json_type(response)) {
        (None, _) => Answer::without_body(status),
        (Some(_), Some(media_type)) => {
            let body = json_body(api, position, nth, example, random);
            let body = body.ok_or_else(|| format!("no body for {status} can be made up"))?;
            Answer::new(status, media_type, Body::Json(body))
        }
        (Some(content), None) => {
            let shown = content
                .examples
                .iter()
                .find(|shown| is_named(shown, example));
            let bytes = match shown.map(|shown| &shown.value.json) {
                Some(Value::String(text)) => text.clone().into_bytes(),
                Some(other) => other.to_string().into_bytes(),
                None => Vec::new(),
            };
            Answer::new(status, &content.media_type, Body::Bytes(bytes))
        }
    };
    let headers = response.headers.iter().filter(|header| header.required);
    answer.headers = headers
        .map(|header| (header.name.clone(), shown(&api.model, header.schema)))
        .collect();
    Ok(answer)
}

fn is_named(shown: &Example, example: Option<&str>) -> bool {
    example.is_none_or(|name| shown.name.as_deref() == Some(name))
}

/// The body of a response: the example, if there is one that its schema accepts.
fn json_body(
    api: &Api,
    position: usize,
    nth: usize,
    example: Option<&str>,
    random: &mut Random,
) -> Option<Value> {
    let response = &api.model.operations[position].responses[nth];
    let schema = api.answer(position, nth);
    let accepts = |value: &Value| schema.is_none_or(|schema| schema.accepts(value));
    let content = json_content(response)?;
    let examples = content
        .examples
        .iter()
        .filter(|shown| is_named(shown, example));
    let shown = examples.map(|shown| &shown.value.json);
    let own = api.model.schema(content.schema).notes.example.iter();
    let own = own.map(|example| &example.json);
    if let Some(shown) = shown.chain(own).find(|shown| accepts(shown)) {
        return Some(shown.clone());
    }
    sampled(schema?, random)
}

fn json_content(response: &Documented) -> Option<&Content> {
    let mut content = response.content.iter();
    content.find(|content| content.kind() == MediaKind::Json)
}

/// A sample that the schema accepts.
pub(crate) fn sampled(schema: &Schema, random: &mut Random) -> Option<Value> {
    let mut samples = (0..TRIES).map(|_| sample::instance(&schema.json, random));
    samples.find(|sample| schema.accepts(sample))
}

/// A value of a header.
fn shown(model: &Model, schema: SchemaId) -> String {
    let schema = model.schema(schema);
    let example = schema
        .notes
        .example
        .as_ref()
        .or(schema.notes.default.as_ref());
    let value = match (example, &schema.shape) {
        (Some(example), _) => example.json.clone(),
        (None, Shape::Integer(_) | Shape::Number(_)) => json!(1),
        (None, Shape::Boolean) => json!(true),
        (None, Shape::Enum(values)) => values.first().map_or(Value::Null, |it| it.value.clone()),
        (None, _) => json!("text"),
    };
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// A failure of that status: in the body that the document gives it, or else as a problem of RFC 9457.
pub(crate) fn failure(
    api: &Api,
    operation: Option<usize>,
    status: u16,
    words: &Words,
    random: &mut Random,
) -> Answer {
    let documented = operation.and_then(|position| {
        let operation = &api.model.operations[position];
        let nth = api::response(operation, status)?;
        let response = &operation.responses[nth];
        let media_type = api::json_type(response)?;
        let schema = api.answer(position, nth)?;
        let id = json_content(response)?.schema;
        let mut body = filled(&api.model, id, schema, status, words, random)?;
        for place in response.links.iter().flat_map(asked) {
            let value = json!(format!("mock-{}", words.request_id));
            put(&mut body, &place, value, schema);
        }
        Some(Answer::new(status, media_type, Body::Json(body)))
    });
    documented.unwrap_or_else(|| problem(status, words))
}

/// A failure that no document says anything about.
pub(crate) fn problem(status: u16, words: &Words) -> Answer {
    let body = json!({
        "type": "about:blank",
        "title": words.message,
        "status": status,
        "detail": words.detail,
        "code": words.code,
    });
    Answer::new(status, "application/problem+json", Body::Json(body))
}

/// A sample with the words in the members that look as if they were meant for them.
fn filled(
    model: &Model,
    id: SchemaId,
    schema: &Schema,
    status: u16,
    words: &Words,
    random: &mut Random,
) -> Option<Value> {
    // Without what is optional, a body is all the clearer.
    let empty = json!({});
    let mut body = match schema.accepts(&empty) {
        true => empty,
        false => sampled(schema, random)?,
    };
    for (place, value) in meant(model, model.schema(id), status, words, 0) {
        put(&mut body, &place, value, schema);
    }
    Some(body)
}

/// The texts that a link takes out of a body, each by the names that lead to it.
fn asked(link: &Link) -> Vec<Vec<String>> {
    let given = link.parameters.iter().map(|parameter| &parameter.value);
    let mut values: Vec<&LinkValue> = given.collect();
    let mut open: Vec<&LinkBody> = link.body.iter().collect();
    while let Some(body) = open.pop() {
        match body {
            LinkBody::Value(value) => values.push(value),
            LinkBody::Object(members) => open.extend(members.iter().map(|(_, member)| member)),
        }
    }
    let places = values.into_iter().filter_map(|value| match value {
        LinkValue::ResponseBody(pointer) => Some(pointer.to_string()),
        LinkValue::Constant(_) | LinkValue::RequestPath(_) => None,
    });
    let names = |pointer: String| {
        let names = pointer.split('/').skip(1);
        names
            .map(|name| name.replace("~1", "/").replace("~0", "~"))
            .collect()
    };
    places.map(names).collect()
}

/// Puts a value behind these names, if the schema lets it be there.
fn put(body: &mut Value, place: &[String], value: Value, schema: &Schema) {
    let mut with = body.clone();
    if insert(&mut with, place, value) && schema.accepts(&with) {
        *body = with;
    }
}

/// The members that are meant for the words, each by the names that lead to it.
fn meant(
    model: &Model,
    schema: &Written,
    status: u16,
    words: &Words,
    depth: usize,
) -> Vec<(Vec<String>, Value)> {
    let Shape::Object(object) = &schema.shape else {
        return Vec::new();
    };
    let code = schema.error_code.as_ref().map(|code| code.text.as_str());
    let mut found = Vec::new();
    for property in &object.properties {
        let inner = model.schema(property.schema);
        let name = property.name.to_ascii_lowercase();
        let place = vec![property.name.clone()];
        match &inner.shape {
            Shape::String(_) => {
                let text = match Meaning::of(&name, code == Some(&property.name)) {
                    Some(Meaning::Code) => &words.code,
                    Some(Meaning::Detail) => &words.detail,
                    Some(Meaning::Message) => &words.message,
                    Some(Meaning::RequestId) => &words.request_id,
                    None => continue,
                };
                if !text.is_empty() {
                    found.push((place, json!(text)));
                }
            }
            Shape::Integer(_) | Shape::Number(_) if name.contains("status") || name == "code" => {
                found.push((place, json!(status)));
            }
            Shape::Object(_) if depth < DEPTH && (property.required || name.contains("error")) => {
                for (behind, value) in meant(model, inner, status, words, depth + 1) {
                    found.push(([place.clone(), behind].concat(), value));
                }
            }
            _ => {}
        }
    }
    found
}

/// What a text in a failure is for.
enum Meaning {
    Code,
    Detail,
    Message,
    RequestId,
}

impl Meaning {
    /// By the name of the member, in lower case.
    fn of(name: &str, is_code: bool) -> Option<Self> {
        let contains = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if contains(&["encoded", "encrypted"]) {
            None
        } else if is_code {
            Some(Self::Code)
        } else if contains(&["detail"]) {
            Some(Self::Detail)
        } else if contains(&["request_id", "requestid", "trace"]) {
            Some(Self::RequestId)
        } else if contains(&["msg", "message", "title", "description", "reason"]) {
            Some(Self::Message)
        } else if contains(&["code"]) {
            Some(Self::Code)
        } else {
            None
        }
    }
}

/// Puts a value behind these names; objects on the way are made.
fn insert(root: &mut Value, place: &[String], value: Value) -> bool {
    let Some((last, way)) = place.split_last() else {
        return false;
    };
    let mut here = root;
    for name in way {
        let Some(members) = here.as_object_mut() else {
            return false;
        };
        here = members
            .entry(name.as_str())
            .or_insert_with(|| Map::new().into());
    }
    match here.as_object_mut() {
        Some(members) => {
            members.insert(last.clone(), value);
            true
        }
        None => false,
    }
}
