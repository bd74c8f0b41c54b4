//! What a schema says: its shape, its docs and which ways its values travel.

use super::{Decimal, Docs, Text, Value};
use crate::pointer::Pointer;
use crate::source::Span;

/// Names one schema of one [`Model`](super::Model).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub(crate) usize);

impl SchemaId {
    /// The position in [`Model::schemas`](super::Model::schemas).
    #[must_use]
    pub const fn index(self) -> usize {
        self.0
    }
}

/// A named schema.
///
/// `Pet: {type: object}` has a schema of its own; `Dog: {$ref: '#/components/schemas/Pet'}` is a second name of Pet's.
#[derive(Clone, Debug)]
pub struct Component {
    /// The name in `components/schemas`.
    pub name: String,
    /// The schema that it names.
    pub schema: SchemaId,
    /// The name itself in the text.
    pub span: Span,
}

/// A schema, named or inline. What `allOf` puts together is one schema here.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it is in the document.
    pub pointer: Pointer,
    /// The JSON pointers of the schemas of which this schema is composed, through `allOf` or keywords beside a union.
    /// Empty if the schema comes from the one at `pointer` alone.
    pub composed_of: Vec<Pointer>,
    /// The key that leads to it.
    pub span: Span,
    /// What it says about itself.
    pub notes: Notes,
    /// The shape of the value.
    pub shape: Shape,
    /// Whether `null` is accepted beside the shape.
    pub nullable: bool,
    /// `not`: schemas none of which may accept the value.
    pub not: Vec<SchemaId>,
    /// `x-specwright-advice`, in declared order.
    pub advice: Vec<Advice>,
    /// `x-specwright-error-code`: the property that carries a service's error code.
    pub error_code: Option<Text>,
    /// Which ways values of it travel.
    pub direction: Direction,
}

impl Schema {
    /// The schemas that values of it are made of or held against.
    #[must_use]
    pub fn parts(&self) -> Vec<SchemaId> {
        let mut parts = self.shape.parts();
        parts.extend(&self.not);
        parts
    }
}

/// What a schema says about its values without demanding anything of them.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// `title` and `description`.
    pub docs: Docs,
    /// Whether it is marked `deprecated`.
    pub deprecated: bool,
    /// `default`: what the server takes when the value is absent.
    pub default: Option<Value>,
    /// `example`.
    pub example: Option<Value>,
    /// `x-rust-name`: what it is called in Rust.
    pub rust_name: Option<Text>,
}

/// Which ways values of a schema travel. Neither is true for a schema that no operation reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Direction {
    /// It is part of a request: a body or a parameter.
    pub request: bool,
    /// It is part of a response.
    pub response: bool,
}

/// What values of a schema look like, `null` apart.
#[derive(Clone, Debug)]
pub enum Shape {
    /// `{}`: any JSON value.
    Any,
    /// No value at all, as no value satisfies all that is demanded of it.
    Never,
    /// `null` alone, as in `enum: [null]`.
    Null,
    /// `type: boolean`.
    Boolean,
    /// `type: integer`.
    Integer(Integer),
    /// `type: number`.
    Number(Number),
    /// `type: string`.
    String(StringShape),
    /// `enum`, of whatever type.
    Enum(Vec<EnumValue>),
    /// `type: array`.
    Array(Array),
    /// `type: object`.
    Object(Object),
    /// No `type`, but demands on values of some type: one shape for each type that is accepted.
    Mixed(Vec<Shape>),
    /// `oneOf` or `anyOf`.
    Union(Union),
}

impl Shape {
    /// The schemas that values of this shape are made of.
    #[must_use]
    pub fn parts(&self) -> Vec<SchemaId> {
        match self {
            Self::Any
            | Self::Never
            | Self::Null
            | Self::Boolean
            | Self::Integer(_)
            | Self::Number(_)
            | Self::String(_)
            | Self::Enum(_) => Vec::new(),
            Self::Array(array) => array.items.into_iter().collect(),
            Self::Object(object) => {
                let properties = object.properties.iter().map(|property| property.schema);
                properties.chain(object.additional.schema()).collect()
            }
            Self::Mixed(shapes) => shapes.iter().flat_map(Self::parts).collect(),
            Self::Union(union) => union.branches.iter().map(|branch| branch.schema).collect(),
        }
    }
}

/// `type: integer` with its bounds, both inclusive.
///
/// [`range`](Self::range) puts them together with those of the `format`, and with the 64 bits that every integer is
/// held to.
#[derive(Clone, Debug)]
pub struct Integer {
    /// `minimum`: the least value.
    pub minimum: Option<i128>,
    /// `maximum`: the greatest value.
    pub maximum: Option<i128>,
    /// `multipleOf`, more than one after `allOf`.
    pub multiple_of: Vec<Decimal>,
    /// `format`, an annotation unless [`integer_format`] knows its bounds.
    pub format: Option<String>,
    /// The bounds of the `format`; of all formats together after `allOf`.
    pub format_range: Option<(i128, i128)>,
}

impl Integer {
    /// Returns the least and the greatest value, which are within 64 bits. The least is above the greatest if no
    /// integer is within all bounds.
    ///
    /// Without a `format` that sets bounds, an integer has signed 64 bits; one that is never negative and has a
    /// `maximum` beyond these has unsigned 64.
    #[must_use]
    pub fn range(&self) -> (i128, i128) {
        let asks_for_unsigned = self.minimum.is_some_and(|minimum| minimum >= 0)
            && self
                .maximum
                .is_some_and(|maximum| maximum > i64::MAX.into());
        let unformatted = match asks_for_unsigned {
            true => (0, u64::MAX.into()),
            false => (i64::MIN.into(), i64::MAX.into()),
        };
        let (least, greatest) = self.format_range.unwrap_or(unformatted);
        (
            self.minimum.map_or(least, |minimum| minimum.max(least)),
            self.maximum
                .map_or(greatest, |maximum| maximum.min(greatest)),
        )
    }
}

/// Returns the least and the greatest integer of a `format` of `type: integer`, or `None` if the format is an
/// annotation.
///
/// These are the two formats of OpenAPI 3.0.3 (section "Data Types") and `uint64` of the OpenAPI Format Registry. The
/// registry's other formats (`int8`, `int16`, `uint8`, `uint16`, `uint32`) set no bounds, as none of 119 published
/// documents uses one of them. Formats of `type: number` never set bounds: `{type: number, format: int64}` admits 0.5.
#[must_use]
pub fn integer_format(format: &str) -> Option<(i128, i128)> {
    match format {
        "int32" => Some((i32::MIN.into(), i32::MAX.into())),
        "int64" => Some((i64::MIN.into(), i64::MAX.into())),
        "uint64" => Some((u64::MIN.into(), u64::MAX.into())),
        _ => None,
    }
}

/// `type: number` with its bounds.
#[derive(Clone, Debug, Default)]
pub struct Number {
    /// The lower bound.
    pub minimum: Option<Bound>,
    /// The upper bound.
    pub maximum: Option<Bound>,
    /// `multipleOf`, more than one after `allOf`.
    pub multiple_of: Vec<Decimal>,
    /// `format`, an annotation.
    pub format: Option<String>,
}

impl Number {
    /// Whether every number is one.
    #[must_use]
    pub const fn is_free(&self) -> bool {
        self.minimum.is_none() && self.maximum.is_none() && self.multiple_of.is_empty()
    }
}

/// `minimum` or `maximum` of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The bound itself.
    pub value: Decimal,
    /// `exclusiveMinimum` or `exclusiveMaximum`: whether the bound itself is out.
    pub exclusive: bool,
}

/// `type: string` with its length in Unicode scalar values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StringShape {
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `pattern`, more than one after `allOf`.
    pub patterns: Vec<Text>,
    /// `format`, an annotation.
    pub format: Option<String>,
}

/// One of the values of an `enum`, other than `null`.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: serde_json::Value,
    /// Where it stands.
    pub span: Span,
}

/// `type: array`.
#[derive(Clone, Debug, Default)]
pub struct Array {
    /// The schema of every item; any value where there is none.
    pub items: Option<SchemaId>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
}

/// `type: object`.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// The named members, in declared order: those of `properties` and those that only `required` names.
    pub properties: Vec<Property>,
    /// What other members there may be.
    pub additional: Additional,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
    /// The property by whose value a `discriminator` tells apart what is built upon this object.
    pub tag: Option<Text>,
}

/// What members an object may have beside its named ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Additional {
    /// The document is silent: any, which mean nothing.
    #[default]
    Unsaid,
    /// `additionalProperties: true` or `{}`: any, which are kept.
    Any,
    /// `additionalProperties: <schema>`.
    Schema(SchemaId),
    /// `additionalProperties: false`.
    Closed,
}

impl Additional {
    /// The schema of every further member's value, if the document gives one.
    #[must_use]
    pub const fn schema(self) -> Option<SchemaId> {
        match self {
            Self::Schema(id) => Some(id),
            Self::Unsaid | Self::Any | Self::Closed => None,
        }
    }
}

/// A named member of an object.
#[derive(Clone, Debug)]
pub struct Property {
    /// The name on the wire.
    pub name: String,
    /// The schema of its value.
    pub schema: SchemaId,
    /// What the document says at the property itself, as against its schema's own place.
    pub notes: Notes,
    /// Whether `required` names it.
    pub required: bool,
    /// `true` if the `additionalProperties: false` of another schema, composed with the declaring one, rejects the
    /// property.
    pub refused: bool,
    /// The JSON pointer of the schema with `readOnly: true`; `None` if the property is allowed in requests.
    pub read_only: Option<Pointer>,
    /// The JSON pointer of the schema with `writeOnly: true`; `None` if the property is allowed in responses.
    pub write_only: Option<Pointer>,
    /// The name in the text.
    pub span: Span,
}

/// `oneOf` or `anyOf`: what stands beside it is part of each branch.
#[derive(Clone, Debug)]
pub struct Union {
    /// How many branches must accept a value.
    pub kind: UnionKind,
    /// The branches, in declared order.
    pub branches: Vec<Branch>,
    /// `discriminator.propertyName`: the member that says which branch is meant.
    pub tag: Option<Text>,
}

/// How many branches of a [`Union`] must accept a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnionKind {
    /// `oneOf`: exactly one.
    OneOf,
    /// `anyOf`: one or more.
    AnyOf,
}

impl UnionKind {
    /// The keyword.
    #[must_use]
    pub const fn keyword(self) -> &'static str {
        match self {
            Self::OneOf => "oneOf",
            Self::AnyOf => "anyOf",
        }
    }
}

/// One branch of a [`Union`].
#[derive(Clone, Debug)]
pub struct Branch {
    /// The schema of its values; where there is a discriminator, the tag's value is part of it.
    pub schema: SchemaId,
    /// The name of the schema in `components`, if the branch refers to one.
    pub name: Option<String>,
    /// The values of the tag that mean this branch; empty where there is no discriminator.
    pub tags: Vec<String>,
    /// Where the branch stands.
    pub span: Span,
}

/// One entry of `x-specwright-advice`: what a value should satisfy, though it is valid without.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The rule's stable name, kebab case.
    pub code: String,
    /// What to say when the schema refuses the value.
    pub message: String,
    /// Where the fact is from.
    pub source: String,
    /// A JSON Schema 2020-12.
    pub schema: serde_json::Value,
    /// Where the entry stands.
    pub span: Span,
}
