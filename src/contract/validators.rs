//! The validators of a contract: of its schema, and of subschemas as they are needed.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use jsonschema::{ValidationError, ValidationOptions, Validator};
use serde_json::{Map, Value, json};
use specwright_spec::contract::bundle;
use specwright_spec::{Pointer, validation};

use super::outline::{Id, Outline, Part, Union};
use super::{advice, probe};
use crate::payload::Representation;

/// The validators of a contract's schema and of its subschemas.
#[derive(Debug)]
pub(super) struct Validators {
    whole: Validator<Representation>,
    /// The further validators so far, by the place of the keyword that they are for; `None` if one cannot be built.
    further: RwLock<HashMap<Pointer, Option<Further>>>,
}

/// A validator that is built at its first use.
pub(crate) type Further = Arc<Validator<Representation>>;

type Failed = Box<ValidationError<'static>>;

impl Validators {
    /// Builds the validator of the schema, with the keywords of [`probe`].
    pub(super) fn of(schema: &Value, outline: &Outline) -> Result<Self, Failed> {
        let whole = options().build(&marked(schema, outline));
        Ok(Self {
            whole: whole.map_err(|error| Box::new(error.to_owned()))?,
            further: RwLock::default(),
        })
    }

    pub(super) fn whole(&self) -> &Validator<Representation> {
        &self.whole
    }

    /// Returns a validator that notes which of the subschemas accept a value. They are those of the keyword at that place.
    pub(super) fn accepting(
        &self,
        contract: &Value,
        place: &Pointer,
        subschemas: &[(Id, &Pointer)],
    ) -> Option<Further> {
        self.cached(place, || {
            let few =
                reached(contract, subschemas).and_then(|schema| options().build(&schema).ok());
            match few {
                Some(validator) => Ok(validator),
                None => options().build(&with_whole(contract, subschemas)),
            }
        })
    }

    /// Returns the validator of the schema of an advice, which stands at that place and refers to nothing outside.
    pub(super) fn advice(&self, schema: &Value, place: &Pointer) -> Option<Further> {
        self.cached(place, || {
            validation::options::<Representation>().build(schema)
        })
    }

    fn cached(
        &self,
        place: &Pointer,
        build: impl FnOnce() -> Result<Validator<Representation>, ValidationError<'static>>,
    ) -> Option<Further> {
        let known = self.further.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(place) {
            return known.clone();
        }
        drop(known);
        let built = build().ok().map(Arc::new);
        let mut known = self.further.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(place.clone()).or_insert(built).clone()
    }
}

type Options = ValidationOptions<'static, Arc<dyn jsonschema::Retrieve>, Representation>;

fn options() -> Options {
    validation::options::<Representation>()
        .with_keyword(probe::UNNAMED, probe::unnamed)
        .with_keyword(probe::IGNORED, probe::ignored)
        .with_keyword(probe::ACCEPTED, probe::accepted)
        .with_keyword(probe::FORMAT, probe::format)
        .with_keyword(probe::FOREIGN, probe::foreign)
}

/// Returns a schema that notes which subschemas accept a value, with the definitions that they reach. Returns `None` if a
/// subschema does not exist.
fn reached(contract: &Value, subschemas: &[(Id, &Pointer)]) -> Option<Value> {
    let conditions = subschemas.iter().map(|(id, place)| {
        let schema = contract.pointer(&place.to_string())?;
        Some(json!({"if": schema, "then": probe::of_accepted(*id)}))
    });
    let conditions: Vec<Value> = conditions.collect::<Option<_>>()?;
    // `bundle` visits `allOf`, and no conditions.
    let schemas = conditions.iter().map(|condition| &condition["if"]);
    let all: Vec<&Value> = schemas.collect();
    let mut bundled = bundle(json!({"allOf": all}), |name| contract["$defs"].get(name));
    bundled["allOf"] = conditions.into();
    Some(bundled)
}

/// Returns a schema that notes which subschemas accept a value, with all of the contract's schema: for references that are not
/// to definitions.
fn with_whole(contract: &Value, subschemas: &[(Id, &Pointer)]) -> Value {
    const CONTRACT: &str = "urn:specwright:contract";
    let mut contract = contract.clone();
    contract["$id"] = CONTRACT.into();
    let conditions = subschemas.iter().map(|(id, place)| {
        let reference = json!({"$ref": format!("{CONTRACT}#{}", fragment(place))});
        json!({"if": reference, "then": probe::of_accepted(*id)})
    });
    json!({"allOf": conditions.collect::<Vec<_>>(), "$defs": {"contract": contract}})
}

/// Returns the schema with the marks of [`probe`], which change no verdict.
fn marked(schema: &Value, outline: &Outline) -> Value {
    let mut marked = schema.clone();
    for (id, part) in outline.parts() {
        let keywords = marked.pointer_mut(&part.place.to_string());
        if let Some(Value::Object(keywords)) = keywords {
            let marks = marks(id, part, keywords.get(advice::KEYWORD), outline);
            if !marks.is_empty() {
                add(marks, keywords, outline.has_unevaluated);
            }
        }
    }
    marked
}

/// Returns the keywords that note what a second step looks at. With them, a schema accepts every value.
fn marks(id: Id, part: &Part, advice: Option<&Value>, outline: &Outline) -> Map<String, Value> {
    let mut marks = Map::new();
    let unions = part.unions.iter().filter(|union| union.is_any);
    let names: BTreeSet<&str> = unions.flat_map(|union| foreign(union, outline)).collect();
    if !names.is_empty() {
        marks.insert(probe::FOREIGN.to_owned(), json!(names));
    }
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

/// Returns the names that branches of a union have for properties and its first branch does not have.
fn foreign<'o>(union: &Union, outline: &'o Outline) -> BTreeSet<&'o str> {
    let mut branches = union.branches.iter().map(|branch| outline.names(*branch));
    let first = branches.next().unwrap_or_default();
    let others: BTreeSet<&str> = branches.flatten().collect();
    others.difference(&first).copied().collect()
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
