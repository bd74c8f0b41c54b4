//! The helper modules that every crate carries, written as they are.

use super::text::Builder;
use crate::files::File;

macro_rules! parts {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("wire/", $name, ".rs")))),+]
    };
}

const PARTS: &[(&str, &str)] = parts![
    "answer",
    "decode",
    "fields",
    "list",
    "names",
    "newtype",
    "object",
    "open",
    "operation",
    "range",
    "segment",
    "slots",
    "text",
    "values",
];

pub(super) fn files() -> Vec<File> {
    let contents = include_str!("wire/wire.rs");
    let mut files = vec![file("src/wire.rs".to_owned(), contents)];
    files.extend(
        PARTS
            .iter()
            .map(|(name, text)| file(format!("src/wire/{name}.rs"), text)),
    );
    files
}

fn file(path: String, text: &str) -> File {
    let mut builder = Builder::plain();
    builder.lines(&format!("// {}", crate::stamp::header()));
    builder.lines(text);
    builder.file(path)
}
