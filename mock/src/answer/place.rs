//! Places in a body, each by the names that lead to it.

use serde_json::{Map, Value};
use specwright_spec::model::{Link, LinkBody, LinkValue};

use crate::api::Schema;

/// The texts that a link takes out of a body, each by the names that lead to it.
pub(super) fn asked(link: &Link) -> Vec<Vec<String>> {
    let given = link.parameters.iter().map(|parameter| &parameter.value);
    let mut values: Vec<&LinkValue> = given.collect();
    let mut open: Vec<&LinkBody> = link.body.iter().collect();
    while let Some(body) = open.pop() {
        match body {
            LinkBody::Value(value) => values.push(value),
            LinkBody::Object(members) => open.extend(members.iter().map(|(_, member)| member)),
        }
    }
    let places = values.into_iter().filter_map(|value| match value {
        LinkValue::ResponseBody(pointer) => Some(pointer.to_string()),
        LinkValue::Constant(_) | LinkValue::RequestPath(_) => None,
    });
    places.map(|pointer| names(&pointer)).collect()
}

/// The names in a JSON pointer.
pub(crate) fn names(pointer: &str) -> Vec<String> {
    let names = pointer.split('/').skip(1);
    names
        .map(|name| name.replace("~1", "/").replace("~0", "~"))
        .collect()
}

/// Puts a value behind these names, if the schema lets it be there.
pub(crate) fn put(body: &mut Value, place: &[String], value: Value, schema: &Schema) -> bool {
    let mut with = body.clone();
    let fits = insert(&mut with, place, value) && schema.accepts(&with);
    if fits {
        *body = with;
    }
    fits
}

/// Puts a value behind these names; objects on the way are made.
pub(super) fn insert(root: &mut Value, place: &[String], value: Value) -> bool {
    let Some((last, way)) = place.split_last() else {
        return false;
    };
    let mut here = root;
    for name in way {
        let Some(members) = here.as_object_mut() else {
            return false;
        };
        here = members
            .entry(name.as_str())
            .or_insert_with(|| Map::new().into());
    }
    match here.as_object_mut() {
        Some(members) => {
            members.insert(last.clone(), value);
            true
        }
        None => false,
    }
}
