//! Types that hold one value and keep a rule about it.

use serde::de::{Deserializer, Error};

use super::{Decode, Invalid, Trail};

/// A tuple struct of one value that its constructor has checked; [`newtype!`] makes it known to serde.
pub(crate) trait Newtype: Sized {
    /// What is checked.
    type Inner: Decode;

    /// Takes the value unless it breaks the rule.
    fn checked(inner: Self::Inner) -> Result<Self, Invalid>;
}

/// Implements serde's traits, `Decode` and the conversions from and to the inner value for a [`Newtype`], whose
/// `Inner` can be made of it.
macro_rules! newtype {
    ($newtype:ident($inner:ty)) => {
        impl ::std::convert::TryFrom<$inner> for $newtype {
            type Error = $crate::wire::Invalid;

            fn try_from(inner: $inner) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                <Self as $crate::wire::Newtype>::checked(inner.into())
            }
        }

        impl ::std::convert::From<$newtype> for $inner {
            fn from(newtype: $newtype) -> Self {
                newtype.0.into()
            }
        }

        impl $crate::wire::Decode for $newtype {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
                trail: &mut $crate::wire::Trail,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::decode_newtype(deserializer, trail)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $newtype {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::read(deserializer)
            }
        }

        impl ::serde::Serialize for $newtype {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&self.0, serializer)
            }
        }
    };
}
pub(crate) use newtype;

/// Reads the inner value, then checks it.
pub(crate) fn decode_newtype<'de, T: Newtype, D: Deserializer<'de>>(
    deserializer: D,
    trail: &mut Trail,
) -> Result<T, D::Error> {
    let inner = T::Inner::decode(deserializer, trail)?;
    T::checked(inner).map_err(D::Error::custom)
}
