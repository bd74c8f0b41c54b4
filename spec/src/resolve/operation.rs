//! Operations: their parameters, bodies and responses.

mod body;
mod id;
mod parameter;
mod response;

use super::{Context, extension, reference, servers};
use crate::model::{Location, Operation, Parameter, PathPiece, Server};
use crate::pointer::Pointer;
use crate::tree::{Entry, Node};

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
    for entry in entries(context.document.tree.get("paths")) {
        if !entry.key.starts_with('/') {
            continue;
        }
        let Some(item) = reference::follow(context, section.child(&entry.key)) else {
            continue;
        };
        for written in entries(context.document.tree.at(&item)) {
            let mut methods = METHODS.iter().copied();
            if let Some((key, method)) = methods.find(|(key, _)| *key == written.key) {
                let pointer = item.child(key);
                operations.push(operation(context, method, &entry.key, &item, pointer));
            }
        }
    }
    id::make_unique(&mut operations);
    operations
}

fn operation(
    context: &mut Context<'_>,
    method: &'static str,
    path: &str,
    item: &Pointer,
    pointer: Pointer,
) -> Operation {
    let declared = parameter::all(context, item, &pointer);
    let (path_pieces, parameters) = template(context, path, &pointer, declared);
    let node = context.document.tree.at(&pointer);
    let flag = |keyword: &str| node.and_then(|node| node.get(keyword)?.as_bool());
    let given = context.text(&pointer, "operationId").map(|id| id.text);
    Operation {
        has_id: given.is_some(),
        id: given.unwrap_or_else(|| id::derived(method, path)),
        method,
        path: path.to_owned(),
        path_pieces,
        docs: context.docs(&pointer, "summary"),
        deprecated: flag("deprecated").unwrap_or(false),
        rust_name: context.text(&pointer, extension::RUST_NAME),
        parameters,
        request_body: body::request(context, &pointer),
        responses: response::all(context, &pointer),
        servers: own_servers(context, item, &pointer),
        security: security(context, &pointer),
        authorization: extension::authorization(context, &pointer),
        span: context.document.key_span(&pointer),
        pointer,
    }
}

fn own_servers(context: &Context<'_>, item: &Pointer, operation: &Pointer) -> Vec<Server> {
    let own = servers(context, operation);
    match own.is_empty() {
        true => servers(context, item),
        false => own,
    }
}

fn security(context: &Context<'_>, pointer: &Pointer) -> Vec<Vec<String>> {
    let tree = &context.document.tree;
    let own = tree.at(&pointer.child("security"));
    let sets = own
        .or_else(|| tree.get("security"))
        .and_then(Node::as_sequence);
    let sets = sets.unwrap_or_default().iter();
    sets.map(|set| {
        entries(Some(set))
            .iter()
            .map(|entry| entry.key.clone())
            .collect()
    })
    .collect()
}

/// Takes a path template apart; the parameters of the path come first, in the order of the template.
fn template(
    context: &mut Context<'_>,
    path: &str,
    pointer: &Pointer,
    declared: Vec<Parameter>,
) -> (Vec<PathPiece>, Vec<Parameter>) {
    let (in_path, others): (Vec<Parameter>, Vec<Parameter>) = declared
        .into_iter()
        .partition(|parameter| parameter.location == Location::Path);
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
        let known = used.iter().position(|parameter| parameter.name == name);
        let position = known.unwrap_or_else(|| {
            let declared = in_path.iter().find(|parameter| parameter.name == name);
            let declared = declared.cloned();
            used.push(declared.unwrap_or_else(|| parameter::undeclared(context, name, pointer)));
            used.len() - 1
        });
        pieces.push(PathPiece::Parameter(position));
        rest = tail;
    }
    if !rest.is_empty() {
        pieces.push(PathPiece::Literal(rest.to_owned()));
    }
    used.extend(others);
    (pieces, used)
}

/// The entries of a mapping, none if it is no mapping.
fn entries(node: Option<&Node>) -> &[Entry] {
    let mapping = node.and_then(Node::as_mapping);
    mapping.map(|mapping| mapping.entries()).unwrap_or_default()
}
