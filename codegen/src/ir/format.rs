//! Formats of texts, which are annotations: they change no type, and refuse no text.

use super::Presence;

/// A `format` whose texts a type of another crate can be read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// `uuid`.
    Uuid,
    /// `date-time`.
    DateTime,
    /// `date`.
    Date,
    /// `uri`.
    Uri,
    /// `byte`, which is base64.
    Byte,
}

impl Format {
    /// What functions that read it are named after: `as_uuid`, `id_as_uuid`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Uuid => "as_uuid",
            Self::DateTime => "as_timestamp",
            Self::Date => "as_date",
            Self::Uri => "as_url",
            Self::Byte => "as_decoded_bytes",
        }
    }
}

/// `id: {type: string, format: uuid}` gives a function `id_as_uuid` beside the field `id: String`.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) format: Format,
    /// The function's name.
    pub(crate) function: String,
    /// What stands around the text, as the field's own type may be an alias of an `Option`.
    pub(crate) presence: Presence,
}
