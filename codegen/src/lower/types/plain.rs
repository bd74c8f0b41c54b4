//! Which schemas need no definition, as a type of Rust's own or of the helper modules stands for them.

use specwright_spec::model::{Array, Integer, Object, Schema, Shape, StringShape};

use super::formats::is_password;
use crate::ir::Ty;

/// Whether the type of a component is a struct, an enum or a newtype.
pub(super) fn needs_definition(schema: &Schema) -> bool {
    needs_inline_definition(schema) || is_bounded(&schema.shape)
}

/// The same for any other schema. Bounds alone are the generic arguments of a type, unless they have a name.
pub(super) fn needs_inline_definition(schema: &Schema) -> bool {
    !schema.not.is_empty()
        || shape_needs_definition(&schema.shape)
        || is_bounded(&schema.shape) && schema.notes.rust_name.is_some()
}

/// The same for a shape alone.
pub(super) fn shape_needs_definition(shape: &Shape) -> bool {
    match shape {
        Shape::Enum(_) | Shape::Mixed(_) | Shape::Union(_) => true,
        Shape::Object(object) => !is_map(object) || counts_members(object),
        Shape::Integer(integer) => !integer.multiple_of.is_empty(),
        Shape::Number(number) => !number.is_free(),
        // A type of its own keeps a password from being shown; no other with bounds does.
        Shape::String(string) => {
            !string.patterns.is_empty() || is_password(string) && !is_plain_string(string)
        }
        Shape::Array(array) => array.unique_items,
        Shape::Any | Shape::Never | Shape::Null | Shape::Boolean => false,
    }
}

/// Whether a shape has bounds that a primitive type does not have.
fn is_bounded(shape: &Shape) -> bool {
    match shape {
        Shape::Integer(integer) => plain_integer(integer).is_none(),
        Shape::String(string) => !is_plain_string(string),
        Shape::Array(array) => !is_plain_array(array),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Number(_)
        | Shape::Object(_)
        | Shape::Enum(_)
        | Shape::Mixed(_)
        | Shape::Union(_) => false,
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

fn is_plain_array(array: &Array) -> bool {
    array.min_items.unwrap_or(0) == 0 && array.max_items.is_none() && !array.unique_items
}

/// The type of the integers of a schema, as far as their bounds go.
pub(super) fn integer(integer: &Integer) -> Ty {
    if let Some(plain) = plain_integer(integer) {
        return plain;
    }
    let (min, max) = integer.range();
    if let (Ok(min), Ok(max)) = (i64::try_from(min), i64::try_from(max)) {
        return Ty::RangedI64 { min, max };
    }
    Ty::RangedU64 {
        min: u64::try_from(min).unwrap_or(0),
        max: u64::try_from(max).unwrap_or(0),
    }
}

/// The type of strings, as far as their length goes.
pub(super) fn string(string: &StringShape) -> Ty {
    if is_plain_string(string) {
        return if is_password(string) {
            Ty::Password
        } else {
            Ty::String
        };
    }
    Ty::BoundedString {
        min: string.min_length.unwrap_or(0),
        max: string.max_length,
    }
}

/// The type of a list of such items, as far as their number goes.
pub(in crate::lower) fn list(array: &Array, items: Ty) -> Ty {
    let items = Box::new(items);
    if is_plain_array(array) {
        return Ty::List(items);
    }
    Ty::BoundedVec {
        items,
        min: array.min_items.unwrap_or(0),
        max: array.max_items,
    }
}

/// The primitive type that holds exactly the integers of a schema.
fn plain_integer(integer: &Integer) -> Option<Ty> {
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
        | Ty::Password
        | Ty::Bool
        | Ty::BoundedString { .. }
        | Ty::RangedI64 { .. }
        | Ty::RangedU64 { .. }
        | Ty::BoundedVec { .. }
        | Ty::Bytes
        | Ty::File
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
