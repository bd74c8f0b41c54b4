//! Changes instances so that they contain mistakes that have fixes.

use serde_json::{Map, Value, json};
use specwright_spec::sample::{Random, anything};

use crate::laws::mutation::{Step, at, places};

/// Changes an instance at one to three places; one of ten instances stays unchanged.
pub(super) fn perturbed(mut instance: Value, random: &mut Random) -> Value {
    if random.chance(10) {
        return instance;
    }
    for _ in 0..=random.below(3) {
        let all: Vec<Vec<Step>> = places(&instance)
            .into_iter()
            .map(|(place, _)| place)
            .collect();
        let place = random.pick(&all).cloned().unwrap_or_default();
        if let Some(value) = at(&mut instance, &place) {
            *value = changed(value, random);
        }
    }
    instance
}

fn changed(value: &Value, random: &mut Random) -> Value {
    if random.chance(3) {
        return anything(random);
    }
    match value {
        Value::Null => json!(random.pick(&["null", "~", "None"])),
        Value::Bool(flag) => match random.below(5) {
            0 => json!(if *flag { "yes" } else { "off" }),
            1 => json!(if *flag { "True" } else { "FALSE" }),
            2 => json!(u8::from(*flag)),
            _ => json!(flag.to_string()),
        },
        Value::Number(number) => match random.below(6) {
            0 => json!(format!(" {number}")),
            1 => Value::Null,
            2 => json!(number.as_f64().unwrap_or_default() + 0.5),
            _ => json!(number.to_string()),
        },
        Value::String(text) => string(text, random),
        Value::Array(items) => {
            let mut items = items.clone();
            let again = random.pick(&items).cloned();
            let at = random.below(items.len() + 1);
            items.insert(at, again.unwrap_or_else(|| anything(random)));
            Value::Array(items)
        }
        Value::Object(fields) => Value::Object(object(fields, random)),
    }
}

/// Strings about which YAML parsers disagree, or that are easily printed incorrectly.
const TRAPS: [&str; 14] = [
    "yes",
    "no",
    "on",
    "0o7",
    "012",
    "1:30",
    "~",
    "a#b",
    "a # b",
    "a: b",
    "2026-01-31",
    "#x",
    "-",
    "[x]",
];

fn string(text: &str, random: &mut Random) -> Value {
    let literal = serde_json::from_str::<Value>(text).ok();
    match random.below(20) {
        0 => json!(random.pick(&TRAPS)),
        1 => json!(random.below(200)),
        2 => json!(random.chance(50)),
        3 => Value::Null,
        4 => json!(format!(" {text}")),
        5 => json!(format!("{text}\n")),
        6..=9 => literal.unwrap_or_else(|| json!(restyled(text, random))),
        10..=13 => json!(restyled(text, random)),
        _ => json!(misspelt(text, random)),
    }
}

fn object(fields: &Map<String, Value>, random: &mut Random) -> Map<String, Value> {
    let mut fields: Vec<(String, Value)> = fields.clone().into_iter().collect();
    let place = random.below(fields.len());
    match random.below(10) {
        0 => fields.push(("extra".to_owned(), anything(random))),
        1 if !fields.is_empty() => drop(fields.remove(place)),
        2 | 3 if !fields.is_empty() => {
            let (name, value) = fields[place].clone();
            let name = misspelt(&name, random);
            fields.insert(random.below(fields.len() + 1), (name, value));
        }
        _ => {
            if let Some((name, _)) = fields.get_mut(place) {
                *name = match random.chance(30) {
                    true => restyled(name, random),
                    false => misspelt(name, random),
                };
            }
        }
    }
    fields.into_iter().collect()
}

/// Returns the word in another case, or with other separators.
fn restyled(word: &str, random: &mut Random) -> String {
    let is_separator = |c: char| matches!(c, '_' | '-' | ' ');
    let between = *random.pick(&["_", "-", " ", ""]).unwrap_or(&"");
    match random.below(5) {
        0 => word.to_uppercase(),
        1 => word.to_lowercase(),
        2 => word.replace(is_separator, between),
        3 => {
            let mut rest = word.chars();
            let first = rest.next().into_iter().flat_map(char::to_uppercase);
            first.chain(rest).collect()
        }
        _ => word.replace(is_separator, between).to_lowercase(),
    }
}

/// Returns the word with one typing error, or in the singular or plural.
fn misspelt(word: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = word.chars().collect();
    let at = random.below(characters.len());
    let other = *random
        .pick(&['a', 'e', 's', 't', 'x', '1', 'é', '#'])
        .unwrap_or(&'x');
    match random.below(6) {
        0 => characters.insert(at, other),
        1 if characters.len() > 1 => drop(characters.remove(at)),
        2 if at > 0 => characters.swap(at - 1, at),
        3 if !characters.is_empty() => characters[at] = other,
        4 if word.ends_with('s') => drop(characters.pop()),
        _ => characters.push('s'),
    }
    characters.into_iter().collect()
}
