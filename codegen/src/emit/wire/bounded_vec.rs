//! Lists whose number of items is part of their type.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Count, Decode, Invalid, Trail, read};

/// A list of `MIN` to `MAX` items; without `MAX`, of any number from `MIN` on.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundedVec<T, const MIN: u64, const MAX: u64 = { u64::MAX }>(Vec<T>);

impl<T, const MIN: u64, const MAX: u64> BoundedVec<T, MIN, MAX> {
    /// Takes items of the right number.
    ///
    /// # Errors
    ///
    /// If there are too few or too many.
    pub fn new(items: Vec<T>) -> Result<Self, Invalid> {
        const { Count::new(MIN, Some(MAX)) }.check("the array", items.len() as u64, "item")?;
        Ok(Self(items))
    }

    /// The items.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// The items, to be changed and checked anew.
    #[must_use]
    pub fn into_inner(self) -> Vec<T> {
        self.0
    }
}

impl<T, const MIN: u64, const MAX: u64> TryFrom<Vec<T>> for BoundedVec<T, MIN, MAX> {
    type Error = Invalid;

    fn try_from(items: Vec<T>) -> Result<Self, Self::Error> {
        Self::new(items)
    }
}

impl<T, const MIN: u64, const MAX: u64> From<BoundedVec<T, MIN, MAX>> for Vec<T> {
    fn from(items: BoundedVec<T, MIN, MAX>) -> Self {
        items.0
    }
}

impl<T: Decode, const MIN: u64, const MAX: u64> Decode for BoundedVec<T, MIN, MAX> {
    fn decode<'de, D: Deserializer<'de>>(
        deserializer: D,
        trail: &mut Trail,
    ) -> Result<Self, D::Error> {
        let items = Vec::decode(deserializer, trail)?;
        Self::new(items).map_err(D::Error::custom)
    }
}

impl<'de, T: Decode, const MIN: u64, const MAX: u64> Deserialize<'de> for BoundedVec<T, MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<T: Serialize, const MIN: u64, const MAX: u64> Serialize for BoundedVec<T, MIN, MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
