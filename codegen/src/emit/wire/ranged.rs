//! Integers whose bounds are part of their type.

/// Makes a type of integers between two bounds.
macro_rules! ranged {
    ($(#[$doc:meta])* $ranged:ident($integer:ident)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $ranged<
            const MIN: $integer = { $integer::MIN },
            const MAX: $integer = { $integer::MAX },
        >($integer);

        impl<const MIN: $integer, const MAX: $integer> $ranged<MIN, MAX> {
            const BOUNDS: super::Bounds =
                super::Bounds::new(Some(MIN as i128), Some(MAX as i128));

            /// Takes a number of the program's own; in a constant, one that is out of bounds stops the build.
            ///
            /// # Panics
            ///
            /// If the number is out of bounds.
            #[must_use]
            pub const fn from_const(value: $integer) -> Self {
                assert!(Self::BOUNDS.admits(value as i128), "a number out of bounds");
                Self(value)
            }

            /// Takes a number between the bounds.
            ///
            /// # Errors
            ///
            /// If the number is out of bounds.
            pub fn new(value: $integer) -> ::std::result::Result<Self, super::Invalid> {
                Self::BOUNDS.check("the number", value.into())?;
                Ok(Self(value))
            }

            /// The number.
            #[must_use]
            pub const fn get(self) -> $integer {
                self.0
            }
        }

        impl<const MIN: $integer, const MAX: $integer> ::std::convert::TryFrom<$integer>
            for $ranged<MIN, MAX>
        {
            type Error = super::Invalid;

            fn try_from(value: $integer) -> ::std::result::Result<Self, super::Invalid> {
                Self::new(value)
            }
        }

        impl<const MIN: $integer, const MAX: $integer> ::std::convert::From<$ranged<MIN, MAX>>
            for $integer
        {
            fn from(value: $ranged<MIN, MAX>) -> Self {
                value.0
            }
        }

        impl<const MIN: $integer, const MAX: $integer> ::std::fmt::Display for $ranged<MIN, MAX> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl<const MIN: $integer, const MAX: $integer> super::Decode for $ranged<MIN, MAX> {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
                trail: &mut super::Trail,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = <$integer as super::Decode>::decode(deserializer, trail)?;
                Self::new(value).map_err(::serde::de::Error::custom)
            }
        }

        impl<'de, const MIN: $integer, const MAX: $integer> ::serde::Deserialize<'de>
            for $ranged<MIN, MAX>
        {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                super::read(deserializer)
            }
        }

        impl<const MIN: $integer, const MAX: $integer> ::serde::Serialize for $ranged<MIN, MAX> {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&self.0, serializer)
            }
        }
    };
}
pub(super) use ranged;
