//! Where references lead, and what stands where.

use crate::pointer::{Pointer, percent_decoded};

/// A place in one of a document's files.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    /// The way to the file from the document's folder; empty for the document itself.
    pub(super) file: String,
    pub(super) pointer: Pointer,
}

impl Place {
    /// The place that a reference in `file` names, where `own` is the name of the document's own file; `None` if it is
    /// outside of the document's folder.
    pub(super) fn of(own: &str, file: &str, target: &str) -> Option<Self> {
        let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
        let pointer = Pointer::of_fragment(fragment)?;
        if path.is_empty() {
            let file = file.to_owned();
            return Some(Self { file, pointer });
        }
        let path = percent_decoded(path);
        if path.starts_with(['/', '\\']) || path.contains([':', '\\', '\0']) {
            return None;
        }
        let mut steps: Vec<&str> = file.split('/').collect();
        steps.pop();
        for step in path.split('/') {
            match step {
                "" | "." => {}
                ".." => {
                    steps.pop()?;
                }
                step => steps.push(step),
            }
        }
        let file = steps.join("/");
        let file = if file == own { String::new() } else { file };
        Some(Self { file, pointer })
    }

    /// A name for the schema that stands here: the last step of the way to it.
    pub(super) fn name(&self) -> String {
        let stem = self.file.rsplit('/').next().unwrap_or_default();
        let stem = stem.split('.').next().unwrap_or_default();
        let last = self.pointer.tokens().last();
        let name = last.map_or(stem, String::as_str);
        let legal = |c: char| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '_'
            }
        };
        match name.chars().map(legal).collect::<String>() {
            empty if empty.is_empty() => "Schema".to_owned(),
            name => name,
        }
    }
}

/// What kind of value stands at a place, as far as references in it are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// An object other than a schema.
    Other,
    Schema,
    /// Names of the author's choice with schemas.
    Schemas,
    /// The `mapping` of a discriminator.
    Mapping,
    Discriminator,
    /// A value of the author's, in which `$ref` means nothing.
    Free,
}

impl Context {
    /// What an item of a list here is.
    pub(crate) const fn item(self) -> Self {
        match self {
            Self::Schemas | Self::Schema => Self::Schema,
            Self::Other | Self::Mapping | Self::Discriminator => Self::Other,
            Self::Free => Self::Free,
        }
    }

    /// What the value of a key here is.
    pub(crate) fn member(self, key: &str) -> Self {
        match (self, key) {
            (Self::Free, _) => Self::Free,
            (Self::Schemas, _) => Self::Schema,
            (Self::Discriminator, "mapping") => Self::Mapping,
            (Self::Schema, "allOf" | "oneOf" | "anyOf" | "properties")
            | (Self::Other, "schemas") => Self::Schemas,
            (Self::Schema, "items" | "not" | "additionalProperties") | (Self::Other, "schema") => {
                Self::Schema
            }
            (Self::Schema, "discriminator") => Self::Discriminator,
            (Self::Schema, "example" | "default" | "enum") | (Self::Other, "example" | "value") => {
                Self::Free
            }
            (_, key) if key.starts_with("x-") => Self::Free,
            (Self::Schema | Self::Other | Self::Mapping | Self::Discriminator, _) => Self::Other,
        }
    }
}
