//! The keywords of schemas.

use super::Object::{Discriminator, ExternalDocs, Schema, Xml};
use super::Shape::{
    Bool, BoolOr, Count, Free, List, Map, Number, Object, OneOf, OrReference, Text,
};
use super::{Field, Grammar};

const SUB: super::Shape = OrReference(Schema);
const TYPES: &[&str] = &["array", "boolean", "integer", "number", "object", "string"];

pub(super) const SCHEMA: Grammar = Grammar::new(
    "a schema",
    &[
        Field::optional("title", Text),
        Field::optional("multipleOf", Number),
        Field::optional("maximum", Number),
        Field::optional("exclusiveMaximum", Bool)
            .help("write the number as `maximum` and `exclusiveMaximum: true` beside it"),
        Field::optional("minimum", Number),
        Field::optional("exclusiveMinimum", Bool)
            .help("write the number as `minimum` and `exclusiveMinimum: true` beside it"),
        Field::optional("maxLength", Count),
        Field::optional("minLength", Count),
        Field::optional("pattern", Text),
        Field::optional("maxItems", Count),
        Field::optional("minItems", Count),
        Field::optional("uniqueItems", Bool),
        Field::optional("maxProperties", Count),
        Field::optional("minProperties", Count),
        Field::optional("required", List(&Text))
            .help("list the required names in the `required` of the object that has them"),
        Field::optional("enum", List(&Free)),
        Field::optional("type", OneOf(TYPES))
            .help("write one type, and `nullable: true` if `null` is allowed too"),
        Field::optional("allOf", List(&SUB)),
        Field::optional("oneOf", List(&SUB)),
        Field::optional("anyOf", List(&SUB)),
        Field::optional("not", SUB),
        Field::optional("items", SUB)
            .help("write one schema for all items; 3.0 has none for single positions"),
        Field::optional("properties", Map(&SUB)),
        Field::optional("additionalProperties", BoolOr(&SUB)),
        Field::optional("description", Text),
        Field::optional("format", Text),
        Field::optional("default", Free),
        Field::optional("nullable", Bool),
        Field::optional("discriminator", Object(Discriminator))
            .help("write a mapping with `propertyName`"),
        Field::optional("readOnly", Bool),
        Field::optional("writeOnly", Bool),
        Field::optional("xml", Object(Xml)),
        Field::optional("externalDocs", Object(ExternalDocs)),
        Field::optional("example", Free),
        Field::optional("deprecated", Bool),
    ],
)
.foreign(&[
    ("const", "write `enum` with this one value"),
    ("examples", "write one value as `example`"),
    ("$defs", "move the schemas into `components.schemas`"),
    ("definitions", "move the schemas into `components.schemas`"),
    ("$schema", "remove it: OpenAPI 3.0 has one dialect"),
    ("$id", "remove it, and refer to `#/components/schemas/..`"),
    (
        "$anchor",
        "remove it, and refer to `#/components/schemas/..`",
    ),
    ("$comment", "write a comment or an `x-` extension"),
    ("if", "write the cases as `oneOf`"),
    ("then", "write the cases as `oneOf`"),
    ("else", "write the cases as `oneOf`"),
    (
        "patternProperties",
        "write `additionalProperties`; 3.0 cannot tell names by pattern",
    ),
    (
        "propertyNames",
        "remove it; 3.0 cannot restrict the names of properties",
    ),
    (
        "unevaluatedProperties",
        "write `additionalProperties: false` on one flat object",
    ),
    ("dependentRequired", "write the cases as `oneOf`"),
    ("dependentSchemas", "write the cases as `oneOf`"),
    ("dependencies", "write the cases as `oneOf`"),
    ("prefixItems", "write one `items` schema for all items"),
    ("additionalItems", "write one `items` schema for all items"),
    (
        "contains",
        "remove it; 3.0 cannot ask for one item among others",
    ),
    ("contentEncoding", "write `format: byte` for base64 text"),
    ("contentMediaType", "write `format: binary` for raw bytes"),
]);

pub(super) const DISCRIMINATOR: Grammar = Grammar::new(
    "a discriminator",
    &[
        Field::required("propertyName", Text),
        Field::optional("mapping", Map(&Text)),
    ],
)
.closed();

pub(super) const XML: Grammar = Grammar::new(
    "an XML object",
    &[
        Field::optional("name", Text),
        Field::optional("namespace", Text),
        Field::optional("prefix", Text),
        Field::optional("attribute", Bool),
        Field::optional("wrapped", Bool),
    ],
);
