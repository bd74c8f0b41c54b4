//! Applies fixes to texts, and replaces files by their fixed texts.
//!
//! A fix replaces one token. [`proof`] holds fixes to a law before they are offered: no other value, anchor, alias, tag or
//! comment changes, the finding is gone, and none is new.

mod markup;
pub(crate) mod proof;
mod shift;

use std::io::Write;
use std::path::Path;

use specwright_spec::input::FileKind;

use crate::diagnostic::Edit;
use crate::write::{self, Draft, Kind};

/// Returns the text with all edits applied, which are in the order of the text and do not overlap.
fn apply(text: &str, edits: &[&Edit]) -> String {
    let mut fixed = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        fixed.push_str(text.get(at..edit.span.start).unwrap_or_default());
        fixed.push_str(&edit.text);
        at = edit.span.end;
    }
    fixed.push_str(text.get(at..).unwrap_or_default());
    fixed
}

/// Replaces the content `old` of a file by `new`. The file is never half written, and stays as it is if it has changed in
/// the meantime, is read-only, or has further names (hard links).
///
/// # Errors
/// Returns the reason why the file stays as it is.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), write::Error> {
    // A link stays a link: its target is replaced.
    if let Some(kind) = FileKind::of(path.metadata()?.file_type()) {
        return Err(write::Error::WrongKind(kind));
    }
    let path = path.canonicalize()?;
    let mut draft = Draft::begin(&path, Kind::Fixed(old))?;
    draft.write_all(new)?;
    draft.settle(Kind::Fixed(old))
}
