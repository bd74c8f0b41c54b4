//! The objects of an instance that are open: a field of any other name changes nothing for any schema that applies to them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::mutation::{Step, places};

/// Returns the places of the open objects. Whether a schema applies is not asked for branches, so that some are missing, and
/// none is wrong.
pub(super) fn objects(schema: &Value, instance: &Value) -> Vec<Vec<Step>> {
    let mut walk = Walk {
        root: schema,
        seen: BTreeSet::new(),
        closed: BTreeMap::new(),
    };
    walk.visit(schema, instance, &mut Vec::new());
    let is_open = |place: &Vec<Step>| {
        let is_fixed = (0..=place.len()).any(|end| {
            let closed = walk.closed.get(&place[..end]);
            closed.is_some_and(|closed| *closed == Closed::Value || end == place.len())
        });
        !is_fixed
    };
    let all = places(instance).into_iter();
    let objects = all.filter(|(_, value)| value.is_object());
    objects.map(|(place, _)| place).filter(is_open).collect()
}

/// How much of a value a schema speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Closed {
    /// The names or the number of an object's fields.
    Fields,
    /// The whole value: it is compared with others.
    Value,
}

struct Walk<'s> {
    root: &'s Value,
    /// The references that have been followed, by target and place.
    seen: BTreeSet<(&'s str, Vec<Step>)>,
    closed: BTreeMap<Vec<Step>, Closed>,
}

impl<'s> Walk<'s> {
    fn visit(&mut self, schema: &'s Value, instance: &Value, place: &mut Vec<Step>) {
        let Some(keywords) = schema.as_object() else {
            return;
        };
        for (keyword, value) in keywords {
            match keyword.as_str() {
                "$ref" => self.follow(value, instance, place),
                "allOf" | "anyOf" | "oneOf" => {
                    let parts = value.as_array().into_iter().flatten();
                    parts.for_each(|part| self.visit(part, instance, place));
                }
                "not" => self.visit(value, instance, place),
                "enum" | "const" => self.close(place, Closed::Value),
                "uniqueItems" if *value == true => self.close(place, Closed::Value),
                "minProperties" | "maxProperties" => self.close(place, Closed::Fields),
                "additionalProperties" if *value != true => self.close(place, Closed::Fields),
                _ => {}
            }
        }
        self.visit_inside(schema, instance, place);
    }

    fn visit_inside(&mut self, schema: &'s Value, instance: &Value, place: &mut Vec<Step>) {
        match instance {
            Value::Object(members) => {
                for (name, value) in members {
                    let property = schema["properties"].get(name);
                    if let Some(inner) = property.or(schema.get("additionalProperties")) {
                        place.push(Step::Member(name.clone()));
                        self.visit(inner, value, place);
                        place.pop();
                    }
                }
            }
            Value::Array(items) => {
                for (nth, item) in items.iter().enumerate() {
                    place.push(Step::Item(nth));
                    self.visit(&schema["items"], item, place);
                    place.pop();
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn follow(&mut self, target: &'s Value, instance: &Value, place: &mut Vec<Step>) {
        let Some(target) = target.as_str() else {
            return;
        };
        if self.seen.insert((target, place.clone()))
            && let Some(schema) = self.root.pointer(target.trim_start_matches('#'))
        {
            self.visit(schema, instance, place);
        }
    }

    fn close(&mut self, place: &[Step], closed: Closed) {
        let known = self.closed.entry(place.to_vec()).or_insert(closed);
        *known = closed.max(*known);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::objects;

    #[test]
    fn objects_are_open_unless_a_schema_speaks_of_other_fields() {
        let schema = json!({
            "properties": {
                "closed": {"additionalProperties": false},
                "map": {"additionalProperties": {"type": "object"}},
                "set": {"uniqueItems": true},
                "union": {"anyOf": [{"$ref": "#/$defs/Few"}, {}]},
            },
            "$defs": {"Few": {"maxProperties": 3}},
        });
        let instance =
            json!({"closed": {}, "map": {"a": {}}, "set": [{}], "union": {"a": {}}, "other": {}});
        let open = objects(&schema, &instance);
        let open: Vec<String> = open
            .iter()
            .map(|place| super::super::mutation::pointer(place))
            .collect();
        assert_eq!(open, ["", "/map/a", "/union/a", "/other"]);
    }
}
