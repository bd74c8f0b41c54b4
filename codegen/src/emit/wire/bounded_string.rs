//! Strings whose length is part of their type.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Decode, Invalid, Length, Trail, read};

/// A string of `MIN` to `MAX` characters, which are Unicode scalar values; without `MAX`, of any number from `MIN` on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BoundedString<const MIN: u64, const MAX: u64 = { u64::MAX }>(Cow<'static, str>);

impl<const MIN: u64, const MAX: u64> BoundedString<MIN, MAX> {
    const LENGTH: Length = Length::new(MIN, Some(MAX));

    /// Takes a text of the program's own; in a constant, one of a wrong length stops the build.
    ///
    /// # Panics
    ///
    /// If the text has a wrong length.
    #[must_use]
    pub const fn from_static(text: &'static str) -> Self {
        assert!(Self::LENGTH.admits(text), "wrong length for a string");
        Self(Cow::Borrowed(text))
    }

    /// Takes a text that has the right length.
    ///
    /// # Errors
    ///
    /// If the text is too short or too long.
    pub fn new(text: impl Into<String>) -> Result<Self, Invalid> {
        let text = text.into();
        Self::LENGTH.check("the string", &text)?;
        Ok(Self(Cow::Owned(text)))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MIN: u64, const MAX: u64> TryFrom<String> for BoundedString<MIN, MAX> {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(text)
    }
}

impl<const MIN: u64, const MAX: u64> TryFrom<&str> for BoundedString<MIN, MAX> {
    type Error = Invalid;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        Self::new(text)
    }
}

impl<const MIN: u64, const MAX: u64> From<BoundedString<MIN, MAX>> for String {
    fn from(text: BoundedString<MIN, MAX>) -> Self {
        text.0.into()
    }
}

impl<const MIN: u64, const MAX: u64> FromStr for BoundedString<MIN, MAX> {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl<const MIN: u64, const MAX: u64> AsRef<str> for BoundedString<MIN, MAX> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<const MIN: u64, const MAX: u64> fmt::Display for BoundedString<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<const MIN: u64, const MAX: u64> Decode for BoundedString<MIN, MAX> {
    fn decode<'de, D: Deserializer<'de>>(
        deserializer: D,
        trail: &mut Trail,
    ) -> Result<Self, D::Error> {
        let text = String::decode(deserializer, trail)?;
        Self::new(text).map_err(D::Error::custom)
    }
}

impl<'de, const MIN: u64, const MAX: u64> Deserialize<'de> for BoundedString<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<const MIN: u64, const MAX: u64> Serialize for BoundedString<MIN, MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
