//! The type of what cannot be there.

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};

use super::{Decode, Trail};

/// A type without values: no JSON value satisfies its schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Never {}

impl Decode for Never {
    fn decode<'de, D: Deserializer<'de>>(_: D, _: &mut Trail) -> Result<Self, D::Error> {
        Err(D::Error::custom("no value is allowed here"))
    }
}

impl<'de> Deserialize<'de> for Never {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer, &mut Trail::default())
    }
}

impl Serialize for Never {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match *self {}
    }
}
