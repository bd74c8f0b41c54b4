//! A document as it is meant: references followed, names and directions known.
//!
//! [`resolve`](crate::resolve) makes a [`Model`] of a [`Document`](crate::Document). There is no `$ref` in it: a schema is
//! named by its [`SchemaId`], and one that refers to itself is a cycle of ids.

mod decimal;
mod follow;
mod operation;
mod schema;

pub use decimal::Decimal;
pub use follow::{Link, LinkBody, LinkParameter, LinkValue, Progress};
pub use operation::{
    Authorization, Content, Encoding, Example, Header, Location, MediaKind, Operation, Parameter,
    ParameterFormat, PathPiece, RequestBody, ResourceType, Response, Status, Style, SuccessRule,
};
pub use schema::{
    Additional, Advice, Array, Bound, Branch, Component, Direction, EnumValue, Integer, Notes,
    Number, Object, Property, Schema, SchemaId, Shape, StringShape, Union, UnionKind,
    integer_format,
};

use crate::diagnostics::{Diagnostics, Tolerance};
use crate::error::Errors;
use crate::source::{Source, Span};

/// All that a document says.
#[derive(Clone, Debug)]
pub struct Model {
    /// The text that every [`Span`] here is a place of.
    pub source: Source,
    /// All that is found so far in the document.
    pub diagnostics: Diagnostics,
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
    /// The ways to authenticate that `components` names, in declared order.
    pub security_schemes: Vec<SecurityScheme>,
    /// The operations, in declared order.
    pub operations: Vec<Operation>,
}

impl Model {
    /// The schema of that id.
    #[must_use]
    pub fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0]
    }

    /// Returns the model if its diagnostics are tolerated.
    ///
    /// # Errors
    /// The diagnostics that are not, see [`Diagnostics::judge`].
    pub fn judged(self, tolerance: Tolerance<'_>) -> Result<Self, Errors> {
        self.diagnostics.judge(&self.source, tolerance)?;
        Ok(self)
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

/// A JSON value of the document with its place.
#[derive(Clone, Debug)]
pub struct Value {
    /// The value.
    pub json: serde_json::Value,
    /// Where it stands.
    pub span: Span,
}

/// One of `servers`.
#[derive(Clone, Debug)]
pub struct Server {
    /// The address, with `{variables}`.
    pub url: String,
    /// The variables, in declared order.
    pub variables: Vec<ServerVariable>,
    /// What it is.
    pub docs: Docs,
    /// Where it is declared.
    pub span: Span,
}

/// A variable of a [`Server`]'s address.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// The name between braces.
    pub name: String,
    /// The value that is taken where none is chosen.
    pub default: String,
    /// `enum`: the values to choose from; any where it is empty.
    pub values: Vec<String>,
    /// What it is.
    pub docs: Docs,
}

/// A way to authenticate.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// The name in `components/securitySchemes`.
    pub name: String,
    /// What it is.
    pub docs: Docs,
    /// How it is done.
    pub kind: SecurityKind,
    /// The name in the text.
    pub span: Span,
}

/// How a [`SecurityScheme`] is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `apiKey`: a key in a header, a cookie or the query.
    ApiKey {
        /// Where it is sent.
        location: Location,
        /// The name of the header, cookie or query parameter.
        name: String,
    },
    /// `apiKey` with `x-specwright-signature`: the header `Authorization` holds a signature of the request.
    Signature(SignatureAlgorithm),
    /// `http`: an `Authorization` header of that scheme, such as `basic` or `bearer`.
    Http {
        /// The scheme's name.
        scheme: String,
    },
    /// `oauth2`.
    OAuth2,
    /// `openIdConnect`.
    OpenIdConnect,
}

/// How a request is signed: the value of `x-specwright-signature`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureAlgorithm {
    /// `SDK-HMAC-SHA256`: an access key's HMAC of the request's canonical form.
    SdkHmacSha256,
}
