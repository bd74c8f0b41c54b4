//! Types of integers between bounds.

/// Implements all that a `struct Name(i64)` or `struct Name(u64)` with [`Bounds`] can do; what follows them are steps of
/// `multipleOf`.
macro_rules! range {
    ($range:ident($integer:ty), $bounds:expr $(, $step:expr)*) => {
        impl $range {
            const BOUNDS: $crate::wire::Bounds = $bounds;

            /// Takes a number of the program's own; in a constant, one that breaks the rule stops the build.
            ///
            /// # Panics
            ///
            /// If the number breaks the rule.
            #[must_use]
            pub const fn from_const(value: $integer) -> Self {
                assert!(
                    Self::BOUNDS.admits(value as i128) $(&& $step.divides($crate::wire::Decimal::whole(value as i128)))*,
                    concat!("no number of type `", stringify!($range), "`")
                );
                Self(value)
            }

            /// Takes a number that keeps the rule.
            ///
            /// # Errors
            ///
            /// If the number breaks the rule.
            pub fn new(value: $integer) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                <Self as $crate::wire::Newtype>::checked(value)
            }

            /// The number.
            #[must_use]
            pub const fn get(self) -> $integer {
                self.0
            }
        }

        impl $crate::wire::Newtype for $range {
            type Inner = $integer;

            fn checked(value: $integer) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                Self::BOUNDS.check(concat!("`", stringify!($range), "`"), value.into())?;
                $(
                    if !$step.divides($crate::wire::Decimal::whole(value.into())) {
                        return Err($step.broken(concat!("`", stringify!($range), "`"), &value));
                    }
                )*
                Ok(Self(value))
            }
        }

        impl ::std::fmt::Display for $range {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        $crate::wire::newtype!($range($integer));
    };
}
pub(crate) use range;
