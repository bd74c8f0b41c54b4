//! The other files of a document.

use std::path::Path;

use crate::encoding;
use crate::input::{self, Limit, Origin};

/// Reads a file in the folder of a document, by its path from there. A path or link that leads out of the folder is refused.
///
/// # Errors
/// The reason why the file cannot be read.
pub fn read(folder: &Path, name: &str, limit: Limit) -> Result<String, String> {
    let told = |error: input::Error| error.kind.to_string();
    let path = input::inside(folder, &folder.join(name)).map_err(told)?;
    let bytes = input::read(&path, Origin::Content, limit).map_err(told)?;
    encoding::text(&bytes).map_err(|error| error.message)?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}
