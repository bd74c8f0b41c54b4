//! The validators of a contract: of its schema, and of subschemas as they are needed.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value, json};
use specwright_spec::{Pointer, validation};

use super::outline::{Id, Outline, Part};
use super::{advice, probe};
use crate::payload::Representation;

/// The name by which a subschema's validator refers to the contract's schema.
const CONTRACT: &str = "urn:specwright:contract";

/// The validators of a contract's schema and of its subschemas.
#[derive(Debug)]
pub(super) struct Validators {
    whole: Validator<Representation>,
    /// The validators of subschemas so far, by place; `None` for a place without a schema.
    parts: RwLock<HashMap<Pointer, Option<OfPart>>>,
}

/// The validator of a subschema.
pub(crate) type OfPart = Arc<Validator<Representation>>;

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
    pub(super) fn part(&self, schema: &Value, place: &Pointer) -> Option<OfPart> {
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
    pub(super) fn advice(&self, schema: &Value, place: &Pointer) -> Option<OfPart> {
        self.cached(place, || standalone(schema))
    }

    fn cached(
        &self,
        place: &Pointer,
        build: impl FnOnce() -> Result<Validator<Representation>, ValidationError<'static>>,
    ) -> Option<OfPart> {
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
        if let Some(Value::Object(keywords)) = keywords {
            let marks = marks(id, part, keywords.get(advice::KEYWORD));
            if !marks.is_empty() {
                add(marks, keywords, outline.has_unevaluated);
            }
        }
    }
    marked
}

/// Returns the keywords that note what a second step looks at. With them, a schema accepts every value.
fn marks(id: Id, part: &Part, advice: Option<&Value>) -> Map<String, Value> {
    let mut marks = Map::new();
    if part.is_silent() {
        let names = part
            .properties
            .keys()
            .map(|name| (name.clone(), json!(true)));
        marks.insert("properties".to_owned(), names.collect());
        marks.insert("additionalProperties".to_owned(), probe::of_unnamed());
    }
    if part.format.is_some() {
        marks.insert(probe::FORMAT.to_owned(), id.index().into());
    }
    if let Some(Value::Array(advice)) = advice {
        let schemas: Vec<&Value> = advice.iter().map(|entry| &entry["schema"]).collect();
        let condition = match schemas.as_slice() {
            [only] => (*only).clone(),
            all => json!({"allOf": all}),
        };
        marks.insert("if".to_owned(), condition);
        marks.insert("else".to_owned(), probe::of_ignored(id));
    }
    marks
}

/// Adds marks to a schema: beside its own keywords, where that is fastest. If an `unevaluatedProperties` depends on
/// annotations, the marks stand inside of `not`, which drops theirs.
fn add(mut marks: Map<String, Value>, keywords: &mut Map<String, Value>, has_unevaluated: bool) {
    if has_unevaluated {
        let neutral = json!({"not": {"if": marks, "then": false, "else": false}});
        return add_to_all(keywords, neutral);
    }
    // The schema has the names itself.
    marks.remove("properties");
    if let Some(condition) = marks.remove("if") {
        let ignored = marks.remove("else");
        let is_taken = ["if", "then", "else"]
            .iter()
            .any(|own| keywords.contains_key(*own));
        match is_taken {
            true => add_to_all(keywords, json!({"if": condition, "else": ignored})),
            false => {
                keywords.insert("if".to_owned(), condition);
                keywords.extend(ignored.map(|ignored| ("else".to_owned(), ignored)));
            }
        }
    }
    keywords.extend(marks);
}

fn add_to_all(keywords: &mut Map<String, Value>, schema: Value) {
    let all = keywords.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all) = all {
        all.push(schema);
    }
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
