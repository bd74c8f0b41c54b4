//! Generated files in memory.

use specwright_spec::{Pointer, Span};

use crate::path::FilePath;

/// All files of a crate, in the order of their paths.
#[derive(Debug)]
pub struct Files {
    files: Vec<File>,
    types: Vec<TypeName>,
    /// Which item each schema has become, by the schema's place.
    items: Vec<(Pointer, String)>,
}

/// The type of a schema that stands for itself: one of `components`, or the whole of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeName {
    /// Where the schema is in the document.
    pub schema: Pointer,
    /// Whether it is how responses have it: open to what a later version may add.
    pub is_open: bool,
    /// The name in the module `types`.
    pub name: String,
}

/// One file.
#[derive(Debug)]
pub struct File {
    /// The path from the crate's folder.
    pub path: FilePath,
    /// The whole text, its header included.
    pub text: String,
    /// For each line of the text, the place in the document that it comes from.
    pub origins: Vec<Option<Span>>,
}

impl Files {
    pub(crate) fn new(
        mut files: Vec<File>,
        types: Vec<TypeName>,
        items: Vec<(Pointer, String)>,
    ) -> Self {
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Self {
            files,
            types,
            items,
        }
    }

    /// Which item each schema has become, by the schema's place.
    pub(crate) fn items(&self) -> &[(Pointer, String)] {
        &self.items
    }

    /// The types of the named schemas, in declared order; one that has two forms, for requests and for responses, is there
    /// twice.
    #[must_use]
    pub fn types(&self) -> &[TypeName] {
        &self.types
    }

    /// The files, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// The file of that path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        let found = self
            .files
            .binary_search_by(|file| file.path.as_str().cmp(path));
        self.files.get(found.ok()?)
    }
}
