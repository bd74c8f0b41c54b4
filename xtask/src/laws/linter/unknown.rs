//! Unknown fields: where an object is open, they change no verdict.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use specwright::parse::Format;
use specwright_spec::sample::{Random, anything};

use super::report::{Breach, Law};
use super::subject::{Finding, Linted, Subject, errors};
use crate::laws::{mutation, open, text};

/// A payload with as many values is large.
const LARGE: usize = 1 << 16;

impl Subject {
    /// Fields that no schema names change no verdict where an object is open.
    pub(super) fn openness(&self, instance: &Value, found: &[Finding]) -> Option<Breach> {
        let extended = self.extended(instance)?;
        let texts = [
            (text::json(&extended), Format::Json),
            (text::yaml(&extended), Format::Yaml),
        ];
        let before = errors(found);
        texts.iter().find_map(|(text, format)| {
            let after = self.lint(text, *format);
            let after = errors(&after);
            let (only, error) = match (before.first(), after.first()) {
                (None, Some(error)) => ("with", *error),
                (Some(error), None) => ("without", *error),
                (None, None) | (Some(_), Some(_)) => return None,
            };
            let told = format!("only {only} the unknown fields of {text}: {}", error.told());
            Some(Breach::new(Law::Open, &error.code, told))
        })
    }

    /// The instance with fields of other names in some of its open objects, or `None` if no object is open. The same instance
    /// always gets the same fields.
    fn extended(&self, instance: &Value) -> Option<Value> {
        let places = open::objects(&self.schema, instance);
        let mut random = Random::new(seed(instance));
        let mut extended = instance.clone();
        for place in &places {
            let Some(Value::Object(members)) = mutation::at(&mut extended, place) else {
                continue;
            };
            for _ in 0..=random.below(3) {
                let name = self.unknown_name(&mut random);
                members.insert(name, anything(&mut random));
            }
        }
        (!places.is_empty()).then_some(extended)
    }

    /// A name that no schema has, though it may resemble one.
    fn unknown_name(&self, random: &mut Random) -> String {
        const NAMES: [&str; 6] = ["zzz", "", "0", "$ref", "é\n\"", "__proto__"];
        let known: Vec<&String> = self.names.iter().collect();
        let resembling = random.pick(&known).map(|name| match random.below(3) {
            0 => format!("{name}s"),
            1 => name.to_uppercase(),
            _ => name.chars().skip(1).collect(),
        });
        let name = match random.chance(50) {
            true => resembling,
            false => random.pick(&NAMES).map(|name| (*name).to_owned()),
        };
        let unknown = name.filter(|name| !self.names.contains(name));
        unknown.unwrap_or_else(|| "zzz field of nobody".to_owned())
    }

    /// A field with more values than the linter looks through twice changes no error.
    pub(in crate::laws) fn largeness(&self, linted: &Linted<'_>) -> Option<Breach> {
        let places = open::objects(&self.schema, linted.instance);
        let mut large = linted.instance.clone();
        let Value::Object(members) = mutation::at(&mut large, places.first()?)? else {
            return None;
        };
        members.insert("zzz field of nobody".to_owned(), json!(vec![0; LARGE]));
        let after = self.lint(&text::json(&large), Format::Json);
        let key = |found: &&Finding| (found.code.clone(), found.pointer.clone());
        let [before, after] = [errors(&linted.found), errors(&after)];
        let keys = [&before, &after].map(|found| found.iter().map(key).collect::<Vec<_>>());
        if keys[0] == keys[1] {
            return None;
        }
        let mut either = before.iter().chain(&after);
        let told = either.next().map_or(String::new(), |error| error.told());
        Some(Breach::new(Law::Open, "large", told))
    }
}

fn seed(instance: &Value) -> u64 {
    let bytes = text::json(instance).into_bytes().into_iter();
    bytes.fold(1, |seed, byte| {
        seed.wrapping_mul(31).wrapping_add(byte.into())
    })
}

/// Returns the names of all properties that a schema declares or requires.
pub(super) fn names(schema: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open = vec![schema];
    while let Some(next) = open.pop() {
        let properties = next["properties"].as_object().into_iter().flatten();
        names.extend(properties.map(|(name, _)| name.clone()));
        let required = next["required"].as_array().into_iter().flatten();
        names.extend(required.filter_map(Value::as_str).map(str::to_owned));
        open.extend(
            next.as_object()
                .into_iter()
                .flatten()
                .map(|(_, value)| value),
        );
        open.extend(next.as_array().into_iter().flatten());
    }
    names
}
