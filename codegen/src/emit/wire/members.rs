//! Objects with a certain number of members.

use serde::Serialize;
use serde_json::Value;

/// How many members the object has.
pub(crate) fn count_members<T: Serialize>(object: &T) -> u64 {
    match serde_json::to_value(object) {
        Ok(Value::Object(members)) => members.len() as u64,
        Ok(_) | Err(_) => 0,
    }
}

/// Implements all that a `struct Name(Inner)` with a [`Count`] of members can do.
macro_rules! members {
    ($members:ident($inner:ty), $count:expr) => {
        impl $crate::wire::Newtype for $members {
            type Inner = $inner;

            fn checked(inner: $inner) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                const COUNT: $crate::wire::Count = $count;
                let found = $crate::wire::count_members(&inner);
                COUNT.check(concat!("`", stringify!($members), "`"), found, "member")?;
                Ok(Self(inner))
            }
        }

        $crate::wire::wrapper!($members($inner));
    };
}
pub(crate) use members;
