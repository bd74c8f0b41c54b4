//! Values of one of several forms.

use serde::Deserialize;
use serde::de::{Deserializer, Error};
use serde_json::Value;

use super::Trail;

/// A type of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }

    /// The name that JSON Schema has for the type.
    const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    const fn phrase(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// What tells a variant from the others.
pub(crate) struct Variant {
    /// What it is called in messages.
    pub(crate) name: &'static str,
    /// The types of JSON that its values have.
    pub(crate) kinds: &'static [&'static str],
    /// The values of the tag that mean it.
    pub(crate) tags: &'static [&'static str],
}

/// An enum of which no value can be of two variants; [`union!`] makes it known to serde.
pub(crate) trait Union: Sized + 'static {
    /// The enum's name, for messages.
    const NAME: &'static str;

    /// The member that says which variant is meant.
    const TAG: Option<&'static str>;

    /// Whether messages are silent about why a variant does not fit, as it may have met the password of another one.
    const HIDES: bool = false;

    /// The variants, as declared.
    const VARIANTS: &'static [Variant];

    /// Reads the value as that variant.
    fn read(variant: usize, value: &Value, trail: &mut Trail) -> serde_json::Result<Self>;

    /// Keeps a value whose tag means no variant; gives it back where that is an error.
    fn unknown(value: Value) -> Result<Self, Value> {
        Err(value)
    }
}

/// Implements `Decode` and `Deserialize` for a [`Union`].
macro_rules! union {
    ($union:ty) => {
        impl $crate::wire::Decode for $union {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
                trail: &mut $crate::wire::Trail,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::decode_union(deserializer, trail)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $union {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::read(deserializer)
            }
        }
    };
}
pub(crate) use union;

/// Reads a value as the one variant that it is of.
pub(crate) fn decode_union<'de, U: Union, D: Deserializer<'de>>(
    deserializer: D,
    trail: &mut Trail,
) -> Result<U, D::Error> {
    let value = Value::deserialize(deserializer)?;
    match U::TAG {
        Some(tag) => decode_tagged(value, tag, trail),
        None => decode_untagged(&value, trail),
    }
}

fn decode_tagged<U: Union, E: Error>(
    value: Value,
    tag: &'static str,
    trail: &mut Trail,
) -> Result<U, E> {
    let Value::Object(members) = &value else {
        let found = Kind::of(&value).phrase();
        let message = format_args!("invalid type: {found}, expected `{}`, an object", U::NAME);
        return Err(E::custom(message));
    };
    let Some(found) = members.get(tag) else {
        return Err(E::missing_field(tag));
    };
    let meant = |text: &str| {
        U::VARIANTS
            .iter()
            .position(|variant| variant.tags.contains(&text))
    };
    if let Some(variant) = found.as_str().and_then(meant) {
        return U::read(variant, &value, trail).map_err(E::custom);
    }
    let found = found.to_string();
    U::unknown(value).map_err(|_| {
        let tags: Vec<&str> = U::VARIANTS
            .iter()
            .flat_map(|variant| variant.tags)
            .copied()
            .collect();
        let tags = tags.join("`, `");
        trail.member(tag);
        E::custom(format_args!(
            "unknown value `{found}`, expected one of `{tags}`"
        ))
    })
}

/// Tries the variants that have values of the right type of JSON. Of these at most one accepts the value.
fn decode_untagged<U: Union, E: Error>(value: &Value, trail: &mut Trail) -> Result<U, E> {
    let kind = Kind::of(value);
    let variants = U::VARIANTS.iter().enumerate();
    let candidates = variants.filter(|(_, variant)| variant.kinds.contains(&kind.name()));
    let candidates: Vec<(usize, &Variant)> = candidates.collect();
    if let [(only, _)] = candidates.as_slice() {
        return U::read(*only, value, trail).map_err(E::custom);
    }
    let mut why = Vec::new();
    for (variant, Variant { name, .. }) in candidates {
        let mut way = Trail::default();
        match U::read(variant, value, &mut way) {
            Ok(read) => return Ok(read),
            Err(_) if U::HIDES => why.push(format!("no `{name}`")),
            Err(error) => why.push(format!("no `{name}` ({error})")),
        }
    }
    let found = kind.phrase();
    if why.is_empty() {
        let message = format_args!("invalid type: {found}, which `{}` cannot be", U::NAME);
        return Err(E::custom(message));
    }
    let why = why.join(", ");
    Err(E::custom(format_args!(
        "no variant of `{}` fits: {why}",
        U::NAME
    )))
}
