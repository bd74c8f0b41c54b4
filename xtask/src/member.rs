//! Crates as members of a workspace of many, so that their dependencies are built once.

use specwright_codegen::File;

/// What the feature `http` brings in; our own `Cargo.lock` knows it, as our tests call operations.
const DEPENDENCIES: [&str; 4] = ["hmac", "http", "jiff", "sha2"];

/// The text that the file has there, with the feature `http` on if `calls` are compiled, too. Other optional dependencies are left
/// out: nothing turns their features on, and without them all that is needed is in our own `Cargo.lock`.
pub(crate) fn text(file: &File, calls: bool) -> String {
    if file.path != "Cargo.toml" {
        return file.text.clone();
    }
    let is_kept = |name: &str| calls && DEPENDENCIES.contains(&name);
    let mut text = String::new();
    for line in file.text.lines().filter(|line| *line != "[workspace]") {
        match line.split_once(" = ") {
            Some((name, _)) if line.contains("optional = true") && !is_kept(name) => {}
            Some((feature, list)) if list.starts_with('[') => {
                let enabled = list.split('"').skip(1).step_by(2);
                let kept = enabled.filter(|name| name.strip_prefix("dep:").is_some_and(is_kept));
                text += &format!("{feature} = {:?}\n", kept.collect::<Vec<_>>());
                if feature == "http" && calls {
                    text += "default = [\"http\"]\n";
                }
            }
            _ => text += &format!("{line}\n"),
        }
    }
    text
}
