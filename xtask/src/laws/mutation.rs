//! Instances made from others: neighbours, and smaller ones.

use serde_json::{Value, json};

use specwright_spec::sample::{Random, anything, whole_or_not};

use super::number;

/// The instance with one place changed.
pub(super) fn neighbour(instance: &Value, random: &mut Random) -> Value {
    let places = places(instance);
    let mut changed = instance.clone();
    let place = random.pick(&places);
    if let Some(value) = place.and_then(|(place, _)| at(&mut changed, place)) {
        *value = replaced(value, random);
    }
    changed
}

/// Returns the places of all values of an instance, its own first, and the values.
pub(super) fn places(instance: &Value) -> Vec<(Vec<Step>, &Value)> {
    let mut places = Vec::new();
    visit(instance, &mut Vec::new(), &mut places);
    places
}

/// Returns the JSON pointer to a place.
#[cfg(test)]
pub(super) fn pointer(place: &[Step]) -> String {
    let tokens = place.iter().map(|step| match step {
        Step::Member(name) => format!("/{}", name.replace('~', "~0").replace('/', "~1")),
        Step::Item(index) => format!("/{index}"),
    });
    tokens.collect()
}

/// The value at that place.
pub(super) fn at<'i>(instance: &'i mut Value, place: &[Step]) -> Option<&'i mut Value> {
    let mut steps = place.iter();
    steps.try_fold(instance, |value, step| match (value, step) {
        (Value::Object(members), Step::Member(name)) => members.get_mut(name),
        (Value::Array(items), Step::Item(index)) => items.get_mut(*index),
        _ => None,
    })
}

/// The instance with one member or item less, in every way there is.
pub(super) fn smaller(instance: &Value) -> Vec<Value> {
    match instance {
        Value::Object(members) => {
            let mut all = Vec::new();
            for (name, value) in members {
                let mut fewer = members.clone();
                fewer.remove(name);
                all.push(Value::Object(fewer));
                for inner in smaller(value) {
                    let mut changed = members.clone();
                    changed.insert(name.clone(), inner);
                    all.push(Value::Object(changed));
                }
            }
            all
        }
        Value::Array(items) => {
            let mut all = Vec::new();
            for (index, value) in items.iter().enumerate() {
                let mut fewer = items.clone();
                fewer.remove(index);
                all.push(Value::Array(fewer));
                for inner in smaller(value) {
                    let mut changed = items.clone();
                    changed[index] = inner;
                    all.push(Value::Array(changed));
                }
            }
            all
        }
        Value::String(text) if number::text(instance).is_none() && text.chars().count() > 1 => {
            vec![json!(
                text.chars()
                    .take(text.chars().count() / 2)
                    .collect::<String>()
            )]
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

/// From a value to one that is in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Member(String),
    Item(usize),
}

fn visit<'i>(value: &'i Value, way: &mut Vec<Step>, places: &mut Vec<(Vec<Step>, &'i Value)>) {
    places.push((way.clone(), value));
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                way.push(Step::Member(name.clone()));
                visit(value, way, places);
                way.pop();
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                way.push(Step::Item(index));
                visit(value, way, places);
                way.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Another value in the place of this one: often of its own type, just beyond a bound.
fn replaced(value: &Value, random: &mut Random) -> Value {
    if random.chance(30) {
        return anything(random);
    }
    match value {
        Value::Object(members) => {
            let mut members = members.clone();
            let names: Vec<String> = members.keys().cloned().collect();
            match random.pick(&names) {
                Some(name) if random.chance(50) => {
                    members.remove(name);
                }
                Some(_) | None => {
                    let extra = format!("extra_{}", random.below(3));
                    members.insert(extra, anything(random));
                }
            }
            Value::Object(members)
        }
        Value::Array(items) => {
            let mut items = items.clone();
            match random.pick(&items).cloned() {
                Some(item) if random.chance(60) => items.push(item),
                Some(_) => {
                    items.pop();
                }
                None => items.push(anything(random)),
            }
            Value::Array(items)
        }
        Value::String(_) if number::text(value).is_some() => json!(0),
        Value::String(text) => match random.below(4) {
            0 => json!(format!("{text}x")),
            1 => json!(text.chars().skip(1).collect::<String>()),
            2 => json!(text.repeat(9)),
            _ => json!(text.to_uppercase()),
        },
        Value::Number(number) => {
            let Some(number) = number.as_f64() else {
                return json!(0);
            };
            match random.below(4) {
                0 => whole_or_not(number + 1.0),
                1 => whole_or_not(number - 1.0),
                2 => whole_or_not(-number),
                _ => json!(number + 0.5),
            }
        }
        Value::Bool(flag) => json!(!flag),
        Value::Null => anything(random),
    }
}
