//! Enumerations of values that are not all texts, in responses.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::literals::{Literals, from_value};
use super::{Decode, Trail, read};

/// A value of the enumeration `T`, or one that the document does not name, which is kept as it came.
///
/// What is read is [`Known`](Self::Known) whenever it can be.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenLiteral<T> {
    /// A value that the document names.
    Known(T),
    /// Any other value.
    Unknown(Value),
}

impl<T> OpenLiteral<T> {
    /// The value, if the document names it.
    #[must_use]
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }
}

impl<T> From<T> for OpenLiteral<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T: Literals> Decode for OpenLiteral<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D, _: &mut Trail) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(from_value(&value).map_or(Self::Unknown(value), Self::Known))
    }
}

impl<'de, T: Literals> Deserialize<'de> for OpenLiteral<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<T: Serialize> Serialize for OpenLiteral<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(value) => value.serialize(serializer),
            Self::Unknown(value) => value.serialize(serializer),
        }
    }
}
