//! The helper modules that a crate carries, written as they are.

use std::collections::BTreeMap;

use super::features::Feature;
use super::parts::Parts;
use super::text::{Builder, import};
use crate::files::File;
use crate::stamp;

/// The modules, and the one that they are in.
pub(super) fn files(parts: &Parts) -> Vec<File> {
    if parts.is_empty() {
        return Vec::new();
    }
    let rows = parts.keys().map(|part| part.row());
    let modules = rows.map(|row| file(format!("src/wire/{}.rs", row.name), row.text));
    std::iter::once(contents(parts)).chain(modules).collect()
}

/// What the crate's users see of the modules: first what is always there, then what each feature adds.
pub(super) fn public(parts: &Parts) -> Vec<String> {
    let mut lists: BTreeMap<Option<Feature>, Vec<&str>> = BTreeMap::new();
    for (part, feature) in parts {
        lists.entry(*feature).or_default().extend(part.row().public);
    }
    let lists = lists.into_iter().filter_map(|(feature, mut names)| {
        names.sort_unstable();
        import("pub use", "wire", &names).map(|line| behind(feature, &line))
    });
    lists.collect()
}

fn contents(parts: &Parts) -> File {
    let mut text = String::from("//! How values are read from and written to the wire.\n\n");
    for (part, feature) in parts {
        text += &behind(*feature, &format!("mod {};\n", part.row().name));
    }
    text += "\n";
    for (part, feature) in parts {
        let row = part.row();
        let lines = [("pub use", row.public), ("pub(crate) use", row.inside)];
        lines
            .into_iter()
            .filter_map(|(verb, names)| import(verb, row.name, names))
            .for_each(|line| text += &behind(*feature, &line));
    }
    file("src/wire.rs".to_owned(), &text)
}

/// An item that is there only with a feature.
fn behind(feature: Option<Feature>, item: &str) -> String {
    match feature {
        Some(feature) => format!("#[cfg(feature = \"{feature}\")]\n{item}"),
        None => item.to_owned(),
    }
}

fn file(path: String, text: &str) -> File {
    let mut builder = Builder::plain();
    builder.lines(&format!("// {}", stamp::header()));
    builder.lines(text);
    builder.file(&path)
}
