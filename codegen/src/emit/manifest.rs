//! `Cargo.toml`.

use specwright_spec::Model;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

use super::features::{self, Dependency};
use super::text::Builder;
use crate::files::File;
use crate::ir::Api;
use crate::options::Options;
use crate::stamp;
use crate::text::on_one_line;

pub(super) fn file(api: &Api, model: &Model, options: &Options) -> File {
    let mut text = Builder::plain();
    text.header("#");
    let digest = stamp::document(model.source.text());
    text.toml(
        &format!("{} {digest}", model.source.name()),
        &manifest(api, model, options),
    );
    text.file("Cargo.toml")
}

fn manifest(api: &Api, model: &Model, options: &Options) -> DocumentMut {
    let mut manifest = DocumentMut::new();
    manifest["package"] = Item::Table(package(model, options));
    // Named, so that a workspace with this member can be loaded, and the crate generated anew, when `src` is not there.
    manifest["lib"] = Item::Table(Table::from_iter([("path", "src/lib.rs")]));
    manifest["dependencies"] = Item::Table(dependencies(api));
    let features = features::of(api);
    if !features.is_empty() {
        let rows = features.into_iter().map(|feature| {
            let enabled: Array = feature.enables(api).into_iter().collect();
            (feature.name(), enabled)
        });
        manifest["features"] = Item::Table(rows.collect());
    }
    if !options.is_member {
        // A crate of its own must not be taken for a member of a workspace around its folder.
        manifest["workspace"] = Item::Table(Table::new());
    }
    manifest
}

fn package(model: &Model, options: &Options) -> Table {
    let mut package = Table::new();
    let description = format!("Types and operations of {}.", on_one_line(&model.title));
    for (key, text) in [
        ("name", options.package.as_str()),
        ("version", "0.1.0"),
        ("edition", "2024"),
        ("rust-version", "1.85"),
        ("description", &description),
    ] {
        package[key] = value(text);
    }
    if options.is_member {
        package["license"] = value("MIT OR Apache-2.0");
        package["publish"] = value(false);
    }
    package
}

fn dependencies(api: &Api) -> Table {
    let mut dependencies = Table::new();
    let mut serde = InlineTable::new();
    serde.insert("version", "1".into());
    serde.insert("default-features", false.into());
    serde.insert("features", Value::from_iter(["std"]));
    dependencies["serde"] = value(serde);
    dependencies["serde_json"] = value("1");
    for dependency in features::dependencies(api) {
        dependencies[dependency.name()] = value(optional(dependency));
    }
    dependencies
}

fn optional(dependency: Dependency) -> InlineTable {
    let mut row = InlineTable::new();
    row.insert("version", dependency.version().into());
    row.insert("optional", true.into());
    row.insert("default-features", false.into());
    let wanted = dependency.features();
    if !wanted.is_empty() {
        row.insert("features", Value::from_iter(wanted.iter().copied()));
    }
    row
}
