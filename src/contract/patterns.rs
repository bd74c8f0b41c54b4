//! The patterns of a schema, as the validator judges them best. What it says of them is about the pattern as it is written.

pub(crate) mod budget;
mod quick;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use specwright_spec::pattern::Matcher;

use self::quick::Sequence;

/// Begins the name of a format that is a pattern, which follows.
const MARK: &str = "pattern ";
/// The same for a format in an `allOf` of its own, because the schema has a format already.
const BESIDE: &str = "beside a format, pattern ";

/// A schema whose patterns the validator takes.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) schema: Value,
    /// The formats that are patterns which the validator's engine does not judge, by their names.
    pub(super) checks: BTreeMap<String, Check>,
}

/// How texts are held against a pattern without the validator's engine.
#[derive(Clone, Debug)]
pub(super) enum Check {
    /// Character by character.
    Sequence(Sequence),
    /// As the types of generated crates do, with a budget: for patterns that an engine may take very long for.
    Matcher(Matcher),
}

impl Check {
    fn of(pattern: &str) -> Option<Self> {
        let sequence = Sequence::of(pattern).map(Self::Sequence);
        sequence.or_else(|| Matcher::of(pattern).map(Self::Matcher))
    }

    /// Returns `true` if a text is known to match; `format` is the name of the format.
    pub(super) fn is_match(&self, format: &str, text: &str) -> bool {
        match self {
            Self::Sequence(sequence) => sequence.is_match(text),
            Self::Matcher(matcher) => budget::is_match(*matcher, format, text),
        }
    }
}

/// Makes patterns that are not for the validator's engine formats with a check of their own: those that need no engine,
/// those that look around, and those that refer back to a group.
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
                if !is_free && matches!(check, Check::Sequence(_)) {
                    return;
                }
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
