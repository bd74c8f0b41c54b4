//! Reading a tree by the grammar: what is wrong with it, and which object stands where.

use std::collections::HashMap;
use std::ptr;

use super::{Field, Grammar, Object, Others, Shape};
use crate::error::{Code, Error};
use crate::load::suggest::Suggestions;
use crate::source::Span;
use crate::tree::{Entry, Mapping, Node};

/// Which objects a tree has, in the order of the text, and which references.
#[derive(Default)]
pub(in crate::load) struct Outline<'t> {
    /// Every object that is written out.
    pub(in crate::load) places: Vec<Place<'t>>,
    /// Every Reference Object.
    pub(in crate::load) references: Vec<Reference<'t>>,
    kinds: HashMap<*const Node, Object>,
}

impl Outline<'_> {
    /// The kind of object that stands, or is referred to, at `node`; nodes are told apart by their address.
    pub(in crate::load) fn kind(&self, node: &Node) -> Option<Object> {
        self.kinds.get(&ptr::from_ref(node)).copied()
    }
}

/// An object that is written out.
pub(in crate::load) struct Place<'t> {
    /// What it is.
    pub(in crate::load) object: Object,
    /// Where it is.
    pub(in crate::load) node: &'t Node,
    /// The index of the first place behind it that is no part of it.
    pub(in crate::load) end: usize,
    /// Whether it is a part of an `allOf`, `oneOf`, `anyOf` or `not`, however deep inside.
    pub(in crate::load) composed: bool,
    /// Whether it is itself a part of one of these, so that what it leaves open may be said beside it.
    pub(in crate::load) is_part: bool,
}

/// A Reference Object.
pub(in crate::load) struct Reference<'t> {
    /// The mapping that has the `$ref`.
    pub(in crate::load) node: &'t Node,
    /// The target as written.
    pub(in crate::load) target: &'t str,
    /// Where the target is written.
    pub(in crate::load) span: Span,
    /// The kind of object that must be there.
    pub(in crate::load) expected: Object,
    /// As in [`Place`].
    pub(in crate::load) composed: bool,
}

/// Reads `tree` as an OpenAPI document.
pub(in crate::load) fn outline<'t>(
    tree: &'t Node,
    suggestions: &Suggestions,
) -> (Outline<'t>, Vec<Error>) {
    let mut walk = Walk {
        outline: Outline::default(),
        suggestions,
        errors: Vec::new(),
    };
    walk.object(
        At {
            node: tree,
            key: None,
            field: None,
            composed: false,
            is_part: false,
        },
        Object::Document,
    );
    (walk.outline, walk.errors)
}

/// Values of keywords that neighbouring specifications have, each with the way of 3.0.
const FOREIGN_VALUES: &[(&str, &str, &str)] = &[
    ("in", "body", "describe the body as `requestBody`"),
    ("in", "formData", "describe the form as `requestBody`"),
    (
        "type",
        "any",
        "drop `type`: without it, any value is accepted",
    ),
    ("type", "date", "write `type: string` and `format: date`"),
    (
        "type",
        "datetime",
        "write `type: string` and `format: date-time`",
    ),
    (
        "type",
        "double",
        "write `type: number` and `format: double`",
    ),
    ("type", "file", "write `type: string` and `format: binary`"),
    ("type", "float", "write `type: number` and `format: float`"),
    ("type", "long", "write `type: integer` and `format: int64`"),
    (
        "type",
        "null",
        "write `nullable: true` beside the type of the other values",
    ),
    ("type", "uuid", "write `type: string` and `format: uuid`"),
];

struct Walk<'t, 's> {
    outline: Outline<'t>,
    suggestions: &'s Suggestions,
    errors: Vec<Error>,
}

/// A value and how the text leads to it.
#[derive(Clone, Copy)]
struct At<'t> {
    node: &'t Node,
    /// The nearest key above.
    key: Option<&'t Entry>,
    /// The keyword whose value this is or is a part of.
    field: Option<&'static Field>,
    composed: bool,
    is_part: bool,
}

impl<'t> At<'t> {
    /// The value of a key inside this value.
    fn entry(self, entry: &'t Entry) -> Self {
        Self {
            node: &entry.value,
            key: Some(entry),
            ..self
        }
    }

    /// Where to point when something is missing in this value.
    fn head(self) -> Span {
        match self.key {
            Some(entry) if ptr::eq(&raw const entry.value, self.node) => entry.key_span,
            Some(_) | None => self.node.first_char(),
        }
    }
}

impl<'t> Walk<'t, '_> {
    fn value(&mut self, at: At<'t>, shape: Shape) {
        match shape {
            Shape::Free => {}
            Shape::Text => self.expect(at, at.node.as_str().is_some(), "a string"),
            Shape::Bool => self.boolean(at),
            Shape::Number => self.expect(at, at.node.as_number().is_some(), "a number"),
            Shape::Count => self.count(at),
            Shape::OneOf(values) => self.one_of(at, values),
            Shape::BoolOr(other) => {
                if at.node.as_bool().is_none() {
                    self.value(at, *other);
                }
            }
            Shape::Object(object) => self.object(at, object),
            Shape::OrReference(object) => self.object_or_reference(at, object),
            Shape::List(item) => {
                let Some(items) = at.node.as_sequence() else {
                    return self.expect(at, false, "a list");
                };
                for node in items {
                    self.value(At { node, ..at }, *item);
                }
            }
            Shape::Map(value) => {
                let Some(mapping) = at.node.as_mapping() else {
                    return self.expect(at, false, "a mapping");
                };
                for entry in mapping.entries() {
                    self.value(at.entry(entry), *value);
                }
            }
        }
    }

    fn boolean(&mut self, at: At<'t>) {
        self.expect(at, at.node.as_bool().is_some(), "a boolean");
        // Both versions of YAML are in use, and only one has these words.
        let meant = match at.node.as_str() {
            Some("yes" | "Yes" | "YES" | "on" | "On" | "ON" | "true") => "true",
            Some("no" | "No" | "NO" | "off" | "Off" | "OFF" | "false") => "false",
            Some(_) | None => return,
        };
        if let Some(error) = self.errors.last_mut() {
            error.help = Some(format!("write `{meant}`, without quotes"));
        }
    }

    fn expect(&mut self, at: At<'t>, holds: bool, wanted: &str) {
        if holds {
            return;
        }
        let found = at.node.describe();
        let message = match at.key {
            Some(entry) => format!("`{}`: expected {wanted}, found {found}", entry.key),
            None => format!("expected {wanted}, found {found}"),
        };
        let error = Error::new(Code::WrongType, at.node.first_char(), message)
            .label(format!("expected {wanted}"));
        self.errors
            .push(match at.field.and_then(|field| field.help) {
                Some(help) => error.help(help),
                None => error,
            });
    }

    fn count(&mut self, at: At<'t>) {
        let Some(number) = at.node.as_number() else {
            return self.expect(at, false, "a number");
        };
        if number.parse::<u32>().is_err() {
            let message = format!("`{number}` is not a whole number from 0 to {}", u32::MAX);
            self.errors
                .push(Error::new(Code::WrongValue, at.node.span, message));
        }
    }

    fn one_of(&mut self, at: At<'t>, values: &[&'static str]) {
        let Some(text) = at.node.as_str() else {
            return self.expect(at, false, "a string");
        };
        if values.contains(&text) {
            return;
        }
        let key = at.key.map_or("", |entry| &entry.key);
        let message = format!("`{text}` is not a value of `{key}`");
        let mut foreign = FOREIGN_VALUES.iter();
        let foreign = foreign.find(|(of, value, _)| *of == key && *value == text);
        let meant = || self.suggestions.closest(text, values.iter().copied());
        let help = match foreign {
            Some((_, _, help)) => (*help).to_owned(),
            None => match meant() {
                Some(meant) => format!("write `{meant}`"),
                None => format!("write one of {}", listed(values)),
            },
        };
        self.errors
            .push(Error::new(Code::WrongValue, at.node.span, message).help(help));
    }

    fn object_or_reference(&mut self, at: At<'t>, object: Object) {
        let Some(target) = at.node.get("$ref") else {
            return self.object(at, object);
        };
        let Some(text) = target.as_str() else {
            let message = format!("`$ref`: expected a string, found {}", target.describe());
            self.errors
                .push(Error::new(Code::WrongType, target.first_char(), message));
            return;
        };
        self.outline.kinds.insert(ptr::from_ref(at.node), object);
        self.outline.references.push(Reference {
            node: at.node,
            target: text,
            span: target.span,
            expected: object,
            composed: at.composed,
        });
    }

    fn object(&mut self, at: At<'t>, object: Object) {
        let grammar = object.grammar();
        let Some(mapping) = at.node.as_mapping() else {
            return self.expect(at, false, "a mapping");
        };
        self.outline.kinds.insert(ptr::from_ref(at.node), object);
        let index = self.outline.places.len();
        self.outline.places.push(Place {
            object,
            node: at.node,
            end: index + 1,
            composed: at.composed,
            is_part: at.is_part,
        });
        self.missing(at, grammar, mapping);
        for entry in mapping.entries() {
            self.keyword(at, object, grammar, entry);
        }
        self.outline.places[index].end = self.outline.places.len();
    }

    fn missing(&mut self, at: At<'t>, grammar: &'static Grammar, mapping: &Mapping) {
        for field in grammar.fields {
            if field.required && mapping.get(field.name).is_none() {
                let message = format!("{} must have `{}`", grammar.noun, field.name);
                self.errors.push(
                    Error::new(Code::MissingKeyword, at.head(), message)
                        .label(format!("`{}` is missing here", field.name)),
                );
            }
        }
    }

    fn keyword(&mut self, at: At<'t>, object: Object, grammar: &'static Grammar, entry: &'t Entry) {
        let name = entry.key.as_str();
        if let Some(field) = grammar.fields.iter().find(|field| field.name == name) {
            let is_schema = object == Object::Schema;
            let is_part = is_schema && matches!(name, "allOf" | "oneOf" | "anyOf" | "not");
            let inner = At {
                field: Some(field),
                composed: is_schema && at.composed || is_part,
                is_part,
                ..at.entry(entry)
            };
            return self.value(inner, field.shape);
        }
        if grammar.extensible && name.starts_with("x-") {
            return;
        }
        let inner = At {
            field: None,
            composed: false,
            is_part: false,
            ..at.entry(entry)
        };
        match grammar.others {
            Others::No => self.unknown(grammar, entry),
            Others::Expressions => self.object_or_reference(inner, Object::PathItem),
            Others::Paths if name.starts_with('/') => {
                self.object_or_reference(inner, Object::PathItem);
            }
            Others::Paths => self.wrong_key(
                entry,
                "is not a path: it does not start with `/`",
                "start the path with `/`",
            ),
            Others::Statuses if is_status(name) => {
                self.object_or_reference(inner, Object::Response);
            }
            Others::Statuses => self.wrong_key(
                entry,
                "is not a status",
                "write a status such as `200`, a class such as `2XX`, or `default`",
            ),
        }
    }

    fn wrong_key(&mut self, entry: &Entry, why: &str, help: &str) {
        let message = format!("`{}` {why}", entry.key);
        self.errors
            .push(Error::new(Code::WrongValue, entry.key_span, message).help(help));
    }

    fn unknown(&mut self, grammar: &'static Grammar, entry: &Entry) {
        let name = entry.key.as_str();
        let message = format!("{} has no keyword `{name}`", grammar.noun);
        let error = Error::new(Code::UnknownKeyword, entry.key_span, message);
        let foreign = grammar.foreign.iter().find(|(foreign, _)| *foreign == name);
        let known = grammar.fields.iter().map(|field| field.name);
        let meant = self.suggestions.closest(name, known);
        self.errors.push(match (foreign, meant) {
            (Some((_, help)), _) => error.help(*help),
            (None, Some(meant)) => error.help(format!("write `{meant}`")),
            (None, None) if grammar.extensible => {
                error.help(format!("remove it, or name it `x-{name}`"))
            }
            (None, None) => error.help("remove it"),
        });
    }
}

/// `default`, a status from 100 to 599, or a class of them.
fn is_status(key: &str) -> bool {
    let class = |first: &u8| (b'1'..=b'5').contains(first);
    match key.as_bytes() {
        [first, b'X', b'X'] => class(first),
        [first, tens, ones] => class(first) && tens.is_ascii_digit() && ones.is_ascii_digit(),
        _ => key == "default",
    }
}

fn listed(values: &[&str]) -> String {
    let quoted: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    quoted.join(", ")
}
