//! Objects and operations that are too wide for one struct.

use specwright_spec::model::{Model, Shape};
use specwright_spec::{Code, Error, Span};

/// The largest number of fields of a struct. The widest object in 119 published documents has 141 properties.
const MOST_FIELDS: usize = 10_000;

/// Refuses every object with too many properties and every operation with too many parameters.
pub(super) fn refused(model: &Model) -> Vec<Error> {
    let schemas = model.schemas.iter();
    let objects = schemas.flat_map(|schema| {
        let wide = fields(&schema.shape).filter(|fields| *fields > MOST_FIELDS);
        wide.map(|fields| too_wide("object", fields, "properties", schema.span))
    });
    let operations = model.operations.iter();
    let operations = operations.filter(|operation| operation.parameters.len() > MOST_FIELDS);
    let operations = operations.map(|operation| {
        let parameters = operation.parameters.len();
        too_wide("operation", parameters, "parameters", operation.span)
    });
    objects.chain(operations).collect()
}

/// The number of properties of the objects of a shape.
fn fields(shape: &Shape) -> impl Iterator<Item = usize> {
    let shapes = match shape {
        Shape::Mixed(shapes) => shapes.as_slice(),
        Shape::Object(_)
        | Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enum(_)
        | Shape::Array(_)
        | Shape::Union(_) => std::slice::from_ref(shape),
    };
    shapes.iter().filter_map(|shape| match shape {
        Shape::Object(object) => Some(object.properties.len()),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enum(_)
        | Shape::Array(_)
        | Shape::Mixed(_)
        | Shape::Union(_) => None,
    })
}

fn too_wide(what: &str, fields: usize, plural: &str, span: Span) -> Error {
    let message =
        format!("this {what} has {fields} {plural}, and a struct has at most {MOST_FIELDS} fields");
    Error::new(Code::TooLarge, span, message)
        .help("use `additionalProperties` for names that are data, or generate other operations with `--only`")
}
