//! Requests that do not get what they are for.

/// Why a request is not let through, or has no answer.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    pub(crate) status: u16,
    pub(crate) message: String,
    pub(crate) detail: String,
    /// The methods that would do.
    pub(crate) allow: Option<String>,
}

impl Refused {
    pub(crate) fn new(status: u16, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            detail: String::new(),
            allow: None,
        }
    }
}
