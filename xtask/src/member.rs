//! Crates as members of a workspace of many, so that their dependencies are built once.

use specwright_codegen::File;
use toml_edit::{Array, DocumentMut, Item, Value};

/// What the feature `http` brings in; our own `Cargo.lock` knows it, as our tests call operations.
const DEPENDENCIES: [&str; 4] = ["hmac", "http", "jiff", "sha2"];

/// The text that the file has there, with the feature `http` on if `calls` are compiled, too. Other optional dependencies are left
/// out: nothing turns their features on, and without them all that is needed is in our own `Cargo.lock`.
pub(crate) fn text(file: &File, calls: bool) -> String {
    match file.text.parse::<DocumentMut>() {
        Ok(manifest) if file.path == "Cargo.toml" => member(manifest, calls).to_string(),
        Ok(_) | Err(_) => file.text.clone(),
    }
}

fn member(mut manifest: DocumentMut, calls: bool) -> DocumentMut {
    let is_kept = |name: &str| calls && DEPENDENCIES.contains(&name);
    manifest.remove("workspace");
    if let Some(dependencies) = manifest["dependencies"].as_table_mut() {
        dependencies.retain(|name, row| is_kept(name) || row.get("optional").is_none());
    }
    if let Some(features) = manifest.get_mut("features").and_then(Item::as_table_mut) {
        for (_, enabled) in features.iter_mut() {
            if let Some(enabled) = enabled.as_array_mut() {
                enabled.retain(|entry| {
                    let dependency = entry.as_str().and_then(|name| name.strip_prefix("dep:"));
                    dependency.is_some_and(is_kept)
                });
            }
        }
        if calls && features.contains_key("http") {
            let http = Value::Array(Array::from_iter(["http"]));
            features.insert("default", Item::Value(http));
        }
    }
    manifest
}
