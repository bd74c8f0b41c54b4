//! Operations: their parameters, bodies and responses.

use openapiv3::{MediaType, ParameterSchemaOrContent, PathItem, PathStyle, ReferenceOr};

use super::{Context, extension, reference, schema};
use crate::model::{
    Content, Example, Operation, Parameter, PathPiece, RequestBody, Response, Shape, Status, Value,
};
use crate::pointer::Pointer;

const METHODS: &[(&str, &str)] = &[
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
    ("trace", "TRACE"),
];

/// Resolves `paths`, in declared order.
pub(super) fn operations(context: &mut Context<'_>) -> Vec<Operation> {
    let section = Pointer::root().child("paths");
    let mut operations = Vec::new();
    for (path, found) in &context.document.openapi.paths.paths {
        let pointer = section.child(path);
        let ReferenceOr::Item(item) = found else {
            context.unsupported(&pointer, "a path that is a `$ref`");
            continue;
        };
        let Some(written) = context
            .document
            .tree
            .at(&pointer)
            .and_then(|node| node.as_mapping())
        else {
            continue;
        };
        for entry in written.entries() {
            let Some((key, method)) = METHODS.iter().copied().find(|(key, _)| *key == entry.key)
            else {
                continue;
            };
            if let Some((_, written)) = item.iter().find(|(found, _)| *found == key) {
                let pointer = pointer.child(key);
                operations.push(operation(context, method, path, item, written, pointer));
            }
        }
    }
    operations
}

fn operation<'d>(
    context: &mut Context<'d>,
    method: &'static str,
    path: &str,
    item: &'d PathItem,
    written: &'d openapiv3::Operation,
    pointer: Pointer,
) -> Operation {
    let declared = parameters(context, item, written, &pointer);
    let (path_pieces, path_parameters) = template(path, declared);
    Operation {
        id: written
            .operation_id
            .clone()
            .unwrap_or_else(|| derived_id(method, path)),
        method,
        path: path.to_owned(),
        path_pieces,
        docs: context.docs(&pointer, "summary"),
        deprecated: written.deprecated,
        path_parameters,
        request_body: request_body(context, written, &pointer),
        responses: responses(context, written, &pointer),
        security: security(context, written),
        authorization: extension::authorization(context, &pointer),
        span: context.document.key_span(&pointer),
        pointer,
    }
}

/// A name for an operation that has none: `GET /pets/{id}` is `getPetsId`.
fn derived_id(method: &str, path: &str) -> String {
    let words = path
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let capitalized = words.map(|word| {
        let mut chars = word.chars();
        chars
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(chars)
            .collect::<String>()
    });
    method.to_lowercase() + &capitalized.collect::<String>()
}

fn security(context: &Context<'_>, written: &openapiv3::Operation) -> Vec<Vec<String>> {
    let requirements = written
        .security
        .as_ref()
        .or(context.document.openapi.security.as_ref());
    let sets = requirements.into_iter().flatten();
    sets.map(|set| set.keys().cloned().collect()).collect()
}

/// The parameters of the operation and of its path; the operation's own take precedence.
fn parameters<'d>(
    context: &mut Context<'d>,
    item: &'d PathItem,
    written: &'d openapiv3::Operation,
    pointer: &Pointer,
) -> Vec<Parameter> {
    let own = pointer.child("parameters");
    let parent = pointer
        .tokens()
        .split_last()
        .map(|(_, parents)| parents)
        .unwrap_or_default();
    let shared = parent
        .iter()
        .fold(Pointer::root(), |at, token| at.child(token))
        .child("parameters");
    let mut found: Vec<Parameter> = Vec::new();
    for (list, at) in [(&written.parameters, own), (&item.parameters, shared)] {
        for (index, entry) in list.iter().enumerate() {
            let Some((parameter, at)) = reference::follow(context, entry, at.child(index)) else {
                continue;
            };
            if let Some(parameter) = path_parameter(context, parameter, &at)
                && found.iter().all(|other| other.name != parameter.name)
            {
                found.push(parameter);
            }
        }
    }
    found
}

fn path_parameter(
    context: &mut Context<'_>,
    parameter: &openapiv3::Parameter,
    pointer: &Pointer,
) -> Option<Parameter> {
    let at = pointer.child("in");
    let (data, style) = match parameter {
        openapiv3::Parameter::Path {
            parameter_data,
            style,
        } => (parameter_data, style),
        openapiv3::Parameter::Query { parameter_data, .. } => {
            return refused(context, &at, "query", &parameter_data.name);
        }
        openapiv3::Parameter::Header { parameter_data, .. } => {
            return refused(context, &at, "header", &parameter_data.name);
        }
        openapiv3::Parameter::Cookie { parameter_data, .. } => {
            return refused(context, &at, "cookie", &parameter_data.name);
        }
    };
    match style {
        PathStyle::Simple => {}
        PathStyle::Matrix | PathStyle::Label => {
            context.unsupported(
                &pointer.child("style"),
                "a path parameter of another style than `simple`",
            );
        }
    }
    let ParameterSchemaOrContent::Schema(found) = &data.format else {
        context.unsupported(&pointer.child("content"), "a path parameter with `content`");
        return None;
    };
    let at = pointer.child("schema");
    let schema = schema::schema(context, found, at.clone());
    match context.schemas[schema.0].shape {
        Shape::String(_) | Shape::Enum(_) | Shape::Integer(_) | Shape::Boolean => {}
        Shape::Any
        | Shape::Number { .. }
        | Shape::Array(_)
        | Shape::Map { .. }
        | Shape::Object(_) => {
            context.unsupported(
                &at,
                "a path parameter that is no string, integer or boolean",
            );
        }
    }
    Some(Parameter {
        name: data.name.clone(),
        docs: context.docs(pointer, "title"),
        schema,
        span: context.document.span(&pointer.child("name")),
    })
}

fn refused(
    context: &mut Context<'_>,
    pointer: &Pointer,
    location: &str,
    name: &str,
) -> Option<Parameter> {
    context.unsupported(pointer, format_args!("the {location} parameter `{name}`"));
    None
}

/// Takes a path template apart; the parameters come back in the order of the template.
fn template(path: &str, declared: Vec<Parameter>) -> (Vec<PathPiece>, Vec<Parameter>) {
    let mut pieces = Vec::new();
    let mut used: Vec<Parameter> = Vec::new();
    let mut rest = path;
    while let Some((literal, (name, tail))) = rest
        .split_once('{')
        .and_then(|(literal, tail)| Some((literal, tail.split_once('}')?)))
    {
        if !literal.is_empty() {
            pieces.push(PathPiece::Literal(literal.to_owned()));
        }
        let position = used
            .iter()
            .position(|parameter| parameter.name == name)
            .or_else(|| {
                used.push(
                    declared
                        .iter()
                        .find(|parameter| parameter.name == name)?
                        .clone(),
                );
                Some(used.len() - 1)
            });
        pieces.extend(position.map(PathPiece::Parameter));
        rest = tail;
    }
    if !rest.is_empty() {
        pieces.push(PathPiece::Literal(rest.to_owned()));
    }
    (pieces, used)
}

fn request_body<'d>(
    context: &mut Context<'d>,
    written: &'d openapiv3::Operation,
    pointer: &Pointer,
) -> Option<RequestBody> {
    let found = written.request_body.as_ref()?;
    let (body, at) = reference::follow(context, found, pointer.child("requestBody"))?;
    Some(RequestBody {
        docs: context.docs(&at, "title"),
        required: body.required,
        content: content(context, &body.content, &at.child("content"))?,
    })
}

fn responses<'d>(
    context: &mut Context<'d>,
    written: &'d openapiv3::Operation,
    pointer: &Pointer,
) -> Vec<Response> {
    let section = pointer.child("responses");
    let document = context.document;
    let mut responses = Vec::new();
    let entries = document
        .tree
        .at(&section)
        .and_then(|node| node.as_mapping());
    for entry in entries.map(|mapping| mapping.entries()).unwrap_or_default() {
        let found = &written.responses;
        let (status, found) = if entry.key == "default" {
            (Status::Default, found.default.as_ref())
        } else if let Some(hundred) = entry
            .key
            .strip_suffix("XX")
            .and_then(|digit| digit.parse().ok())
        {
            (
                Status::Range(hundred),
                found.responses.get(&openapiv3::StatusCode::Range(hundred)),
            )
        } else if let Ok(code) = entry.key.parse() {
            (
                Status::Code(code),
                found.responses.get(&openapiv3::StatusCode::Code(code)),
            )
        } else {
            continue;
        };
        let at = section.child(&entry.key);
        let Some((response, at)) = found.and_then(|found| reference::follow(context, found, at))
        else {
            continue;
        };
        responses.push(Response {
            status,
            docs: context.docs(&at, "title"),
            content: content(context, &response.content, &at.child("content")),
            success: extension::success(context, &at),
            span: entry.key_span,
        });
    }
    responses
}

fn content<'d>(
    context: &mut Context<'d>,
    content: &'d openapiv3::Content,
    pointer: &Pointer,
) -> Option<Content> {
    if content.len() > 1 {
        context.unsupported(pointer, "more than one media type for a body");
        return None;
    }
    let (media_type, written) = content.first()?;
    let at = pointer.child(media_type);
    if !is_json(media_type) {
        context.unsupported(&at, format_args!("the media type `{media_type}`"));
        return None;
    }
    let schema = match &written.schema {
        Some(found) => schema::schema(context, found, at.child("schema")),
        None => schema::any(context, at.clone()),
    };
    Some(Content {
        media_type: media_type.clone(),
        schema,
        examples: examples(context, written, &at),
    })
}

/// Whether a media type is JSON: `application/json`, `text/json` or one with the suffix `+json`.
fn is_json(media_type: &str) -> bool {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

fn examples<'d>(
    context: &mut Context<'d>,
    written: &'d MediaType,
    pointer: &Pointer,
) -> Vec<Example> {
    let mut examples = Vec::new();
    let document = context.document;
    if let Some(node) = document.tree.at(&pointer.child("example")) {
        examples.push(Example {
            name: None,
            summary: None,
            value: Value {
                json: node.to_json(),
                span: node.span,
            },
        });
    }
    for (name, found) in &written.examples {
        let at = pointer.child("examples").child(name);
        let Some((example, at)) = reference::follow(context, found, at) else {
            continue;
        };
        // An example whose value lies elsewhere (`externalValue`) has nothing to show.
        if let Some(node) = document.tree.at(&at.child("value")) {
            examples.push(Example {
                name: Some(name.clone()),
                summary: example.summary.clone(),
                value: Value {
                    json: node.to_json(),
                    span: node.span,
                },
            });
        }
    }
    examples
}
