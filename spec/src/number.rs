//! JSON numbers by their text, compared to the last digit.

use std::cmp::Ordering;

/// A JSON number of any size: `0.d1d2d3.. * 10^magnitude`, of which the first and the last digit are not zero.
///
/// Equal numbers are equal here however they are written: `1`, `1.0` and `10e-1`. Exponents of more than 36 digits are
/// taken for the greatest or least one that has as many.
#[derive(Clone, Copy, Debug)]
pub struct Number<'t> {
    is_negative: bool,
    /// The digits before and behind the point; together they have no zero at either end, and are empty for zero.
    whole: &'t [u8],
    fraction: &'t [u8],
    magnitude: i128,
}

/// The greatest exponent; the sum of two and of a text's length is far from the ends of `i128`.
const GREATEST: i128 = 10_i128.pow(36);

impl<'t> Number<'t> {
    /// Parses a number as JSON writes it. Returns `None` for any other text.
    #[must_use]
    pub fn parse(text: &'t str) -> Option<Self> {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, parse_exponent(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
            return None;
        }
        let mut whole = whole.trim_start_matches('0').as_bytes();
        let mut fraction = fraction.trim_end_matches('0').as_bytes();
        let mut magnitude = exponent + i128::try_from(whole.len()).ok()?;
        if fraction.is_empty() {
            whole = trim_end(whole);
        }
        if whole.is_empty() {
            let zeros = fraction.iter().take_while(|digit| **digit == b'0').count();
            magnitude -= i128::try_from(zeros).ok()?;
            fraction = &fraction[zeros..];
        }
        let number = Self {
            is_negative,
            whole,
            fraction,
            magnitude,
        };
        Some(match number.is_zero() {
            true => Self {
                is_negative: false,
                magnitude: 0,
                ..number
            },
            false => number,
        })
    }

    /// Returns `true` if the number has no fraction, as `1.0` and `1e2` have none.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.magnitude >= self.length()
    }

    /// Returns `true` if the number is `step` times an integer; no number but zero is a multiple of zero.
    #[must_use]
    pub fn is_multiple_of(&self, step: &Self) -> bool {
        if self.is_zero() {
            return true;
        }
        // Both are whole numbers without a zero at the end, times a power of ten.
        let zeros = (self.magnitude - self.length()) - (step.magnitude - step.length());
        // A whole number that does not end in zero is no multiple of one that does.
        if step.is_zero() || zeros < 0 {
            return false;
        }
        match step.as_divisor() {
            Some(divisor) => self.remainder(divisor, zeros) == 0,
            None => self.is_long_multiple_of(step, zeros),
        }
    }

    /// Returns a text that two numbers share exactly if they are equal.
    #[must_use]
    pub fn key(&self) -> String {
        let sign = if self.is_negative { "-" } else { "" };
        let digits: String = self.digits().map(char::from).collect();
        format!("{sign}{digits}e{}", self.magnitude)
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    fn length(&self) -> i128 {
        // A text is shorter than the greatest number.
        i128::try_from(self.whole.len() + self.fraction.len()).unwrap_or(i128::MAX)
    }

    fn digits(&self) -> impl Iterator<Item = u8> + use<'t> {
        self.whole.iter().chain(self.fraction).copied()
    }

    /// The digits as one number, if it is small enough to divide by.
    fn as_divisor(&self) -> Option<u64> {
        self.digits().try_fold(0_u64, |number, digit| {
            number.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
        })
    }

    /// The remainder of the digits with so many zeros behind them.
    fn remainder(&self, divisor: u64, zeros: i128) -> u128 {
        let divisor = u128::from(divisor);
        let digits = self.digits();
        let rest = digits.fold(0_u128, |rest, digit| {
            (rest * 10 + u128::from(digit - b'0')) % divisor
        });
        rest * power_of_ten(zeros, divisor) % divisor
    }

    /// [`Self::is_multiple_of`] for a step of 20 digits or more: division as on paper.
    fn is_long_multiple_of(&self, step: &Self, zeros: i128) -> bool {
        let divisor: Vec<u8> = step.digits().map(|digit| digit - b'0').collect();
        // The powers of two and five in the step are at most so many: more zeros change nothing.
        let bits = i128::try_from(divisor.len()).unwrap_or(i128::MAX) * 4;
        let zeros = usize::try_from(zeros.min(bits)).unwrap_or_default();
        let digits = self.digits().map(|digit| digit - b'0');
        let mut rest: Vec<u8> = Vec::new();
        for digit in digits.chain(std::iter::repeat_n(0, zeros)) {
            if !(rest.is_empty() && digit == 0) {
                rest.push(digit);
            }
            while is_at_least(&rest, &divisor) {
                subtract(&mut rest, &divisor);
            }
        }
        rest.is_empty()
    }

    /// The order of two numbers apart from their signs.
    fn compare_sizes(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self
                .magnitude
                .cmp(&other.magnitude)
                .then_with(|| self.digits().cmp(other.digits())),
        }
    }
}

impl Ord for Number<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_negative, other.is_negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.compare_sizes(other),
            (true, true) => other.compare_sizes(self),
        }
    }
}

impl PartialOrd for Number<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number<'_> {}

/// Returns `true` if two numbers, as JSON writes them, are equal; texts of other kinds are equal if they are the same.
#[must_use]
pub fn are_equal(one: &str, other: &str) -> bool {
    one == other
        || Number::parse(one)
            .zip(Number::parse(other))
            .is_some_and(|(one, other)| one == other)
}

fn parse_exponent(text: &str) -> Option<i128> {
    let (is_negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.trim_start_matches('0');
    let size = match size.len() {
        0 => 0,
        1..=36 => size.parse().ok()?,
        _ => GREATEST,
    };
    Some(if is_negative { -size } else { size })
}

fn trim_end(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().rev().take_while(|digit| **digit == b'0');
    &digits[..digits.len() - zeros.count()]
}

/// `10^exponent` modulo a divisor of 64 bits.
fn power_of_ten(exponent: i128, divisor: u128) -> u128 {
    let (mut power, mut base, mut left) = (1 % divisor, 10 % divisor, exponent);
    while left > 0 {
        if left % 2 == 1 {
            power = power * base % divisor;
        }
        base = base * base % divisor;
        left /= 2;
    }
    power
}

/// Compares two numbers of digits without zeros in front.
fn is_at_least(one: &[u8], other: &[u8]) -> bool {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other)) != Ordering::Less
}

/// Subtracts a number that is not greater, and drops the zeros in front.
fn subtract(from: &mut Vec<u8>, other: &[u8]) {
    let mut borrow = 0;
    for place in 0..from.len() {
        let at = from.len() - 1 - place;
        let digit = other.len().checked_sub(place + 1).map_or(0, |at| other[at]);
        let taken = digit + borrow;
        borrow = u8::from(from[at] < taken);
        from[at] = from[at] + 10 * borrow - taken;
    }
    let zeros = from.iter().take_while(|digit| **digit == 0).count();
    from.drain(..zeros);
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail at once")]
mod tests {
    use proptest::prelude::*;

    use super::Number;

    fn number(text: &str) -> Number<'_> {
        Number::parse(text).unwrap()
    }

    #[test]
    fn numbers_are_ordered_by_value() {
        let ascending = [
            "-1e1000",
            "-9223372036854775809",
            "-9223372036854775808",
            "-1.25",
            "-1.2",
            "-1e-400",
            "0",
            "1e-400",
            "0.1",
            "0.10000000000000000001",
            "1",
            "1.000000000000000001",
            "9",
            "12",
            "100",
            "100.000000000000000001",
            "18446744073709551615",
            "18446744073709551616",
            "1e308",
            "1e400",
            "1e99999999999999999999",
        ];
        for pair in ascending.windows(2) {
            assert!(number(pair[0]) < number(pair[1]), "{pair:?}");
        }
        for same in ["150e-2", "1.50", "0.015e2", "15E-1", "0.00015e+4"] {
            assert_eq!(number(same), number("1.5"));
            assert_eq!(number(same).key(), number("1.5").key());
        }
        for zero in ["-0", "0.000", "0e99", "-0.0e-5"] {
            assert_eq!(number(zero), number("0"));
            assert_eq!(number(zero).key(), number("0").key());
        }
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in [
            "", "-", ".5", "1e", "1e+", "+1", "1.2.3", "0x1", "NaN", "1_0",
        ] {
            assert!(Number::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn integers_have_no_fraction_however_they_are_written() {
        for text in ["0", "-0.0", "1.0", "1e2", "12.5e1", "1e400", "100e-2"] {
            assert!(number(text).is_integer(), "{text}");
        }
        for text in ["1e-400", "1.000000000000000001", "12.5", "1e-1", "105e-2"] {
            assert!(!number(text).is_integer(), "{text}");
        }
    }

    #[test]
    fn multiples_are_exact() {
        for (text, step) in [
            ("0.3", "0.1"),
            ("4.35", "0.01"),
            ("0", "3"),
            ("0", "0"),
            ("1e400", "2e-3"),
            // The step is 2^100 * 10^-30.
            ("1e80", "1267650600228229401496703205376e-30"),
            (
                "246913578024691357802469135780",
                "123456789012345678901234567890",
            ),
        ] {
            assert!(number(text).is_multiple_of(&number(step)), "{text} {step}");
        }
        for (text, step) in [
            ("0.30000000000000000001", "0.1"),
            ("1e400", "7e-1"),
            ("5", "0"),
            ("5", "10"),
            ("1e60", "1267650600228229401496703205376e-30"),
            (
                "246913578024691357802469135781",
                "123456789012345678901234567890",
            ),
        ] {
            assert!(!number(text).is_multiple_of(&number(step)), "{text} {step}");
        }
    }

    proptest! {
        #[test]
        fn whole_numbers_divide_as_machine_numbers_do(number in 0_u128..1 << 100, step in 1_u128..1 << 80) {
            for (number, step) in [(number, step), (number / step * step, step), (number, step % 1000 + 1)] {
                let texts = (number.to_string(), step.to_string());
                let (one, other) = (Number::parse(&texts.0).unwrap(), Number::parse(&texts.1).unwrap());
                prop_assert_eq!(one.is_multiple_of(&other), number % step == 0);
                prop_assert_eq!(one.cmp(&other), number.cmp(&step));
            }
        }

        #[test]
        fn floating_point_numbers_are_ordered_alike(one: f64, other: f64) {
            prop_assume!(one.is_finite() && other.is_finite());
            let texts = (format!("{one:e}"), format!("{other}"));
            let (left, right) = (Number::parse(&texts.0).unwrap(), Number::parse(&texts.1).unwrap());
            prop_assert_eq!(Some(left.cmp(&right)), one.partial_cmp(&other));
            prop_assert_eq!(left.is_integer(), one.fract() == 0.0);
        }
    }
}
