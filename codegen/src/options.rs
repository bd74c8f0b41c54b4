//! What a crate is generated with, besides the document.

/// Choices that the document does not make.
#[derive(Clone, Debug)]
pub struct Options {
    /// The package's name, such as `huaweicloud-workspace`.
    pub package: String,
    /// `true` if the crate is a member of the workspace around its folder and has the licence of this project. Otherwise its
    /// manifest begins a workspace of its own.
    pub is_member: bool,
}

impl Options {
    /// The name by which Rust code calls the crate.
    #[must_use]
    pub fn crate_name(&self) -> String {
        self.package.replace('-', "_")
    }
}
