//! What a later version of an API may answer.

use serde_json::{Value, json};

use super::mutation::{Step, at};
use specwright_spec::sample::Random;

/// A way in which an answer may go beyond the document.
#[derive(Clone, Copy)]
enum Change {
    /// A value that an enum does not have.
    Value,
    /// A member that an object does not declare.
    Member,
}

/// An instance that the schema accepts with one such change, if it has a place for any. Unions are left alone: which of
/// their branches is meant may hang on the very thing that would change.
pub(super) fn version(schema: &Value, instance: &Value, random: &mut Random) -> Option<Value> {
    let mut places = Vec::new();
    visit(schema, schema, instance, &mut Vec::new(), &mut places);
    let (place, change) = random.pick(&places)?;
    let mut changed = instance.clone();
    match (at(&mut changed, place)?, change) {
        (Value::Object(members), Change::Member) => {
            members.insert("extra of a later version".to_owned(), json!([1]));
        }
        (value, _) => *value = json!("VALUE_OF_A_LATER_VERSION"),
    }
    Some(changed)
}

fn visit(
    root: &Value,
    schema: &Value,
    instance: &Value,
    steps: &mut Vec<Step>,
    places: &mut Vec<(Vec<Step>, Change)>,
) {
    if let Some(target) = schema["$ref"].as_str() {
        let target = root.pointer(target.trim_start_matches('#'));
        return target
            .into_iter()
            .for_each(|target| visit(root, target, instance, steps, places));
    }
    let Some(keywords) = schema.as_object() else {
        return;
    };
    if ["allOf", "anyOf", "not", "oneOf"].map(|keyword| keywords.contains_key(keyword))
        != [false; 4]
    {
        return;
    }
    match instance {
        Value::String(_) => {
            let values = schema["enum"].as_array().into_iter().flatten();
            let is_of_texts = values
                .clone()
                .all(|value| value.is_string() || value.is_null());
            let says_no_more = keywords
                .keys()
                .all(|keyword| matches!(keyword.as_str(), "enum" | "type"));
            if values.count() > 0 && is_of_texts && says_no_more {
                places.push((steps.clone(), Change::Value));
            }
        }
        Value::Array(items) => {
            for (nth, item) in items.iter().enumerate() {
                steps.push(Step::Item(nth));
                visit(root, &schema["items"], item, steps, places);
                steps.pop();
            }
        }
        Value::Object(members) => {
            let is_free = keywords
                .get("additionalProperties")
                .is_none_or(Value::is_boolean);
            if is_free && !keywords.contains_key("maxProperties") {
                places.push((steps.clone(), Change::Member));
            }
            for (name, member) in members {
                steps.push(Step::Member(name.clone()));
                visit(root, &schema["properties"][name], member, steps, places);
                steps.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
