//! Enumerations of values that are not all texts.

use serde::Deserialize;
use serde::de::{Deserializer, Error};
use serde_json::Value;

use super::canonical::push_canonical;

/// An enum of which each variant is a fixed value on the wire; [`literals!`] makes it known to serde.
pub(crate) trait Literals: Copy + 'static {
    /// Every value, in declared order.
    const VALUES: &'static [Self];

    /// The value as JSON text.
    fn text(self) -> &'static str;
}

/// Implements serde's traits, `Decode` and [`Literals`] for an enum that has a constant `VALUES` and a function `as_json`
/// of its own.
macro_rules! literals {
    ($literals:ty) => {
        impl $crate::wire::Literals for $literals {
            const VALUES: &'static [Self] = <$literals>::VALUES;

            fn text(self) -> &'static str {
                <$literals>::as_json(self)
            }
        }

        impl ::std::fmt::Display for $literals {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_json())
            }
        }

        impl $crate::wire::Decode for $literals {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
                _: &mut $crate::wire::Trail,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::decode_literal(deserializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $literals {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::read(deserializer)
            }
        }

        impl ::serde::Serialize for $literals {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&$crate::wire::value_of(*self), serializer)
            }
        }
    };
}
pub(crate) use literals;

/// The value of JSON that a literal is.
pub(crate) fn value_of<T: Literals>(literal: T) -> Value {
    serde_json::from_str(literal.text()).unwrap_or_default()
}

/// The literal that is this value.
pub(crate) fn from_value<T: Literals>(value: &Value) -> Option<T> {
    let mut values = T::VALUES.iter().copied();
    values.find(|literal| are_equal(&value_of(*literal), value))
}

/// Reads one of the values of an enumeration.
pub(crate) fn decode_literal<'de, T: Literals, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    from_value(&value).ok_or_else(|| {
        let texts: Vec<&str> = T::VALUES.iter().map(|literal| literal.text()).collect();
        let expected = texts.join("`, `");
        D::Error::custom(format_args!(
            "unknown value `{value}`, expected one of `{expected}`"
        ))
    })
}

/// Whether two values are equal as JSON.
fn are_equal(one: &Value, other: &Value) -> bool {
    let canonical = |value: &Value| {
        let mut text = String::new();
        push_canonical(value, &mut text);
        text
    };
    canonical(one) == canonical(other)
}
