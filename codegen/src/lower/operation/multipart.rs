//! Bodies of several parts, of which some may be files.

use specwright_spec::model::{Additional, Content, MediaKind, Object, Property, SchemaId, Shape};

use super::{Lowering, body};
use crate::ir::{Field, Multipart, MultipartBody, PartMedia, Presence, Struct, Ty};
use crate::lower::names::{self, Scope};
use crate::lower::types::{self, is_plain_string};
use crate::lower::views::{View, is_absent};

/// A body that is of a type which JSON has, too.
pub(super) fn of_type(lowering: &Lowering<'_, '_>, content: &Content, ty: Ty) -> Option<Multipart> {
    let members = body::members(lowering, content)?;
    is_form(content).then(|| multipart(lowering, content, MultipartBody::Type(ty), members))
}

/// The first body that has files. It is of a struct of its own, as no value of JSON holds what is in a file.
pub(super) fn with_files(lowering: &mut Lowering<'_, '_>, scope: &mut Scope) -> Option<Multipart> {
    let mut contents = lowering
        .written
        .request_body
        .iter()
        .flat_map(|body| &body.content);
    let (content, object) =
        contents.find_map(|content| Some((content, files(lowering, content)?)))?;
    let name = scope.claim(&names::related(lowering.name, "Multipart"));
    let place = &lowering.model.schema(content.schema).pointer;
    lowering.types.note(place, format!("operations::{name}"));
    let idents = types::field_idents(object, &mut Scope::default());
    let (mut fields, mut members) = (Vec::new(), Vec::new());
    for (property, ident) in object.properties.iter().zip(idents) {
        if !is_absent(property, View::Closed) {
            members.push(property.name.clone());
            fields.push(field(lowering, property, ident, &name));
        }
    }
    let structure = Struct {
        closed: true,
        built: true,
        fields,
        refused: Vec::new(),
        rest: None,
    };
    let own = MultipartBody::Own { name, structure };
    Some(multipart(lowering, content, own, members))
}

/// The object that a body is, if some of its members are files and a struct with a field for each member can hold it.
pub(super) fn files<'m>(lowering: &Lowering<'_, 'm>, content: &Content) -> Option<&'m Object> {
    let schema = lowering.model.schema(content.schema);
    let Shape::Object(object) = &schema.shape else {
        return None;
    };
    let is_plain = is_form(content)
        && !schema.nullable
        && schema.not.is_empty()
        && object.min_properties.unwrap_or(0) == 0
        && object.max_properties.is_none()
        && matches!(object.additional, Additional::Unsaid | Additional::Closed);
    let mut properties = object.properties.iter();
    let has_files = properties.any(|property| {
        !is_absent(property, View::Closed) && file(lowering, property.schema).is_some()
    });
    (is_plain && has_files).then_some(object)
}

fn is_form(content: &Content) -> bool {
    let essence = content.media_type.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("multipart/form-data")
}

fn field(
    lowering: &mut Lowering<'_, '_>,
    property: &Property,
    ident: String,
    parent: &str,
) -> Field {
    let file = file(lowering, property.schema);
    let parent = ("operations", parent);
    let field = lowering.types.field(property, ident, View::Closed, parent);
    let Some(ty) = file else {
        return field;
    };
    Field {
        ty,
        // A part is there or not.
        presence: match field.presence {
            Presence::Required => Presence::Required,
            Presence::Optional | Presence::Nullable | Presence::OptionalNullable => {
                Presence::Optional
            }
        },
        ..field
    }
}

/// The type of a member that is a file, or a list of them.
fn file(lowering: &Lowering<'_, '_>, id: SchemaId) -> Option<Ty> {
    let is_file = |id: SchemaId| {
        let schema = lowering.model.schema(id);
        match &schema.shape {
            Shape::String(string) => {
                let is_binary = string.format.as_deref() == Some("binary");
                is_binary && is_plain_string(string) && schema.not.is_empty()
            }
            _ => false,
        }
    };
    match &lowering.model.schema(id).shape {
        Shape::Array(array) if array.items.is_some_and(is_file) && !array.unique_items => {
            Some(types::list(array, Ty::File))
        }
        _ => is_file(id).then_some(Ty::File),
    }
}

fn multipart(
    lowering: &Lowering<'_, '_>,
    content: &Content,
    body: MultipartBody,
    members: Vec<String>,
) -> Multipart {
    let members = members.into_iter().map(|name| {
        let media = media(lowering, content, &name);
        (name, media)
    });
    Multipart {
        media_type: content.media_type.clone(),
        members: members.collect(),
        body,
    }
}

/// The media type of a member: that of `encoding`, of several the first, or JSON where the items of a list are no scalars.
fn media(lowering: &Lowering<'_, '_>, content: &Content, name: &str) -> Option<PartMedia> {
    let mut encodings = content.encoding.iter();
    let encoding = encodings.find(|encoding| encoding.name == name);
    let written = encoding.and_then(|encoding| encoding.content_type.as_deref());
    let written = written
        .and_then(|types| types.split(',').next())
        .map(str::trim);
    let is_legal = |name: &&str| {
        let is_visible = name.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        is_visible && name.contains('/') && !name.contains('*')
    };
    if let Some(name) = written.filter(is_legal) {
        return Some(PartMedia {
            name: name.to_owned(),
            is_json: MediaKind::of(name) == MediaKind::Json,
        });
    }
    let model = lowering.model;
    let Shape::Object(object) = &model.schema(content.schema).shape else {
        return None;
    };
    let property = object
        .properties
        .iter()
        .find(|property| property.name == name)?;
    let Shape::Array(array) = &model.schema(property.schema).shape else {
        return None;
    };
    let is_nested = matches!(
        model.schema(array.items?).shape,
        Shape::Object(_) | Shape::Array(_)
    );
    is_nested.then(|| PartMedia {
        name: "application/json".to_owned(),
        is_json: true,
    })
}
