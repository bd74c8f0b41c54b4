//! What a crate is generated with, besides the document.

/// Choices that the document does not make.
#[derive(Clone, Debug)]
pub struct Options {
    /// The package's name, such as `huaweicloud-workspace`.
    pub package: String,
    /// Lines added to the manifest's `[package]` section, such as `license = "MIT"`.
    pub package_lines: Vec<String>,
    /// Lines added at the manifest's end.
    pub manifest_lines: Vec<String>,
}

impl Options {
    /// The name by which Rust code calls the crate.
    #[must_use]
    pub fn crate_name(&self) -> String {
        self.package.replace('-', "_")
    }
}
