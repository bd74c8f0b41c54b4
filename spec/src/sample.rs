//! Instances made from a JSON Schema, most of which it accepts: whoever needs one that it accepts asks a validator.

mod random;

use serde_json::{Map, Value, json};

pub use self::random::Random;

/// How deep values nest before they come to an end.
const DEPTH: usize = 5;

/// An instance that the schema probably accepts. References lead to places of `root`, the schema itself.
#[must_use]
pub fn instance(root: &Value, random: &mut Random) -> Value {
    value(root, root, random, 0)
}

/// A number as an integer where it is one: great floats may stand for their neighbours, which nobody means.
#[must_use]
pub fn whole_or_not(number: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "it is within 2^53")]
    if number.fract() == 0.0 && number.abs() < 9e15 {
        json!(number as i64)
    } else if number.fract() == 0.0 {
        json!(7)
    } else {
        json!(number)
    }
}

/// A value that has nothing to do with the schema.
pub fn anything(random: &mut Random) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(1.0),
        json!(-1),
        json!(2.5),
        json!(0.1),
        json!(i64::from(i32::MAX) + 1),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(""),
        json!("a"),
        json!("extra"),
        json!("ü€𝄞"),
        json!("2026-01-31"),
        json!([]),
        json!([null]),
        json!([1, 1]),
        json!({}),
        json!({"extra_1": null}),
        json!({"extra_0": {"extra_2": []}}),
    ];
    random.pick(&values).cloned().unwrap_or_default()
}

fn value(root: &Value, schema: &Value, random: &mut Random, depth: usize) -> Value {
    // A schema that demands itself twice has no end in most of its samples.
    if depth > 2 * DEPTH {
        return json!("end");
    }
    let flat = flat(root, schema, random, 0);
    if let Some(values) = flat.get("enum").and_then(Value::as_array) {
        return random.pick(values).cloned().unwrap_or_default();
    }
    let types: Vec<&str> = match flat.get("type") {
        Some(Value::String(ty)) => vec![ty],
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
        _ if flat.contains_key("properties") => vec!["object"],
        _ if flat.contains_key("items") => vec!["array"],
        _ => return anything(random),
    };
    match random.pick(&types).copied() {
        Some("object") => object(root, &flat, random, depth),
        Some("array") => array(root, &flat, random, depth),
        Some("string") => string(&flat, random),
        Some("integer") => number(&flat, random, true),
        Some("number") => number(&flat, random, false),
        Some("boolean") => json!(random.chance(50)),
        Some(_) | None => Value::Null,
    }
}

/// The keywords of a schema with those of what it refers to, of all of `allOf`, and of one branch of a union.
fn flat(root: &Value, schema: &Value, random: &mut Random, depth: usize) -> Map<String, Value> {
    let mut flat = Map::new();
    let Some(keywords) = schema.as_object().filter(|_| depth < 32) else {
        return flat;
    };
    let mut parts: Vec<&Value> = Vec::new();
    if let Some(target) = keywords.get("$ref").and_then(Value::as_str) {
        let target = target.trim_start_matches('#').replace("%25", "%");
        parts.extend(root.pointer(&target));
    }
    parts.extend(
        keywords
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten(),
    );
    for union in ["oneOf", "anyOf"] {
        let branches = keywords.get(union).and_then(Value::as_array);
        parts.extend(branches.and_then(|branches| random.pick(branches)));
    }
    for (keyword, value) in keywords {
        if !matches!(
            keyword.as_str(),
            "$ref" | "$defs" | "allOf" | "oneOf" | "anyOf"
        ) {
            flat.insert(keyword.clone(), value.clone());
        }
    }
    for part in parts {
        for (keyword, value) in self::flat(root, part, random, depth + 1) {
            merge(&mut flat, keyword, value);
        }
    }
    flat
}

fn merge(flat: &mut Map<String, Value>, keyword: String, value: Value) {
    let Some(known) = flat.get_mut(&keyword) else {
        flat.insert(keyword, value);
        return;
    };
    match (keyword.as_str(), known, value) {
        ("properties", Value::Object(known), Value::Object(more)) => {
            for (name, schema) in more {
                match known.get_mut(&name) {
                    Some(both) => *both = json!({"allOf": [both.take(), schema]}),
                    None => {
                        known.insert(name, schema);
                    }
                }
            }
        }
        ("required", Value::Array(known), Value::Array(more)) => known.extend(more),
        ("enum", Value::Array(known), Value::Array(more)) => {
            known.retain(|value| more.contains(value))
        }
        ("minimum" | "minLength" | "minItems", known, more) if more.as_f64() > known.as_f64() => {
            *known = more
        }
        ("maximum" | "maxLength" | "maxItems", known, more) if more.as_f64() < known.as_f64() => {
            *known = more
        }
        _ => {}
    }
}

fn object(root: &Value, flat: &Map<String, Value>, random: &mut Random, depth: usize) -> Value {
    let mut members = Map::new();
    let required: Vec<&str> = flat
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let share = if depth >= DEPTH { 0 } else { 60 };
    let properties = flat.get("properties").and_then(Value::as_object);
    for (name, schema) in properties.into_iter().flatten() {
        // A member that must not be there is there now and then, as that must be refused.
        let share = if *schema == json!(false) { 10 } else { share };
        if required.contains(&name.as_str()) || random.chance(share) {
            members.insert(name.clone(), value(root, schema, random, depth + 1));
        }
    }
    let further = flat.get("additionalProperties");
    for name in required {
        if !members.contains_key(name) {
            let schema = further.cloned().unwrap_or(json!(true));
            members.insert(name.to_owned(), value(root, &schema, random, depth + 1));
        }
    }
    let least = flat
        .get("minProperties")
        .and_then(Value::as_u64)
        .unwrap_or(0);
    let closed = further == Some(&json!(false));
    for nth in 0..3 {
        let wanted = (members.len() as u64) < least || random.chance(15);
        if !closed && wanted && depth < DEPTH {
            let schema = further.cloned().unwrap_or(json!(true));
            members.insert(
                format!("extra_{nth}"),
                value(root, &schema, random, depth + 1),
            );
        }
    }
    Value::Object(members)
}

fn array(root: &Value, flat: &Map<String, Value>, random: &mut Random, depth: usize) -> Value {
    let count = |keyword: &str| flat.get(keyword).and_then(Value::as_u64);
    let least = count("minItems").unwrap_or(0).min(40);
    let most = count("maxItems").unwrap_or(least + 3).max(least);
    let wanted = if depth >= DEPTH {
        least
    } else {
        (least + random.below(3) as u64).min(most)
    };
    let items = flat.get("items").cloned().unwrap_or(json!(true));
    let items = (0..wanted).map(|_| value(root, &items, random, depth + 1));
    Value::Array(items.collect())
}

fn string(flat: &Map<String, Value>, random: &mut Random) -> Value {
    let count = |keyword: &str| flat.get(keyword).and_then(Value::as_u64);
    let least = usize::try_from(count("minLength").unwrap_or(0).min(5000)).unwrap_or_default();
    let most = usize::try_from(count("maxLength").unwrap_or(least as u64 + 12).min(5000))
        .unwrap_or_default();
    let length = match random.below(3) {
        0 => least,
        1 => most,
        _ => least + random.below(most.saturating_sub(least) + 1),
    };
    let texts = [
        "abc",
        "a-1",
        "A1",
        "0",
        "12",
        "2026-01-31",
        "a@b.de",
        "https://a.de/b",
        "é€𝄞",
        "AbC_d.e",
    ];
    let text = random.pick(&texts).copied().unwrap_or("a");
    if flat.contains_key("pattern") && random.chance(70) {
        return json!(text);
    }
    json!(text.chars().cycle().take(length).collect::<String>())
}

fn number(flat: &Map<String, Value>, random: &mut Random, whole: bool) -> Value {
    let bound = |keyword: &str| flat.get(keyword).and_then(Value::as_f64);
    let low = bound("minimum").or(bound("exclusiveMinimum"));
    let high = bound("maximum").or(bound("exclusiveMaximum"));
    if let Some(step) = bound("multipleOf") {
        return whole_or_not(
            step * (random.below(7) as f64) + low.map_or(0.0, |low| (low / step).ceil() * step),
        );
    }
    let base = match (low, high, random.below(3)) {
        (Some(low), _, 0) => low,
        (_, Some(high), 1) => high,
        (Some(low), _, _) => low + 1.0,
        (None, Some(high), _) => high - 1.0,
        (None, None, nth) => [0.0, 1.0, -3.0][nth],
    };
    if whole || random.chance(50) {
        whole_or_not(base.trunc())
    } else {
        json!(base + 0.25)
    }
}
