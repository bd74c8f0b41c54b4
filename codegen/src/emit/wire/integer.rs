//! How integers are read.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_json::Number;

use super::{Decode, Trail};

impl Decode for i64 {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D, _: &mut Trail) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Integer)
    }
}

impl Decode for i32 {
    fn decode<'de, D: Deserializer<'de>>(
        deserializer: D,
        trail: &mut Trail,
    ) -> Result<Self, D::Error> {
        let wide = i64::decode(deserializer, trail)?;
        Self::try_from(wide).map_err(|_| {
            D::Error::invalid_value(
                Unexpected::Signed(wide),
                &"an integer that fits into 32 bits",
            )
        })
    }
}

/// Reads a whole number of 64 bits, in any spelling: to JSON Schema, `1.0` and `1e2` are integers.
struct Integer;

impl<'de> Visitor<'de> for Integer {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<i64, E> {
        Ok(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<i64, E> {
        i64::try_from(value)
            .map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &FITS_64_BITS))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<i64, E> {
        whole(value).map_err(|expected| E::invalid_value(Unexpected::Float(value), &expected))
    }

    /// Where some crate of the build turns on `arbitrary_precision`, `serde_json` shows numbers as maps.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<i64, A::Error> {
        let Ok(number) = Number::deserialize(MapAccessDeserializer::new(map)) else {
            return Err(A::Error::invalid_type(Unexpected::Map, &self));
        };
        match (number.as_i64(), number.as_f64()) {
            (Some(value), _) => Ok(value),
            (None, Some(value)) => self.visit_f64(value),
            (None, None) => Err(A::Error::invalid_value(
                Unexpected::Other("number"),
                &FITS_64_BITS,
            )),
        }
    }
}

pub(super) const FITS_64_BITS: &str = "an integer that fits into 64 bits";

/// The integer that a float is, or else what was expected in its place.
///
/// From 2^53 on a float may stand for a neighbour of the number in the text, and a changed number is worse than none.
pub(super) fn whole(value: f64) -> Result<i64, &'static str> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    if value.fract() != 0.0 {
        Err("an integer")
    } else if value.abs() >= BEYOND {
        Err(FITS_64_BITS)
    } else if value.abs() >= EXACT {
        Err("an integer of that size without fraction or exponent")
    } else {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it has no fraction and is within 2^53"
        )]
        Ok(value as i64)
    }
}
