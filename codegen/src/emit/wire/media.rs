//! Media types of parts of a body.

/// The media type of a part.
#[derive(Clone, Copy)]
pub(crate) struct Media {
    pub(super) name: &'static str,
    pub(super) is_json: bool,
}

#[allow(dead_code, reason = "not every crate has parts of both kinds")]
impl Media {
    /// One whose values are written as JSON.
    pub(crate) const fn json(name: &'static str) -> Self {
        Self {
            name,
            is_json: true,
        }
    }

    /// Any other.
    pub(crate) const fn other(name: &'static str) -> Self {
        Self {
            name,
            is_json: false,
        }
    }
}
