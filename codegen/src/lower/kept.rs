//! Which objects keep the members that they do not name.

use specwright_spec::model::{Model, SchemaId, Shape};

/// For each schema, whether its objects keep members that the document is silent about.
///
/// They do where a rule looks at the whole value, once it has been read: `not` above it, or `uniqueItems`.
pub(super) fn kept(model: &Model) -> Vec<bool> {
    let mut kept = vec![false; model.schemas.len()];
    let mut open: Vec<SchemaId> = Vec::new();
    for (index, schema) in model.schemas.iter().enumerate() {
        if !schema.not.is_empty() {
            kept[index] = true;
            open.extend(schema.shape.parts());
        }
        open.extend(unique_items(&schema.shape));
    }
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut kept[id.index()], true) {
            open.extend(model.schema(id).shape.parts());
        }
    }
    kept
}

fn unique_items(shape: &Shape) -> Vec<SchemaId> {
    match shape {
        Shape::Array(array) if array.unique_items => array.items.into_iter().collect(),
        Shape::Mixed(shapes) => shapes.iter().flat_map(unique_items).collect(),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enum(_)
        | Shape::Array(_)
        | Shape::Object(_)
        | Shape::Union(_) => Vec::new(),
    }
}
