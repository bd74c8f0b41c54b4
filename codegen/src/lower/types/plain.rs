//! Which schemas a type of Rust's own stands for, so that they need no definition.

use specwright_spec::model::{Array, Integer, Object, Schema, Shape, StringShape};

use crate::ir::Ty;

/// Whether the type of a schema is a struct, an enum or a newtype.
pub(super) fn needs_definition(schema: &Schema) -> bool {
    !schema.not.is_empty() || shape_needs_definition(&schema.shape)
}

/// The same for its shape alone.
pub(super) fn shape_needs_definition(shape: &Shape) -> bool {
    match shape {
        Shape::Enum(_) | Shape::Mixed(_) | Shape::Union(_) => true,
        Shape::Object(object) => !is_map(object) || counts_members(object),
        Shape::Integer(integer) => plain_integer(integer).is_none(),
        Shape::Number(number) => !number.is_free(),
        Shape::String(string) => !is_plain_string(string),
        Shape::Array(array) => !is_plain_array(array),
        Shape::Any | Shape::Never | Shape::Null | Shape::Boolean => false,
    }
}

/// Whether an object is a map: it names no member, and others may be there.
pub(in crate::lower) fn is_map(object: &Object) -> bool {
    use specwright_spec::model::Additional;
    object.properties.is_empty() && object.additional != Additional::Closed
}

/// Whether an object has a rule about the number of its members.
pub(super) fn counts_members(object: &Object) -> bool {
    object.min_properties.unwrap_or(0) > 0 || object.max_properties.is_some()
}

pub(in crate::lower) fn is_plain_string(string: &StringShape) -> bool {
    string.min_length.unwrap_or(0) == 0 && string.max_length.is_none() && string.patterns.is_empty()
}

pub(super) fn is_plain_array(array: &Array) -> bool {
    array.min_items.unwrap_or(0) == 0 && array.max_items.is_none() && !array.unique_items
}

/// The primitive type that holds exactly the integers of a schema.
pub(super) fn plain_integer(integer: &Integer) -> Option<Ty> {
    if !integer.multiple_of.is_empty() {
        return None;
    }
    let range = integer.range();
    [Ty::I32, Ty::I64, Ty::U64]
        .into_iter()
        .find(|ty| limits(ty) == Some(range))
}

/// The least and the greatest number of an integer type.
pub(super) fn limits(ty: &Ty) -> Option<(i128, i128)> {
    match ty {
        Ty::I32 => Some((i32::MIN.into(), i32::MAX.into())),
        Ty::I64 => Some((i64::MIN.into(), i64::MAX.into())),
        Ty::U64 => Some((u64::MIN.into(), u64::MAX.into())),
        Ty::String
        | Ty::Bool
        | Ty::Bytes
        | Ty::Null
        | Ty::Never
        | Ty::Number
        | Ty::Any
        | Ty::Named(_)
        | Ty::List(_)
        | Ty::Map(_)
        | Ty::Open(_)
        | Ty::OpenLiteral(_)
        | Ty::Boxed(_)
        | Ty::Nullable(_) => None,
    }
}
