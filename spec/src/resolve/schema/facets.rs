//! What a schema demands of a value, keyword by keyword, without `allOf`, unions and `not`.

use super::atoms::PartId;
use crate::model::{Advice, Bound, Decimal, EnumValue, Text};
use crate::pointer::Pointer;

/// A set of JSON types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Types(u8);

impl Types {
    pub(super) const NONE: Self = Self(0);
    pub(super) const NULL: Self = Self(1);
    pub(super) const BOOLEAN: Self = Self(2);
    pub(super) const NUMBER: Self = Self(4);
    pub(super) const STRING: Self = Self(8);
    pub(super) const ARRAY: Self = Self(16);
    pub(super) const OBJECT: Self = Self(32);
    pub(super) const ALL: Self = Self(63);

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(super) fn of(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::NULL,
            serde_json::Value::Bool(_) => Self::BOOLEAN,
            serde_json::Value::Number(_) => Self::NUMBER,
            serde_json::Value::String(_) => Self::STRING,
            serde_json::Value::Array(_) => Self::ARRAY,
            serde_json::Value::Object(_) => Self::OBJECT,
        }
    }
}

/// The demands; the default demands nothing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Facets {
    /// The types of which a value may be.
    pub(super) types: Types,
    /// Whether a number must be whole.
    pub(super) integer: bool,
    pub(super) minimum: Option<Bound>,
    pub(super) maximum: Option<Bound>,
    pub(super) multiple_of: Vec<Decimal>,
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
    pub(super) patterns: Vec<Text>,
    pub(super) format: Option<String>,
    /// The least and the greatest integer of a format of integers.
    pub(super) format_range: Option<(i128, i128)>,
    pub(super) items: Vec<PartId>,
    pub(super) min_items: Option<u64>,
    pub(super) max_items: Option<u64>,
    pub(super) unique_items: bool,
    /// The members that `properties` names, in declared order.
    pub(super) properties: Vec<Member>,
    pub(super) required: Vec<Text>,
    pub(super) additional: Further,
    pub(super) min_properties: Option<u64>,
    pub(super) max_properties: Option<u64>,
    /// `enum`, `null` included.
    pub(super) values: Option<Vec<EnumValue>>,
    /// The property of a `discriminator` without union.
    pub(super) tag: Option<Text>,
    pub(super) advice: Vec<Advice>,
    pub(super) error_code: Option<Text>,
}

/// A member that `properties` names.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Member {
    pub(super) name: String,
    /// Where it is declared first.
    pub(super) pointer: Pointer,
    /// What its value must be, all of it.
    pub(super) parts: Vec<PartId>,
    /// Whether another schema of the same `allOf` refuses the name.
    pub(super) refused: bool,
}

/// What members there may be beside the named ones.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Further {
    Unsaid,
    Any,
    Parts(Vec<PartId>),
    Closed,
}

impl Default for Facets {
    fn default() -> Self {
        Self {
            types: Types::ALL,
            integer: false,
            minimum: None,
            maximum: None,
            multiple_of: Vec::new(),
            min_length: None,
            max_length: None,
            patterns: Vec::new(),
            format: None,
            format_range: None,
            items: Vec::new(),
            min_items: None,
            max_items: None,
            unique_items: false,
            properties: Vec::new(),
            required: Vec::new(),
            additional: Further::Unsaid,
            min_properties: None,
            max_properties: None,
            values: None,
            tag: None,
            advice: Vec::new(),
            error_code: None,
        }
    }
}

impl Facets {
    /// Demands that no value meets.
    pub(super) fn never() -> Self {
        Self {
            types: Types::NONE,
            ..Self::default()
        }
    }

    /// The demands alone, without what is said beside them.
    pub(super) fn bare(&self) -> Self {
        Self {
            format: None,
            tag: None,
            advice: Vec::new(),
            error_code: None,
            ..self.clone()
        }
    }

    /// Whether nothing is demanded, and nothing said that must be kept.
    pub(super) fn is_any(&self) -> bool {
        *self == Self::default()
    }
}
