//! Mends texts by the fixes of their findings, and puts the mended file in the place of the old one.

use std::io::Write;
use std::path::Path;

use specwright_spec::input::FileKind;

use crate::diagnostic::{Diagnostic, Edit};
use crate::write::{self, Draft, Kind};

/// The text with all fixes applied that do not get in each other's way, and how many those are.
#[must_use]
pub fn text(text: &str, diagnostics: &[Diagnostic]) -> Option<(String, usize)> {
    let mut fixes: Vec<&[Edit]> = diagnostics
        .iter()
        .filter_map(|found| Some(found.fix.as_ref()?.edits.as_slice()))
        .filter(|edits| !edits.is_empty())
        .collect();
    fixes.sort_by_key(|edits| edits[0].span.start);
    let mut edits: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for fix in fixes {
        let free = edits
            .last()
            .is_none_or(|last| last.span.end < fix[0].span.start);
        if free {
            edits.extend(fix);
            count += 1;
        }
    }
    if edits.is_empty() {
        return None;
    }
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        mended.push_str(text.get(at..edit.span.start)?);
        mended.push_str(&edit.text);
        at = edit.span.end;
    }
    mended.push_str(text.get(at..)?);
    Some((mended, count))
}

/// Puts `new` in the place of `old`, which is what the file was read as. It is never half written, and never if it has
/// changed in the meantime, is read-only, or has further names (hard links).
///
/// # Errors
/// Why the file is as it was.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), write::Error> {
    // A link stays a link: what it names is replaced.
    if let Some(kind) = FileKind::of(path.metadata()?.file_type()) {
        return Err(write::Error::WrongKind(kind));
    }
    let path = path.canonicalize()?;
    let mut draft = Draft::begin(&path, Kind::Fixed(old))?;
    draft.write_all(new)?;
    draft.settle(Kind::Fixed(old))
}
