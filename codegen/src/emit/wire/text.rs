//! Strings of a certain length.

/// Implements all that a `struct Name(Cow<'static, str>)` with a [`Length`] can do; with the word
/// `patterns`, it has a constant `PATTERNS` of its own. One that is `hidden` is never shown.
macro_rules! text {
    (hidden $text:ident, $($rules:tt)+) => {
        $crate::wire::text!(@rules $text($crate::wire::Password), $($rules)+);

        impl ::std::fmt::Debug for $text {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(concat!(stringify!($text), "(..)"))
            }
        }
    };

    (@rules $text:ident($inner:ty), $length:expr) => {
        impl $text {
            /// Takes a text of the program's own; in a constant, one of a wrong length stops the build.
            ///
            /// # Panics
            ///
            /// If the text has a wrong length.
            #[must_use]
            pub const fn from_static(text: &'static str) -> Self {
                assert!(
                    Self::LENGTH.admits(text),
                    concat!("wrong length for `", stringify!($text), "`")
                );
                Self(::std::borrow::Cow::Borrowed(text))
            }
        }

        $crate::wire::text!(@rules $text($inner), $length, |_| Ok(()));
    };

    (@rules $text:ident($inner:ty), $length:expr, patterns) => {
        $crate::wire::text!(@rules $text($inner), $length, |text| {
            let mut patterns = $text::PATTERNS.iter();
            patterns
                .try_for_each(|pattern| pattern.check(concat!("`", stringify!($text), "`"), text))
        });
    };

    (@rules $text:ident($inner:ty), $length:expr, $check:expr) => {
        impl $text {
            const LENGTH: $crate::wire::Length = $length;

            /// Takes a text that keeps the rules.
            ///
            /// # Errors
            ///
            /// If the text is too short or too long, or matches no pattern that it must.
            pub fn new(
                text: impl ::std::convert::Into<::std::string::String>,
            ) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                let text: ::std::string::String = text.into();
                <Self as $crate::wire::Newtype>::checked(text.into())
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl $crate::wire::Newtype for $text {
            type Inner = $inner;

            fn checked(text: $inner) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                let text = ::std::string::String::from(text);
                Self::LENGTH.check(concat!("`", stringify!($text), "`"), &text)?;
                let check: fn(&str) -> ::std::result::Result<(), $crate::wire::Invalid> = $check;
                check(&text)?;
                Ok(Self(::std::borrow::Cow::Owned(text)))
            }
        }

        impl ::std::str::FromStr for $text {
            type Err = $crate::wire::Invalid;

            fn from_str(text: &str) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                Self::new(text)
            }
        }

        impl ::std::convert::AsRef<str> for $text {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        $crate::wire::newtype!($text(::std::string::String));
    };

    ($text:ident, $($rules:tt)+) => {
        $crate::wire::text!(@rules $text(::std::string::String), $($rules)+);

        impl ::std::fmt::Display for $text {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}
pub(crate) use text;
