//! Whole numbers as decimals.

use super::decimal::Decimal;

impl Decimal {
    /// A whole number.
    pub(crate) const fn whole(number: i128) -> Self {
        Self::new(number < 0, number.unsigned_abs(), 0)
    }
}
