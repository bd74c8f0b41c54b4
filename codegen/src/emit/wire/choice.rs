//! Values of several forms at once.

use serde_json::Value;

use super::Invalid;
use super::{Decode, Trail};

/// How many forms a value must have.
pub(crate) struct Forms {
    least: usize,
    most: usize,
}

impl Forms {
    /// The rule of these bounds.
    pub(crate) const fn new(least: usize, most: usize) -> Self {
        Self { least, most }
    }

    /// Explains how the value breaks the rule, if it does; `forms` says which forms it has.
    pub(crate) fn check(
        &self,
        subject: &'static str,
        forms: &[(&str, bool)],
    ) -> Result<(), Invalid> {
        let names = |kept: &dyn Fn(bool) -> bool| {
            let names = forms
                .iter()
                .filter(|(_, has)| kept(*has))
                .map(|(name, _)| *name);
            names.collect::<Vec<_>>().join("`, `")
        };
        let found = forms.iter().filter(|(_, has)| *has).count();
        let rule = if found < self.least {
            format!("must be one of `{}`", names(&|_| true))
        } else if found > self.most {
            format!("must be only one of `{}`", names(&|has| has))
        } else {
            return Ok(());
        };
        Err(Invalid::new(subject, rule))
    }
}

/// The value as a `T`, if it has that form.
pub(crate) fn form<T: Decode>(value: &Value) -> Option<T> {
    T::decode(value, &mut Trail::default()).ok()
}

/// Implements all that a `struct Name(serde_json::Value)` with [`Forms`] can do.
macro_rules! choice {
    ($choice:ident, $forms:expr, $($name:literal: $form:ty),+) => {
        impl $choice {
            /// Takes a value that has the right forms.
            ///
            /// # Errors
            ///
            /// If it has none of them, or more than it may have.
            pub fn new(value: ::serde_json::Value) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                <Self as $crate::wire::Newtype>::checked(value)
            }

            /// The value.
            #[must_use]
            pub const fn get(&self) -> &::serde_json::Value {
                &self.0
            }
        }

        impl $crate::wire::Newtype for $choice {
            type Inner = ::serde_json::Value;

            fn checked(
                value: ::serde_json::Value,
            ) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                const FORMS: $crate::wire::Forms = $forms;
                let forms = [$(($name, $crate::wire::accepts::<$form>(&value))),+];
                FORMS.check(concat!("`", stringify!($choice), "`"), &forms)?;
                Ok(Self(value))
            }
        }

        $crate::wire::newtype!($choice(::serde_json::Value));
    };
}
pub(crate) use choice;
