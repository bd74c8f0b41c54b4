//! String enumerations: a fixed set of texts.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

/// An enum of which each variant is a text on the wire; [`names!`] makes it known to serde.
pub(crate) trait Names: Copy + 'static {
    /// Every value, in declared order.
    const VALUES: &'static [Self];

    /// The value as it is written on the wire.
    fn as_str(self) -> &'static str;
}

/// Implements serde's traits, `Decode`, [`Names`] and the conversions of text for an enum that has a constant `VALUES`
/// and a function `as_str` of its own.
macro_rules! names {
    ($names:ty) => {
        impl $crate::wire::Names for $names {
            const VALUES: &'static [Self] = <$names>::VALUES;

            fn as_str(self) -> &'static str {
                <$names>::as_str(self)
            }
        }

        impl ::std::fmt::Display for $names {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $names {
            type Err = $crate::wire::UnknownValue;

            // A variant may be called `Err`, so that `Self::Err` would be either.
            fn from_str(text: &str) -> ::std::result::Result<Self, $crate::wire::UnknownValue> {
                $crate::wire::from_name(text)
            }
        }

        impl ::std::convert::AsRef<str> for $names {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::wire::Decode for $names {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
                _: &mut $crate::wire::Trail,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::decode_name(deserializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $names {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::read(deserializer)
            }
        }

        impl ::serde::Serialize for $names {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
pub(crate) use names;

/// The value that is written as `text`.
pub(crate) fn from_name<T: Names>(text: &str) -> Result<T, UnknownValue> {
    let known = T::VALUES.iter().find(|value| value.as_str() == text);
    known.copied().ok_or_else(|| {
        let values: Vec<_> = T::VALUES.iter().map(|value| value.as_str()).collect();
        UnknownValue {
            found: text.to_owned(),
            expected: one_of(&values),
        }
    })
}

/// Reads one of the values of an enumeration.
pub(crate) fn decode_name<'de, T: Names, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Name(PhantomData))
}

struct Name<T>(PhantomData<T>);

impl<T: Names> Visitor<'_> for Name<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        from_name(text).map_err(E::custom)
    }
}

/// A text that is none of the values of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue {
    found: String,
    expected: String,
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { found, expected } = self;
        write!(f, "unknown value `{found}`, expected {expected}")
    }
}

impl std::error::Error for UnknownValue {}

/// Lists values the way serde lists the names of fields.
fn one_of(values: &[&str]) -> String {
    match values {
        [left, right] => format!("`{left}` or `{right}`"),
        [only] => format!("`{only}`"),
        _ => format!("one of `{}`", values.join("`, `")),
    }
}
