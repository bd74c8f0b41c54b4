//! The token with which the page asks for the log.

use std::fmt;
use std::io;

use super::is_same;

/// A random token of this process: 128 bits in hexadecimal digits. `Debug` does not show it.
///
/// The program prints it; it reaches the page behind the `#` of the address, which no browser sends to anyone.
pub(crate) struct PageToken(String);

impl PageToken {
    /// Returns a new token.
    ///
    /// # Errors
    /// If the system has no source of randomness.
    pub(crate) fn new() -> io::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
        Ok(Self(digits.collect()))
    }

    /// Returns `true` if this is the token.
    pub(crate) fn is(&self, sent: &[u8]) -> bool {
        std::str::from_utf8(sent).is_ok_and(|sent| is_same(sent, &self.0))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PageToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PageToken(..)")
    }
}
