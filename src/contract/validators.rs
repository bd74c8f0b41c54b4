//! The validators of a contract: of its schema, and of subschemas as they are needed.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value, json};
use specwright_spec::{Pointer, validation};

use super::outline::{self, Outline};
use super::{advice, probe};
use crate::payload::Representation;

/// The name by which a subschema's validator refers to the contract's schema.
const CONTRACT: &str = "urn:specwright:contract";

/// The validators of a contract's schema and of its subschemas.
#[derive(Debug)]
pub(super) struct Validators {
    whole: Validator<Representation>,
    /// The validators of subschemas so far, by place; `None` for a place without a schema.
    parts: RwLock<HashMap<Pointer, Option<Part>>>,
}

/// The validator of a subschema.
pub(crate) type Part = Arc<Validator<Representation>>;

type Failed = Box<ValidationError<'static>>;

impl Validators {
    /// Builds the validator of the schema, which also notes what [`probe`] is about.
    pub(super) fn of(schema: &Value, outline: &Outline) -> Result<Self, Failed> {
        let options = validation::options::<Representation>()
            .with_keyword(probe::UNNAMED, probe::unnamed)
            .with_keyword(probe::IGNORED, probe::ignored)
            .with_keyword(probe::FORMAT, probe::format);
        let marked = marked(schema, outline);
        let whole = options.build(&marked);
        Ok(Self {
            whole: whole.map_err(|error| Box::new(error.to_owned()))?,
            parts: RwLock::default(),
        })
    }

    pub(super) fn whole(&self) -> &Validator<Representation> {
        &self.whole
    }

    /// Returns the validator of the subschema at a place, built at its first use.
    pub(super) fn part(&self, schema: &Value, place: &Pointer) -> Option<Part> {
        self.cached(place, || {
            let mut contract = schema.clone();
            contract["$id"] = CONTRACT.into();
            standalone(&json!({
                "$ref": format!("{CONTRACT}#{}", fragment(place)),
                "$defs": {"contract": contract},
            }))
        })
    }

    /// Returns the validator of the schema of an advice, which stands at that place and refers to nothing outside.
    pub(super) fn advice(&self, schema: &Value, place: &Pointer) -> Option<Part> {
        self.cached(place, || standalone(schema))
    }

    fn cached(
        &self,
        place: &Pointer,
        build: impl FnOnce() -> Result<Validator<Representation>, ValidationError<'static>>,
    ) -> Option<Part> {
        let known = self.parts.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(place) {
            return known.clone();
        }
        drop(known);
        let built = build().ok().map(Arc::new);
        let mut known = self.parts.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(place.clone()).or_insert(built).clone()
    }
}

/// Returns the schema with the marks of [`probe`], which change no verdict.
fn marked(schema: &Value, outline: &Outline) -> Value {
    let mut marked = schema.clone();
    for (id, part) in outline.parts() {
        let keywords = marked.pointer_mut(&part.place.to_string());
        let Some(Value::Object(keywords)) = keywords else {
            continue;
        };
        let mut added = Vec::new();
        match (part.is_silent(), outline.has_unevaluated) {
            (true, false) => {
                keywords.insert("additionalProperties".to_owned(), probe::of_unnamed());
            }
            // Here the annotations must stay as they are, so that the same stands inside of `not`.
            (true, true) => added.push(unannotated(part)),
            (false, _) => {}
        }
        if part.format.is_some() {
            keywords.insert(probe::FORMAT.to_owned(), id.index().into());
        }
        if let Some(Value::Array(advice)) = keywords.get(advice::KEYWORD) {
            added.push(probe::of_advice(id, advice));
        }
        if added.is_empty() {
            continue;
        }
        let all = keywords.entry("allOf").or_insert_with(|| json!([]));
        if let Value::Array(all) = all {
            all.extend(added);
        }
    }
    marked
}

/// Returns a schema that accepts every value without an annotation, and notes properties that the subschema does not name.
fn unannotated(part: &outline::Part) -> Value {
    let names = part.properties.keys();
    let names: Map<String, Value> = names.map(|name| (name.clone(), json!(true))).collect();
    let noted = json!({"properties": names, "additionalProperties": probe::of_unnamed()});
    json!({"not": {"if": noted, "then": false, "else": false}})
}

/// Builds the validator of a schema that notes nothing.
pub(super) fn standalone(
    schema: &Value,
) -> Result<Validator<Representation>, ValidationError<'static>> {
    validation::options::<Representation>().build(schema)
}

/// Encodes a place as the fragment of a URI.
fn fragment(place: &Pointer) -> String {
    let place = place.to_string();
    let encoded = place.bytes().map(|byte| match byte {
        b'/' | b'~' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    encoded.collect()
}
