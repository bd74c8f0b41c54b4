//! How much of an input is read.

use std::fmt;
use std::str::FromStr;

/// The limit of a document, a payload or a record if the command line gives none: 256 MiB.
pub const DEFAULT_LIMIT: Limit = Limit(256 << 20);

/// A number of bytes that an input may have. Written as `1000`, `64KiB`, `512MiB` or `2GiB`.
///
/// Only the command line gives limits: a configuration or a document may be as hostile as the input.
///
/// ```
/// use specwright_spec::input::Limit;
///
/// let limit: Limit = "512MiB".parse()?;
/// assert_eq!(limit.bytes(), 512 << 20);
/// assert_eq!(limit.to_string(), "512 MiB");
/// # Ok::<(), specwright_spec::input::NotALimit>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Limit(u64);

/// A text that is no [`Limit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotALimit;

/// The units, largest first, and their bytes as a power of two.
const UNITS: [(&str, u32); 3] = [("GiB", 30), ("MiB", 20), ("KiB", 10)];

impl Limit {
    /// Returns a limit of this many bytes.
    #[must_use]
    pub const fn new(bytes: u64) -> Self {
        Self(bytes)
    }

    /// Returns the number of bytes.
    #[must_use]
    pub const fn bytes(self) -> u64 {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        DEFAULT_LIMIT
    }
}

impl FromStr for Limit {
    type Err = NotALimit;

    fn from_str(text: &str) -> Result<Self, NotALimit> {
        let with_unit = UNITS
            .iter()
            .find_map(|&(unit, shift)| Some((text.strip_suffix(unit)?, shift)));
        let (digits, shift) = with_unit.unwrap_or((text, 0));
        let number: u64 = digits.trim_end().parse().map_err(|_| NotALimit)?;
        let bytes = number.checked_mul(1 << shift).ok_or(NotALimit)?;
        Ok(Self(bytes))
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = UNITS
            .iter()
            .find(|(_, shift)| self.0 != 0 && self.0.is_multiple_of(1 << shift));
        match unit {
            Some((unit, shift)) => write!(out, "{} {unit}", self.0 >> shift),
            None => write!(out, "{} bytes", self.0),
        }
    }
}

impl fmt::Display for NotALimit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("write a number of bytes, or one with a unit, such as `512MiB` or `2GiB`")
    }
}

impl std::error::Error for NotALimit {}

#[cfg(test)]
mod tests {
    use super::{Limit, NotALimit};

    #[test]
    fn units_are_read_and_shown() {
        for (text, bytes, shown) in [
            ("0", 0, "0 bytes"),
            ("1000", 1000, "1000 bytes"),
            ("1KiB", 1024, "1 KiB"),
            ("1536MiB", 1536 << 20, "1536 MiB"),
            ("2 GiB", 2 << 30, "2 GiB"),
        ] {
            let limit: Limit = text.parse().expect(text);
            assert_eq!((limit.bytes(), limit.to_string().as_str()), (bytes, shown));
        }
        for text in ["", "MiB", "-1", "1MB", "1.5GiB", "99999999999GiB", "all"] {
            assert_eq!(text.parse::<Limit>(), Err(NotALimit), "{text}");
        }
    }
}
