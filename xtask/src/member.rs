//! Crates as members of a workspace of many, so that their dependencies are built once.

use specwright_codegen::File;

/// The text that the file has there. Optional dependencies are left out: nothing turns the features on that are theirs, and
/// without them all that is needed is in our own `Cargo.lock`.
pub(crate) fn text(file: &File) -> String {
    if file.path != "Cargo.toml" {
        return file.text.clone();
    }
    let lines = file.text.lines();
    let lines = lines.filter(|line| *line != "[workspace]" && !line.contains("optional = true"));
    lines
        .map(|line| match line.split_once(" = [") {
            Some((feature, _)) => format!("{feature} = []\n"),
            None => format!("{line}\n"),
        })
        .collect()
}
