//! The crate as it will be written: every name is a legal, unique Rust name, every type exists, nothing is left to refuse.

use std::collections::BTreeSet;

use specwright_spec::model::{Bound, Decimal, SecurityKind, Server};
use specwright_spec::pattern::Pattern;
mod format;
mod link;
mod operation;
mod ty;

use specwright_spec::Pointer;

use crate::files::TypeName;
use crate::text::{DocText, Docs};

pub(crate) use format::{Format, Reading};
pub(crate) use link::{Link, LinkBody, LinkFrom, LinkValue};
pub(crate) use operation::{
    Answer, AnswerHeaders, BodyKind, CodeField, ErrorBody, ErrorEnum, ErrorVariant, Form,
    GroupLocation, HeaderVariant, Multipart, MultipartBody, Operation, Outcome, Parameter,
    ParameterGroup, ParameterKind, PartMedia, PathPiece, RequestBody, Simple, StatusPattern, Style,
    Success, SuccessRule, SuccessVariant,
};
pub(crate) use ty::Ty;

/// A whole crate.
#[derive(Debug)]
pub(crate) struct Api {
    /// What the crate's front page says.
    pub(crate) docs: Docs,
    /// The types, in the order in which they are written.
    pub(crate) types: Vec<Def>,
    /// The names of the types whose values hold a password.
    pub(crate) secrets: BTreeSet<String>,
    /// Which types the named schemas have.
    pub(crate) names: Vec<TypeName>,
    /// Which item each schema has become, by the schema's place.
    pub(crate) items: Vec<(Pointer, String)>,
    /// Where it is served, in declared order.
    pub(crate) servers: Vec<Server>,
    /// The ways to authenticate, in declared order.
    pub(crate) security: Vec<SecurityScheme>,
    /// The operations, in declared order.
    pub(crate) operations: Vec<Operation>,
}

/// A way to authenticate, which is a constant.
#[derive(Debug)]
pub(crate) struct SecurityScheme {
    pub(crate) ident: String,
    pub(crate) docs: Docs,
    pub(crate) name: String,
    pub(crate) kind: SecurityKind,
}

/// One public type.
///
/// `Pet: {type: object, ..}` gives `pub struct Pet { .. }`.
#[derive(Debug)]
pub(crate) struct Def {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) shape: Shape,
}

/// What a [`Def`] is in Rust.
#[derive(Debug)]
pub(crate) enum Shape {
    Struct(Struct),
    Enum(Enum),
    Literals(Literals),
    Union(Union),
    Newtype(Newtype),
    Alias(Ty),
}

/// `type: object` with properties: a struct whose fields can hold only valid values.
#[derive(Debug)]
pub(crate) struct Struct {
    /// Whether an unknown member is refused.
    pub(crate) closed: bool,
    /// Whether values are built to be sent; then optional fields can be set by name.
    pub(crate) built: bool,
    pub(crate) fields: Vec<Field>,
    /// The names of members that must not be there, such as those that are `readOnly` in a request.
    pub(crate) refused: Vec<String>,
    /// What is kept of members without a field.
    pub(crate) rest: Option<Rest>,
}

/// `additionalProperties: true` gives a private `additional: BTreeMap<String, Value>` with functions to read and change it.
#[derive(Debug)]
pub(crate) struct Rest {
    /// The name of the field.
    pub(crate) ident: String,
    /// The type of each value.
    pub(crate) values: Ty,
}

/// `tag: {type: string}` gives `pub tag: Option<String>`.
#[derive(Debug)]
pub(crate) struct Field {
    /// The name in Rust, `r#type` included.
    pub(crate) ident: String,
    /// The name on the wire.
    pub(crate) wire: String,
    pub(crate) docs: Docs,
    pub(crate) ty: Ty,
    pub(crate) presence: Presence,
    /// How its text is read as another type.
    pub(crate) reading: Option<Reading>,
    pub(crate) deprecation: Option<Deprecation>,
}

/// `deprecated: true` gives `#[deprecated]`.
#[derive(Debug)]
pub(crate) struct Deprecation {
    /// What the description says about it: `#[deprecated(note = "Use `id` instead.")]`.
    pub(crate) note: Option<DocText>,
}

/// The whole story of absent and `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// `T`: must be there, is never `null`.
    Required,
    /// `Option<T>`: may be absent, is never `null`.
    Optional,
    /// `Option<T>`: must be there, `None` is `null`.
    Nullable,
    /// `Option<Option<T>>`: `None` is absent, `Some(None)` is `null`.
    OptionalNullable,
}

impl Presence {
    pub(crate) const fn of(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Required,
            (false, false) => Self::Optional,
            (true, true) => Self::Nullable,
            (false, true) => Self::OptionalNullable,
        }
    }
}

/// `enum: [on, off]` gives `pub enum Switch { On, Off }`.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) variants: Vec<Variant>,
    /// The variant that `default` names.
    pub(crate) default: Option<usize>,
}

/// One value of an [`Enum`].
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) ident: String,
    pub(crate) wire: String,
    pub(crate) docs: Docs,
}

/// `enum: [1, 2.5, true]` gives `pub enum Level { N1, N25, True }`: values that are not all texts.
#[derive(Debug)]
pub(crate) struct Literals {
    pub(crate) variants: Vec<Literal>,
    /// The variant that `default` names.
    pub(crate) default: Option<usize>,
}

/// One value of [`Literals`].
#[derive(Debug)]
pub(crate) struct Literal {
    pub(crate) ident: String,
    pub(crate) value: serde_json::Value,
    pub(crate) docs: Docs,
}

/// `oneOf: [{$ref: Cat}, {$ref: Dog}]` gives `pub enum Pet { Cat(Cat), Dog(Dog) }` where no value can be both.
#[derive(Debug)]
pub(crate) struct Union {
    /// The member that says which variant is meant.
    pub(crate) tag: Option<String>,
    pub(crate) variants: Vec<Branch>,
    /// The variant that keeps what none of the others is, in responses.
    pub(crate) unknown: Option<String>,
}

/// One variant of a [`Union`], or one view of a [`Choice`].
#[derive(Debug)]
pub(crate) struct Branch {
    /// The variant's name, or the end of the names of a choice's functions.
    pub(crate) ident: String,
    /// What it is called in messages.
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) ty: Ty,
    /// The JSON types that its values have.
    pub(crate) kinds: Vec<Kind>,
    /// The values of the tag that mean it.
    pub(crate) tags: Vec<String>,
}

/// A type of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// `oneOf` or `anyOf` of which a value may satisfy several: the value itself is kept, and seen as any of them.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) branches: Vec<Branch>,
    /// How many of them must accept the value.
    pub(crate) rule: ChoiceRule,
}

/// How many branches of a [`Choice`] must accept a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChoiceRule {
    /// `oneOf`.
    ExactlyOne,
    /// `anyOf`.
    AtLeastOne,
    /// A response: what a later version answers with is kept, too.
    Any,
}

/// A constrained value: a struct with one private field and a checked constructor.
#[derive(Debug)]
pub(crate) enum Newtype {
    /// `minLength`, `maxLength`, `pattern`.
    Text {
        min: Option<u64>,
        max: Option<u64>,
        /// Each as the document writes it, and taken apart.
        patterns: Vec<(String, Pattern)>,
        /// `format: password`.
        is_secret: bool,
        /// What else the text can be read as.
        format: Option<Format>,
    },
    /// `minimum`, `maximum`, inclusive, and `multipleOf`.
    Integer {
        /// The type of the number: [`Ty::I64`] or [`Ty::U64`].
        repr: Ty,
        min: Option<i128>,
        max: Option<i128>,
        multiple_of: Vec<Decimal>,
    },
    /// The same for numbers with a fraction.
    Number {
        min: Option<Bound>,
        max: Option<Bound>,
        multiple_of: Vec<Decimal>,
    },
    /// `minItems`, `maxItems`, `uniqueItems`.
    List {
        items: Ty,
        min: Option<u64>,
        max: Option<u64>,
        unique: bool,
    },
    /// `minProperties`, `maxProperties` of a struct or a map.
    Members {
        inner: Ty,
        min: Option<u64>,
        max: Option<u64>,
    },
    /// `not`: the types none of which may be read from the value.
    Not { inner: Ty, refused: Vec<Ty> },
    /// `oneOf`, `anyOf` of overlapping branches.
    Choice(Choice),
}
