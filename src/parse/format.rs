//! The formats of payloads, and how a name or a text says which one it is.

use std::path::Path;

use clap::ValueEnum;
use specwright_spec::sanitize;

/// The formats of payloads. Their names, and the aliases of these, are the endings of file names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// JSON as RFC 8259 has it.
    Json,
    /// JSON with comments and trailing commas.
    #[value(name = "jsonc")]
    JsonWithComments,
    /// YAML 1.2, one value for each document.
    #[value(alias = "yml")]
    Yaml,
    /// A JSON value on each line.
    #[value(name = "ndjson", alias = "jsonl")]
    JsonLines,
}

impl Format {
    /// Returns the format that a file name's ending stands for, whatever its case; `None` for any other ending.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Self> {
        Self::from_str(path.extension()?.to_str()?, true).ok()
    }

    /// Returns the format of a text whose name has no ending. JSON begins with `{` or `[`, and everything else is YAML.
    /// A text that is empty or begins with a comment or markup is neither, and parsed as JSON, whose parser names these.
    #[must_use]
    pub fn of_text(bytes: &[u8]) -> Self {
        let text = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        // Spaces that JSON does not have are reported by its parser.
        let is_space = |c: char| c.is_whitespace() || sanitize::is_unsafe(c);
        let text = text.trim_start_matches(is_space);
        let is_json = ["{", "[", "<", "//", "/*"]
            .iter()
            .any(|begin| text.starts_with(begin));
        match text.is_empty() || is_json {
            true => Self::Json,
            false => Self::Yaml,
        }
    }
}
