//! Texts of a certain length.

use super::{Count, Invalid};

/// The rule of `minLength` and `maxLength`, which count Unicode scalar values.
pub(crate) struct Length(Count);

impl Length {
    /// The rule of these bounds.
    pub(crate) const fn new(min: u64, max: Option<u64>) -> Self {
        Self(Count::new(min, max))
    }

    /// Whether the text keeps the rule.
    pub(crate) const fn admits(&self, text: &str) -> bool {
        self.0.broken(characters(text)).is_none()
    }

    /// Explains how the text breaks the rule, if it does.
    pub(crate) fn check(&self, subject: &'static str, text: &str) -> Result<(), Invalid> {
        if self.admits(text) {
            return Ok(());
        }
        self.0.check(subject, characters(text), "character")
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
