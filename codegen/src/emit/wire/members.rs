//! Objects with a certain number of members.

use serde::Serialize;
use serde_json::Value;

use super::Invalid;

/// The rule of `minProperties` and `maxProperties`.
pub(crate) struct Count {
    min: u64,
    max: Option<u64>,
}

impl Count {
    /// The rule of these bounds.
    pub(crate) const fn new(min: u64, max: Option<u64>) -> Self {
        Self { min, max }
    }

    /// Explains how the object breaks the rule, if it does.
    pub(crate) fn check<T: Serialize>(
        &self,
        type_name: &'static str,
        object: &T,
    ) -> Result<(), Invalid> {
        let found = match serde_json::to_value(object) {
            Ok(Value::Object(members)) => members.len() as u64,
            Ok(_) | Err(_) => 0,
        };
        let (bound, limit) = match self.max {
            Some(max) if found > max => ("most", max),
            Some(_) | None if found < self.min => ("least", self.min),
            Some(_) | None => return Ok(()),
        };
        let plural = if limit == 1 { "" } else { "s" };
        let rule = format!("must have at {bound} {limit} member{plural}, found {found}");
        Err(Invalid::new(type_name, rule))
    }
}

/// Implements all that a `struct Name(Inner)` with a [`Count`] of members can do.
macro_rules! members {
    ($members:ident($inner:ty), $count:expr) => {
        impl $crate::wire::Newtype for $members {
            type Inner = $inner;

            fn checked(inner: $inner) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                const COUNT: $crate::wire::Count = $count;
                COUNT.check(stringify!($members), &inner)?;
                Ok(Self(inner))
            }
        }

        $crate::wire::wrapper!($members($inner));
    };
}
pub(crate) use members;
