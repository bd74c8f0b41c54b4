//! Numbers that are multiples of another, exactly as they are written.

use super::Invalid;
pub(crate) use super::decimal::Decimal;

/// The rule of `multipleOf`.
pub(crate) struct Step(Decimal);

impl Step {
    /// The rule of the step that is `digits` times ten to the power of `exponent`.
    pub(crate) const fn new(digits: u128, exponent: i32) -> Self {
        Self(Decimal::new(false, digits, exponent))
    }

    /// Whether a number is a multiple.
    pub(crate) const fn divides(&self, value: Decimal) -> bool {
        let step = self.0;
        if value.digits == 0 {
            return true;
        }
        let shift = value.exponent as i64 - step.exponent as i64;
        if shift >= 0 {
            let power = power_of_ten(shift, step.digits);
            return product(value.digits % step.digits, power, step.digits) == 0;
        }
        // The step has more zeros: the number must have them, too.
        match 10_u128.checked_pow(shift.unsigned_abs() as u32) {
            Some(zeros) => match step.digits.checked_mul(zeros) {
                Some(whole) => value.digits.is_multiple_of(whole),
                None => false,
            },
            None => false,
        }
    }

    /// The message about a value that breaks the rule.
    pub(crate) fn broken(&self, subject: &'static str, value: &dyn std::fmt::Display) -> Invalid {
        let rule = format!("must be a multiple of {}, found {value}", self.0);
        Invalid::new(subject, rule)
    }
}

/// Ten to the power of `exponent`, modulo `modulus`.
const fn power_of_ten(mut exponent: i64, modulus: u128) -> u128 {
    let (mut power, mut base) = (1 % modulus, 10 % modulus);
    while exponent > 0 {
        if exponent % 2 == 1 {
            power = product(power, base, modulus);
        }
        base = product(base, base, modulus);
        exponent /= 2;
    }
    power
}

/// The product modulo `modulus`, without overflow.
const fn product(mut left: u128, mut right: u128, modulus: u128) -> u128 {
    if let Some(product) = left.checked_mul(right) {
        return product % modulus;
    }
    let mut sum = 0;
    left %= modulus;
    while right > 0 {
        if right % 2 == 1 {
            sum = add(sum, left, modulus);
        }
        left = add(left, left, modulus);
        right /= 2;
    }
    sum
}

/// The sum of two numbers below `modulus`, modulo `modulus`.
const fn add(left: u128, right: u128, modulus: u128) -> u128 {
    let room = modulus - left;
    if right >= room {
        right - room
    } else {
        left + right
    }
}
