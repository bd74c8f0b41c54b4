//! Numbers as documents write them, to the last digit.

use std::cmp::Ordering;
use std::fmt;

/// `digits` times ten to the power of `exponent`, negative if `negative`.
///
/// Of the ways to write a number it holds the one without trailing zeros, so equal numbers are equal here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    negative: bool,
    digits: u128,
    exponent: i32,
}

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self {
        negative: false,
        digits: 0,
        exponent: 0,
    };

    /// Reads a number as JSON writes it; `None` if it has more digits than this can hold, or is no number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (text, mut exponent) = match text.split_once(['e', 'E']) {
            Some((text, exponent)) => (text, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        exponent = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
        let mut digits: u128 = 0;
        for digit in whole.chars().chain(fraction.chars()) {
            let digit = digit.to_digit(10)?;
            digits = digits.checked_mul(10)?.checked_add(digit.into())?;
        }
        if whole.is_empty() {
            return None;
        }
        Some(Self::of(negative, digits, exponent))
    }

    fn of(negative: bool, mut digits: u128, mut exponent: i32) -> Self {
        if digits == 0 {
            return Self::ZERO;
        }
        while digits.is_multiple_of(10) && exponent < i32::MAX {
            digits /= 10;
            exponent += 1;
        }
        Self {
            negative,
            digits,
            exponent,
        }
    }

    /// The digits without sign, point and trailing zeros.
    #[must_use]
    pub const fn digits(self) -> u128 {
        self.digits
    }

    /// How often the digits are to be multiplied by ten.
    #[must_use]
    pub const fn exponent(self) -> i32 {
        self.exponent
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.negative
    }

    /// The whole number, if it is one and fits.
    #[must_use]
    pub fn as_integer(self) -> Option<i128> {
        let power = 10_i128.checked_pow(u32::try_from(self.exponent).ok()?)?;
        let digits = i128::try_from(self.digits).ok()?.checked_mul(power)?;
        Some(if self.negative { -digits } else { digits })
    }

    /// The least whole number that is not below it; the greatest or least one that there is where none is so big.
    #[must_use]
    pub fn ceiling(self) -> i128 {
        let floor = Self {
            negative: !self.negative,
            ..self
        }
        .floor();
        floor.checked_neg().unwrap_or(i128::MAX)
    }

    /// The greatest whole number that is not above it; the greatest or least one that there is where none is so big.
    #[must_use]
    pub fn floor(self) -> i128 {
        if let Some(whole) = self.as_integer() {
            return whole;
        }
        if self.exponent >= 0 {
            return if self.negative { i128::MIN } else { i128::MAX };
        }
        let power = 10_u128.checked_pow(self.exponent.unsigned_abs());
        let whole = power.map_or(0, |power| self.digits / power);
        // Without trailing zeros there is always a fraction that division cuts off.
        let whole = i128::try_from(whole).unwrap_or(i128::MAX);
        if self.negative { -whole - 1 } else { whole }
    }

    /// The number for JSON.
    #[must_use]
    pub fn to_json(self) -> serde_json::Value {
        let whole = self.as_integer();
        if let Some(whole) = whole.and_then(|whole| i64::try_from(whole).ok()) {
            return whole.into();
        }
        if let Some(whole) = whole.and_then(|whole| u64::try_from(whole).ok()) {
            return whole.into();
        }
        self.to_f64().into()
    }

    /// Returns `true` if [`Self::to_json`] has all digits.
    pub(crate) fn is_exact_in_json(self) -> bool {
        Self::parse(&self.to_json().to_string()) == Some(self)
    }

    /// Returns the number as JSON writes it, with all digits.
    pub(crate) fn to_text(self) -> String {
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}{}e{}", self.digits, self.exponent)
    }

    /// The nearest number in binary floating point.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        let number: f64 = self.to_text().parse().unwrap_or(0.0);
        number.clamp(f64::MIN, f64::MAX)
    }

    /// How many places before the point the first digit stands.
    fn magnitude(self) -> i64 {
        i64::from(self.exponent) + i64::from(self.digits.checked_ilog10().unwrap_or(0))
    }

    /// The order of two numbers apart from their signs.
    fn compare_sizes(self, other: Self) -> Ordering {
        if self.digits == 0 || other.digits == 0 {
            return self.digits.cmp(&other.digits);
        }
        let by_magnitude = self.magnitude().cmp(&other.magnitude());
        by_magnitude.then_with(|| {
            // Of one magnitude, the one with more digits is written with more zeros in the other's place.
            let (left, right) = (self.digits.to_string(), other.digits.to_string());
            left.cmp(&right)
        })
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.compare_sizes(*other),
            (true, true) => other.compare_sizes(*self),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self::of(number < 0, number.unsigned_abs().into(), 0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_json())
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect("it is a number")
    }

    #[test]
    fn equal_numbers_are_equal_however_they_are_written() {
        for same in ["1.50", "15e-1", "0.15E1", "150e-2"] {
            assert_eq!(decimal(same), decimal("1.5"));
        }
        assert_eq!(decimal("-0"), decimal("0.00"));
    }

    #[test]
    fn they_are_ordered_by_value() {
        let ascending = [
            "-1e9", "-12", "-1.25", "-1.2", "-0.001", "0", "1e-300", "0.0075", "0.1", "1", "1.2",
            "1.25", "9", "12", "100", "1e300",
        ];
        for pair in ascending.windows(2) {
            assert!(decimal(pair[0]) < decimal(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn whole_numbers_around_it() {
        let around = |text: &str| (decimal(text).floor(), decimal(text).ceiling());
        assert_eq!(around("1.5"), (1, 2));
        assert_eq!(around("-1.5"), (-2, -1));
        assert_eq!(around("1e2"), (100, 100));
        assert_eq!(around("1e-90"), (0, 1));
        assert_eq!(around("-1e-90"), (-1, 0));
        assert_eq!(around("1e90"), (i128::MAX, i128::MAX));
    }
}
