//! The keywords of one schema among each other.

use std::collections::{HashMap, HashSet};
use std::ptr;

use super::{bounds, pattern};
use crate::error::{Code, Error};
use crate::load::grammar::{Object, Outline};
use crate::load::references::Targets;
use crate::load::suggest::Suggestions;
use crate::source::Source;
use crate::tree::{Node, Value};

/// Every schema of the document.
pub(super) fn check<'t>(
    source: &Source,
    outline: &Outline<'t>,
    targets: &Targets<'t>,
    suggestions: &Suggestions,
    errors: &mut Vec<Error>,
) {
    // What a composition refers to is a part of it, and its siblings may declare what it requires.
    let parts: HashSet<*const Node> = outline
        .references
        .iter()
        .filter(|reference| reference.composed)
        .filter_map(|reference| targets.follow(reference.node))
        .map(ptr::from_ref)
        .collect();
    for place in &outline.places {
        if place.object == Object::Schema {
            let schema = place.node;
            bounds::check(schema, errors);
            bounds::check_values(schema, errors);
            bounds::check_digits(schema, errors);
            check_directions(schema, errors);
            check_enum(schema, errors);
            check_enum_types(schema, errors);
            check_items(schema, errors);
            pattern::check(source, schema, errors);
            check_required_once(schema, errors);
            if !place.composed && !parts.contains(&ptr::from_ref(schema)) {
                check_required(schema, suggestions, errors);
            }
        }
    }
}

fn check_enum(schema: &Node, errors: &mut Vec<Error>) {
    let values = schema.get("enum").and_then(Node::as_sequence);
    let mut first = HashMap::new();
    for value in values.unwrap_or_default() {
        let text = value.to_json().to_string();
        match first.get(&text) {
            Some(before) => errors.push(
                Error::new(
                    Code::DuplicateEnumValue,
                    value.first_char(),
                    format!("`{}` stands twice in `enum`", shortened(&text)),
                )
                .related(*before, "first listed here"),
            ),
            None => {
                first.insert(text, value.first_char());
            }
        }
    }
}

/// Every value is of the schema's type; whether `null` is one of them is said elsewhere.
fn check_enum_types(schema: &Node, errors: &mut Vec<Error>) {
    let Some((kind, name)) = schema
        .get("type")
        .and_then(|node| Some((node, node.as_str()?)))
    else {
        return;
    };
    let values = schema.get("enum").and_then(Node::as_sequence);
    for value in values.unwrap_or_default() {
        if is_of_type(&value.value, name) {
            continue;
        }
        let text = value.to_json().to_string();
        let message = format!("`{text}` is not of the schema's type `{name}`");
        let error = Error::new(Code::ValueMismatch, value.first_char(), message)
            .related(kind.span, "the type is given here");
        let is_scalar = value.as_sequence().is_none() && value.as_mapping().is_none();
        errors.push(match name {
            "string" if is_scalar => error.help(format!("write it in quotes: `\"{text}\"`")),
            _ => error.help(format!("write a value of type `{name}`, or remove it")),
        });
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(_) => name == "boolean",
        Value::Number(text) => match name {
            "integer" => text
                .parse::<f64>()
                .is_ok_and(|number| number.fract() == 0.0),
            _ => name == "number",
        },
        Value::String(_) => name == "string",
        Value::Sequence(_) => name == "array",
        Value::Mapping(_) => name == "object",
    }
}

fn check_required_once(schema: &Node, errors: &mut Vec<Error>) {
    let mut first = HashMap::new();
    let names = schema.get("required").and_then(Node::as_sequence);
    for name in names.unwrap_or_default() {
        let Some(text) = name.as_str() else { continue };
        if let Some(before) = first.get(text) {
            let message = format!("`{text}` stands twice in `required`");
            errors.push(
                Error::new(Code::DuplicateItem, name.span, message)
                    .related(*before, "first listed here")
                    .help("remove one of the two"),
            );
        } else {
            first.insert(text, name.span);
        }
    }
}

/// A property travels one way, the other, or both.
fn check_directions(schema: &Node, errors: &mut Vec<Error>) {
    let set = |key| {
        let entry = schema.as_mapping()?.get(key)?;
        (entry.value.as_bool() == Some(true)).then_some(entry.key_span)
    };
    if let (Some(read), Some(write)) = (set("readOnly"), set("writeOnly")) {
        let message = "a schema cannot be both `readOnly` and `writeOnly`";
        errors.push(
            Error::new(Code::WrongValue, write, message)
                .related(read, "`readOnly` is set here")
                .help("remove one of the two, or both"),
        );
    }
}

fn check_items(schema: &Node, errors: &mut Vec<Error>) {
    let Some(kind) = schema.get("type") else {
        return;
    };
    if kind.as_str() == Some("array") && schema.get("items").is_none() {
        errors.push(
            Error::new(
                Code::MissingKeyword,
                kind.span,
                "a schema of type `array` must have `items`",
            )
            .help("write the schema of the items; `items: {}` allows any"),
        );
    }
}

fn check_required(schema: &Node, suggestions: &Suggestions, errors: &mut Vec<Error>) {
    let Some(properties) = schema.get("properties").and_then(Node::as_mapping) else {
        return;
    };
    // Each of these may bring the property that is required.
    let elsewhere = ["allOf", "oneOf", "anyOf"]
        .iter()
        .any(|keyword| schema.get(keyword).is_some());
    let open = schema
        .get("additionalProperties")
        .is_some_and(|node| !matches!(node.value, Value::Bool(false)));
    if elsewhere || open {
        return;
    }
    let required = schema.get("required").and_then(Node::as_sequence);
    for name in required.unwrap_or_default() {
        let Some(text) = name.as_str() else { continue };
        if properties.get(text).is_none() {
            let names = properties.entries().iter().map(|entry| entry.key.as_str());
            let message = format!("`required` names `{text}`, which is no property here");
            let error = Error::new(Code::UndeclaredRequired, name.span, message);
            errors.push(match suggestions.closest(text, names) {
                Some(meant) => error.help(format!("write `{meant}`")),
                None => error.help(format!("declare `{text}` in `properties`, or remove it")),
            });
        }
    }
}

fn shortened(text: &str) -> &str {
    &text[..text.floor_char_boundary(60)]
}

#[cfg(test)]
mod tests {
    use crate::load::testing::{document, findings, helps};

    fn schemas(text: &str) -> String {
        document(&format!("{{}}\ncomponents:\n  schemas:\n{text}"))
    }

    #[test]
    fn enums_and_items_are_checked() {
        let text = schemas("    A: {enum: [a, b, a]}\n    B: {type: array}");
        assert_eq!(
            findings(&text),
            [
                "duplicate-enum-value 6:22 `\"a\"` stands twice in `enum`",
                "missing-keyword 7:15 a schema of type `array` must have `items`",
            ]
        );
    }

    #[test]
    fn the_values_of_an_enum_are_of_its_type() {
        let text = schemas(
            "    A: {type: string, enum: [a, true, 1, null]}\n    B: {type: integer, enum: [1, 2.0, 1.5]}\n    C: {type: array, items: {}, enum: [[], {}]}",
        );
        assert_eq!(
            findings(&text),
            [
                "value-mismatch 6:33 `true` is not of the schema's type `string`",
                "value-mismatch 6:39 `1` is not of the schema's type `string`",
                "value-mismatch 7:39 `1.5` is not of the schema's type `integer`",
                "value-mismatch 8:44 `{}` is not of the schema's type `array`",
            ]
        );
        assert_eq!(helps(&text)[0], "write it in quotes: `\"true\"`");
    }

    #[test]
    fn required_names_a_property_once() {
        let text = schemas("    A: {required: [a, b, a], properties: {a: {}, b: {}}}");
        assert_eq!(
            findings(&text),
            ["duplicate-item 6:26 `a` stands twice in `required`"]
        );
    }

    #[test]
    fn required_names_are_declared_unless_another_schema_may_declare_them() {
        let text = schemas(
            "    A: {required: [nmae], properties: {name: {}}}\n    B: {required: [x]}\n    C: {required: [x], properties: {}, allOf: [{$ref: '#/components/schemas/D'}]}\n    D: {required: [x], properties: {y: {}}}\n    E: {oneOf: [{required: [x], properties: {y: {}}}], properties: {x: {}}}\n    F: {required: [x], properties: {}, additionalProperties: {}}",
        );
        assert_eq!(
            findings(&text),
            ["undeclared-required 6:20 `required` names `nmae`, which is no property here"]
        );
        assert_eq!(helps(&text), ["write `name`"]);
    }
}
