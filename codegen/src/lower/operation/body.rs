//! The body of a request.

use specwright_spec::model::{self, Content, Encoding, Location, MediaKind, SchemaId, Shape};

use super::{Lowering, multipart, parameters};
use crate::ir::{BodyKind, Form, Multipart, RequestBody, Style, Ty};
use crate::lower::views::{View, is_absent};

/// What the body may be.
#[derive(Default)]
pub(super) struct Bodies {
    /// The type of the JSON that is preferred.
    pub(super) json: Option<Ty>,
    pub(super) form: Option<Form>,
    pub(super) multipart: Option<Multipart>,
}

/// What calls have, once it is known how their bodies are written: JSON before forms, and these before bytes.
pub(super) fn of_calls(written: &model::Operation, bodies: &Bodies) -> Option<RequestBody> {
    let body = written.request_body.as_ref()?;
    let mut content = body.content.iter();
    let media_type = content.find(|content| content.kind() == MediaKind::Json);
    let kind = match (bodies.json.clone(), media_type) {
        (Some(ty), Some(content)) => BodyKind::Json {
            media_type: match content.media_type.contains('*') {
                true => "application/json".to_owned(),
                false => content.media_type.clone(),
            },
            ty,
        },
        _ if bodies.form.is_some() => BodyKind::Form,
        _ if bodies.multipart.is_some() => BodyKind::Multipart,
        _ => BodyKind::Bytes {
            media_type: match body.content.as_slice() {
                [only] if !only.media_type.contains('*') => Some(only.media_type.clone()),
                _ => None,
            },
        },
    };
    Some(RequestBody {
        kind,
        required: body.required,
    })
}

/// The types of the bodies, each under a name that says what it is for.
pub(super) fn request(lowering: &mut Lowering<'_, '_>) -> Bodies {
    let mut bodies = Bodies::default();
    let written = lowering.written.request_body.iter();
    for content in written.flat_map(|body| &body.content) {
        match content.kind() {
            MediaKind::Json => {
                let ty = ty(lowering, content, "Request");
                bodies.json.get_or_insert(ty);
            }
            MediaKind::Form => {
                let ty = ty(lowering, content, "Form");
                if bodies.form.is_none() {
                    bodies.form = form(lowering, content, ty);
                }
            }
            MediaKind::Multipart => {
                if multipart::files(lowering, content).is_some() {
                    continue;
                }
                let ty = ty(lowering, content, "Multipart");
                if bodies.multipart.is_none() {
                    bodies.multipart = multipart::of_type(lowering, content, ty);
                }
            }
            // Text and bytes are what they are.
            MediaKind::Text | MediaKind::Bytes => {}
        }
    }
    bodies
}

fn ty(lowering: &mut Lowering<'_, '_>, content: &Content, suffix: &str) -> Ty {
    let name = format!("{}{suffix}", lowering.name);
    lowering.types.of_request_body(content.schema, &name)
}

fn form(lowering: &Lowering<'_, '_>, content: &Content, ty: Ty) -> Option<Form> {
    let members = members(lowering, content)?.into_iter().map(|name| {
        let mut encodings = content.encoding.iter();
        let encoding = encodings.find(|encoding| encoding.name == name);
        (name, encoding.and_then(style))
    });
    Some(Form {
        media_type: content.media_type.clone(),
        ty,
        members: members.collect(),
    })
}

/// How a member is written, where the document says it. What is no JSON is its text, as without a media type.
fn style(encoding: &Encoding) -> Option<Style> {
    if let Some(format) = &encoding.format {
        return Some(parameters::style(format, Location::Query));
    }
    let media_type = encoding.content_type.as_deref()?;
    (MediaKind::of(media_type) == MediaKind::Json).then(|| parameters::json(false))
}

/// The names of the members that a body may have, if it is an object whatever it is.
pub(super) fn members(lowering: &Lowering<'_, '_>, content: &Content) -> Option<Vec<String>> {
    let model = lowering.model;
    let object = |id: SchemaId| {
        let schema = model.schema(id);
        match &schema.shape {
            Shape::Object(object) if !schema.nullable => Some(object),
            _ => None,
        }
    };
    let schema = model.schema(content.schema);
    let objects: Vec<_> = match &schema.shape {
        Shape::Union(union) if !schema.nullable => {
            let branches = union.branches.iter();
            branches
                .map(|branch| object(branch.schema))
                .collect::<Option<_>>()?
        }
        _ => vec![object(content.schema)?],
    };
    let properties = objects.iter().flat_map(|object| &object.properties);
    let properties = properties.filter(|property| !is_absent(property, View::Closed));
    let declared = properties.map(|property| &property.name);
    let encoded = content.encoding.iter().map(|encoding| &encoding.name);
    let mut names: Vec<String> = Vec::new();
    for name in declared.chain(encoded) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    Some(names)
}
