//! Strings of a certain length.

use super::Invalid;

/// The rule of `minLength` and `maxLength`, which count Unicode scalar values.
pub(crate) struct Length {
    /// The fewest characters.
    pub(crate) min: u64,
    /// The most characters.
    pub(crate) max: Option<u64>,
}

impl Length {
    /// The rule of these bounds.
    pub(crate) const fn new(min: u64, max: Option<u64>) -> Self {
        Self { min, max }
    }

    /// Whether the text keeps the rule.
    pub(crate) const fn admits(&self, text: &str) -> bool {
        let found = characters(text);
        found >= self.min
            && match self.max {
                Some(max) => found <= max,
                None => true,
            }
    }

    /// Explains how the text breaks the rule, if it does.
    pub(crate) fn check(&self, type_name: &'static str, text: &str) -> Result<(), Invalid> {
        if self.admits(text) {
            return Ok(());
        }
        let found = characters(text);
        let (bound, limit) = match self.max {
            Some(max) if found > max => ("most", max),
            Some(_) | None => ("least", self.min),
        };
        let plural = if limit == 1 { "" } else { "s" };
        let rule = format!("must have at {bound} {limit} character{plural}, found {found}");
        Err(Invalid::new(type_name, rule))
    }
}

/// Counts the bytes that begin a character, as constants cannot iterate over characters.
const fn characters(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut count = 0;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] & 0b1100_0000 != 0b1000_0000 {
            count += 1;
        }
        at += 1;
    }
    count
}

/// Implements all that a `struct Name(Cow<'static, str>)` with a [`Length`] can do; with the word
/// `patterns`, it has a constant `PATTERNS` of its own.
macro_rules! text {
    ($text:ident, $length:expr) => {
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

        $crate::wire::text!($text, $length, |_| Ok(()));
    };

    ($text:ident, $length:expr, patterns) => {
        $crate::wire::text!($text, $length, |text| {
            let mut patterns = $text::PATTERNS.iter();
            patterns.try_for_each(|pattern| pattern.check(stringify!($text), text))
        });
    };

    ($text:ident, $length:expr, $check:expr) => {
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
                <Self as $crate::wire::Newtype>::checked(text.into())
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl $crate::wire::Newtype for $text {
            type Inner = ::std::string::String;

            fn checked(
                text: ::std::string::String,
            ) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                Self::LENGTH.check(stringify!($text), &text)?;
                let check: fn(&str) -> ::std::result::Result<(), $crate::wire::Invalid> = $check;
                check(&text)?;
                Ok(Self(::std::borrow::Cow::Owned(text)))
            }
        }

        impl ::std::str::FromStr for $text {
            type Err = $crate::wire::Invalid;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl ::std::convert::AsRef<str> for $text {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $text {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.0)
            }
        }

        $crate::wire::newtype!($text(::std::string::String));
    };
}
pub(crate) use text;
