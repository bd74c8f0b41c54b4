//! The patterns of a schema, as the validator judges them best. What it says of them is about the pattern as it is written.

mod quick;

use std::collections::BTreeMap;

use serde_json::Value;
use specwright_spec::pattern;

use self::quick::Sequence;

/// Begins the name of a format that is a pattern, which follows.
const MARK: &str = "pattern ";

/// A schema whose patterns the validator takes.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) schema: Value,
    /// The formats that are patterns which need no engine, by their names.
    pub(super) checks: BTreeMap<String, Sequence>,
    pub(super) written: Written,
}

/// Of each pattern that is put in other words how the document has it.
#[derive(Debug, Default)]
pub(super) struct Written(BTreeMap<String, String>);

impl Written {
    /// The pattern as the document has it.
    pub(super) fn get<'p>(&'p self, pattern: &'p str) -> &'p str {
        self.0.get(pattern).map_or(pattern, String::as_str)
    }
}

/// Makes patterns that need no engine formats with a check of their own, and puts those that the validator hands on to its
/// engine as they are into the engine's words: patterns that look around, and those that refer back to a group.
pub(super) fn prepare(schema: &Value) -> Prepared {
    let mut prepared = Prepared {
        schema: Value::Null,
        checks: BTreeMap::new(),
        written: Written::default(),
    };
    let mut schema = schema.clone();
    prepared.replace(&mut schema);
    prepared.schema = schema;
    prepared
}

/// The pattern behind a format of that name.
pub(crate) fn pattern_of(format: &str) -> Option<&str> {
    format.strip_prefix(MARK)
}

impl Prepared {
    fn replace(&mut self, value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.replace(item)),
            Value::Object(schema) => {
                for (keyword, inner) in schema.iter_mut() {
                    // These hold values and not schemas.
                    if !matches!(keyword.as_str(), "enum" | "const" | "default" | "examples") {
                        self.replace(inner);
                    }
                }
                let Some(pattern) = schema.get("pattern").and_then(Value::as_str) else {
                    return;
                };
                let pattern = pattern.to_owned();
                if !schema.contains_key("format")
                    && let Some(check) = Sequence::of(&pattern)
                {
                    let name = format!("{MARK}{pattern}");
                    schema.shift_remove("pattern");
                    schema.insert("format".to_owned(), name.clone().into());
                    self.checks.insert(name, check);
                } else if let Some(other) = pattern::for_jsonschema(&pattern) {
                    schema.insert("pattern".to_owned(), other.clone().into());
                    self.written.0.insert(other, pattern);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}
