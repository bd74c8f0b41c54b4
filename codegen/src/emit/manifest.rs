//! `Cargo.toml`.

use specwright_spec::Model;

use super::features::{self, Dependency};
use super::text::Builder;
use crate::files::File;
use crate::ir::Api;
use crate::options::Options;
use crate::stamp;

pub(super) fn file(api: &Api, model: &Model, options: &Options) -> File {
    let description = format!("Types and operations of {}.", one_line(&model.title));
    let mut text = Builder::plain();
    text.lines(&format!("# {}", stamp::header()));
    text.lines(&format!(
        "# {} {}",
        one_line(model.source.name()),
        stamp::document(model.source.text())
    ));
    text.lines(&format!("[package]\nname = \"{}\"", options.package));
    text.lines("version = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.85\"");
    text.lines(&format!("description = {}", toml_string(&description)));
    text.lines(&options.package_lines.join("\n"));
    // Named, so that a workspace with this member can be loaded, and the crate generated anew, when `src` is not there.
    text.lines("\n[lib]\npath = \"src/lib.rs\"");
    text.lines("\n[dependencies]\nserde = { version = \"1\", default-features = false, features = [\"std\"] }\nserde_json = \"1\"");
    for dependency in features::dependencies(api) {
        text.lines(&optional(dependency));
    }
    let features = features::of(api);
    if !features.is_empty() {
        text.lines("\n[features]");
    }
    for feature in features {
        text.lines(&format!("{feature} = {:?}", feature.enables(api)));
    }
    text.lines(&options.manifest_lines.join("\n"));
    text.file("Cargo.toml")
}

fn optional(dependency: Dependency) -> String {
    let (name, version) = (dependency.name(), dependency.version());
    let wanted = match dependency.features() {
        [] => String::new(),
        wanted => format!(", features = {wanted:?}"),
    };
    format!(
        "{name} = {{ version = \"{version}\", optional = true, default-features = false{wanted} }}"
    )
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A basic string; JSON's escapes are TOML's, too.
fn toml_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
