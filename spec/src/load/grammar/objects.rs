//! The keywords of every object but schemas.

use super::Object::{
    AuthorizationCodeFlow, Callback, Components, Contact, Encoding, Example, ExternalDocs, Header,
    ImplicitFlow, Info, License, Link, MediaType, OAuthFlows, Operation, Parameter, Paths,
    RequestBody, Response, Responses, Schema, SecurityScheme, Server, ServerVariable, Tag,
    TokenFlow,
};
use super::Shape::{Bool, Free, List, Map, Object, OneOf, OrReference, Text};
use super::{Field, Grammar, Others};

/// The schemes that all must be satisfied, in each of the alternatives.
const SECURITY: super::Shape = List(&Map(&List(&Text)));
const STYLE: super::Shape = OneOf(&[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
]);
const QUERY_STYLE: super::Shape = OneOf(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]);

/// Keywords that parameters and headers had of their own before 3.0.
const SWAGGER_PARAMETER: &[(&str, &str)] = &[
    ("type", INTO_SCHEMA),
    ("format", INTO_SCHEMA),
    ("enum", INTO_SCHEMA),
    ("default", INTO_SCHEMA),
    ("items", INTO_SCHEMA),
    ("pattern", INTO_SCHEMA),
    ("minimum", INTO_SCHEMA),
    ("maximum", INTO_SCHEMA),
    ("minLength", INTO_SCHEMA),
    ("maxLength", INTO_SCHEMA),
    ("minItems", INTO_SCHEMA),
    ("maxItems", INTO_SCHEMA),
    ("collectionFormat", "write `style` and `explode`"),
];
const INTO_SCHEMA: &str = "write it into `schema`";

pub(super) const DOCUMENT: Grammar = Grammar::new(
    "the document",
    &[
        Field::required("openapi", Text),
        Field::required("info", Object(Info)),
        Field::optional("servers", List(&Object(Server))),
        Field::required("paths", Object(Paths)),
        Field::optional("components", Object(Components)),
        Field::optional("security", SECURITY),
        Field::optional("tags", List(&Object(Tag))),
        Field::optional("externalDocs", Object(ExternalDocs)),
    ],
)
.foreign(&[
    (
        "webhooks",
        "describe them as `callbacks`; webhooks came with 3.1",
    ),
    (
        "jsonSchemaDialect",
        "remove it: OpenAPI 3.0 has one dialect",
    ),
    ("definitions", "move the schemas into `components.schemas`"),
    ("host", "write a URL in `servers`"),
    ("basePath", "write a URL in `servers`"),
    ("schemes", "write a URL in `servers`"),
    (
        "securityDefinitions",
        "move them into `components.securitySchemes`",
    ),
]);

pub(super) const INFO: Grammar = Grammar::new(
    "the info object",
    &[
        Field::required("title", Text),
        Field::optional("description", Text),
        Field::optional("termsOfService", Text),
        Field::optional("contact", Object(Contact)),
        Field::optional("license", Object(License)),
        Field::required("version", Text),
    ],
)
.foreign(&[("summary", "write it into `description`; it came with 3.1")]);

pub(super) const CONTACT: Grammar = Grammar::new(
    "a contact",
    &[
        Field::optional("name", Text),
        Field::optional("url", Text),
        Field::optional("email", Text),
    ],
);

pub(super) const LICENSE: Grammar = Grammar::new(
    "a license",
    &[Field::required("name", Text), Field::optional("url", Text)],
)
.foreign(&[("identifier", "write `url`; it came with 3.1")]);

pub(super) const SERVER: Grammar = Grammar::new(
    "a server",
    &[
        Field::required("url", Text),
        Field::optional("description", Text),
        Field::optional("variables", Map(&Object(ServerVariable))),
    ],
);

pub(super) const SERVER_VARIABLE: Grammar = Grammar::new(
    "a server variable",
    &[
        Field::optional("enum", List(&Text)),
        Field::required("default", Text),
        Field::optional("description", Text),
    ],
);

pub(super) const COMPONENTS: Grammar = Grammar::new(
    "the components object",
    &[
        Field::optional("schemas", Map(&OrReference(Schema))),
        Field::optional("responses", Map(&OrReference(Response))),
        Field::optional("parameters", Map(&OrReference(Parameter))),
        Field::optional("examples", Map(&OrReference(Example))),
        Field::optional("requestBodies", Map(&OrReference(RequestBody))),
        Field::optional("headers", Map(&OrReference(Header))),
        Field::optional("securitySchemes", Map(&OrReference(SecurityScheme))),
        Field::optional("links", Map(&OrReference(Link))),
        Field::optional("callbacks", Map(&OrReference(Callback))),
    ],
)
.foreign(&[(
    "pathItems",
    "write the path items into `paths`; it came with 3.1",
)]);

pub(super) const PATHS: Grammar = Grammar::new("the paths object", &[]).others(Others::Paths);

pub(super) const PATH_ITEM: Grammar = Grammar::new(
    "a path item",
    &[
        Field::optional("summary", Text),
        Field::optional("description", Text),
        Field::optional("get", Object(Operation)),
        Field::optional("put", Object(Operation)),
        Field::optional("post", Object(Operation)),
        Field::optional("delete", Object(Operation)),
        Field::optional("options", Object(Operation)),
        Field::optional("head", Object(Operation)),
        Field::optional("patch", Object(Operation)),
        Field::optional("trace", Object(Operation)),
        Field::optional("servers", List(&Object(Server))),
        Field::optional("parameters", List(&OrReference(Parameter))),
    ],
);

pub(super) const OPERATION: Grammar = Grammar::new(
    "an operation",
    &[
        Field::optional("tags", List(&Text)),
        Field::optional("summary", Text),
        Field::optional("description", Text),
        Field::optional("externalDocs", Object(ExternalDocs)),
        Field::optional("operationId", Text),
        Field::optional("parameters", List(&OrReference(Parameter))),
        Field::optional("requestBody", OrReference(RequestBody)),
        Field::required("responses", Object(Responses)),
        Field::optional("callbacks", Map(&OrReference(Callback))),
        Field::optional("deprecated", Bool),
        Field::optional("security", SECURITY),
        Field::optional("servers", List(&Object(Server))),
    ],
)
.foreign(&[
    ("consumes", "name the media types in `requestBody.content`"),
    (
        "produces",
        "name the media types in the `content` of the responses",
    ),
    ("schemes", "write `servers`"),
]);

pub(super) const EXTERNAL_DOCS: Grammar = Grammar::new(
    "the external documentation",
    &[
        Field::optional("description", Text),
        Field::required("url", Text),
    ],
);

pub(super) const PARAMETER: Grammar = Grammar::new(
    "a parameter",
    &[
        Field::required("name", Text),
        Field::required("in", OneOf(&["query", "header", "path", "cookie"])),
        Field::optional("description", Text),
        Field::optional("required", Bool),
        Field::optional("deprecated", Bool),
        Field::optional("allowEmptyValue", Bool),
        Field::optional("style", STYLE),
        Field::optional("explode", Bool),
        Field::optional("allowReserved", Bool),
        Field::optional("schema", OrReference(Schema)),
        Field::optional("example", Free),
        Field::optional("examples", Map(&OrReference(Example))),
        Field::optional("content", Map(&Object(MediaType))),
    ],
)
.foreign(SWAGGER_PARAMETER);

pub(super) const REQUEST_BODY: Grammar = Grammar::new(
    "a request body",
    &[
        Field::optional("description", Text),
        Field::required("content", Map(&Object(MediaType))),
        Field::optional("required", Bool),
    ],
)
.foreign(&[("schema", "write it into a media type of `content`")]);

pub(super) const MEDIA_TYPE: Grammar = Grammar::new(
    "a media type",
    &[
        Field::optional("schema", OrReference(Schema)),
        Field::optional("example", Free),
        Field::optional("examples", Map(&OrReference(Example))),
        Field::optional("encoding", Map(&Object(Encoding))),
    ],
);

pub(super) const ENCODING: Grammar = Grammar::new(
    "an encoding",
    &[
        Field::optional("contentType", Text),
        Field::optional("headers", Map(&OrReference(Header))),
        Field::optional("style", QUERY_STYLE),
        Field::optional("explode", Bool),
        Field::optional("allowReserved", Bool),
    ],
);

pub(super) const RESPONSES: Grammar =
    Grammar::new("the responses object", &[]).others(Others::Statuses);

pub(super) const RESPONSE: Grammar = Grammar::new(
    "a response",
    &[
        Field::required("description", Text),
        Field::optional("headers", Map(&OrReference(Header))),
        Field::optional("content", Map(&Object(MediaType))),
        Field::optional("links", Map(&OrReference(Link))),
    ],
)
.foreign(&[
    ("schema", "write it into a media type of `content`"),
    ("examples", "write them into a media type of `content`"),
]);

pub(super) const CALLBACK: Grammar = Grammar::new("a callback", &[]).others(Others::Expressions);

pub(super) const EXAMPLE: Grammar = Grammar::new(
    "an example",
    &[
        Field::optional("summary", Text),
        Field::optional("description", Text),
        Field::optional("value", Free),
        Field::optional("externalValue", Text),
    ],
);

pub(super) const LINK: Grammar = Grammar::new(
    "a link",
    &[
        Field::optional("operationRef", Text),
        Field::optional("operationId", Text),
        Field::optional("parameters", Map(&Free)),
        Field::optional("requestBody", Free),
        Field::optional("description", Text),
        Field::optional("server", Object(Server)),
    ],
);

pub(super) const HEADER: Grammar = Grammar::new(
    "a header",
    &[
        Field::optional("description", Text),
        Field::optional("required", Bool),
        Field::optional("deprecated", Bool),
        Field::optional("allowEmptyValue", Bool),
        Field::optional("style", OneOf(&["simple"])),
        Field::optional("explode", Bool),
        Field::optional("allowReserved", Bool),
        Field::optional("schema", OrReference(Schema)),
        Field::optional("example", Free),
        Field::optional("examples", Map(&OrReference(Example))),
        Field::optional("content", Map(&Object(MediaType))),
    ],
)
.foreign(SWAGGER_PARAMETER);

pub(super) const TAG: Grammar = Grammar::new(
    "a tag",
    &[
        Field::required("name", Text),
        Field::optional("description", Text),
        Field::optional("externalDocs", Object(ExternalDocs)),
    ],
);

pub(super) const SECURITY_SCHEME: Grammar = Grammar::new(
    "a security scheme",
    &[
        Field::required(
            "type",
            OneOf(&["apiKey", "http", "oauth2", "openIdConnect"]),
        ),
        Field::optional("description", Text),
        Field::optional("name", Text),
        Field::optional("in", OneOf(&["query", "header", "cookie"])),
        Field::optional("scheme", Text),
        Field::optional("bearerFormat", Text),
        Field::optional("flows", Object(OAuthFlows)),
        Field::optional("openIdConnectUrl", Text),
    ],
);

pub(super) const OAUTH_FLOWS: Grammar = Grammar::new(
    "the OAuth flows object",
    &[
        Field::optional("implicit", Object(ImplicitFlow)),
        Field::optional("password", Object(TokenFlow)),
        Field::optional("clientCredentials", Object(TokenFlow)),
        Field::optional("authorizationCode", Object(AuthorizationCodeFlow)),
    ],
);

pub(super) const IMPLICIT_FLOW: Grammar = Grammar::new(
    "an implicit flow",
    &[
        Field::required("authorizationUrl", Text),
        Field::optional("tokenUrl", Text),
        Field::optional("refreshUrl", Text),
        Field::required("scopes", Map(&Text)),
    ],
);

pub(super) const TOKEN_FLOW: Grammar = Grammar::new(
    "a token flow",
    &[
        Field::optional("authorizationUrl", Text),
        Field::required("tokenUrl", Text),
        Field::optional("refreshUrl", Text),
        Field::required("scopes", Map(&Text)),
    ],
);

pub(super) const AUTHORIZATION_CODE_FLOW: Grammar = Grammar::new(
    "an authorization code flow",
    &[
        Field::required("authorizationUrl", Text),
        Field::required("tokenUrl", Text),
        Field::optional("refreshUrl", Text),
        Field::required("scopes", Map(&Text)),
    ],
);
