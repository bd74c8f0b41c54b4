//! Integers between bounds.

use super::Invalid;

/// The rule of `minimum` and `maximum`, both inclusive.
pub(crate) struct Bounds {
    min: Option<i128>,
    max: Option<i128>,
}

impl Bounds {
    /// The rule of these bounds.
    pub(crate) const fn new(min: Option<i128>, max: Option<i128>) -> Self {
        Self { min, max }
    }

    /// Whether the value keeps the rule.
    pub(crate) const fn admits(&self, value: i128) -> bool {
        self.broken(value).is_none()
    }

    /// Explains how the value breaks the rule, if it does.
    pub(crate) fn check(&self, subject: &'static str, value: i128) -> Result<(), Invalid> {
        match self.broken(value) {
            None => Ok(()),
            Some((bound, limit)) => {
                let rule = format!("must be at {bound} {limit}, found {value}");
                Err(Invalid::new(subject, rule))
            }
        }
    }

    const fn broken(&self, value: i128) -> Option<(&'static str, i128)> {
        match (self.min, self.max) {
            (Some(min), _) if value < min => Some(("least", min)),
            (_, Some(max)) if value > max => Some(("most", max)),
            (Some(_) | None, Some(_) | None) => None,
        }
    }
}
