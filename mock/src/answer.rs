//! What an operation answers with.

mod failure;
mod place;

use http::header::{
    CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, TRANSFER_ENCODING, UPGRADE,
};
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Value, json};
use specwright_spec::Model;
use specwright_spec::model::{
    Content, MediaKind, Operation, Response as Documented, SchemaId, Shape, Status,
};
use specwright_spec::sample::{self, Random};

pub(crate) use self::failure::{Words, failure};
pub(crate) use self::place::{names, put};
use crate::api::{self, Api, Schema};
use crate::headers;
use crate::refused::Refused;

/// So many samples are tried until one is what its schema says.
const TRIES: u64 = 500;

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

    pub(crate) fn without_body(status: u16) -> Self {
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
            let value = HeaderValue::from_bytes(value.as_bytes());
            if let (Ok(name), Ok(value)) = (name, value)
                && !is_of_server(&name)
            {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

/// Returns `true` if only the server itself writes a header: it is about how an answer is sent, or protects browsers.
pub(crate) fn is_of_server(name: &HeaderName) -> bool {
    [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING, UPGRADE].contains(name)
        || headers::is_protected(name)
}

/// The status of a success, if no other is wanted: the first documented one. There is none where only failures are known.
pub(crate) fn success_status(operation: &Operation) -> Option<u16> {
    let find = |is_wanted: fn(&Status) -> bool| {
        let mut statuses = operation.responses.iter().map(|it| it.status);
        statuses.find(is_wanted)
    };
    let success = find(|status| status.is_success());
    let other = || find(|status| *status == Status::Default);
    // Some operations only lead elsewhere.
    let redirection = || find(|it| matches!(it, Status::Code(300..=399) | Status::Range(3)));
    let status = success.or_else(other).or_else(redirection)?;
    Some(code(status).unwrap_or(200))
}

/// The status of the answer that has the example of that name.
pub(crate) fn status_of_example(operation: &Operation, name: &str) -> Option<u16> {
    let mut responses = operation.responses.iter();
    let response = responses.find(|response| has_example(response, name))?;
    let is_all = operation.responses.len() == 1;
    Some(code(response.status).unwrap_or(if is_all { 200 } else { 500 }))
}

pub(crate) fn has_example(response: &Documented, name: &str) -> bool {
    let mut examples = response.content.iter().flat_map(|it| &it.examples);
    examples.any(|shown| shown.name.as_deref() == Some(name))
}

const fn code(status: Status) -> Option<u16> {
    match status {
        Status::Code(code) => Some(code),
        Status::Range(hundred) => Some(100 * hundred),
        Status::Default => None,
    }
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
) -> Result<Answer, Refused> {
    let operation = &api.model.operations[position];
    let nth = api::response(operation, status).ok_or_else(|| unknown(operation, status))?;
    let response = &operation.responses[nth];
    if let Some(name) = example.filter(|name| !has_example(response, name)) {
        let id = &operation.id;
        let message = format!(
            "the answer {status} of `{id}` has no example `{}`",
            name.escape_debug()
        );
        return Err(Refused::new(400, message));
    }
    let has_wanted = |content: &&Content| {
        let mut examples = content.examples.iter();
        example.is_none_or(|name| examples.any(|shown| shown.name.as_deref() == Some(name)))
    };
    let json = json_content(response).filter(has_wanted);
    let content = json.or_else(|| response.content.iter().find(has_wanted));
    let mut answer = match (content, json) {
        (_, Some(content)) => {
            let body = json_body(api, position, nth, content, example, random);
            let body = body.ok_or_else(|| impossible(operation, status))?;
            let media_type = api::json_type(response).unwrap_or("application/json");
            Answer::new(status, media_type, Body::Json(body))
        }
        (Some(content), None) => plain(&api.model, status, content, example),
        (None, None) => Answer::without_body(status),
    };
    let headers = response.headers.iter().filter(|header| header.required);
    answer.headers = headers
        .map(|header| (header.name.clone(), text(&api.model, header.schema)))
        .collect();
    Ok(answer)
}

fn unknown(operation: &Operation, status: u16) -> Refused {
    let known = operation.responses.iter().map(|it| it.status.to_string());
    let known: Vec<String> = known.collect();
    let (id, known) = (&operation.id, known.join(", "));
    Refused::new(
        400,
        format!("the document has no answer {status} for `{id}`; it has {known}"),
    )
}

fn impossible(operation: &Operation, status: u16) -> Refused {
    let id = &operation.id;
    Refused::new(
        500,
        format!("no body can be made up for {status} of `{id}`; write one in a scenario"),
    )
}

/// An answer that is not JSON.
fn plain(model: &Model, status: u16, content: &Content, example: Option<&str>) -> Answer {
    let mut examples = content.examples.iter();
    let shown = match example {
        Some(name) => examples.find(|shown| shown.name.as_deref() == Some(name)),
        None => examples.next(),
    };
    let shown = shown.map(|shown| &shown.value.json);
    let own = model.schema(content.schema).notes.example.as_ref();
    let is_range = content.media_type.contains('*');
    let (media_type, body) = match (shown.or(own.map(|own| &own.json)), content.kind()) {
        (Some(Value::String(text)), _) => ("text/plain", Body::Bytes(text.clone().into_bytes())),
        (Some(other), _) => ("application/json", Body::Json(other.clone())),
        (None, MediaKind::Text) => {
            let text = text(model, content.schema);
            ("text/plain", Body::Bytes(text.into_bytes()))
        }
        (None, _) if is_range => return Answer::without_body(status),
        (None, _) => ("", Body::Bytes(Vec::new())),
    };
    let media_type = if is_range {
        media_type
    } else {
        &content.media_type
    };
    Answer::new(status, media_type, body)
}

/// The body of a response: the example, if there is one that its schema accepts.
fn json_body(
    api: &Api,
    position: usize,
    nth: usize,
    content: &Content,
    example: Option<&str>,
    random: &mut Random,
) -> Option<Value> {
    let schema = api.answer(position, nth);
    let accepts = |value: &Value| schema.is_none_or(|schema| schema.accepts(value));
    let examples = content.examples.iter();
    let mut shown = examples
        .filter(|shown| example.is_none_or(|name| shown.name.as_deref() == Some(name)))
        .map(|shown| &shown.value.json);
    if example.is_some() {
        return shown.next().cloned();
    }
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
fn sampled(schema: &Schema, random: &mut Random) -> Option<Value> {
    let mut samples = (0..TRIES).map(|_| sample::instance(&schema.json, random));
    samples.find(|sample| schema.accepts(sample))
}

/// A text that the schema of a header, or of a text, probably accepts.
fn text(model: &Model, schema: SchemaId) -> String {
    let schema = model.schema(schema);
    let notes = &schema.notes;
    let example = notes.example.as_ref().or(notes.default.as_ref());
    let value = match (example, &schema.shape) {
        (Some(example), _) => example.json.clone(),
        (None, Shape::Integer(integer)) => {
            let least = integer.minimum.and_then(|least| i64::try_from(least).ok());
            json!(least.unwrap_or(1))
        }
        (None, Shape::Number(_)) => json!(1),
        (None, Shape::Boolean) => json!(true),
        (None, Shape::Enum(values)) => values.first().map_or(Value::Null, |it| it.value.clone()),
        (None, _) => json!("text"),
    };
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
