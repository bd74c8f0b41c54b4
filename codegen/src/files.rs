//! Generated files in memory.

use specwright_spec::Span;

/// All files of a crate, in the order of their paths.
#[derive(Debug)]
pub struct Files {
    files: Vec<File>,
}

/// One file.
#[derive(Debug)]
pub struct File {
    /// The path from the crate's root, with forward slashes.
    pub path: String,
    /// The whole text, its header included.
    pub text: String,
    /// For each line of the text, the place in the document that it comes from.
    pub origins: Vec<Option<Span>>,
}

impl Files {
    pub(crate) fn new(mut files: Vec<File>) -> Self {
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Self { files }
    }

    /// The files, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// The file of that path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}
