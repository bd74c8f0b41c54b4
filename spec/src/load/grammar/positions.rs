//! The places where a document holds text of its author's choice, read off the grammar's tables.

use std::collections::BTreeSet;
use std::mem;

use serde_json::{Map, Value};

use super::{Object, Others, Shape};

/// A place where OpenAPI lets the author choose a text.
///
/// `an operation: summary` is a string; `a schema: properties (key)` is a name that is a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The kind of object, such as `an operation`.
    pub object: &'static str,
    /// The keyword; `*` stands for the keys that are path templates, status codes or expressions, and `x-*` for extensions.
    pub keyword: String,
    /// Whether the text is a key of a mapping rather than a string.
    pub is_key: bool,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = if self.is_key { " (key)" } else { "" };
        write!(f, "{}: {}{key}", self.object, self.keyword)
    }
}

/// Returns every position of the tables. Those inside of an extension are not in the tables, see [`rewrite`].
#[must_use]
pub fn all() -> BTreeSet<Position> {
    let mut positions = BTreeSet::new();
    for object in reachable() {
        let grammar = object.grammar();
        let mut note = |keyword: &str, is_key| {
            positions.insert(Position::new(object, keyword, is_key));
        };
        for field in grammar.fields {
            note_shape(field.shape, &mut |is_key| note(field.name, is_key));
        }
        match grammar.others {
            Others::No => {}
            Others::Paths | Others::Statuses | Others::Expressions => note(OTHERS, true),
        }
        if grammar.extensible {
            note(EXTENSIONS, true);
            note(EXTENSIONS, false);
        }
    }
    positions
}

/// Gives `write` each text of a document with its position, and puts what it returns in the text's place.
///
/// Of an extension, each key and string inside counts, with the extension's name as the keyword.
pub fn rewrite(document: &mut Value, write: &mut dyn FnMut(&Position, &str) -> Option<String>) {
    object(document, Object::Document, write);
}

/// Adds a text at a position to the first object of a document that has room for it, and a value behind it if it is a key.
///
/// Returns `false` if the document has no such object.
pub fn add(document: &mut Value, position: &Position, text: &str) -> bool {
    let template = document.clone();
    let found = first(document, Object::Document, position.object);
    let Some((members, object)) = found else {
        return false;
    };
    let grammar = object.grammar();
    let field = grammar
        .fields
        .iter()
        .find(|field| field.name == position.keyword);
    match field {
        Some(field) => {
            let value = sample(field.shape, text, &template);
            match (members.get_mut(field.name), value) {
                (Some(Value::Object(there)), Value::Object(more)) => there.extend(more),
                (Some(Value::Array(there)), Value::Array(more)) => there.extend(more),
                (_, value) => {
                    members.insert(field.name.to_owned(), value);
                }
            }
        }
        None if position.keyword == EXTENSIONS => {
            members.insert(format!("x-{text}"), sample(Shape::Free, text, &template));
        }
        None => {
            let target = match grammar.others {
                Others::No => return false,
                Others::Paths | Others::Expressions => Object::PathItem,
                Others::Statuses => Object::Response,
            };
            let value = sample(Shape::OrReference(target), text, &template);
            members.insert(text.to_owned(), value);
        }
    }
    true
}

const OTHERS: &str = "*";
const EXTENSIONS: &str = "x-*";

impl Position {
    fn new(object: Object, keyword: &str, is_key: bool) -> Self {
        Self {
            object: object.noun(),
            keyword: keyword.to_owned(),
            is_key,
        }
    }
}

/// The objects that documents can have, each once.
fn reachable() -> Vec<Object> {
    let mut objects = vec![Object::Document];
    let mut next = 0;
    while let Some(object) = objects.get(next).copied() {
        next += 1;
        let grammar = object.grammar();
        let others = match grammar.others {
            Others::No => None,
            Others::Paths | Others::Expressions => Some(Object::PathItem),
            Others::Statuses => Some(Object::Response),
        };
        let fields = grammar.fields.iter().filter_map(|field| held(field.shape));
        for inner in fields.chain(others) {
            if !objects.contains(&inner) {
                objects.push(inner);
            }
        }
    }
    objects
}

/// The kind of object that a shape holds, however deep.
fn held(shape: Shape) -> Option<Object> {
    match shape {
        Shape::Free | Shape::Text | Shape::OneOf(_) => None,
        Shape::Bool | Shape::Number | Shape::Count => None,
        Shape::Object(object) | Shape::OrReference(object) => Some(object),
        Shape::BoolOr(inner) | Shape::List(inner) | Shape::Map(inner) => held(*inner),
    }
}

fn note_shape(shape: Shape, note: &mut impl FnMut(bool)) {
    match shape {
        Shape::Text => note(false),
        Shape::Free => {
            note(false);
            note(true);
        }
        Shape::Map(inner) => {
            note(true);
            note_shape(*inner, note);
        }
        Shape::BoolOr(inner) | Shape::List(inner) => note_shape(*inner, note),
        // A string out of a list is not the author's own.
        Shape::OneOf(_) | Shape::Bool | Shape::Number | Shape::Count => {}
        Shape::Object(_) | Shape::OrReference(_) => {}
    }
}

type Write<'w> = &'w mut dyn FnMut(&Position, &str) -> Option<String>;

fn object(value: &mut Value, kind: Object, write: Write<'_>) {
    let grammar = kind.grammar();
    let Value::Object(members) = value else {
        return;
    };
    for (key, mut value) in mem::take(members) {
        let field = grammar.fields.iter().find(|field| field.name == key);
        let others = match (field, grammar.others) {
            (Some(field), _) => {
                shape(&mut value, field.shape, &At(kind, &key), write);
                members.insert(key, value);
                continue;
            }
            (None, _) if key.starts_with("x-") => {
                // The name of one of our own says what it is; any other's is the author's.
                let name = Position::new(kind, EXTENSIONS, true);
                let written = write(&name, &key).filter(|name| name.starts_with("x-"));
                shape(&mut value, Shape::Free, &At(kind, &key), write);
                members.insert(written.unwrap_or(key), value);
                continue;
            }
            (None, Others::No) => {
                members.insert(key, value);
                continue;
            }
            (None, Others::Paths | Others::Expressions) => Object::PathItem,
            (None, Others::Statuses) => Object::Response,
        };
        let written = write(&Position::new(kind, OTHERS, true), &key);
        let at = At(kind, OTHERS);
        shape(&mut value, Shape::OrReference(others), &at, write);
        members.insert(written.unwrap_or(key), value);
    }
}

/// The object and the keyword whose value is visited.
struct At<'k>(Object, &'k str);

impl At<'_> {
    fn position(&self, is_key: bool) -> Position {
        Position::new(self.0, self.1, is_key)
    }
}

fn shape(value: &mut Value, of: Shape, at: &At<'_>, write: Write<'_>) {
    match (of, value) {
        (Shape::Text | Shape::Free, Value::String(text)) => {
            if let Some(written) = write(&at.position(false), text) {
                *text = written;
            }
        }
        (Shape::Free, Value::Array(items)) => {
            for item in items {
                shape(item, Shape::Free, at, write);
            }
        }
        (Shape::Free, Value::Object(members)) => map(members, Shape::Free, at, write),
        (Shape::Map(inner), Value::Object(members)) => map(members, *inner, at, write),
        (Shape::List(inner), Value::Array(items)) => {
            for item in items {
                shape(item, *inner, at, write);
            }
        }
        (Shape::BoolOr(inner), value) => shape(value, *inner, at, write),
        // What stands beside a reference is ignored.
        (Shape::OrReference(_), Value::Object(members)) if members.contains_key("$ref") => {}
        (Shape::Object(kind) | Shape::OrReference(kind), value) => object(value, kind, write),
        (
            Shape::Free
            | Shape::Text
            | Shape::OneOf(_)
            | Shape::Bool
            | Shape::Number
            | Shape::Count
            | Shape::List(_)
            | Shape::Map(_),
            _,
        ) => {}
    }
}

fn map(members: &mut Map<String, Value>, inner: Shape, at: &At<'_>, write: Write<'_>) {
    for (key, mut value) in mem::take(members) {
        let written = write(&at.position(true), &key);
        shape(&mut value, inner, at, write);
        members.insert(written.unwrap_or(key), value);
    }
}

/// The first object of a kind in a document.
fn first<'v>(
    value: &'v mut Value,
    kind: Object,
    wanted: &str,
) -> Option<(&'v mut Map<String, Value>, Object)> {
    let grammar = kind.grammar();
    let Value::Object(members) = value else {
        return None;
    };
    if kind.noun() == wanted {
        return Some((members, kind));
    }
    for (key, value) in members {
        let field = grammar.fields.iter().find(|field| field.name == *key);
        let of = match (field, grammar.others) {
            (Some(field), _) => field.shape,
            (None, Others::Paths | Others::Expressions) if !key.starts_with("x-") => {
                Shape::OrReference(Object::PathItem)
            }
            (None, Others::Statuses) if !key.starts_with("x-") => {
                Shape::OrReference(Object::Response)
            }
            (None, Others::No | Others::Paths | Others::Statuses | Others::Expressions) => continue,
        };
        if let Some(found) = first_in(value, of, wanted) {
            return Some(found);
        }
    }
    None
}

fn first_in<'v>(
    value: &'v mut Value,
    of: Shape,
    wanted: &str,
) -> Option<(&'v mut Map<String, Value>, Object)> {
    match (of, value) {
        (Shape::OrReference(_), Value::Object(members)) if members.contains_key("$ref") => None,
        (Shape::Object(kind) | Shape::OrReference(kind), value) => first(value, kind, wanted),
        (Shape::BoolOr(inner), value) => first_in(value, *inner, wanted),
        (Shape::List(inner), Value::Array(items)) => {
            let mut items = items.iter_mut();
            items.find_map(|item| first_in(item, *inner, wanted))
        }
        (Shape::Map(inner), Value::Object(members)) => {
            let mut values = members.iter_mut();
            values.find_map(|(_, value)| first_in(value, *inner, wanted))
        }
        (
            Shape::Free
            | Shape::Text
            | Shape::OneOf(_)
            | Shape::Bool
            | Shape::Number
            | Shape::Count
            | Shape::List(_)
            | Shape::Map(_),
            _,
        ) => None,
    }
}

/// A value of a shape with a text wherever it can have one; an object is like the first of its kind in `template`.
fn sample(shape: Shape, text: &str, template: &Value) -> Value {
    match shape {
        Shape::Text => Value::from(text),
        Shape::Free => Value::Object(Map::from_iter([(text.to_owned(), Value::from(text))])),
        Shape::OneOf(values) => Value::from(values[0]),
        Shape::Bool | Shape::BoolOr(_) => Value::Bool(false),
        Shape::Number | Shape::Count => Value::from(1),
        Shape::List(inner) => Value::Array(vec![sample(*inner, text, template)]),
        Shape::Map(inner) => {
            let value = sample(*inner, text, template);
            Value::Object(Map::from_iter([(text.to_owned(), value)]))
        }
        Shape::Object(kind) | Shape::OrReference(kind) => {
            let mut template = template.clone();
            match first(&mut template, Object::Document, kind.noun()) {
                Some((members, _)) => Value::Object(members.clone()),
                None => required(kind, text, &template),
            }
        }
    }
}

/// An object with the keywords that it must have.
fn required(kind: Object, text: &str, template: &Value) -> Value {
    let fields = kind.grammar().fields.iter().filter(|field| field.required);
    let members = fields.map(|field| (field.name.to_owned(), sample(field.shape, text, template)));
    Value::Object(members.collect())
}
