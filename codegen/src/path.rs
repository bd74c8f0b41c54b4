//! The paths of generated files.

use std::fmt;
use std::ops::Deref;
use std::path::Path;

/// The path of a generated file from the crate's folder, such as `src/operations/show_pet.rs`.
///
/// The names of a document's operations are part of such paths, so that this type is what keeps every path in the crate's
/// folder, and legal on every system: `/` separates its segments; none is empty, begins or ends with a dot, holds a character
/// that some file system forbids, or names a device of Windows, such as `con`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilePath(String);

/// The names of devices on Windows, with any extension and in any case.
const DEVICES: [&str; 22] = [
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

impl FilePath {
    /// Builds a path; replaces with `_` whatever no segment may hold.
    pub(crate) fn new(path: &str) -> Self {
        let segments = path.split('/').map(segment);
        Self(segments.collect::<Vec<_>>().join("/"))
    }

    /// Returns the path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns `true` if the name, up to its first dot, is one of a device on Windows.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    DEVICES
        .iter()
        .any(|device| stem.eq_ignore_ascii_case(device))
}

fn segment(text: &str) -> String {
    let is_legal = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut name: String = text
        .chars()
        .map(|c| if is_legal(c) { c } else { '_' })
        .collect();
    if is_device(&name) {
        name.insert(name.find('.').unwrap_or(name.len()), '_');
    }
    if name.is_empty() || name.starts_with('.') {
        name.insert(0, '_');
    }
    if name.ends_with('.') {
        name.push('_');
    }
    name
}

impl Deref for FilePath {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<Path> for FilePath {
    fn as_ref(&self) -> &Path {
        self.0.as_ref()
    }
}

impl PartialEq<str> for FilePath {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for FilePath {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::FilePath;

    #[test]
    fn segments_that_some_system_forbids_are_replaced() {
        for (path, expected) in [
            ("src/operations/show_pet.rs", "src/operations/show_pet.rs"),
            (
                "schemas/Größe.request.schema.json",
                "schemas/Größe.request.schema.json",
            ),
            (
                "schemas/Con.request.schema.json",
                "schemas/Con_.request.schema.json",
            ),
            ("src/operations/aux.rs", "src/operations/aux_.rs"),
            ("src/console.rs", "src/console.rs"),
            ("../../etc/passwd", "_.._/_.._/etc/passwd"),
            ("/etc/passwd", "_/etc/passwd"),
            ("src/a\\b:c\n\u{202e}.rs", "src/a_b_c__.rs"),
            (".ssh/trailing.", "_.ssh/trailing._"),
            ("", "_"),
        ] {
            assert_eq!(FilePath::new(path), expected, "{path:?}");
        }
    }

    proptest! {
        #[test]
        fn a_path_never_leaves_its_folder(path in r"[a/.\\:\x00cCoOnN\n é~$-]{0,24}") {
            let made = FilePath::new(&path);
            let parts: Vec<_> = Path::new(made.as_str()).components().collect();
            prop_assert_eq!(parts.len(), path.split('/').count());
            prop_assert!(parts.iter().all(|part| matches!(part, Component::Normal(_))), "{}", made);
            prop_assert_eq!(FilePath::new(&made), made, "building is idempotent");
        }
    }
}
