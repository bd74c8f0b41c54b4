//! `specwright document`: the built-in document.

use specwright_spec::sanitize::Text;

use super::{CLEAN, say};
use crate::contract::BUILT_IN_DOCUMENT;
use crate::policies::Failure;

/// Prints the built-in document as it is.
pub(super) fn run() -> Result<u8, Failure> {
    say(&Text::lines(BUILT_IN_DOCUMENT))?;
    Ok(CLEAN)
}
