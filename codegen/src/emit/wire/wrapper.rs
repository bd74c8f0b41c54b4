//! Types around another one that add a rule about the whole value.

/// Implements what a `struct Name(Inner)` that is a `Newtype` can do.
macro_rules! wrapper {
    ($wrapper:ident($inner:ty)) => {
        impl $wrapper {
            /// Takes a value that keeps the rule.
            ///
            /// # Errors
            ///
            /// If the value breaks the rule.
            pub fn new(inner: $inner) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                <Self as $crate::wire::Newtype>::checked(inner)
            }

            /// The value.
            #[must_use]
            pub const fn get(&self) -> &$inner {
                &self.0
            }

            /// The value, to be changed and checked anew.
            #[must_use]
            pub fn into_inner(self) -> $inner {
                self.0
            }
        }

        $crate::wire::newtype!($wrapper($inner));
    };
}
pub(crate) use wrapper;
