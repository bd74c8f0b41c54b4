//! Texts that are not shown.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Decode, Trail, read};

/// A text that no message shows: what prints it for programmers prints `Password(..)`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Password(String);

impl Password {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Password {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Password {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<Password> for String {
    fn from(password: Password) -> Self {
        password.0
    }
}

impl AsRef<str> for Password {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

impl Decode for Password {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D, _: &mut Trail) -> Result<Self, D::Error> {
        // A reader that is asked for a text shows what it has found instead.
        deserializer.deserialize_any(Text)
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl Serialize for Password {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

struct Text;

impl Text {
    /// A number may be a password without its quotes.
    fn number<E: Error>(&self) -> E {
        E::invalid_type(Unexpected::Other("number"), self)
    }
}

impl Visitor<'_> for Text {
    type Value = Password;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Password, E> {
        Ok(Password::from(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Password, E> {
        Ok(Password(text))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Password, E> {
        Err(self.number())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Password, E> {
        Err(self.number())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Password, E> {
        Err(self.number())
    }
}
