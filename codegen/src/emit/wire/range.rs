//! Integers between bounds.

use super::newtype::Invalid;

/// The rule of `minimum` and `maximum`, both inclusive.
pub(crate) struct Bounds {
    /// The least value.
    pub(crate) min: Option<i64>,
    /// The greatest value.
    pub(crate) max: Option<i64>,
}

impl Bounds {
    /// The rule of these bounds.
    pub(crate) const fn new(min: Option<i64>, max: Option<i64>) -> Self {
        Self { min, max }
    }

    /// Whether the value keeps the rule.
    pub(crate) const fn admits(&self, value: i64) -> bool {
        self.broken(value).is_none()
    }

    /// Explains how the value breaks the rule, if it does.
    pub(crate) fn check(&self, type_name: &'static str, value: i64) -> Result<(), Invalid> {
        match self.broken(value) {
            None => Ok(()),
            Some((bound, limit)) => {
                let rule = format!("must be at {bound} {limit}, found {value}");
                Err(Invalid::new(type_name, rule))
            }
        }
    }

    const fn broken(&self, value: i64) -> Option<(&'static str, i64)> {
        match (self.min, self.max) {
            (Some(min), _) if value < min => Some(("least", min)),
            (_, Some(max)) if value > max => Some(("most", max)),
            (Some(_) | None, Some(_) | None) => None,
        }
    }
}

/// Implements all that a `struct Name(i64)` with [`Bounds`] can do.
macro_rules! range {
    ($range:ident, $bounds:expr) => {
        impl $range {
            const BOUNDS: $crate::wire::Bounds = $bounds;

            /// Takes a number of the program's own; in a constant, one out of bounds stops the build.
            ///
            /// # Panics
            ///
            /// If the number is out of bounds.
            #[must_use]
            pub const fn from_const(value: i64) -> Self {
                assert!(
                    Self::BOUNDS.admits(value),
                    concat!("out of bounds for `", stringify!($range), "`")
                );
                Self(value)
            }

            /// Takes a number within the bounds.
            ///
            /// # Errors
            ///
            /// If the number is too small or too great.
            pub fn new(value: i64) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                <Self as $crate::wire::Newtype>::checked(value)
            }

            /// The number.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl $crate::wire::Newtype for $range {
            type Inner = i64;

            fn checked(value: i64) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                Self::BOUNDS.check(stringify!($range), value)?;
                Ok(Self(value))
            }
        }

        impl ::std::fmt::Display for $range {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        $crate::wire::newtype!($range(i64));
    };
}
pub(crate) use range;
