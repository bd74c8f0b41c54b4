//! Numbers as texts write them, to the last digit.

use std::fmt;

/// `digits` times ten to the power of `exponent`.
#[derive(Clone, Copy)]
pub(crate) struct Decimal {
    pub(super) negative: bool,
    pub(super) digits: u128,
    pub(super) exponent: i32,
}

impl Decimal {
    /// The number of these digits.
    pub(crate) const fn new(negative: bool, digits: u128, exponent: i32) -> Self {
        Self {
            negative,
            digits,
            exponent,
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        let Self {
            digits, exponent, ..
        } = self;
        match usize::try_from(*exponent) {
            Ok(zeros) if zeros < 20 => write!(f, "{sign}{digits}{}", "0".repeat(zeros)),
            Ok(_) => write!(f, "{sign}{digits}e{exponent}"),
            Err(_) if *exponent > -20 => {
                let places = exponent.unsigned_abs() as usize;
                let padded = format!("{digits:0>width$}", width = places + 1);
                let (whole, fraction) = padded.split_at(padded.len() - places);
                write!(f, "{sign}{whole}.{fraction}")
            }
            Err(_) => write!(f, "{sign}{digits}e{exponent}"),
        }
    }
}
