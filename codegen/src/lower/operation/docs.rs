//! What an operation's documentation says.

use specwright_spec::model::{Operation as Written, RequestBody, Response, Status};

use super::{Lowering, json};
use crate::ir::Ty;
use crate::lower::docs::Builder;
use crate::lower::example;
use crate::text::{self, DocText, Docs, code, doc_text};

/// The documentation of an operation whose request body is of type `body`.
pub(super) fn docs(lowering: &Lowering<'_, '_>, body: Option<&Ty>, krate: &str) -> Docs {
    let (model, written) = (lowering.model, lowering.written);
    let fallback = doc_text!("The operation {}.", code(&written.id));
    let call = format!("{} {}", written.method, written.path);
    let mut builder = Builder::new(model)
        .written(&written.docs, fallback, written.span)
        .paragraph(code(&text::on_one_line(&call)), written.span);
    if !written.security.is_empty() {
        builder = builder.paragraph(authentication(written), written.span);
    }
    if let (Some(request), Some(Ty::Named(ty))) = (&written.request_body, body) {
        builder = request_body(builder, lowering, request, ty, krate);
    }
    let operation = format!("{krate}::operations::{}", lowering.name);
    for response in &written.responses {
        builder = examples(builder, lowering, response, &operation);
    }
    builder.source(written.span)
}

fn authentication(written: &Written) -> DocText {
    let ways = written.security.iter().map(|set| match set.as_slice() {
        [] => "none".into(),
        set => {
            let schemes: Vec<DocText> = set.iter().map(|scheme| code(scheme)).collect();
            DocText::joined(&schemes, " with ")
        }
    });
    let ways: Vec<DocText> = ways.collect();
    doc_text!("Authentication: {}.", DocText::joined(&ways, ", or "))
}

fn request_body<'m>(
    mut builder: Builder<'m>,
    lowering: &Lowering<'_, 'm>,
    request: &RequestBody,
    ty: &str,
    krate: &str,
) -> Builder<'m> {
    let span = lowering.written.span;
    let body = if request.required {
        "The body"
    } else {
        "The body, which may be left out,"
    };
    let link = doc_text!("[{}](crate::types::{})", code(ty), text::path(ty));
    builder = builder.paragraph(doc_text!("{} is a {}.", body, link), span);
    if request.docs.description.is_some() {
        builder = builder.written(&request.docs, "", span);
    }
    let path = format!("{krate}::types::{ty}");
    for (shown, schema) in json(&request.content)
        .into_iter()
        .flat_map(|content| content.examples.iter().map(|shown| (shown, content.schema)))
    {
        let (json, span) = (&shown.value.json, shown.value.span);
        if lowering.contract.refused_values.contains(&span) {
            continue;
        }
        let example = example::request(lowering.model, schema, json, &path);
        builder = builder
            .paragraph("A request body, from the document:", span)
            .paragraph(example, span);
    }
    builder
}

fn examples<'m>(
    mut builder: Builder<'m>,
    lowering: &Lowering<'_, 'm>,
    response: &Response,
    operation: &str,
) -> Builder<'m> {
    let (Status::Code(code), Some(content)) = (response.status, json(&response.content)) else {
        return builder;
    };
    for shown in &content.examples {
        let (json, span) = (&shown.value.json, shown.value.span);
        if lowering.contract.refused_values.contains(&span) {
            continue;
        }
        let example = example::response(operation, code, json, response.status.is_success());
        builder = builder
            .paragraph(
                doc_text!("An answer of status {}, from the document:", code),
                span,
            )
            .paragraph(example, span);
    }
    builder
}
