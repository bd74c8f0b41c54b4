//! Applies fixes to texts, and writes fixed texts to their files.
//!
//! A fix replaces one token. Before a fix is offered, the linter verifies that no other value, anchor, alias, tag or
//! comment changes, that the finding is resolved, and that there is no new finding.

mod markup;
pub(crate) mod proof;
mod shift;

use std::io::Write;
use std::path::Path;

use specwright_spec::input::FileKind;

use crate::diagnostic::Edit;
use crate::write::{self, Draft, Kind};

/// Applies edits to a text. The edits must be sorted by position and must not overlap.
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

/// Atomically replaces the content of a file, which must be `old`, by `new`. The file stays unchanged if its content is
/// not `old`, it is read-only, or it has several hard links.
///
/// # Errors
/// Returns an error with the reason if the file stays unchanged.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), write::Error> {
    // A symbolic link is kept; its target is replaced.
    if let Some(kind) = FileKind::of(path.metadata()?.file_type()) {
        return Err(write::Error::WrongKind(kind));
    }
    let path = path.canonicalize()?;
    let mut draft = Draft::begin(&path, Kind::Fixed(old))?;
    draft.write_all(new)?;
    draft.settle(Kind::Fixed(old))
}
