//! Values that must not be of certain types.

/// Implements all that a `struct Name(Inner)` can do that must not be readable as any of the `refused` types.
macro_rules! not {
    ($not:ident($inner:ty), $($refused:ty),+) => {
        impl $crate::wire::Newtype for $not {
            type Inner = $inner;

            fn checked(inner: $inner) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                let value = ::serde_json::to_value(&inner).unwrap_or_default();
                if $($crate::wire::accepts::<$refused>(&value))||+ {
                    let rule = "must not be what its `not` describes".to_owned();
                    return Err($crate::wire::Invalid::new(concat!("`", stringify!($not), "`"), rule));
                }
                Ok(Self(inner))
            }
        }

        $crate::wire::wrapper!($not($inner));
    };
}
pub(crate) use not;
