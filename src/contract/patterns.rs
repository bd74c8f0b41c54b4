//! The patterns of a schema, as the validator judges them best. What it says of them is about the pattern as it is written.

pub(crate) mod budget;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use specwright_spec::pattern::Matcher;

/// Begins the name of a format that is a pattern, which follows.
const MARK: &str = "pattern ";
/// The same for a format in an `allOf` of its own, because the schema has a format already.
const BESIDE: &str = "beside a format, pattern ";

/// A schema whose patterns the validator takes.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) schema: Value,
    /// The formats that are patterns, by their names.
    pub(super) checks: BTreeMap<String, Check>,
}

/// A pattern that is judged by [`Matcher`].
#[derive(Clone, Debug)]
pub(super) struct Check(Matcher);

impl Check {
    fn of(pattern: &str) -> Option<Self> {
        Matcher::new(pattern).ok().map(Self)
    }

    /// Returns `true` if a string is known to match; `format` is the name of the format.
    pub(super) fn is_match(&self, format: &str, text: &str) -> bool {
        budget::is_match(&self.0, format, text)
    }
}

/// Makes patterns formats with a check of their own, as the validator's engine has another dialect.
pub(super) fn prepare(schema: &Value) -> Prepared {
    let mut prepared = Prepared {
        schema: Value::Null,
        checks: BTreeMap::new(),
    };
    let mut schema = schema.clone();
    prepared.replace(&mut schema);
    prepared.schema = schema;
    prepared
}

/// The pattern behind a format of that name.
pub(crate) fn pattern_of(format: &str) -> Option<&str> {
    let name = format.strip_prefix(MARK);
    name.or_else(|| format.strip_prefix(BESIDE))
}

/// Returns `true` if a format is a pattern that was put into an `allOf`.
pub(crate) fn is_beside(format: &str) -> bool {
    format.starts_with(BESIDE)
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
                let Some(check) = Check::of(&pattern) else {
                    return;
                };
                let is_free = !schema.contains_key("format");
                let mark = if is_free { MARK } else { BESIDE };
                let name = format!("{mark}{pattern}");
                schema.shift_remove("pattern");
                if is_free {
                    schema.insert("format".to_owned(), name.clone().into());
                } else if let Value::Array(all) = schema
                    .entry("allOf")
                    .or_insert_with(|| Value::Array(Vec::new()))
                {
                    all.push(json!({"format": name}));
                }
                self.checks.insert(name, check);
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}
