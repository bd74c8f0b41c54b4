//! Arrays of a certain length, or of which no two items are the same.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::Serialize;

use super::canonical::push_canonical;
use super::{Count, Invalid};

/// The rule of `minItems`, `maxItems` and `uniqueItems`.
pub(crate) struct Items {
    count: Count,
    /// Whether no two items are equal as JSON.
    unique: bool,
}

impl Items {
    /// The rule of these bounds.
    pub(crate) const fn new(min: u64, max: Option<u64>, unique: bool) -> Self {
        let count = Count::new(min, max);
        Self { count, unique }
    }

    /// Explains how the items break the rule, if they do.
    pub(crate) fn check<T: Serialize>(
        &self,
        subject: &'static str,
        items: &[T],
    ) -> Result<(), Invalid> {
        self.count.check(subject, items.len() as u64, "item")?;
        if !self.unique {
            return Ok(());
        }
        check_unique(items).map_err(|rule| Invalid::new(subject, rule))
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
                Self::ITEMS.check(concat!("`", stringify!($list), "`"), &items)?;
                Ok(Self(items))
            }
        }

        $crate::wire::newtype!($list(::std::vec::Vec<$item>));
    };
}
pub(crate) use list;
