//! Objects with a certain number of members.

use serde::Serialize;
use serde_json::Value;

use super::{Count, Invalid};

/// Explains how the number of the object's members breaks the rule, if it does.
pub(crate) fn check_members<T: Serialize>(
    count: &Count,
    subject: &'static str,
    object: &T,
) -> Result<(), Invalid> {
    // To count them, the whole object is written; a map that only holds itself admits any number.
    if count.broken(0).is_none() && count.broken(u64::MAX).is_none() {
        return Ok(());
    }
    let found = match serde_json::to_value(object) {
        Ok(Value::Object(members)) => members.len() as u64,
        Ok(_) | Err(_) => 0,
    };
    count.check(subject, found, "member")
}

/// Implements all that a `struct Name(Inner)` with a [`Count`] of members can do.
macro_rules! members {
    ($members:ident($inner:ty), $count:expr) => {
        impl $crate::wire::Newtype for $members {
            type Inner = $inner;

            fn checked(inner: $inner) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                const COUNT: $crate::wire::Count = $count;
                $crate::wire::check_members(
                    &COUNT,
                    concat!("`", stringify!($members), "`"),
                    &inner,
                )?;
                Ok(Self(inner))
            }
        }

        $crate::wire::wrapper!($members($inner));
    };
}
pub(crate) use members;
