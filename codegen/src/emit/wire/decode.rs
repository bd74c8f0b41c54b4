//! Reading a value, and naming the way to it when it cannot be read.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer};

/// A type that is read from one value of a document.
///
/// It is `Deserialize` with a [`Trail`], so that the outermost reader can say where a value deep inside was refused.
pub(crate) trait Decode: Sized {
    /// Reads the value. After an error, `trail` is the way from here to the value that caused it.
    fn decode<'de, D: Deserializer<'de>>(
        deserializer: D,
        trail: &mut Trail,
    ) -> Result<Self, D::Error>;
}

/// The way to a value that could not be read.
///
/// Steps are noted while the error travels outwards, so reading that succeeds pays nothing for it.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    /// Innermost first.
    steps: Vec<Step>,
}

#[derive(Debug)]
#[allow(dead_code, reason = "not every crate has objects and arrays")]
enum Step {
    Member(Cow<'static, str>),
    Item(usize),
}

#[allow(dead_code, reason = "not every crate has objects and arrays")]
impl Trail {
    /// Notes that the error came out of a member of an object.
    pub(crate) fn member(&mut self, name: impl Into<Cow<'static, str>>) {
        self.steps.push(Step::Member(name.into()));
    }

    /// Notes that the error came out of an item of an array.
    pub(crate) fn item(&mut self, index: usize) {
        self.steps.push(Step::Item(index));
    }

    /// What serde wants in order to read a `T` inside of an object or array.
    pub(crate) fn seed<T: Decode>(&mut self) -> Seed<'_, T> {
        Seed {
            trail: self,
            value: PhantomData,
        }
    }
}

impl fmt::Display for Trail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, step) in self.steps.iter().rev().enumerate() {
            match step {
                Step::Item(index) => write!(f, "[{index}]")?,
                Step::Member(name) if !is_plain(name) => write!(f, "[{name:?}]")?,
                Step::Member(name) if depth == 0 => f.write_str(name)?,
                Step::Member(name) => write!(f, ".{name}")?,
            }
        }
        Ok(())
    }
}

/// Whether a name can stand in a path without quotes.
fn is_plain(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    !name.is_empty() && name.bytes().all(plain)
}

/// A `T` yet to be read, see [`Trail::seed`].
#[allow(dead_code, reason = "not every crate has objects and arrays")]
pub(crate) struct Seed<'t, T> {
    trail: &'t mut Trail,
    value: PhantomData<T>,
}

impl<'de, T: Decode> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::decode(deserializer, self.trail)
    }
}
