//! The headers of an operation's answers.

use specwright_spec::model::{
    Header, MediaKind, Object, ParameterFormat, Response, SchemaId, Shape,
};

use super::Lowering;
use super::answers::{pattern, rank};
use crate::ir::{AnswerHeaders, Field, HeaderVariant, Presence, Simple, StatusPattern, Struct, Ty};
use crate::lower::docs::{self, Builder};
use crate::lower::names::{self, Scope};
use crate::lower::status;
use crate::lower::views::View;
use crate::text::{Docs, code, doc_text};

/// The headers of the responses, if any of them has some.
pub(super) fn headers(lowering: &mut Lowering<'_, '_>, scope: &mut Scope) -> Option<AnswerHeaders> {
    let mut idents = Scope::default();
    let (mut variants, mut arms) = (Vec::new(), Vec::new());
    for response in &lowering.written.responses {
        let variant = (!response.headers.is_empty()).then(|| {
            let ident = idents.claim(&status::variant(response.status));
            variants.push(variant(lowering, response, ident, scope));
            variants.len() - 1
        });
        arms.push((pattern(response.status, StatusPattern::Any), variant));
    }
    if variants.is_empty() {
        return None;
    }
    arms.sort_by_key(|(pattern, _)| rank(*pattern));
    Some(AnswerHeaders {
        name: scope.claim(&names::related(lowering.name, "ResponseHeaders")),
        variants,
        arms,
    })
}

fn variant(
    lowering: &mut Lowering<'_, '_>,
    response: &Response,
    ident: String,
    scope: &mut Scope,
) -> HeaderVariant {
    let name = names::related(lowering.name, &format!("{ident}Headers"));
    let name = scope.claim(&name);
    let mut idents = Scope::default();
    let fields = response.headers.iter().map(|header| {
        let ident = idents.claim(&names::snake(&header.name));
        field(lowering, header, ident, &name)
    });
    let structure = Struct {
        closed: false,
        built: false,
        fields: fields.collect(),
        refused: Vec::new(),
        rest: None,
    };
    let written = response.headers.iter();
    HeaderVariant {
        ident,
        docs: docs(lowering, response),
        structure,
        written: written.map(|header| written_as(lowering, header)).collect(),
        name,
    }
}

fn docs(lowering: &Lowering<'_, '_>, response: &Response) -> Docs {
    let what = doc_text!("The headers of an answer of [{}].", code(lowering.name));
    let status = doc_text!("Status: {}.", status::phrase(response.status));
    Builder::new(lowering.model)
        .paragraph(what, response.span)
        .paragraph(status, response.span)
        .source(response.span)
}

fn field(lowering: &mut Lowering<'_, '_>, header: &Header, ident: String, owner: &str) -> Field {
    let wanted = format!(
        "{}{}",
        owner.trim_end_matches("Headers"),
        names::upper_camel(&header.name)
    );
    let (ty, nullable) = match lowering.types.of(header.schema, View::Open, &wanted) {
        Ty::Nullable(inner) => (*inner, true),
        ty => (ty, false),
    };
    let schema = lowering.model.schema(header.schema);
    // A type that is defined is noted with its definition.
    let is_own = matches!(schema.pointer.tokens(), [.., headers, _, _] if headers == "headers");
    if is_own && !matches!(ty, Ty::Named(_) | Ty::Open(_) | Ty::OpenLiteral(_)) {
        let item = format!("operations::{owner}.{ident}");
        lowering.types.note(&schema.pointer, item);
    }
    let fallback = doc_text!("The header {}.", code(&header.name));
    let docs = Builder::new(lowering.model)
        .written(&header.docs, fallback, header.span)
        .facts(schema, &schema.notes, View::Open)
        .source(header.span);
    Field {
        ident,
        wire: header.name.clone(),
        docs,
        ty,
        presence: Presence::of(header.required, nullable),
        reading: None,
        deprecation: docs::deprecation(header.deprecated, &header.docs),
    }
}

fn written_as(lowering: &Lowering<'_, '_>, header: &Header) -> Simple {
    match &header.format {
        ParameterFormat::Content(media_type) if MediaKind::of(media_type) == MediaKind::Json => {
            Simple::Json
        }
        ParameterFormat::Content(_) => simple(lowering, header.schema, false),
        ParameterFormat::Style { explode, .. } => simple(lowering, header.schema, *explode),
    }
}

/// How values of a schema are written.
fn simple(lowering: &Lowering<'_, '_>, id: SchemaId, explode: bool) -> Simple {
    match &lowering.model.schema(id).shape {
        Shape::Array(array) => Simple::List(Box::new(part(lowering, array.items))),
        Shape::Object(object) => Simple::Object {
            explode,
            members: members(lowering, object),
            others: Box::new(part(lowering, object.additional.schema())),
        },
        _ => part(lowering, Some(id)),
    }
}

fn members(lowering: &Lowering<'_, '_>, object: &Object) -> Vec<(String, Simple)> {
    let properties = object.properties.iter();
    let members =
        properties.map(|property| (property.name.clone(), part(lowering, Some(property.schema))));
    members.collect()
}

/// How one part is written. The style has no form for lists and objects in others: they are taken as JSON.
fn part(lowering: &Lowering<'_, '_>, id: Option<SchemaId>) -> Simple {
    let is_text = id.is_none_or(|id| match &lowering.model.schema(id).shape {
        Shape::Union(union) => {
            let mut branches = union.branches.iter();
            branches.all(|branch| is_text(&lowering.model.schema(branch.schema).shape))
        }
        shape => is_text(shape),
    });
    if is_text {
        Simple::Text
    } else {
        Simple::Literal
    }
}

/// Whether all values of a shape are texts, or a text is as good as any other value.
fn is_text(shape: &Shape) -> bool {
    match shape {
        Shape::Any | Shape::Never | Shape::String(_) => true,
        Shape::Enum(values) => values.iter().all(|value| value.value.is_string()),
        Shape::Mixed(shapes) => shapes.iter().all(is_text),
        Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::Array(_)
        | Shape::Object(_)
        | Shape::Union(_) => false,
    }
}
