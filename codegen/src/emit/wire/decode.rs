//! Reading a value, and naming the way to it when it cannot be read.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error};

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

/// Reads a value; an error says where it happened, as in `jobs[0].job_id: invalid type: null, expected a string`.
///
/// An error of the value itself, rather than of something inside, is passed on as it is.
pub(crate) fn read<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut trail = Trail::default();
    T::decode(deserializer, &mut trail).map_err(|error| {
        if trail.is_empty() {
            error
        } else {
            D::Error::custom(format_args!("{trail}: {error}"))
        }
    })
}

/// Reads the one value that `json` is the text of.
pub(crate) fn from_slice<T: Decode>(json: &[u8]) -> Result<T, Undecodable> {
    let mut trail = Trail::default();
    let mut reader = serde_json::Deserializer::from_slice(json);
    T::decode(&mut reader, &mut trail)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| Undecodable {
            path: trail.to_string(),
            message: error.to_string(),
        })
}

/// A text that could not be read as the type that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecodable {
    path: String,
    message: String,
}

impl Undecodable {
    /// The way to the value that was refused, such as `jobs[0].desktop_id`; empty if it is the outermost one.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong with that value, and the line and column where reading stopped.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Undecodable {}

/// The way to a value that could not be read.
///
/// Steps are noted while the error travels outwards, so reading that succeeds pays nothing for it.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    /// Innermost first.
    steps: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    Member(Cow<'static, str>),
    Item(usize),
}

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

    fn is_empty(&self) -> bool {
        self.steps.is_empty()
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
