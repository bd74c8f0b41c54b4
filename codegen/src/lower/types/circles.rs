//! Schemas that lead back to themselves through lists and maps only, such as `A: {type: array, items: {$ref: A}}`.

use std::collections::HashMap;

use specwright_spec::model::{Model, Schema, SchemaId, Shape};

use super::plain::needs_inline_definition;
use crate::lower::views::View;

/// The circles of a model, and which of their schemas have a type of their own.
pub(super) struct Circles {
    /// The circle of each schema that is on one; a schema is on one circle at most, as it has one inner schema.
    of: Vec<Option<usize>>,
    /// The types that break a circle, in each view.
    breaks: HashMap<(usize, View), Break>,
}

/// The schemas of a circle that have a type of their own.
#[derive(Clone, Copy, PartialEq)]
enum Break {
    /// One schema.
    One(SchemaId),
    /// Several schemas.
    Several,
}

impl Circles {
    /// Finds the circles. Linear in the number of schemas.
    pub(super) fn of(model: &Model) -> Self {
        let mut of = vec![None; model.schemas.len()];
        // The schema from which each one was reached first.
        let mut reached = vec![None; model.schemas.len()];
        for start in 0..model.schemas.len() {
            let mut here = Some(start);
            while let Some(at) = here.filter(|at| !needs_inline_definition(&model.schemas[*at])) {
                if let Some(from) = reached[at] {
                    if from == start {
                        mark(model, at, &mut of);
                    }
                    break;
                }
                reached[at] = Some(start);
                here = inner(&model.schemas[at]);
            }
        }
        Self {
            of,
            breaks: HashMap::new(),
        }
    }

    /// Notes that a schema has a type of its own in a view.
    pub(super) fn name(&mut self, id: SchemaId, view: View) {
        if let Some(circle) = self.of[id.index()] {
            let known = self.breaks.entry((circle, view)).or_insert(Break::One(id));
            if *known != Break::One(id) {
                *known = Break::Several;
            }
        }
    }

    /// Returns `true` if a schema is on a circle on which no other schema has a type of its own.
    pub(super) fn holds_itself(&self, id: SchemaId, view: View) -> bool {
        self.of[id.index()].is_some_and(|circle| {
            let broken = self.breaks.get(&(circle, view));
            broken.is_none_or(|broken| *broken == Break::One(id))
        })
    }
}

/// Marks every schema of the circle that a schema is on.
fn mark(model: &Model, first: usize, of: &mut [Option<usize>]) {
    let mut here = Some(first);
    while let Some(at) = here.filter(|at| of[*at].is_none()) {
        of[at] = Some(first);
        here = inner(&model.schemas[at]);
    }
}

/// Returns the schema of the items of a list or of the values of a map.
fn inner(schema: &Schema) -> Option<usize> {
    let inner = match &schema.shape {
        Shape::Array(array) => array.items,
        Shape::Object(object) => object.additional.schema(),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Number(_)
        | Shape::Integer(_)
        | Shape::String(_)
        | Shape::Enum(_)
        | Shape::Mixed(_)
        | Shape::Union(_) => None,
    };
    inner.map(SchemaId::index)
}
