//! How many characters, items or members there may be.

use super::Invalid;

/// The rule of a least and a greatest number.
pub(crate) struct Count {
    min: u64,
    max: Option<u64>,
}

impl Count {
    /// The rule of these bounds.
    pub(crate) const fn new(min: u64, max: Option<u64>) -> Self {
        Self { min, max }
    }

    /// Explains how so many things break the rule, if it does.
    pub(crate) fn check(
        &self,
        subject: &'static str,
        found: u64,
        thing: &str,
    ) -> Result<(), Invalid> {
        let Some((bound, limit)) = self.broken(found) else {
            return Ok(());
        };
        let plural = if limit == 1 { "" } else { "s" };
        let rule = format!("must have at {bound} {limit} {thing}{plural}, found {found}");
        Err(Invalid::new(subject, rule))
    }

    /// The bound that so many are beyond.
    pub(super) const fn broken(&self, found: u64) -> Option<(&'static str, u64)> {
        match self.max {
            Some(max) if found > max => Some(("most", max)),
            Some(_) | None if found < self.min => Some(("least", self.min)),
            Some(_) | None => None,
        }
    }
}
