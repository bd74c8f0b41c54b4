//! The objects of OpenAPI 3.0.3, as data: which keywords each has, what their values are, which must be there.

mod objects;
pub mod positions;
mod schema;
mod walk;

pub(super) use self::walk::{Outline, Place, Reference, outline};

/// What the value of a keyword may be.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Anything at all: examples, defaults, extensions.
    Free,
    /// A string.
    Text,
    /// A string out of a list.
    OneOf(&'static [&'static str]),
    /// A boolean.
    Bool,
    /// A number.
    Number,
    /// A whole number from 0.
    Count,
    /// A boolean, or what the shape says.
    BoolOr(&'static Shape),
    /// An OpenAPI object.
    Object(Object),
    /// An OpenAPI object, or a Reference Object that leads to one.
    OrReference(Object),
    /// A list.
    List(&'static Shape),
    /// Names of the author's choice with values.
    Map(&'static Shape),
}

/// One keyword of an object.
pub(super) struct Field {
    name: &'static str,
    shape: Shape,
    required: bool,
    /// What to do when the value has another shape.
    help: Option<&'static str>,
}

impl Field {
    const fn required(name: &'static str, shape: Shape) -> Self {
        Self {
            name,
            shape,
            required: true,
            help: None,
        }
    }

    const fn optional(name: &'static str, shape: Shape) -> Self {
        Self {
            name,
            shape,
            required: false,
            help: None,
        }
    }

    const fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }
}

/// Which keys an object may have beside its keywords.
#[derive(Clone, Copy)]
pub(super) enum Others {
    /// None.
    No,
    /// Path templates, each with a Path Item Object.
    Paths,
    /// Status codes, each with a Response Object.
    Statuses,
    /// Runtime expressions, each with a Path Item Object.
    Expressions,
}

/// What the specification says about one kind of object.
pub(super) struct Grammar {
    /// Its name in a sentence, such as `an operation`.
    noun: &'static str,
    fields: &'static [Field],
    others: Others,
    /// Whether `x-` keys are allowed.
    extensible: bool,
    /// Keywords of neighbouring specifications, each with the way of 3.0.
    foreign: &'static [(&'static str, &'static str)],
}

impl Grammar {
    const fn new(noun: &'static str, fields: &'static [Field]) -> Self {
        Self {
            noun,
            fields,
            others: Others::No,
            extensible: true,
            foreign: &[],
        }
    }

    const fn others(mut self, others: Others) -> Self {
        self.others = others;
        self
    }

    const fn closed(mut self) -> Self {
        self.extensible = false;
        self
    }

    const fn foreign(mut self, foreign: &'static [(&'static str, &'static str)]) -> Self {
        self.foreign = foreign;
        self
    }
}

macro_rules! objects {
    ($($(#[$doc:meta])+ $object:ident = $grammar:expr,)+) => {
        /// The kinds of objects of the specification.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Object {
            $($(#[$doc])+ $object,)+
        }

        impl Object {
            fn grammar(self) -> &'static Grammar {
                match self {
                    $(Self::$object => &$grammar,)+
                }
            }

            /// The kind in a sentence, such as `an operation`.
            pub(super) fn noun(self) -> &'static str {
                self.grammar().noun
            }
        }
    };
}

objects! {
    /// The root.
    Document = objects::DOCUMENT,
    /// `info`.
    Info = objects::INFO,
    /// `info.contact`.
    Contact = objects::CONTACT,
    /// `info.license`.
    License = objects::LICENSE,
    /// An item of `servers`.
    Server = objects::SERVER,
    /// A value of a server's `variables`.
    ServerVariable = objects::SERVER_VARIABLE,
    /// `components`.
    Components = objects::COMPONENTS,
    /// `paths`.
    Paths = objects::PATHS,
    /// The operations of one path.
    PathItem = objects::PATH_ITEM,
    /// One method of one path.
    Operation = objects::OPERATION,
    /// `externalDocs`.
    ExternalDocs = objects::EXTERNAL_DOCS,
    /// A parameter.
    Parameter = objects::PARAMETER,
    /// A request body.
    RequestBody = objects::REQUEST_BODY,
    /// A value of `content`.
    MediaType = objects::MEDIA_TYPE,
    /// A value of a media type's `encoding`.
    Encoding = objects::ENCODING,
    /// The responses of an operation.
    Responses = objects::RESPONSES,
    /// A response.
    Response = objects::RESPONSE,
    /// A callback.
    Callback = objects::CALLBACK,
    /// An example.
    Example = objects::EXAMPLE,
    /// A link.
    Link = objects::LINK,
    /// A response's header.
    Header = objects::HEADER,
    /// An item of the root's `tags`.
    Tag = objects::TAG,
    /// A schema.
    Schema = schema::SCHEMA,
    /// A schema's `discriminator`.
    Discriminator = schema::DISCRIMINATOR,
    /// A schema's `xml`.
    Xml = schema::XML,
    /// A security scheme.
    SecurityScheme = objects::SECURITY_SCHEME,
    /// The `flows` of an OAuth 2 scheme.
    OAuthFlows = objects::OAUTH_FLOWS,
    /// The flow `implicit`.
    ImplicitFlow = objects::IMPLICIT_FLOW,
    /// The flow `password` or `clientCredentials`.
    TokenFlow = objects::TOKEN_FLOW,
    /// The flow `authorizationCode`.
    AuthorizationCodeFlow = objects::AUTHORIZATION_CODE_FLOW,
}

#[cfg(test)]
mod tests;
