//! Numbers between bounds.

use std::cmp::Ordering;

use serde_json::Number;

use super::Invalid;
use super::decimal::Decimal;

impl Decimal {
    /// A number of JSON. One with more digits than fit is taken as the nearest in binary floating point.
    pub(crate) fn of(number: &Number) -> Self {
        Self::parse(&number.to_string())
            .or_else(|| Self::parse(&format!("{:e}", number.as_f64()?)))
            .unwrap_or(Self::new(false, 0, 0))
    }

    fn parse(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (text, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let places = i32::try_from(fraction.len()).ok()?;
        let digits = [whole, fraction].concat().parse().ok()?;
        let exponent = exponent.parse::<i32>().ok()?.checked_sub(places)?;
        Some(Self::new(negative, digits, exponent))
    }

    /// The order of two numbers.
    pub(crate) fn compare(self, other: Self) -> Ordering {
        match (self.sign(), other.sign()) {
            (0, 0) => Ordering::Equal,
            (1, 1) => self.compare_sizes(other),
            (-1, -1) => other.compare_sizes(self),
            (one, another) => one.cmp(&another),
        }
    }

    fn sign(self) -> i8 {
        match (self.digits, self.negative) {
            (0, _) => 0,
            (_, true) => -1,
            (_, false) => 1,
        }
    }

    fn compare_sizes(self, other: Self) -> Ordering {
        let magnitude = |number: Self| {
            i64::from(number.exponent) + i64::from(number.digits.checked_ilog10().unwrap_or(0))
        };
        let by_magnitude = magnitude(self).cmp(&magnitude(other));
        // Of one magnitude, the digits decide in the order in which they are written.
        by_magnitude.then_with(|| {
            let digits = |number: Self| number.digits.to_string();
            let (one, another) = (digits(self), digits(other));
            let (one, another) = (one.trim_end_matches('0'), another.trim_end_matches('0'));
            one.cmp(another)
        })
    }
}

/// One bound of a number.
struct Limit {
    value: Decimal,
    /// Whether the bound itself is out.
    exclusive: bool,
}

/// The rule of `minimum`, `maximum` and their exclusive forms.
pub(crate) struct Limits {
    min: Option<Limit>,
    max: Option<Limit>,
}

/// A bound as its sign, its digits, the power of ten that they are multiplied by, and whether it is itself out.
type Bound = (bool, u128, i32, bool);

impl Limits {
    /// The rule of these bounds.
    pub(crate) const fn new(min: Option<Bound>, max: Option<Bound>) -> Self {
        Self {
            min: limit(min),
            max: limit(max),
        }
    }

    /// Explains how the number breaks the rule, if it does.
    pub(crate) fn check(&self, subject: &'static str, number: &Number) -> Result<(), Invalid> {
        let value = Decimal::of(number);
        let broken = |limit: &Limit, inclusive: &str, exclusive: &str| {
            let words = if limit.exclusive {
                exclusive
            } else {
                inclusive
            };
            let rule = format!("must be {words} {}, found {number}", limit.value);
            Err(Invalid::new(subject, rule))
        };
        if let Some(min) = &self.min {
            let order = value.compare(min.value);
            if order.is_lt() || order.is_eq() && min.exclusive {
                return broken(min, "at least", "above");
            }
        }
        if let Some(max) = &self.max {
            let order = value.compare(max.value);
            if order.is_gt() || order.is_eq() && max.exclusive {
                return broken(max, "at most", "below");
            }
        }
        Ok(())
    }
}

const fn limit(bound: Option<Bound>) -> Option<Limit> {
    match bound {
        Some((negative, digits, exponent, exclusive)) => Some(Limit {
            value: Decimal::new(negative, digits, exponent),
            exclusive,
        }),
        None => None,
    }
}

/// Implements all that a `struct Name(serde_json::Number)` with [`Limits`] can do; what follows them are steps of
/// `multipleOf`.
macro_rules! number {
    ($number:ident, $limits:expr $(, $step:expr)*) => {
        impl $number {
            const LIMITS: $crate::wire::Limits = $limits;

            /// Takes a number that keeps the rule.
            ///
            /// # Errors
            ///
            /// If the number breaks the rule.
            pub fn new(
                number: impl ::std::convert::Into<::serde_json::Number>,
            ) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                <Self as $crate::wire::Newtype>::checked(number.into())
            }

            /// The number.
            #[must_use]
            pub const fn get(&self) -> &::serde_json::Number {
                &self.0
            }
        }

        impl $crate::wire::Newtype for $number {
            type Inner = ::serde_json::Number;

            fn checked(
                number: ::serde_json::Number,
            ) -> ::std::result::Result<Self, $crate::wire::Invalid> {
                Self::LIMITS.check(concat!("`", stringify!($number), "`"), &number)?;
                $(
                    if !$step.divides($crate::wire::Decimal::of(&number)) {
                        return Err($step.broken(concat!("`", stringify!($number), "`"), &number));
                    }
                )*
                Ok(Self(number))
            }
        }

        impl ::std::fmt::Display for $number {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        $crate::wire::newtype!($number(::serde_json::Number));
    };
}
pub(crate) use number;
