//! What an operation says: its path, its bodies and its responses.

use super::{Docs, Link, Progress, SchemaId, Server, Text, Value};
use crate::pointer::Pointer;
use crate::source::Span;

/// One operation: a method on a path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`, or a name made of method and path where there is none.
    pub id: String,
    /// Whether the document gives the `operationId`.
    pub has_id: bool,
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
    /// `x-rust-name`: what it is called in Rust.
    pub rust_name: Option<Text>,
    /// The parameters: first those of its path, each once, in the order of the template, then the others as declared.
    pub parameters: Vec<Parameter>,
    /// The request body, if it has one.
    pub request_body: Option<RequestBody>,
    /// The documented responses, in declared order.
    pub responses: Vec<Response>,
    /// Where the operation is served, if not where the document is: its own `servers`, or else its path's.
    pub servers: Vec<Server>,
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
    /// The value of one of [`Operation::parameters`], by its position.
    Parameter(usize),
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// Where it is sent.
    pub location: Location,
    /// How its value becomes text.
    pub format: ParameterFormat,
    /// Whether a request must have it.
    pub required: bool,
    /// Whether it is marked `deprecated`.
    pub deprecated: bool,
    /// What it says about itself.
    pub docs: Docs,
    /// `x-rust-name`: what it is called in Rust.
    pub rust_name: Option<Text>,
    /// The schema of its value.
    pub schema: SchemaId,
    /// `example` and `examples`, in declared order.
    pub examples: Vec<Example>,
    /// Where it is declared.
    pub span: Span,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// In the path, in the place that the template gives it.
    Path,
    /// Behind the `?` of the address.
    Query,
    /// As a header.
    Header,
    /// As a cookie.
    Cookie,
}

impl Location {
    /// The value of `in`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How the value of a parameter or header becomes text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterFormat {
    /// `schema` with `style` and `explode`.
    Style {
        /// How the parts of a list or an object are joined.
        style: Style,
        /// Whether each part is written as a parameter of its own.
        explode: bool,
        /// `allowReserved`: whether reserved characters are sent as they are.
        allow_reserved: bool,
    },
    /// `content`: as a text of that media type.
    Content(String),
}

/// How the parts of a list or an object are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `;name=1,2`, in paths.
    Matrix,
    /// `.1.2`, in paths.
    Label,
    /// `1,2`, in paths and headers.
    Simple,
    /// `name=1,2`, in queries and cookies.
    Form,
    /// `name=1%202`, in queries.
    SpaceDelimited,
    /// `name=1|2`, in queries.
    PipeDelimited,
    /// `name[key]=1`, in queries.
    DeepObject,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// What it says about itself.
    pub docs: Docs,
    /// Whether a request must have it.
    pub required: bool,
    /// What it may hold, in declared order.
    pub content: Vec<Content>,
    /// Where it is declared.
    pub span: Span,
}

/// A body of one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// The media type or range, such as `application/json`.
    pub media_type: String,
    /// The schema of the body, any value where there is none.
    pub schema: SchemaId,
    /// Whether the document gives a schema.
    pub has_schema: bool,
    /// `example` and `examples`, in declared order.
    pub examples: Vec<Example>,
    /// `encoding`: how members of a form are written, in declared order.
    pub encoding: Vec<Encoding>,
    /// The media type in the text.
    pub span: Span,
}

impl Content {
    /// How the body is written.
    #[must_use]
    pub fn kind(&self) -> MediaKind {
        MediaKind::of(&self.media_type)
    }
}

/// How the body of a media type is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// JSON: `application/json`, `text/json`, and whatever ends with `+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data` and its kin.
    Multipart,
    /// Other text, such as `text/plain`.
    Text,
    /// Anything else.
    Bytes,
}

impl MediaKind {
    /// The kind of a media type or range; its parameters, such as `charset`, do not matter.
    #[must_use]
    pub fn of(media_type: &str) -> Self {
        let essence = media_type.split(';').next().unwrap_or_default();
        let essence = essence.trim().to_ascii_lowercase();
        match essence.as_str() {
            "application/json" | "text/json" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            json if json.ends_with("+json") => Self::Json,
            multipart if multipart.starts_with("multipart/") => Self::Multipart,
            text if text.starts_with("text/") => Self::Text,
            _ => Self::Bytes,
        }
    }
}

/// How one member of a form is written.
#[derive(Clone, Debug)]
pub struct Encoding {
    /// The member's name.
    pub name: String,
    /// `contentType`: its media type.
    pub content_type: Option<String>,
    /// What `style`, `explode` and `allowReserved` say, where there is any of them.
    pub format: Option<ParameterFormat>,
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
    /// Its headers, in declared order.
    pub headers: Vec<Header>,
    /// The bodies that it may have, in declared order.
    pub content: Vec<Content>,
    /// `x-specwright-success`.
    pub success: Option<SuccessRule>,
    /// The calls that it leads to, in declared order; those that can be followed.
    pub links: Vec<Link>,
    /// `x-specwright-progress`.
    pub progress: Option<Progress>,
    /// Where it is in the document.
    pub pointer: Pointer,
    /// The status in the text.
    pub span: Span,
}

/// A header of a response.
#[derive(Clone, Debug)]
pub struct Header {
    /// The name on the wire.
    pub name: String,
    /// Whether a response must have it.
    pub required: bool,
    /// Whether it is marked `deprecated`.
    pub deprecated: bool,
    /// What it says about itself.
    pub docs: Docs,
    /// How its value is written: in the style `simple`, or as a text of a media type.
    pub format: ParameterFormat,
    /// The schema of its value.
    pub schema: SchemaId,
    /// The name in the text.
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
