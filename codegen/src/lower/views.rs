//! Requests are closed and responses are open: the two ways to see a schema.

use specwright_spec::model::{Additional, Model, Property, Shape};

/// How values of a schema are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum View {
    /// Exactly as the schema says: requests.
    Closed,
    /// Unknown enum values and members never fail: responses.
    Open,
}

/// For each schema, whether its open form differs: an enum, a union, a closed object or a member that only one
/// direction has is somewhere in it.
pub(super) fn differing(model: &Model) -> Vec<bool> {
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); model.schemas.len()];
    for (user, schema) in model.schemas.iter().enumerate() {
        for part in schema.parts() {
            users[part.index()].push(user);
        }
    }
    let mut differs = vec![false; model.schemas.len()];
    let marked = model
        .schemas
        .iter()
        .enumerate()
        .filter(|(_, schema)| !schema.not.is_empty() || opens(&schema.shape));
    let mut open: Vec<usize> = marked.map(|(index, _)| index).collect();
    while let Some(index) = open.pop() {
        if !std::mem::replace(&mut differs[index], true) {
            open.extend(&users[index]);
        }
    }
    differs
}

/// Whether values of that view do not have the member.
pub(super) const fn is_absent(property: &Property, view: View) -> bool {
    match view {
        View::Closed => property.read_only.is_some(),
        View::Open => property.write_only.is_some(),
    }
}

fn opens(shape: &Shape) -> bool {
    match shape {
        Shape::Enum(_) | Shape::Union(_) => true,
        Shape::Object(object) => {
            let mut properties = object.properties.iter();
            object.additional == Additional::Closed
                || properties
                    .any(|property| property.read_only.is_some() || property.write_only.is_some())
        }
        Shape::Mixed(shapes) => shapes.iter().any(opens),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Array(_) => false,
    }
}
