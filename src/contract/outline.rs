//! The structure of a contract's schema: which subschemas apply to which part of a value.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};
use specwright_spec::Pointer;

use super::advice;
use super::schema::pointer_of;
use crate::formats;

/// All subschemas of a contract's schema; the first is the schema itself.
#[derive(Debug)]
pub(crate) struct Outline {
    parts: Vec<Part>,
    /// `true` if the schema has an `unevaluatedProperties`, which depends on the annotations of other keywords.
    pub(super) has_unevaluated: bool,
}

/// The position of a subschema in its [`Outline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Id(usize);

impl Id {
    pub(crate) const ROOT: Self = Self(0);

    pub(super) const fn index(self) -> usize {
        self.0
    }

    /// Returns the subschema of a position that is written in a schema.
    pub(super) fn of(index: &Value) -> Self {
        let index = index.as_u64().and_then(|index| usize::try_from(index).ok());
        Self(index.unwrap_or_default())
    }
}

/// A subschema.
#[derive(Debug, Default)]
pub(crate) struct Part {
    pub(crate) place: Pointer,
    /// The subschemas of `properties`.
    pub(crate) properties: HashMap<String, Id>,
    /// `true` if a keyword such as `additionalProperties` says which further properties the object may have.
    pub(crate) limits_names: bool,
    /// The subschema of properties that `properties` does not have.
    pub(crate) additional: Option<Id>,
    pub(crate) prefix_items: Vec<Id>,
    pub(crate) items: Option<Id>,
    /// The target of `$ref`, and the subschemas of `allOf`.
    pub(crate) all: Vec<Id>,
    /// `anyOf` and `oneOf`.
    pub(crate) unions: Vec<Union>,
    pub(crate) condition: Option<Condition>,
    /// The number of entries of `x-specwright-advice`.
    pub(crate) advice: usize,
    /// The `format`, if strings are compared with it.
    pub(crate) format: Option<String>,
}

/// `anyOf` or `oneOf`.
#[derive(Debug)]
pub(crate) struct Union {
    /// The place of the keyword.
    pub(crate) place: Pointer,
    pub(crate) branches: Vec<Id>,
    /// `true` for `anyOf`, at whose first accepting branch the validator stops.
    pub(super) is_any: bool,
}

/// `if` with `then` and `else`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Condition {
    pub(crate) condition: Id,
    pub(crate) then: Option<Id>,
    pub(crate) otherwise: Option<Id>,
}

impl Part {
    /// Returns `true` if the object's properties are named, and no keyword says whether others may be there.
    pub(crate) fn is_silent(&self) -> bool {
        !self.properties.is_empty() && !self.limits_names
    }

    /// Returns `true` if the subschema says of that property whether it may be there.
    pub(crate) fn declares(&self, name: &str) -> bool {
        self.limits_names || self.properties.contains_key(name)
    }
}

impl Outline {
    pub(super) fn of(schema: &Value) -> Self {
        let mut builder = Builder::default();
        builder.add(schema, Pointer::root());
        let Builder {
            mut parts,
            by_place,
            references,
            has_unevaluated,
        } = builder;
        for (from, target) in references {
            parts[from.0].all.extend(by_place.get(&target));
        }
        Self {
            parts,
            has_unevaluated,
        }
    }

    pub(crate) fn part(&self, id: Id) -> &Part {
        &self.parts[id.0]
    }

    /// Returns the names of the properties of an object that is valid for a subschema, without those of its unions.
    pub(super) fn names(&self, id: Id) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                let part = self.part(id);
                names.extend(part.properties.keys().map(String::as_str));
                open.extend(&part.all);
            }
        }
        names
    }

    pub(crate) fn parts(&self) -> impl Iterator<Item = (Id, &Part)> {
        let parts = self.parts.iter().enumerate();
        parts.map(|(index, part)| (Id(index), part))
    }
}

#[derive(Default)]
struct Builder {
    parts: Vec<Part>,
    by_place: HashMap<Pointer, Id>,
    /// The subschemas with a `$ref`, and its target.
    references: Vec<(Id, Pointer)>,
    has_unevaluated: bool,
}

impl Builder {
    fn add(&mut self, schema: &Value, place: Pointer) -> Id {
        let id = Id(self.parts.len());
        self.parts.push(Part::default());
        self.by_place.insert(place.clone(), id);
        let part = match schema {
            Value::Object(keywords) => self.part(id, keywords, &place),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => Part::default(),
        };
        self.parts[id.0] = Part { place, ..part };
        id
    }

    fn part(&mut self, id: Id, keywords: &Map<String, Value>, place: &Pointer) -> Part {
        let mut part = Part::default();
        for (keyword, value) in keywords {
            let place = place.child(keyword);
            match keyword.as_str() {
                "$ref" => {
                    let target = value.as_str().and_then(pointer_of);
                    self.references.extend(target.map(|target| (id, target)));
                }
                "properties" => part.properties = self.named(value, &place),
                "patternProperties" => {
                    part.limits_names = true;
                    self.named(value, &place);
                }
                "$defs" | "dependentSchemas" => {
                    self.named(value, &place);
                }
                "additionalProperties" => {
                    part.limits_names = true;
                    part.additional = Some(self.add(value, place));
                }
                "unevaluatedProperties" => {
                    part.limits_names = true;
                    self.has_unevaluated = true;
                }
                "prefixItems" => part.prefix_items = self.listed(value, &place),
                "items" => part.items = Some(self.add(value, place)),
                "allOf" => part.all = self.listed(value, &place),
                "anyOf" | "oneOf" => {
                    part.unions.push(Union {
                        branches: self.listed(value, &place),
                        place,
                        is_any: keyword == "anyOf",
                    });
                }
                advice::KEYWORD => part.advice = value.as_array().map_or(0, Vec::len),
                "format" => {
                    let format = value.as_str().filter(|format| formats::is_known(format));
                    part.format = format.map(str::to_owned);
                }
                _ => {}
            }
        }
        if let Some(condition) = keywords.get("if") {
            let mut add = |keyword: &str| {
                let schema = keywords.get(keyword)?;
                Some(self.add(schema, place.child(keyword)))
            };
            let (then, otherwise) = (add("then"), add("else"));
            let condition = self.add(condition, place.child("if"));
            part.condition = Some(Condition {
                condition,
                then,
                otherwise,
            });
        }
        part
    }

    fn named(&mut self, schemas: &Value, place: &Pointer) -> HashMap<String, Id> {
        let schemas = schemas.as_object().into_iter().flatten();
        schemas
            .map(|(name, schema)| (name.clone(), self.add(schema, place.child(name))))
            .collect()
    }

    fn listed(&mut self, schemas: &Value, place: &Pointer) -> Vec<Id> {
        let schemas = schemas.as_array().into_iter().flatten().enumerate();
        schemas
            .map(|(index, schema)| self.add(schema, place.child(index)))
            .collect()
    }
}
