//! The schema that payloads are validated against: the document's own, with its advice and its silence made into violations.
//!
//! One validation then finds everything. An advice becomes one more schema of `allOf`, an open object that names its
//! properties becomes a closed one; where a violation stands in this schema says which of the two it is, or neither.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::{Map, Value, json};
use specwright_spec::Pointer;

const ADVICE: &str = "x-specwright-advice";

/// The strict schema, and what was added to it.
#[derive(Debug)]
pub(crate) struct Strict {
    schema: Value,
    /// Objects of the schema that the document leaves open.
    open: BTreeSet<Pointer>,
    /// The first schema of `allOf` that is an advice, by the place of the `allOf`.
    advised: BTreeMap<Pointer, usize>,
}

/// One entry of `x-specwright-advice`: what a value should satisfy, though it is valid without.
#[derive(Clone, Debug)]
pub struct Advice<'s> {
    /// The rule's stable name, kebab case.
    pub code: &'s str,
    /// What to say when a value goes against it.
    pub message: &'s str,
    /// Where the fact is from.
    pub source: &'s str,
    /// The place of the schema that gives the advice.
    pub owner: Pointer,
}

impl Strict {
    pub(crate) fn of(schema: &Value) -> Self {
        let mut strict = Self {
            schema: schema.clone(),
            open: BTreeSet::new(),
            advised: BTreeMap::new(),
        };
        let mut schema = strict.schema.take();
        strict.tighten(&mut schema, &Pointer::root(), Siblings::None);
        strict.schema = schema;
        strict
    }

    pub(crate) fn schema(&self) -> &Value {
        &self.schema
    }

    /// Whether the document leaves the object open whose schema is at this place.
    pub(crate) fn is_open(&self, place: &Pointer) -> bool {
        self.open.contains(place)
    }

    /// The advice that a violation at this place of the schema stands for.
    pub(crate) fn advice(&self, place: &Pointer) -> Option<Advice<'_>> {
        let tokens = place.tokens();
        let mut owner = Pointer::root();
        for (depth, token) in tokens.iter().enumerate() {
            if token == "allOf"
                && let Some(first) = self.advised.get(&owner)
                && let Some(index) = tokens.get(depth + 1).and_then(|index| index.parse().ok())
                && let Some(index) = usize::checked_sub(index, *first)
            {
                let advice = self.at(&owner)?.get(ADVICE)?.get(index)?;
                return read_advice(advice, &owner);
            }
            owner = owner.child(token);
        }
        None
    }

    /// All advice, in the order of the schemas that give it.
    pub(crate) fn all_advice(&self) -> Vec<Advice<'_>> {
        let owners = self.advised.keys();
        let lists = owners.filter_map(|owner| Some((owner, self.at(owner)?.get(ADVICE)?)));
        lists
            .flat_map(|(owner, list)| {
                let entries = list.as_array().into_iter().flatten();
                entries.filter_map(move |advice| read_advice(advice, owner))
            })
            .collect()
    }

    /// What stands at this place of the schema.
    pub(crate) fn at(&self, place: &Pointer) -> Option<&Value> {
        let mut tokens = place.tokens().iter();
        tokens.try_fold(&self.schema, |value, token| match value {
            Value::Object(members) => members.get(token),
            Value::Array(items) => items.get(token.parse::<usize>().ok()?),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        })
    }

    /// All names and texts in the schema, if it has no schema for members whatever their name is.
    pub(crate) fn names(&self) -> Option<HashSet<String>> {
        let mut names = HashSet::new();
        let mut rest = vec![&self.schema];
        while let Some(value) = rest.pop() {
            match value {
                Value::Object(members) => {
                    for (name, inner) in members {
                        let of_any_name = match name.as_str() {
                            "patternProperties" | "propertyNames" => true,
                            "additionalProperties" | "unevaluatedProperties" => !inner.is_boolean(),
                            _ => false,
                        };
                        if of_any_name {
                            return None;
                        }
                        names.insert(name.clone());
                        rest.push(inner);
                    }
                }
                Value::Array(items) => rest.extend(items),
                Value::String(text) => {
                    names.insert(text.clone());
                }
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
        Some(names)
    }

    fn tighten(&mut self, schema: &mut Value, place: &Pointer, siblings: Siblings) {
        let Value::Object(schema) = schema else {
            return;
        };
        for (keyword, inner) in schema.iter_mut() {
            let place = place.child(keyword);
            match keyword.as_str() {
                "properties" | "patternProperties" | "$defs" | "dependentSchemas" => {
                    self.tighten_all(inner, &place, Siblings::None);
                }
                "items" | "additionalProperties" | "contains" | "propertyNames" => {
                    self.tighten(inner, &place, Siblings::None);
                }
                "prefixItems" => self.tighten_all(inner, &place, Siblings::None),
                "allOf" | "anyOf" | "oneOf" => self.tighten_all(inner, &place, Siblings::Some),
                "then" | "else" => self.tighten(inner, &place, Siblings::Some),
                _ => {}
            }
        }
        if siblings == Siblings::None && close(schema) {
            self.open.insert(place.clone());
        }
        self.advise(schema, place);
    }

    fn tighten_all(&mut self, schemas: &mut Value, place: &Pointer, siblings: Siblings) {
        match schemas {
            Value::Object(schemas) => schemas
                .iter_mut()
                .for_each(|(name, schema)| self.tighten(schema, &place.child(name), siblings)),
            Value::Array(schemas) => schemas
                .iter_mut()
                .enumerate()
                .for_each(|(index, schema)| self.tighten(schema, &place.child(index), siblings)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn advise(&mut self, schema: &mut Map<String, Value>, place: &Pointer) {
        let Some(Value::Array(advice)) = schema.get(ADVICE) else {
            return;
        };
        let added: Vec<Value> = advice.iter().map(|entry| entry["schema"].clone()).collect();
        let all_of = schema.entry("allOf").or_insert_with(|| json!([]));
        if let Value::Array(all_of) = all_of {
            self.advised.insert(place.clone(), all_of.len());
            all_of.extend(added);
        }
    }
}

fn read_advice<'s>(advice: &'s Value, owner: &Pointer) -> Option<Advice<'s>> {
    Some(Advice {
        code: advice["code"].as_str()?,
        message: advice["message"].as_str()?,
        source: advice["source"].as_str()?,
        owner: owner.clone(),
    })
}

/// Whether other schemas have a say about the same value, and may name properties too.
#[derive(Clone, Copy, PartialEq)]
enum Siblings {
    None,
    Some,
}

/// Closes an object that names properties and says nothing of others.
fn close(schema: &mut Map<String, Value>) -> bool {
    let says = [
        "additionalProperties",
        "unevaluatedProperties",
        "patternProperties",
    ];
    let names = schema.get("properties").and_then(Value::as_object);
    let open = names.is_some_and(|names| !names.is_empty())
        && !says.iter().any(|keyword| schema.contains_key(*keyword));
    if open {
        // A reference or a combination beside the properties may name more of them.
        let keyword = match ["$ref", "allOf", "anyOf", "oneOf", "if"]
            .iter()
            .any(|keyword| schema.contains_key(*keyword))
        {
            true => "unevaluatedProperties",
            false => "additionalProperties",
        };
        schema.insert(keyword.to_owned(), Value::Bool(false));
    }
    open
}
