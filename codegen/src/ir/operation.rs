//! Operations: what a call needs, and what each answer is.

use specwright_spec::Span;
use specwright_spec::model::Server;

use super::{Deprecation, Link, Struct, Ty};
use crate::text::Docs;

/// One operation: a unit struct with what a call needs, and an error enum.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) name: String,
    /// The file's name without its ending.
    pub(crate) module: String,
    pub(crate) docs: Docs,
    pub(crate) deprecation: Option<Deprecation>,
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) pieces: Vec<PathPiece>,
    pub(crate) parameters: Vec<Parameter>,
    /// The other parameters.
    pub(crate) groups: Vec<ParameterGroup>,
    /// The media types of the request body, in declared order.
    pub(crate) content_types: Vec<String>,
    /// The body that calls have, if any.
    pub(crate) body: Option<RequestBody>,
    /// The request body as a form, if it may be one.
    pub(crate) form: Option<Form>,
    /// The request body in parts, if it may be so.
    pub(crate) multipart: Option<Multipart>,
    /// Every documented status, as the document writes it, with its description's first line.
    pub(crate) statuses: Vec<(String, String)>,
    /// Where it is served, if not where the document is.
    pub(crate) servers: Vec<Server>,
    /// The sets of ways to authenticate any of which will do, by their constants.
    pub(crate) security: Vec<Vec<String>>,
    pub(crate) authorization: Vec<specwright_spec::model::Authorization>,
    pub(crate) success: Success,
    /// What to do with each documented status, in declared order.
    pub(crate) answers: Vec<Answer>,
    pub(crate) error: ErrorEnum,
    /// The headers of its answers, if the document names any.
    pub(crate) headers: Option<AnswerHeaders>,
    /// What its answers lead to.
    pub(crate) links: Vec<Link>,
    /// How to wait for the jobs that its answers tell of.
    pub(crate) progress: Option<specwright_spec::model::Progress>,
    /// Where the operation is declared.
    pub(crate) origin: Span,
}

/// A piece of a path template.
#[derive(Debug)]
pub(crate) enum PathPiece {
    Literal(String),
    Parameter(usize),
}

/// A path parameter.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) ident: String,
    /// The name in the template.
    pub(crate) wire: String,
    pub(crate) docs: Docs,
    pub(crate) kind: ParameterKind,
}

/// How a path parameter becomes text.
#[derive(Debug)]
pub(crate) enum ParameterKind {
    /// Text without a type of its own: `&PathSegment`.
    Segment,
    /// A type with `as_str`.
    Text(Ty),
    /// A value that is written with `Display`.
    Display(Ty),
    /// Any other value, or any other style than `simple`.
    Styled {
        ty: Ty,
        /// What stands before the value.
        prefix: String,
        style: Style,
    },
}

/// How the parts of a list or an object are joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) separator: &'static str,
    pub(crate) explode: bool,
    /// `deepObject`.
    pub(crate) deep: bool,
    /// `allowReserved`.
    pub(crate) reserved: bool,
    /// Whether nothing is percent-encoded.
    pub(crate) raw: bool,
    /// `content`: whether the value is written as JSON.
    pub(crate) json: bool,
}

/// The parameters of one location other than the path: `pub struct ListPetsQuery { pub limit: Option<i64> }`.
#[derive(Debug)]
pub(crate) struct ParameterGroup {
    pub(crate) location: GroupLocation,
    pub(crate) name: String,
    pub(crate) structure: Struct,
    /// How each field becomes text.
    pub(crate) styles: Vec<Style>,
}

/// The body of a call.
#[derive(Debug)]
pub(crate) struct RequestBody {
    pub(crate) kind: BodyKind,
    /// Whether every call has it.
    pub(crate) required: bool,
}

/// How the body of a call is given, and written.
#[derive(Debug)]
pub(crate) enum BodyKind {
    /// A value of that type, as JSON.
    Json { media_type: String, ty: Ty },
    /// As [`Operation::form`] says.
    Form,
    /// As [`Operation::multipart`] says.
    Multipart,
    /// Bytes; with their media type, if that is not the only one.
    Bytes { media_type: Option<String> },
}

/// A body that is written as `application/x-www-form-urlencoded`.
#[derive(Debug)]
pub(crate) struct Form {
    /// The media type, as the document writes it.
    pub(crate) media_type: String,
    pub(crate) ty: Ty,
    /// The members that the document names, in declared order, each with the style that it gives them.
    pub(crate) members: Vec<(String, Option<Style>)>,
}

/// A body that is written as `multipart/form-data`.
#[derive(Debug)]
pub(crate) struct Multipart {
    /// The media type, as the document writes it.
    pub(crate) media_type: String,
    pub(crate) body: MultipartBody,
    /// The members that the document names, in declared order, each with the media type that it has.
    pub(crate) members: Vec<(String, Option<PartMedia>)>,
}

/// What is written in parts.
#[derive(Debug)]
pub(crate) enum MultipartBody {
    /// The type of the schema.
    Type(Ty),
    /// A struct of that name, as no value of JSON holds a file; it has a field for each of the members.
    Own { name: String, structure: Struct },
}

/// The media type of a part.
#[derive(Debug)]
pub(crate) struct PartMedia {
    pub(crate) name: String,
    pub(crate) is_json: bool,
}

/// Where a [`ParameterGroup`] is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GroupLocation {
    Query,
    Header,
    Cookie,
}

/// What an operation gives back when it succeeds.
#[derive(Debug)]
pub(crate) enum Success {
    /// No documented success has a body.
    Nothing,
    /// All successes have one type.
    One(Ty),
    /// An enum of that name, a variant for each success.
    Several(String, Vec<SuccessVariant>),
}

/// One variant of the enum of successes.
#[derive(Debug)]
pub(crate) struct SuccessVariant {
    pub(crate) ident: String,
    pub(crate) docs: Docs,
    pub(crate) body: Option<Ty>,
}

/// One arm of an operation's `decode`.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusPattern,
    pub(crate) outcome: Outcome,
}

/// Which statuses an [`Answer`] is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatusPattern {
    Code(u16),
    /// `4` is 400 to 499.
    Range(u16),
    /// All of 2xx.
    AnySuccess,
    Any,
}

/// What an [`Answer`] is.
#[derive(Debug)]
pub(crate) enum Outcome {
    Success {
        /// The variant of [`Success::Several`].
        variant: Option<String>,
        body: Option<Ty>,
        rule: Option<SuccessRule>,
    },
    /// A variant of the error enum.
    Failure(usize),
}

/// What a body must have to be the success that its status announces.
#[derive(Debug)]
pub(crate) struct SuccessRule {
    pub(crate) require_one_of: Vec<String>,
    pub(crate) refuse: Vec<String>,
}

/// The headers of an operation's answers: an enum of that name, a variant for each response that has some.
#[derive(Debug)]
pub(crate) struct AnswerHeaders {
    pub(crate) name: String,
    pub(crate) variants: Vec<HeaderVariant>,
    /// The variant that each status has, the most exact ones first.
    pub(crate) arms: Vec<(StatusPattern, Option<usize>)>,
}

/// The headers of one response: `pub struct ListPetsOkHeaders { pub x_total: i64 }`.
#[derive(Debug)]
pub(crate) struct HeaderVariant {
    pub(crate) ident: String,
    /// The name of the struct.
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) structure: Struct,
    /// How the value of each field is written.
    pub(crate) written: Vec<Simple>,
}

/// How a value is written in the style `simple`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Simple {
    /// A text as it is.
    Text,
    /// A number, a boolean or `null` as in JSON; anything else is a text.
    Literal,
    /// Not in that style, but as JSON.
    Json,
    List(Box<Simple>),
    Object {
        explode: bool,
        members: Vec<(String, Simple)>,
        /// How members without a name of their own are written.
        others: Box<Simple>,
    },
}

/// The errors of one operation.
#[derive(Debug)]
pub(crate) struct ErrorEnum {
    pub(crate) name: String,
    pub(crate) variants: Vec<ErrorVariant>,
    /// The body of a failure behind a success status, if the document has a rule for it.
    pub(crate) not_a_success: Option<ErrorBody>,
}

/// One documented failure.
#[derive(Debug)]
pub(crate) struct ErrorVariant {
    pub(crate) ident: String,
    pub(crate) docs: Docs,
    /// The one status that it stands for; ranges and `default` keep the status as a field.
    pub(crate) status: Option<u16>,
    pub(crate) body: Option<ErrorBody>,
}

/// The body of a failure.
#[derive(Clone, Debug)]
pub(crate) struct ErrorBody {
    pub(crate) ty: Ty,
    /// The field that carries the service's error code.
    pub(crate) code: Option<CodeField>,
}

/// A field that carries an error code.
#[derive(Clone, Debug)]
pub(crate) struct CodeField {
    pub(crate) ident: String,
    pub(crate) optional: bool,
    /// Whether it is a `String`, as against a newtype.
    pub(crate) plain: bool,
}
