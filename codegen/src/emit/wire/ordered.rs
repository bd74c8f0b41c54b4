//! The members of a body in the order of the document.

use serde_json::Value;

/// The members of an object with what is known of each; those that are named come first.
pub(super) fn ordered<'b, K: Copy>(
    body: &'b Value,
    known: &[(&str, Option<K>)],
) -> Vec<(&'b str, &'b Value, Option<K>)> {
    let Value::Object(members) = body else {
        return Vec::new();
    };
    let first = known.iter().filter_map(|(name, what)| {
        let (name, value) = members.get_key_value(*name)?;
        Some((name.as_str(), value, *what))
    });
    let others = members
        .iter()
        .filter(|(name, _)| known.iter().all(|(known, _)| known != name));
    let others = others.map(|(name, value)| (name.as_str(), value, None));
    first.chain(others).collect()
}
