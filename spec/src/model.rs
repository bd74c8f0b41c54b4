//! A document as it is meant: references followed, names and directions known.
//!
//! [`resolve`](crate::resolve) makes a [`Model`] of a [`Document`](crate::Document). There is no `$ref` in it: a schema is
//! named by its [`SchemaId`], and one that refers to itself is a cycle of ids.

use crate::pointer::Pointer;
use crate::source::{Source, Span};

/// All that a document says.
#[derive(Debug)]
pub struct Model {
    /// The text that every [`Span`] here is a place of.
    pub source: Source,
    /// The document's title.
    pub title: String,
    /// The API's version, as the document gives it.
    pub version: String,
    /// What the API is.
    pub description: Option<Text>,
    /// Where the API is served, in declared order.
    pub servers: Vec<Server>,
    /// Every schema, inline ones included; [`SchemaId`] is an index into it.
    pub schemas: Vec<Schema>,
    /// The named schemas of `components`, in declared order.
    pub components: Vec<Component>,
    /// The operations, in declared order.
    pub operations: Vec<Operation>,
}

impl Model {
    /// The schema of that id.
    #[must_use]
    pub fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0]
    }
}

/// Names one schema of one [`Model`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub(crate) usize);

impl SchemaId {
    /// The position in [`Model::schemas`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0
    }
}

/// Text of the document with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text, unescaped.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What an element says about itself.
#[derive(Clone, Debug, Default)]
pub struct Docs {
    /// `title`, or an operation's `summary`.
    pub title: Option<Text>,
    /// `description`, CommonMark.
    pub description: Option<Text>,
    /// `x-specwright-source`: where the fact is from, if not from the document's primary source.
    pub source_note: Option<Text>,
}

/// One of `servers`.
#[derive(Clone, Debug)]
pub struct Server {
    /// The address, with `{variables}`.
    pub url: String,
    /// What it is.
    pub docs: Docs,
    /// Where it is declared.
    pub span: Span,
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

/// A schema, named or inline.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it is in the document.
    pub pointer: Pointer,
    /// The key that leads to it.
    pub span: Span,
    /// What it says about itself.
    pub docs: Docs,
    /// The shape of the value.
    pub shape: Shape,
    /// Whether `null` is accepted beside the shape.
    pub nullable: bool,
    /// Whether it is marked `deprecated`.
    pub deprecated: bool,
    /// `default`: what the server takes when the value is absent.
    pub default: Option<Value>,
    /// `example`.
    pub example: Option<Value>,
    /// `x-specwright-advice`, in declared order.
    pub advice: Vec<Advice>,
    /// `x-specwright-error-code`: the property that carries a service's error code.
    pub error_code: Option<Text>,
    /// Which ways values of it travel.
    pub direction: Direction,
}

/// A JSON value of the document with its place.
#[derive(Clone, Debug)]
pub struct Value {
    /// The value.
    pub json: serde_json::Value,
    /// Where it stands.
    pub span: Span,
}

/// Which ways values of a schema travel. Neither is true for a schema that no operation reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Direction {
    /// It is part of a request: a body or a parameter.
    pub request: bool,
    /// It is part of a response.
    pub response: bool,
}

/// What values of a schema look like.
#[derive(Clone, Debug)]
pub enum Shape {
    /// `{}`: any JSON value.
    Any,
    /// `type: boolean`.
    Boolean,
    /// `type: integer`.
    Integer(Integer),
    /// `type: number`, without bounds.
    Number {
        /// `format`, an annotation.
        format: Option<String>,
    },
    /// `type: string` without `enum`.
    String(StringShape),
    /// `type: string` with `enum`.
    Enum(Vec<EnumValue>),
    /// `type: array`.
    Array(Array),
    /// `type: object` with `additionalProperties: <schema>` and no properties.
    Map {
        /// The schema of every member's value.
        values: SchemaId,
    },
    /// `type: object`.
    Object(Object),
}

impl Shape {
    /// The schemas that values of this shape are made of.
    #[must_use]
    pub fn parts(&self) -> Vec<SchemaId> {
        match self {
            Self::Any
            | Self::Boolean
            | Self::Integer(_)
            | Self::Number { .. }
            | Self::String(_)
            | Self::Enum(_) => Vec::new(),
            Self::Array(array) => vec![array.items],
            Self::Map { values } => vec![*values],
            Self::Object(object) => object
                .properties
                .iter()
                .map(|property| property.schema)
                .collect(),
        }
    }
}

/// `type: integer` with its bounds, both inclusive.
///
/// An integer without `format` is held to 64 bits like `format: int64`; `format: int32` to 32.
#[derive(Clone, Debug)]
pub struct Integer {
    /// The least value.
    pub minimum: Option<i64>,
    /// The greatest value.
    pub maximum: Option<i64>,
    /// `format`.
    pub format: Option<String>,
}

/// `type: string` with its length in Unicode scalar values.
#[derive(Clone, Debug, Default)]
pub struct StringShape {
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `format`, an annotation.
    pub format: Option<String>,
}

/// One of the values of an `enum`.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The text on the wire.
    pub value: String,
    /// Where it stands.
    pub span: Span,
}

/// `type: array`.
#[derive(Clone, Debug)]
pub struct Array {
    /// The schema of every item.
    pub items: SchemaId,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
}

/// `type: object` with named properties.
#[derive(Clone, Debug)]
pub struct Object {
    /// The properties, in declared order.
    pub properties: Vec<Property>,
    /// Whether `additionalProperties: false` refuses all others.
    pub closed: bool,
}

/// A named member of an object.
#[derive(Clone, Debug)]
pub struct Property {
    /// The name on the wire.
    pub name: String,
    /// The schema of its value.
    pub schema: SchemaId,
    /// Whether `required` names it.
    pub required: bool,
    /// The name in the text.
    pub span: Span,
}

/// One entry of `x-specwright-advice`: what a value should satisfy, though it is valid without.
#[derive(Clone, Debug)]
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

/// One operation: a method on a path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`, or a name made of method and path where there is none.
    pub id: String,
    /// The method, upper case.
    pub method: &'static str,
    /// The path template, such as `/v2/{project_id}/desktops/resize`.
    pub path: String,
    /// The template taken apart, in order.
    pub path_pieces: Vec<PathPiece>,
    /// What it says about itself.
    pub docs: Docs,
    /// Whether it is marked `deprecated`.
    pub deprecated: bool,
    /// The parameters of its path, each once, in the order of the template.
    pub path_parameters: Vec<Parameter>,
    /// The request body, if it has one.
    pub request_body: Option<RequestBody>,
    /// The documented responses, in declared order.
    pub responses: Vec<Response>,
    /// The ways to authenticate: one of these sets of security schemes.
    pub security: Vec<Vec<String>>,
    /// `x-specwright-authorization`, in declared order.
    pub authorization: Vec<Authorization>,
    /// Where it is in the document.
    pub pointer: Pointer,
    /// The method in the text.
    pub span: Span,
}

/// A piece of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPiece {
    /// Text that stands as it is, such as `/desktops/resize`.
    Literal(String),
    /// The value of one of [`Operation::path_parameters`], by its position.
    Parameter(usize),
}

/// A parameter of an operation's path.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name in the template.
    pub name: String,
    /// What it says about itself.
    pub docs: Docs,
    /// The schema of its value.
    pub schema: SchemaId,
    /// Where it is declared.
    pub span: Span,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// What it says about itself.
    pub docs: Docs,
    /// Whether a request must have it.
    pub required: bool,
    /// What it holds.
    pub content: Content,
}

/// A JSON body.
#[derive(Clone, Debug)]
pub struct Content {
    /// The media type, such as `application/json`.
    pub media_type: String,
    /// The schema of the body.
    pub schema: SchemaId,
    /// `example` and `examples`, in declared order.
    pub examples: Vec<Example>,
}

/// An example of a body.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its name in `examples`.
    pub name: Option<String>,
    /// What it shows.
    pub summary: Option<String>,
    /// The body.
    pub value: Value,
}

/// A documented response.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status that it answers with.
    pub status: Status,
    /// What it means.
    pub docs: Docs,
    /// Its body, if it has one.
    pub content: Option<Content>,
    /// `x-specwright-success`.
    pub success: Option<SuccessRule>,
    /// The status in the text.
    pub span: Span,
}

/// The key of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One status, such as `404`.
    Code(u16),
    /// A hundred of them: `4` stands for `4XX`.
    Range(u16),
    /// `default`: every status without a key of its own.
    Default,
}

impl Status {
    /// Whether it announces success: 2xx.
    #[must_use]
    pub const fn is_success(self) -> bool {
        match self {
            Self::Code(code) => code / 100 == 2,
            Self::Range(hundred) => hundred == 2,
            Self::Default => false,
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundred) => write!(f, "{hundred}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// `x-specwright-success`: what a body must look like to be the success that its status announces.
#[derive(Clone, Debug)]
pub struct SuccessRule {
    /// At least one of these members is there.
    pub require_one_of: Vec<String>,
    /// None of these members is there.
    pub refuse: Vec<String>,
    /// What the body is where it is no success.
    pub failure: SchemaId,
}

/// One row of `x-specwright-authorization`: an action of the operation's access policy.
#[derive(Clone, Debug)]
pub struct Authorization {
    /// The action, such as `workspace:desktops:resize`.
    pub action: String,
    /// What kind of access it is, such as `Write`.
    pub access_level: String,
    /// The resource types that a policy may name for it.
    pub resource_types: Vec<ResourceType>,
    /// The condition keys that a policy may use with it.
    pub condition_keys: Vec<String>,
    /// Other names of the action.
    pub aliases: Vec<String>,
    /// Actions that must be granted too.
    pub dependencies: Vec<String>,
    /// Where the row stands.
    pub span: Span,
}

/// A resource type of an [`Authorization`].
#[derive(Clone, Debug)]
pub struct ResourceType {
    /// The name, such as `desktop`.
    pub name: String,
    /// Whether a policy must name a resource of this type.
    pub required: bool,
}
