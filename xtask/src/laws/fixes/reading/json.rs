//! Parses JSON with the crate `jsonc-parser`.

use jsonc_parser::ast::Value;
use jsonc_parser::{CollectOptions, ParseOptions};

use crate::laws::fixes::tree::{Content, Kind, Node};

/// Parses one value; `None` if the text is malformed. With comments, trailing commas are allowed, too.
pub(super) fn read(text: &str, with_comments: bool) -> Option<Node> {
    if text.starts_with('\u{FEFF}') {
        return None;
    }
    let options = ParseOptions {
        allow_comments: with_comments,
        allow_loose_object_property_names: false,
        allow_trailing_commas: with_comments,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let parsed = jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &options);
    // Without comments, `serde_json` rejects what `jsonc-parser` accepts beyond JSON despite the options.
    let is_json = with_comments || serde_json::from_str::<serde_json::Value>(text).is_ok();
    Some(node(&parsed.ok()?.value.filter(|_| is_json)?))
}

fn node(value: &Value<'_>) -> Node {
    match value {
        Value::StringLit(string) => Node::scalar(Kind::String, string.value.clone()),
        Value::NumberLit(number) => Node::scalar(Kind::Number, number.value),
        Value::BooleanLit(boolean) => Node::scalar(Kind::Boolean, boolean.value.to_string()),
        Value::NullKeyword(_) => Node::scalar(Kind::Null, "null"),
        Value::Array(array) => Node::new(Content::Array(array.elements.iter().map(node).collect())),
        Value::Object(object) => {
            let fields = object.properties.iter().map(|field| {
                let key = Node::scalar(Kind::String, field.name.as_str());
                (key, node(&field.value))
            });
            Node::new(Content::Object(fields.collect()))
        }
    }
}
