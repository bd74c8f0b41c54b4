//! Instances for the linter: those of [`sample`], and what they seldom reach.

use serde_json::{Map, Value, json};
use specwright_spec::sample::{self, Random, anything};

use super::mutation::{self, Step, at, places};
use super::number;

/// Samples the instances of a schema.
pub(super) struct Sampler<'s> {
    schema: &'s Value,
    /// The schema with what is under `not` demanded, where there is a `not`.
    excluded: Option<Value>,
    /// The names of all properties.
    names: Vec<String>,
    /// The texts of numbers to try.
    numbers: Vec<String>,
}

impl<'s> Sampler<'s> {
    pub(super) fn new(schema: &'s Value) -> Self {
        let (mut names, mut has_not) = (Vec::new(), false);
        let excluded = demanded(schema, &mut names, &mut has_not);
        names.sort();
        names.dedup();
        Self {
            schema,
            excluded: has_not.then_some(excluded),
            names,
            numbers: number::around(schema),
        }
    }

    /// Returns one instance; which kind of instance depends on `nth`.
    pub(super) fn instance(&self, nth: usize, random: &mut Random) -> Value {
        let plain = sample::instance(self.schema, random);
        match nth % 8 {
            0 => plain,
            1 => mutation::neighbour(&plain, random),
            2 | 3 => self.with_fields(plain, random),
            4 => merged(&plain, &sample::instance(self.schema, random), random),
            5 => {
                let other = self.excluded.as_ref().unwrap_or(self.schema);
                let other = sample::instance(other, random);
                let both = merged(&plain, &other, random);
                self.with_fields(both, random)
            }
            6 => self.with_number(plain, random),
            _ => {
                let other = sample::instance(self.excluded.as_ref().unwrap_or(self.schema), random);
                self.with_number(merged(&other, &plain, random), random)
            }
        }
    }

    /// Adds fields at random places: some that no schema names, and some that another object has.
    fn with_fields(&self, mut instance: Value, random: &mut Random) -> Value {
        for nth in 0..=random.below(2) {
            let objects = places(&instance)
                .into_iter()
                .filter(|(_, value)| value.is_object());
            let objects: Vec<Vec<Step>> = objects.map(|(place, _)| place).collect();
            let name = match random.pick(&self.names) {
                Some(name) if random.chance(50) => name.clone(),
                Some(name) if random.chance(30) => format!("{name}s"),
                Some(_) | None => format!("extra_{nth}"),
            };
            let place = random
                .pick(&objects)
                .and_then(|place| at(&mut instance, place));
            if let Some(Value::Object(members)) = place {
                members.entry(name).or_insert_with(|| anything(random));
            }
        }
        instance
    }

    /// Puts a number where one is, or else anywhere.
    fn with_number(&self, mut instance: Value, random: &mut Random) -> Value {
        let all = places(&instance).into_iter();
        let scalars = all.filter(|(_, value)| !value.is_object() && !value.is_array());
        let scalars: Vec<(Vec<Step>, &Value)> = scalars.collect();
        let numbers = scalars.iter().filter(|(_, value)| value.is_number());
        let numbers: Vec<_> = numbers.cloned().collect();
        let chosen = random.pick(&numbers).or(random.pick(&scalars));
        let place = chosen.map(|(place, _)| place.clone());
        let text = random.pick(&self.numbers).map_or("0", String::as_str);
        if let Some(value) = place.and_then(|place| at(&mut instance, &place)) {
            *value = number::marked(text);
        }
        instance
    }
}

/// Both instances in one: objects with the fields of both, arrays with the items of both.
fn merged(one: &Value, other: &Value, random: &mut Random) -> Value {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let mut members = one.clone();
            for (name, value) in other {
                let both = match one.get(name) {
                    Some(known) => merged(known, value, random),
                    None => value.clone(),
                };
                members.insert(name.clone(), both);
            }
            Value::Object(members)
        }
        (Value::Array(one), Value::Array(other)) if random.chance(30) => {
            one.iter().chain(other).cloned().collect()
        }
        (Value::Array(one), Value::Array(other)) => {
            let pairs = one.iter().zip(other);
            pairs
                .map(|(one, other)| merged(one, other, random))
                .collect()
        }
        (_, other) if random.chance(30) => other.clone(),
        (one, _) => one.clone(),
    }
}

/// The schema with what is under `not` as one more part of `allOf`.
fn demanded(schema: &Value, names: &mut Vec<String>, has_not: &mut bool) -> Value {
    match schema {
        Value::Object(keywords) => {
            let mut json = Map::new();
            for (keyword, value) in keywords {
                if let ("properties", Value::Object(properties)) = (keyword.as_str(), value) {
                    names.extend(properties.keys().cloned());
                }
                json.insert(keyword.clone(), demanded(value, names, has_not));
            }
            // A property of that name has a schema that is no schema with `type`, and does no harm.
            if let Some(not) = json.remove("not") {
                *has_not = true;
                let all = json.entry("allOf").or_insert_with(|| json!([]));
                all.as_array_mut()
                    .into_iter()
                    .for_each(|all| all.push(not.clone()));
            }
            Value::Object(json)
        }
        Value::Array(items) => {
            let items = items.iter();
            items.map(|item| demanded(item, names, has_not)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => schema.clone(),
    }
}
