//! Operations: what a call needs, and what each answer is.

mod answers;
mod body;
mod docs;
mod headers;
mod links;
mod multipart;
mod parameters;

use specwright_spec::model::{self, Content, MediaKind, Model, Response};
use specwright_spec::{Contract, Error};

use super::docs::deprecation;
use super::names::{self, Scope};
use super::security;
use super::types::Types;
use crate::ir::{BodyKind, ErrorEnum, Operation, PathPiece, RequestBody, SecurityScheme};

/// Lowers all operations, in declared order.
pub(super) fn operations<'m>(
    model: &'m Model,
    contract: &'m Contract,
    schemes: &[SecurityScheme],
    types: &mut Types<'m>,
    package: &str,
    errors: &mut Vec<Error>,
) -> Vec<Operation> {
    let mut scope = Scope::of_types();
    let mut modules = Scope::default();
    let krate = package.replace('-', "_");
    let mut lowered = Vec::new();
    for written in &model.operations {
        let id = written
            .rust_name
            .as_ref()
            .map_or(&written.id, |given| &given.text);
        let name = scope.claim_file(&names::operation(id));
        let module = modules.claim(&names::module(id));
        let error = scope.claim(&names::related(&name, "Error"));
        types.note(&written.pointer, format!("operations::{name}"));
        let mut lowering = Lowering {
            model,
            contract,
            types,
            written,
            name: &name,
            errors,
        };
        let parameters = parameters::in_path(&mut lowering);
        let groups = parameters::groups(&mut lowering, &mut scope);
        let body = body::request(&mut lowering);
        let (success, successes) = answers::success(&mut lowering, &mut scope);
        let (variants, failures) = answers::failures(&mut lowering);
        let not_a_success = answers::not_a_success(&mut lowering);
        let answers = successes.into_iter().chain(failures).collect();
        lowered.push(Operation {
            docs: docs::docs(&lowering, body.json.as_ref(), &krate),
            module,
            deprecation: deprecation(written.deprecated, &written.docs),
            method: written.method,
            path: written.path.clone(),
            pieces: written.path_pieces.iter().map(piece).collect(),
            parameters,
            groups,
            content_types: content_types(written),
            body: body::of_calls(written, &body),
            form: body.form,
            multipart: body.multipart,
            statuses: written.responses.iter().map(documented).collect(),
            servers: written.servers.clone(),
            security: security::ways(schemes, &written.security),
            authorization: written.authorization.clone(),
            success,
            answers: answers::in_order(answers),
            error: ErrorEnum {
                name: error,
                variants,
                not_a_success,
            },
            headers: None,
            links: Vec::new(),
            progress: progress(written),
            origin: written.span,
            name,
        });
    }
    // The names that headers and bodies with files need come last: they never take one away.
    for (operation, written) in lowered.iter_mut().zip(&model.operations) {
        let mut lowering = Lowering {
            model,
            contract,
            types,
            written,
            name: &operation.name,
            errors,
        };
        if let Some(multipart) = multipart::with_files(&mut lowering, &mut scope) {
            operation.multipart = Some(multipart);
            if let Some(RequestBody { kind, .. }) = &mut operation.body
                && matches!(kind, BodyKind::Bytes { .. })
            {
                *kind = BodyKind::Multipart;
            }
        }
        operation.headers = headers::headers(&mut lowering, &mut scope);
    }
    let positions = 0..lowered.len();
    let links: Vec<_> = positions
        .map(|position| links::links(model, &lowered, position))
        .collect();
    for (operation, links) in lowered.iter_mut().zip(links) {
        operation.links = links;
    }
    lowered
}

/// How the jobs stand that a success tells of.
fn progress(written: &model::Operation) -> Option<model::Progress> {
    let mut responses = written.responses.iter();
    responses.find_map(|response| response.progress.clone())
}

/// One operation while it is being lowered.
struct Lowering<'a, 'm> {
    model: &'m Model,
    contract: &'m Contract,
    types: &'a mut Types<'m>,
    written: &'m model::Operation,
    name: &'a str,
    errors: &'a mut Vec<Error>,
}

fn content_types(written: &model::Operation) -> Vec<String> {
    let body = written.request_body.iter();
    body.flat_map(|body| &body.content)
        .map(|content| content.media_type.clone())
        .collect()
}

/// The first of several bodies that is JSON.
fn json(content: &[Content]) -> Option<&Content> {
    let mut content = content.iter();
    content.find(|content| content.kind() == MediaKind::Json)
}

fn piece(piece: &model::PathPiece) -> PathPiece {
    match piece {
        model::PathPiece::Literal(text) => PathPiece::Literal(text.clone()),
        model::PathPiece::Parameter(position) => PathPiece::Parameter(*position),
    }
}

fn documented(response: &Response) -> (String, String) {
    let description = response
        .docs
        .description
        .as_ref()
        .map_or("", |text| text.text.as_str());
    let first = description.trim().lines().next().unwrap_or_default();
    (response.status.to_string(), first.to_owned())
}
