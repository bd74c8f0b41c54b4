//! The other files of a document.

use std::fs;
use std::path::Path;

use crate::encoding;

/// Files larger than this are not read.
const LARGEST: u64 = 256 << 20;

/// The text of a file in the folder of a document, by its way from there. A link that leads out of the folder is refused.
///
/// # Errors
/// Why the file cannot be read, in words.
pub fn read(folder: &Path, name: &str) -> Result<String, String> {
    // An empty path is the folder that the program runs in.
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let path = folder.join(name);
    let told = |error: std::io::Error| error.to_string();
    let (whole, inside) = (
        folder.canonicalize().map_err(told)?,
        path.canonicalize().map_err(told)?,
    );
    if !inside.starts_with(&whole) {
        return Err("it is outside of the document's folder".to_owned());
    }
    let about = fs::metadata(&inside).map_err(told)?;
    if !about.is_file() || about.len() > LARGEST {
        return Err("it is no file, or too large".to_owned());
    }
    let bytes = fs::read(&inside).map_err(told)?;
    let text = encoding::text(&bytes).map_err(|error| error.message)?;
    Ok(text.to_owned())
}
