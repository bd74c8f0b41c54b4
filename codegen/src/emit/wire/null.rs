//! How `null` is read.

use serde::Deserialize;
use serde::de::Deserializer;

use super::{Decode, Trail};

impl Decode for () {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D, _: &mut Trail) -> Result<Self, D::Error> {
        <()>::deserialize(deserializer)
    }
}
