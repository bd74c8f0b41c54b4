//! How integers beyond the signed 64 bits are read.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_json::Number;

use super::integer::{FITS_64_BITS, whole};
use super::{Decode, Trail};

impl Decode for u64 {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D, _: &mut Trail) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Unsigned)
    }
}

/// Reads a whole number from 0, in any spelling.
struct Unsigned;

impl<'de> Visitor<'de> for Unsigned {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer from 0")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<u64, E> {
        u64::try_from(value).map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<u64, E> {
        Ok(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<u64, E> {
        let whole = whole(value);
        let whole = whole.map_err(|expected| E::invalid_value(Unexpected::Float(value), &expected));
        self.visit_i64(whole?)
    }

    /// Where some crate of the build turns on `arbitrary_precision`, `serde_json` shows numbers as maps.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<u64, A::Error> {
        let Ok(number) = Number::deserialize(MapAccessDeserializer::new(map)) else {
            return Err(A::Error::invalid_type(Unexpected::Map, &self));
        };
        match (number.as_u64(), number.as_f64()) {
            (Some(value), _) => Ok(value),
            (None, Some(value)) => self.visit_f64(value),
            (None, None) => Err(A::Error::invalid_value(
                Unexpected::Other("number"),
                &FITS_64_BITS,
            )),
        }
    }
}
