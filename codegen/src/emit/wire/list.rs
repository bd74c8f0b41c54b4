//! Arrays of a certain length, or of which no two items are the same.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::Serialize;

use super::Invalid;
use super::canonical::push_canonical;

/// The rule of `minItems`, `maxItems` and `uniqueItems`.
pub(crate) struct Items {
    /// The fewest items.
    pub(crate) min: u64,
    /// The most items.
    pub(crate) max: Option<u64>,
    /// Whether no two items are equal as JSON.
    pub(crate) unique: bool,
}

impl Items {
    /// The rule of these bounds.
    pub(crate) const fn new(min: u64, max: Option<u64>, unique: bool) -> Self {
        Self { min, max, unique }
    }

    /// Explains how the items break the rule, if they do.
    pub(crate) fn check<T: Serialize>(
        &self,
        type_name: &'static str,
        items: &[T],
    ) -> Result<(), Invalid> {
        self.check_count(items.len() as u64)
            .and_then(|()| {
                if self.unique {
                    check_unique(items)
                } else {
                    Ok(())
                }
            })
            .map_err(|rule| Invalid::new(type_name, rule))
    }

    fn check_count(&self, found: u64) -> Result<(), String> {
        let (bound, limit) = match self.max {
            Some(max) if found > max => ("most", max),
            Some(_) | None if found < self.min => ("least", self.min),
            Some(_) | None => return Ok(()),
        };
        let plural = if limit == 1 { "" } else { "s" };
        Err(format!(
            "must have at {bound} {limit} item{plural}, found {found}"
        ))
    }
}

fn check_unique<T: Serialize>(items: &[T]) -> Result<(), String> {
    let mut seen = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        let mut key = String::new();
        let value = serde_json::to_value(item).map_err(|error| error.to_string())?;
        push_canonical(&value, &mut key);
        match seen.entry(key) {
            Entry::Vacant(free) => {
                free.insert(index);
            }
            Entry::Occupied(first) => {
                let first = first.get();
                return Err(format!(
                    "must not repeat an item, found item {first} again at {index}"
                ));
            }
        }
    }
    Ok(())
}

/// Implements all that a `struct Name(Vec<Item>)` with rules about its [`Items`] can do.
macro_rules! list {
    ($list:ident($item:ty), $items:expr) => {
        impl $list {
            const ITEMS: $crate::wire::Items = $items;

            /// Takes items that keep the rules.
            ///
            /// # Errors
            ///
            /// If there are too few or too many, or one is there twice though it must not.
            pub fn new(
                items: ::std::vec::Vec<$item>,
            ) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                <Self as $crate::wire::Newtype>::checked(items)
            }

            /// The items.
            #[must_use]
            pub fn as_slice(&self) -> &[$item] {
                &self.0
            }

            /// The items, to be changed and checked anew.
            #[must_use]
            pub fn into_inner(self) -> ::std::vec::Vec<$item> {
                self.0
            }
        }

        impl $crate::wire::Newtype for $list {
            type Inner = ::std::vec::Vec<$item>;

            fn checked(
                items: ::std::vec::Vec<$item>,
            ) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                Self::ITEMS.check(stringify!($list), &items)?;
                Ok(Self(items))
            }
        }

        $crate::wire::newtype!($list(::std::vec::Vec<$item>));
    };
}
pub(crate) use list;
