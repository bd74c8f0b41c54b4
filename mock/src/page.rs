//! The page in the browser.

use specwright_spec::Model;

/// The page, and the value of its header `Content-Security-Policy`.
pub(crate) struct Page {
    pub(crate) html: String,
    pub(crate) policy: String,
}

pub(crate) fn page(model: &Model) -> Page {
    Page {
        html: model.title.clone(),
        policy: "default-src 'none'".to_owned(),
    }
}
