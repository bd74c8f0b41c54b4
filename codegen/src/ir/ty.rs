//! Types as fields have them.

use std::collections::BTreeSet;

/// A type as a field has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    String,
    /// `format: password` of any length: a text that is not shown.
    Password,
    Bool,
    I32,
    I64,
    U64,
    /// `minLength` and `maxLength` of a schema without a name: `BoundedString<1, 64>`.
    BoundedString {
        min: u64,
        max: Option<u64>,
    },
    /// `minimum` and `maximum` of a schema without a name: `RangedI64<0, 100>`.
    RangedI64 {
        min: i64,
        max: i64,
    },
    /// The same beyond the signed 64 bits.
    RangedU64 {
        min: u64,
        max: u64,
    },
    /// `minItems` and `maxItems` of a schema without a name: `BoundedVec<Pet, 1, 10>`.
    BoundedVec {
        items: Box<Ty>,
        min: u64,
        max: Option<u64>,
    },
    /// `Vec<u8>`: a body that is no JSON, as it came.
    Bytes,
    /// A file in a body of several parts.
    File,
    /// `()`: `null`.
    Null,
    /// A type without values.
    Never,
    /// `serde_json::Number`: exact, and never NaN.
    Number,
    /// `serde_json::Value`.
    Any,
    /// A [`Def`](super::Def) by its name.
    Named(String),
    List(Box<Ty>),
    Map(Box<Ty>),
    /// An enum in a response: unknown values are kept.
    Open(Box<Ty>),
    /// The same for [`Literals`](super::Literals).
    OpenLiteral(Box<Ty>),
    /// A type that would contain itself.
    Boxed(Box<Ty>),
    /// `nullable: true`, other than as a field's [`Presence`](super::Presence).
    Nullable(Box<Ty>),
}

impl Ty {
    /// Returns `true` if values of this type hold a password, as those of the types `named` do.
    pub(crate) fn is_secret(&self, named: &BTreeSet<String>) -> bool {
        match self.innermost() {
            Self::Password => true,
            Self::Named(name) => named.contains(name),
            _ => false,
        }
    }

    /// Removes all lists, maps, boxes and options around a type: `Vec<Option<Pet>>` gives `Pet`.
    pub(crate) fn innermost(&self) -> &Self {
        match self {
            Self::BoundedVec { items: inner, .. }
            | Self::List(inner)
            | Self::Map(inner)
            | Self::Open(inner)
            | Self::OpenLiteral(inner)
            | Self::Boxed(inner)
            | Self::Nullable(inner) => inner.innermost(),
            Self::Named(_)
            | Self::Password
            | Self::String
            | Self::Bool
            | Self::I32
            | Self::I64
            | Self::U64
            | Self::BoundedString { .. }
            | Self::RangedI64 { .. }
            | Self::RangedU64 { .. }
            | Self::Bytes
            | Self::File
            | Self::Null
            | Self::Never
            | Self::Number
            | Self::Any => self,
        }
    }
}
