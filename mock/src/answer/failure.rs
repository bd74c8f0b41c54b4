//! What failures say, in the bodies that the document gives them.

use serde_json::{Value, json};
use specwright_spec::Model;
use specwright_spec::model::{Property, Schema as Written, Shape};
use specwright_spec::sample::{self, Random};

use super::place::{asked, insert, put};
use super::{Answer, Body, json_content};
use crate::api::{self, Api, Schema};

/// Objects in errors are filled as deep as this.
const DEPTH: usize = 4;

/// So many samples are tried until one is what its schema says, and so many more until one has room for all words.
const TRIES: usize = 500;
const MORE: usize = 20;

/// What a failure says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) detail: String,
    pub(crate) request_id: String,
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
        let meant = meant(&api.model, api.model.schema(id), status, words, 0);
        let mut body = filled(schema, &meant, random)?;
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

/// A body with the words in the members that look as if they were meant for them.
fn filled(schema: &Schema, meant: &[Member], random: &mut Random) -> Option<Value> {
    // Without what is optional, a body is all the clearer; but where a word cannot stand alone, a sample has what belongs to it.
    let samples = (0..TRIES).map(|_| sample::instance(&schema.json, random));
    let mut best: Option<(usize, Value)> = None;
    for (nth, base) in std::iter::once(json!({})).chain(samples).enumerate() {
        if best.is_some() && nth > MORE {
            break;
        }
        let Some((count, body)) = with_words(base, schema, meant) else {
            continue;
        };
        if count == meant.len() {
            return Some(body);
        }
        if best.as_ref().is_none_or(|(most, _)| count > *most) {
            best = Some((count, body));
        }
    }
    best.map(|(_, body)| body)
}

/// A body with as many of the words as its schema lets be there, and how many these are.
fn with_words(base: Value, schema: &Schema, meant: &[Member]) -> Option<(usize, Value)> {
    let mut all = base.clone();
    let mut fits = |member: &Member| {
        let value = member.values.first().cloned();
        value.is_some_and(|value| insert(&mut all, &member.place, value))
    };
    if meant.iter().all(&mut fits) && schema.accepts(&all) {
        return Some((meant.len(), all));
    }
    let mut body = schema.accepts(&base).then_some(base)?;
    let mut fits = |member: &&Member| {
        let mut values = member.values.iter();
        values.any(|value| put(&mut body, &member.place, value.clone(), schema))
    };
    let count = meant.iter().filter(|member| fits(member)).count();
    Some((count, body))
}

/// A member that is meant for some of the words.
struct Member {
    /// The names that lead to it.
    place: Vec<String>,
    /// What it may say, the best first.
    values: Vec<Value>,
    is_detail: bool,
}

/// The members that are meant for the words. Where none is for the details, the message tells them.
fn meant(model: &Model, schema: &Written, status: u16, words: &Words, depth: usize) -> Vec<Member> {
    let mut found = members(model, schema, status, words, depth);
    if !found.iter().any(|member| member.is_detail) && !words.message.contains(&words.detail) {
        let whole = Words {
            message: format!("{}: {}", words.message, words.detail),
            ..words.clone()
        };
        let better = members(model, schema, status, &whole, depth);
        for (member, better) in found.iter_mut().zip(better) {
            if member.values != better.values {
                member.values.splice(0..0, better.values);
            }
        }
    }
    found
}

fn members(
    model: &Model,
    schema: &Written,
    status: u16,
    words: &Words,
    depth: usize,
) -> Vec<Member> {
    let object = match &schema.shape {
        Shape::Object(object) => object,
        Shape::Union(union) if depth < DEPTH => {
            let branches = union.branches.iter().map(|it| model.schema(it.schema));
            let found = branches.flat_map(|it| members(model, it, status, words, depth + 1));
            return found.collect();
        }
        _ => return Vec::new(),
    };
    let code = schema.error_code.as_ref().map(|code| code.text.as_str());
    let properties = object.properties.iter();
    let found = properties.flat_map(|property| {
        let name = property.name.to_ascii_lowercase();
        let meaning = Meaning::of(&name, code == Some(&property.name));
        within(model, property, meaning, status, words, depth)
    });
    found.collect()
}

/// The property itself if it is meant for words, or what is in it.
fn within(
    model: &Model,
    property: &Property,
    meaning: Option<Meaning>,
    status: u16,
    words: &Words,
    depth: usize,
) -> Vec<Member> {
    let inner = model.schema(property.schema);
    let name = property.name.to_ascii_lowercase();
    let is_detail = meaning == Some(Meaning::Detail);
    let leads_on = depth < DEPTH && (property.required || is_detail || name.contains("error"));
    let (value, is_detail) = match (&inner.shape, meaning) {
        (Shape::String(_), Some(meaning)) if !meaning.text(words).is_empty() => {
            (json!(meaning.text(words)), is_detail)
        }
        (Shape::Integer(_) | Shape::Number(_), _) if name.contains("status") || name == "code" => {
            (json!(status), false)
        }
        (Shape::Object(_), _) if leads_on => {
            let mut inner = members(model, inner, status, words, depth + 1);
            for member in &mut inner {
                member.place.insert(0, property.name.clone());
            }
            return inner;
        }
        (Shape::Array(array), _) if leads_on => {
            let item = array.items.map(|items| model.schema(items));
            match item.and_then(|item| list(model, item, status, words, depth)) {
                Some(list) => (list, true),
                None => return Vec::new(),
            }
        }
        _ => return Vec::new(),
    };
    vec![Member {
        place: vec![property.name.clone()],
        values: vec![value],
        is_detail,
    }]
}

/// A list of the details, a line each, or of one object that tells them.
fn list(model: &Model, item: &Written, status: u16, words: &Words, depth: usize) -> Option<Value> {
    if let Shape::String(_) = item.shape {
        let lines: Vec<&str> = words.detail.lines().collect();
        return (!lines.is_empty()).then(|| json!(lines));
    }
    let mut one = json!({});
    for member in meant(model, item, status, words, depth + 1) {
        let value = member.values.first().cloned()?;
        insert(&mut one, &member.place, value);
    }
    (one != json!({})).then(|| json!([one]))
}

/// What a text in a failure is for.
#[derive(Clone, Copy, PartialEq, Eq)]
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

    fn text(self, words: &Words) -> &str {
        match self {
            Self::Code => &words.code,
            Self::Detail => &words.detail,
            Self::Message => &words.message,
            Self::RequestId => &words.request_id,
        }
    }
}
