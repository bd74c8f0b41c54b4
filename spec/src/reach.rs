//! The places of a document that operations reach.

use std::collections::HashSet;
use std::ptr;

use crate::contract::Part;
use crate::load::{Context, Document};
use crate::model::{Model, Operation, SchemaId};
use crate::pointer::Pointer;
use crate::source::Span;
use crate::tree::{Entry, Node};

/// The places of a document that operations reach: by what is written in them, and through every `$ref`.
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
            walk.pointer(&Pointer::parse(pointer).unwrap_or_default());
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
    /// The nodes that are still to be visited, each with the place that it is written in.
    open: Vec<(&'d Node, Context, Span)>,
}

const NOWHERE: Span = Span::new(0, 0);

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
        let path = Pointer::root().child("paths").child(&operation.path);
        let Some(item) = operation.pointer.parent() else {
            return;
        };
        self.spans.push(self.document.key_span(&path));
        self.spans.push(self.document.key_span(&operation.pointer));
        // The references from the path to its path item.
        let mut next = Some(path).filter(|path| *path != item);
        while let Some(node) = next.and_then(|at| self.document.tree.at(&at)) {
            let is_new = self.seen.insert(ptr::from_ref(node));
            next = target(node).filter(|at| is_new && *at != item);
            self.spans.push(node.span);
        }
        if let Some(item) = self.document.tree.at(&item) {
            self.members(item, &|keyword| match keyword {
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" => false,
                other => is_wanted(Section::of(other)),
            });
        }
        let Some(node) = self.document.tree.at(&operation.pointer) else {
            return;
        };
        self.members(node, &|keyword| {
            let section = Section::of(keyword);
            section != Section::Responses && is_wanted(section)
        });
        if let Some(responses) = node.get("responses")
            && is_wanted(Section::Responses)
        {
            self.members(responses, &|status| is_wanted(Section::Response(status)));
        }
    }

    /// Visits the wanted members of a mapping. All that is written between them is reached, too.
    fn members(&mut self, node: &'d Node, is_wanted: &dyn Fn(&str) -> bool) {
        let entries = node.as_mapping().map(|mapping| mapping.entries());
        let mut start = node.span.start;
        for Entry {
            key,
            key_span,
            value,
        } in entries.unwrap_or_default()
        {
            if is_wanted(key) {
                let context = Context::Other.member(key);
                self.open.push((value, context, node.span));
                continue;
            }
            self.spans.push(Span::new(start, key_span.start));
            start = match is_within(value.span, node.span) {
                true => value.span.end,
                // An alias stands here for what is written elsewhere.
                false => key_span.end,
            };
        }
        self.spans.push(Span::new(start, node.span.end));
        self.visit();
    }

    /// Visits the value at a place.
    fn pointer(&mut self, pointer: &Pointer) {
        if let Some(node) = self.document.tree.at(pointer) {
            self.spans.push(self.document.key_span(pointer));
            self.open.push((node, Context::Other, NOWHERE));
            self.visit();
        }
    }

    /// Visits the schemas that the model has, which are not always those that a `$ref` names.
    fn schemas(&mut self, model: &'d Model, mut open: Vec<SchemaId>) {
        let mut seen: HashSet<SchemaId> = open.iter().copied().collect();
        while let Some(id) = open.pop() {
            let schema = model.schema(id);
            self.spans.push(schema.span);
            if let Some(node) = self.document.tree.at(&schema.pointer) {
                self.open.push((node, Context::Schema, NOWHERE));
                self.visit();
            }
            open.extend(schema.parts().into_iter().filter(|part| seen.insert(*part)));
        }
    }

    fn visit(&mut self) {
        while let Some((node, context, mut holder)) = self.open.pop() {
            if !is_within(node.span, holder) {
                self.spans.push(node.span);
                holder = node.span;
            }
            if !self.seen.insert(ptr::from_ref(node)) {
                continue;
            }
            if context != Context::Free
                && let Some(at) = target(node)
                && let Some(target) = self.document.tree.at(&at)
            {
                self.spans.push(self.document.key_span(&at));
                self.open.push((target, context, NOWHERE));
            }
            let items = node.as_sequence().unwrap_or_default().iter();
            self.open
                .extend(items.map(|item| (item, context.item(), holder)));
            let entries = node.as_mapping().map(|mapping| mapping.entries());
            let entries = entries.unwrap_or_default().iter();
            self.open
                .extend(entries.map(|entry| (&entry.value, context.member(&entry.key), holder)));
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

fn is_within(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The place in the same document that the `$ref` of a node names.
fn target(node: &Node) -> Option<Pointer> {
    let reference = node.get("$ref")?.as_str()?;
    Pointer::of_fragment(reference.strip_prefix('#')?)
}
