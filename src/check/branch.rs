//! The branches of `oneOf` and `anyOf`: their properties, their types, and the values that they allow.

use std::slice;

use serde_json::Value;
use specwright_spec::Pointer;

use crate::contract::Contract;

/// The maximum number of properties of an object, and of schemas of a branch, that are examined.
pub(super) const MOST: usize = 64;

/// A branch of a union (`oneOf` or `anyOf`), with the schemas of which it is composed.
pub(super) struct Branch<'c> {
    /// The schemas that apply to every instance of the branch: its own, `$ref` targets, and the schemas in `allOf`.
    schemas: Vec<&'c Value>,
    /// The branches of each union in `schemas`.
    unions: Vec<Vec<Branch<'c>>>,
    contract: &'c Contract,
}

/// The values that a branch allows for a property: the arrays of one or several `enum` or `const` keywords.
pub(super) type Listed<'c> = Vec<&'c [Value]>;

/// Returns the branches of the union whose keyword is at the JSON pointer `union` of the contract's schema; none if
/// there is no union.
pub(super) fn all<'c>(
    union: &Pointer,
    contract: &'c Contract,
) -> impl Iterator<Item = Branch<'c>> + use<'c> {
    let schemas = written(union, contract).iter();
    schemas.map(|schema| Branch::new(schema, contract))
}

/// Returns the schemas of the branches as they are in the contract; a `$ref` is not resolved.
pub(super) fn written<'c>(union: &Pointer, contract: &'c Contract) -> &'c [Value] {
    let branches = contract.schema().at(union).and_then(Value::as_array);
    branches.map(Vec::as_slice).unwrap_or_default()
}

impl<'c> Branch<'c> {
    fn new(schema: &'c Value, contract: &'c Contract) -> Self {
        let mut left = MOST;
        Self::of(schema, contract, &mut left)
    }

    /// Collects the schemas of a branch, at most `left` beside the first, and reduces `left` by their number.
    fn of(schema: &'c Value, contract: &'c Contract, left: &mut usize) -> Self {
        let mut schemas = vec![schema];
        let mut next = 0;
        while let Some(schema) = schemas.get(next).copied() {
            next += 1;
            let target = contract.schema().resolve(schema);
            for part in [target].into_iter().chain(listed(schema, "allOf")) {
                let is_new = !schemas.iter().any(|known| std::ptr::eq(*known, part));
                if *left == 0 {
                    break;
                }
                if is_new {
                    *left -= 1;
                    schemas.push(part);
                }
            }
        }
        let mut unions = Vec::new();
        for keyword in ["oneOf", "anyOf"] {
            for schema in &schemas {
                let branches = listed(schema, keyword);
                if !branches.is_empty() && branches.len() <= *left {
                    *left -= branches.len();
                    let branches = branches.iter();
                    unions.push(
                        branches
                            .map(|branch| Self::of(branch, contract, left))
                            .collect(),
                    );
                }
            }
        }
        Self {
            schemas,
            unions,
            contract,
        }
    }

    /// Returns `true` if the branch, or a branch of a union in it, declares the property `name`.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.property(name).is_some()
            || self
                .unions
                .iter()
                .flatten()
                .any(|branch| branch.declares(name))
    }

    /// Returns the schema of an array's items as a branch; `None` if the branch has no `items`.
    pub(super) fn items(&self) -> Option<Self> {
        let mut schemas = self.schemas.iter();
        let items = schemas.find_map(|schema| schema.get("items"))?;
        Some(Self::new(items, self.contract))
    }

    /// Returns `true` if every object of the branch must have the property `name`.
    pub(super) fn requires(&self, name: &str) -> bool {
        let mut required = self
            .schemas
            .iter()
            .flat_map(|schema| listed(schema, "required"));
        required.any(|required| required.as_str() == Some(name))
    }

    /// Returns `true` if `additionalProperties: false` rejects properties that the branch does not declare.
    pub(super) fn is_closed(&self) -> bool {
        let mut further = self
            .schemas
            .iter()
            .filter_map(|schema| schema.get("additionalProperties"));
        further.any(|further| further == false)
    }

    /// Returns the names of the properties outside of unions, in declared order.
    pub(super) fn names(&self) -> impl Iterator<Item = &'c str> {
        let properties = self
            .schemas
            .iter()
            .filter_map(|schema| schema.get("properties")?.as_object());
        properties
            .flatten()
            .map(|(name, _): (&'c String, _)| name.as_str())
    }

    /// Returns the allowed values of the property `name`; `None` if no `enum` or `const` restricts them.
    pub(super) fn listed(&self, name: &str) -> Option<Listed<'c>> {
        let property = self.property(name);
        if let Some(values) = property.and_then(values) {
            return Some(vec![values]);
        }
        self.unions.iter().find_map(|union| {
            let mut objects = union
                .iter()
                .filter(|branch| branch.may_be("object"))
                .peekable();
            objects.peek()?;
            let listed: Option<Vec<Listed<'c>>> =
                objects.map(|branch| branch.listed(name)).collect();
            Some(listed?.concat())
        })
    }

    /// Returns the names of the types that the branch allows; empty if no `type` restricts them.
    pub(super) fn types(&self) -> Vec<String> {
        let own = self.schemas.iter().map(|schema| types(schema));
        let own = own.into_iter().find(|types| !types.is_empty());
        let of_union = |union: &Vec<Self>| {
            let types: Vec<Vec<String>> = union.iter().map(Self::types).collect();
            let is_known = types.iter().all(|types| !types.is_empty());
            is_known.then(|| types.concat())
        };
        own.or_else(|| self.unions.iter().find_map(of_union))
            .unwrap_or_default()
    }

    fn may_be(&self, kind: &str) -> bool {
        let types = self.types();
        types.is_empty() || types.iter().any(|name| name == kind)
    }

    fn property(&self, name: &str) -> Option<&'c Value> {
        let mut schemas = self.schemas.iter();
        let property = schemas.find_map(|schema| schema.get("properties")?.get(name))?;
        Some(self.contract.schema().resolve(property))
    }
}

/// Returns the values in the `const` or `enum` of a schema; `None` if the schema has neither keyword.
fn values(schema: &Value) -> Option<&[Value]> {
    match (schema.get("const"), schema.get("enum")) {
        (Some(only), _) => Some(slice::from_ref(only)),
        (None, Some(Value::Array(values))) => Some(values),
        (None, _) => None,
    }
}

/// Returns the elements of the array at a keyword of a schema; none if there is no such array.
fn listed<'s>(schema: &'s Value, keyword: &str) -> &'s [Value] {
    let items = schema.get(keyword).and_then(Value::as_array);
    items.map(Vec::as_slice).unwrap_or_default()
}

/// The types that a schema names.
pub(super) fn types(schema: &Value) -> Vec<String> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names
            .iter()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}
