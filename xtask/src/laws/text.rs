//! Instances as text, in JSON and in YAML.

use std::fmt::Write as _;

use serde_json::Value;

use super::number;

/// Renders an instance as JSON, each marked number in its own characters.
pub(super) fn json(value: &Value) -> String {
    let mut out = String::new();
    write_json(value, &mut out);
    out
}

fn write_json(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            out.push('{');
            for (nth, (name, value)) in members.iter().enumerate() {
                out.push_str(if nth == 0 { "" } else { "," });
                let _ = write!(out, "{}:", Value::from(name.as_str()));
                write_json(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (nth, item) in items.iter().enumerate() {
                out.push_str(if nth == 0 { "" } else { "," });
                write_json(item, out);
            }
            out.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let _ = match number::text(value) {
                Some(text) => write!(out, "{text}"),
                None => write!(out, "{value}"),
            };
        }
    }
}

/// Renders an instance as YAML in block style. Every string is quoted, so that no version of YAML takes one for another type.
pub(super) fn yaml(value: &Value) -> String {
    let mut out = String::new();
    write_yaml(value, 0, &mut out);
    out.push('\n');
    out.trim_start().to_owned()
}

/// YAML wants a key of more than 1024 characters to be marked as one.
const LONG_KEY: usize = 200;

fn write_yaml(value: &Value, depth: usize, out: &mut String) {
    let begin = |out: &mut String| {
        let _ = write!(out, "\n{:1$}", "", 2 * depth);
    };
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, value) in members {
                begin(out);
                if name.len() > LONG_KEY {
                    out.push_str("? ");
                    write_quoted(name, out);
                    begin(out);
                } else {
                    write_quoted(name, out);
                }
                out.push(':');
                write_yaml(value, depth + 1, out);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                begin(out);
                out.push('-');
                write_yaml(item, depth + 1, out);
            }
        }
        Value::String(text) => {
            out.push(' ');
            match number::text(value) {
                Some(number) => out.push_str(number),
                None => write_quoted(text, out),
            }
        }
        Value::Object(_) | Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {
            let _ = write!(out, " {value}");
        }
    }
}

/// Writes a double-quoted scalar; characters that are not printable in YAML are escaped.
fn write_quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            ' '..='~' | '\u{A1}'..='\u{1FFF}' | '\u{3001}'..='\u{D7FF}' | '\u{10000}'.. => {
                out.push(c);
            }
            _ => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{json, yaml};
    use crate::laws::number::marked;

    #[test]
    fn both_texts_are_the_instance() {
        let long = "k".repeat(2000);
        let instance = json!({"a": [1, [], {}, ["no", "1.0"], [{"b": null}, 2]], "\u{0}\"é𝄞\u{85}\u{FEFF}": "\n", long: {"c": 2.5}});
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&json(&instance)).ok(),
            Some(instance.clone())
        );
        assert_eq!(
            serde_yaml::from_str::<serde_json::Value>(&yaml(&instance)).ok(),
            Some(instance)
        );
        let number = json!([marked("1e400")]);
        assert_eq!(
            (json(&number), yaml(&number)),
            ("[1e400]".to_owned(), "- 1e400\n".to_owned())
        );
    }
}
