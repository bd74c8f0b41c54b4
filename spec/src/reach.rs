//! The places of a document that operations reach.

use std::collections::HashSet;
use std::ptr;

use crate::contract::Part;
use crate::load::{Context, Document};
use crate::model::{Model, Operation, SchemaId};
use crate::pointer::Pointer;
use crate::source::Span;
use crate::tree::Node;

/// The places of a document that operations reach: all keys and values that are written in them, and all that any `$ref` of
/// theirs leads to.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Sorted, and apart from each other.
    spans: Vec<Span>,
}

impl Reach {
    /// Returns the places that one part of an operation reaches. A request body is sent with its parameters.
    #[must_use]
    pub fn of_part(document: &Document, model: &Model, operation: usize, part: Part) -> Self {
        let mut walk = Walk::new(document);
        let operation = &model.operations[operation];
        walk.operation(operation, &|section| is_part_of(section, part));
        walk.schemas(model, schemas_of_part(operation, part));
        walk.finish()
    }

    /// Returns the places that operations reach, with all that is sent and received.
    #[must_use]
    pub fn of_operations(document: &Document, model: &Model, operations: &[usize]) -> Self {
        let mut walk = Walk::new(document);
        let operations = || operations.iter().map(|at| &model.operations[*at]);
        for operation in operations() {
            walk.operation(operation, &|section| section != Section::Callbacks);
        }
        walk.schemas(model, operations().flat_map(schemas).collect());
        // Few documents have many of these, so nobody looks which of them the operations use.
        for pointer in ["/servers", "/security", "/components/securitySchemes"] {
            walk.pointer(&Pointer::parse(pointer).unwrap_or_default(), Context::Other);
        }
        walk.finish()
    }

    /// Returns `true` if a place begins in one of those that are reached.
    #[must_use]
    pub fn contains(&self, span: Span) -> bool {
        let behind = self.spans.partition_point(|own| own.start <= span.start);
        let own = behind.checked_sub(1).and_then(|at| self.spans.get(at));
        own.is_some_and(|own| span.start < own.end)
    }
}

/// The keywords of an operation, and of its path item, that belong to some parts of the operation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section<'d> {
    Parameters,
    RequestBody,
    Responses,
    /// One of `responses`.
    Response(&'d str),
    /// `servers` and `security`: where to and by whom a request is sent.
    Sending,
    Callbacks,
    /// Any other keyword, an unknown one included: that may be one of the others, misspelt.
    Other,
}

impl Section<'_> {
    fn of(keyword: &str) -> Self {
        match keyword {
            "parameters" => Self::Parameters,
            "requestBody" => Self::RequestBody,
            "responses" => Self::Responses,
            "servers" | "security" => Self::Sending,
            "callbacks" => Self::Callbacks,
            _ => Self::Other,
        }
    }
}

fn is_part_of(section: Section<'_>, part: Part) -> bool {
    match section {
        Section::Parameters => matches!(part, Part::Parameters | Part::Request),
        Section::RequestBody => part == Part::Request,
        Section::Responses => matches!(part, Part::Response(_)),
        Section::Response(key) => match part {
            Part::Response(status) => status.to_string() == key,
            Part::Parameters | Part::Request => false,
        },
        Section::Sending | Section::Callbacks => false,
        Section::Other => true,
    }
}

fn schemas_of_part(operation: &Operation, part: Part) -> Vec<SchemaId> {
    let parameters = operation.parameters.iter().map(|known| known.schema);
    let request = operation.request_body.iter().flat_map(|body| &body.content);
    match part {
        Part::Parameters => parameters.collect(),
        Part::Request => {
            let request = request.map(|content| content.schema);
            parameters.chain(request).collect()
        }
        Part::Response(status) => {
            let responses = operation.responses.iter();
            let responses = responses.filter(|response| response.status == status);
            let contents = responses.flat_map(|response| &response.content);
            contents.map(|content| content.schema).collect()
        }
    }
}

fn schemas(operation: &Operation) -> Vec<SchemaId> {
    let mut schemas = schemas_of_part(operation, Part::Request);
    for response in &operation.responses {
        schemas.extend(response.content.iter().map(|content| content.schema));
        schemas.extend(response.headers.iter().map(|header| header.schema));
        schemas.extend(response.success.iter().map(|rule| rule.failure));
    }
    schemas
}

/// Collects the places that are reached.
struct Walk<'d> {
    document: &'d Document,
    spans: Vec<Span>,
    /// The nodes that were visited, by address.
    seen: HashSet<*const Node>,
    /// The nodes that are still to be visited.
    open: Vec<(&'d Node, Context)>,
}

impl<'d> Walk<'d> {
    fn new(document: &'d Document) -> Self {
        Self {
            document,
            spans: Vec::new(),
            seen: HashSet::new(),
            open: Vec::new(),
        }
    }

    /// Visits the path, the path item and the operation, without the sections that are not wanted.
    fn operation(&mut self, operation: &'d Operation, is_wanted: &dyn Fn(Section<'_>) -> bool) {
        let tree = &self.document.tree;
        let Some(item) = operation.pointer.parent() else {
            return;
        };
        let mut path = Pointer::root().child("paths").child(&operation.path);
        // Loading tells of circles; the bound only makes this loop finite by itself.
        for _ in 0..64 {
            self.spans.extend(tree.key_span(&path));
            let node = tree.at(&path).filter(|_| path != item);
            let Some(next) = node.and_then(target) else {
                break;
            };
            self.spans.extend(node.map(Node::first_char));
            self.spans
                .extend(node.and_then(|node| Some(node.get("$ref")?.span)));
            path = next;
        }
        self.members(tree.at(&item), &|keyword| match keyword {
            "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" => false,
            other => is_wanted(Section::of(other)),
        });
        self.spans.extend(tree.key_span(&operation.pointer));
        let node = tree.at(&operation.pointer);
        self.members(node, &|keyword| {
            let section = Section::of(keyword);
            section != Section::Responses && is_wanted(section)
        });
        if is_wanted(Section::Responses) {
            let responses = node.and_then(|node| node.get("responses"));
            self.members(responses, &|status| is_wanted(Section::Response(status)));
        }
        self.visit();
    }

    /// Opens the wanted members of a mapping.
    fn members(&mut self, node: Option<&'d Node>, is_wanted: &dyn Fn(&str) -> bool) {
        let Some(mapping) = node.and_then(Node::as_mapping) else {
            return;
        };
        self.spans.extend(node.map(Node::first_char));
        self.spans.extend(mapping.refused());
        let entries = mapping.entries().iter();
        for entry in entries.filter(|entry| is_wanted(&entry.key)) {
            self.spans.push(entry.key_span);
            let context = Context::Other.member(&entry.key);
            self.open.push((&entry.value, context));
        }
    }

    /// Visits the value at a place.
    fn pointer(&mut self, pointer: &Pointer, context: Context) {
        if let Some(node) = self.document.tree.at(pointer) {
            self.spans.extend(self.document.tree.key_span(pointer));
            self.open.push((node, context));
            self.visit();
        }
    }

    /// Visits the schemas that the model has, which are not always those that a `$ref` names.
    fn schemas(&mut self, model: &'d Model, mut open: Vec<SchemaId>) {
        let mut seen: HashSet<SchemaId> = open.iter().copied().collect();
        while let Some(id) = open.pop() {
            let schema = model.schema(id);
            self.spans.push(schema.span);
            self.pointer(&schema.pointer, Context::Schema);
            open.extend(schema.parts().into_iter().filter(|part| seen.insert(*part)));
        }
    }

    fn visit(&mut self) {
        while let Some((node, context)) = self.open.pop() {
            if !self.seen.insert(ptr::from_ref(node)) {
                continue;
            }
            self.spans.push(node.first_char());
            if context != Context::Free
                && let Some(at) = target(node)
                && let Some(target) = self.document.tree.at(&at)
            {
                self.spans.extend(self.document.tree.key_span(&at));
                self.open.push((target, context));
            }
            let items = node.as_sequence().unwrap_or_default().iter();
            self.open.extend(items.map(|item| (item, context.item())));
            let Some(mapping) = node.as_mapping() else {
                continue;
            };
            self.spans.extend(mapping.refused());
            for entry in mapping.entries() {
                self.spans.push(entry.key_span);
                self.open.push((&entry.value, context.member(&entry.key)));
            }
        }
    }

    fn finish(self) -> Reach {
        let mut open = self.spans;
        open.sort_unstable();
        let mut spans: Vec<Span> = Vec::new();
        for span in open {
            match spans.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                Some(_) | None => spans.push(span),
            }
        }
        Reach { spans }
    }
}

/// The place in the same document that the `$ref` of a node names.
fn target(node: &Node) -> Option<Pointer> {
    let reference = node.get("$ref")?.as_str()?;
    Pointer::of_fragment(reference.strip_prefix('#')?)
}

#[cfg(test)]
mod tests;
