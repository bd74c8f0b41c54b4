//! Telling what kind of body an answer has before it is read.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// For each of `names`, whether the JSON object `body` has a member of that name, be it `null`.
///
/// A body that is no object, or not one complete JSON text, has no members.
pub(crate) fn members_present<const N: usize>(body: &[u8], names: [&str; N]) -> [bool; N] {
    let mut present = [false; N];
    let mut reader = serde_json::Deserializer::from_slice(body);
    let looked = reader
        .deserialize_map(Look(&names, &mut present))
        .and_then(|()| reader.end());
    match looked {
        Ok(()) => present,
        Err(_) => [false; N],
    }
}

/// Goes through the members of the outermost object and skips their values.
struct Look<'a>(&'a [&'a str], &'a mut [bool]);

impl<'de> Visitor<'de> for Look<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(()) = map.next_key_seed(Mark(self.0, self.1))? {
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// Notes a key.
struct Mark<'a>(&'a [&'a str], &'a mut [bool]);

impl<'de> DeserializeSeed<'de> for Mark<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Mark<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        for (name, present) in self.0.iter().zip(self.1) {
            *present |= *name == key;
        }
        Ok(())
    }
}

/// A value as JSON, for messages.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
