//! Documents in several files: what a `$ref` to another file of the folder leads to becomes a part of the one document.
//!
//! A schema gets a name in `components.schemas`, so that what refers to it from several places shares it, and may refer to
//! itself. Any other object is put in the place of its reference.

mod place;

use std::collections::{HashMap, HashSet};

pub(crate) use self::place::Context;
use self::place::Place;
use super::{Read, read_tree};
use crate::error::{Code, Error};
use crate::source::{Source, Span};
use crate::tree::{Entry, Mapping, Node, Value};

/// Gives the text of a file by its way from the document's folder, such as `schemas/pet.yaml`.
pub type ReadFile<'r> = &'r dyn Fn(&str) -> Result<String, String>;

/// So many values may be put in the place of references.
const MOST_VALUES: usize = 2_000_000;
/// So many values the schemas of other files may have together: schemas in each other are there several times.
const MOST_SCHEMA_VALUES: usize = 5_000_000;
/// So deep references may lead through other files.
const DEEPEST: usize = 64;
/// So many bytes all files of a document may have together.
const LARGEST: usize = if cfg!(test) { 8 << 20 } else { 256 << 20 };
/// So many other files a document may have.
const MOST_FILES: usize = 100_000;

/// Puts everything that other files give into `tree`, and their texts into `source`.
pub(super) fn bundle(source: &mut Source, tree: &mut Node, read: ReadFile<'_>) -> Vec<Error> {
    let mut bundler = Bundler {
        read,
        source,
        files: HashMap::new(),
        names: HashMap::new(),
        taken: names(tree),
        next: HashMap::new(),
        open: Vec::new(),
        values: 0,
        schema_values: 0,
        is_full: false,
        errors: Vec::new(),
    };
    bundler.walk(tree, "", Context::Other, 0);
    let mut schemas = Vec::new();
    while let Some((place, name)) = bundler.open.pop() {
        let Some(mut schema) = bundler.schema(&place) else {
            continue;
        };
        bundler.walk(&mut schema, &place.file, Context::Schema, 0);
        schemas.push((name, schema));
    }
    let errors = bundler.errors;
    schemas.sort_by_key(|(_, schema)| schema.span);
    for (name, schema) in schemas {
        insert(tree, name, schema);
    }
    errors
}

/// Whether any reference leads to another file.
pub(super) fn is_needed(tree: &Node) -> bool {
    let mut open = vec![tree];
    while let Some(node) = open.pop() {
        let target = node.get("$ref").and_then(Node::as_str);
        if target.is_some_and(|target| !target.starts_with('#') && !target.contains("://")) {
            return true;
        }
        open.extend(node.as_sequence().unwrap_or_default());
        let entries = node.as_mapping().map(Mapping::entries);
        open.extend(entries.unwrap_or_default().iter().map(|entry| &entry.value));
    }
    false
}

struct Bundler<'s, 'r> {
    read: ReadFile<'r>,
    source: &'s mut Source,
    /// The files read so far; `None` for one that could not be read.
    files: HashMap<String, Option<Node>>,
    /// The names of the schemas of other files.
    names: HashMap<Place, String>,
    taken: HashSet<String>,
    /// The number to try next for each name that is taken: all lower ones are taken, too.
    next: HashMap<String, usize>,
    /// Schemas that are still to be put into the document.
    open: Vec<(Place, String)>,
    values: usize,
    schema_values: usize,
    /// Whether a file was left unread because the files together are too large.
    is_full: bool,
    errors: Vec<Error>,
}

impl Bundler<'_, '_> {
    /// Replaces the references in a value of the file, `""` for the document itself.
    fn walk(&mut self, node: &mut Node, file: &str, context: Context, depth: usize) {
        if context == Context::Free {
            return;
        }
        if let Some(reference) = node.get("$ref")
            && let Some(target) = reference.as_str()
        {
            let (target, span) = (target.to_owned(), reference.span);
            return self.replace(node, file, &target, span, context, depth);
        }
        match &mut node.value {
            Value::Sequence(items) => {
                for item in items {
                    self.walk(item, file, context.item(), depth);
                }
            }
            Value::Mapping(mapping) => {
                for (key, value) in mapping.iter_mut() {
                    if context == Context::Mapping {
                        self.rename(value, file);
                    } else {
                        self.walk(value, file, context.member(key), depth);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn replace(
        &mut self,
        node: &mut Node,
        file: &str,
        target: &str,
        span: Span,
        context: Context,
        depth: usize,
    ) {
        let Some(place) = self.place(file, target) else {
            return;
        };
        if place.file.is_empty() {
            set_reference(node, format!("#{}", place.pointer));
        } else if context == Context::Schema {
            // What leads nowhere is left as it is: all references are checked later.
            if self.find(&place, span).is_none() {
                return;
            }
            let name = self.name(&place);
            set_reference(node, format!("#/components/schemas/{name}"));
        } else {
            if self.values > MOST_VALUES {
                // This was told of the first one.
                return;
            }
            let Some(found) = self.find(&place, span) else {
                return;
            };
            let (found, values) = (found.clone(), found.size());
            self.values += values;
            if depth > DEEPEST || self.values > MOST_VALUES {
                let message = "this reference leads through too many other files";
                self.errors.push(Error::new(Code::TooLarge, span, message));
                return;
            }
            *node = found;
            self.walk(node, &place.file, context, depth + 1);
        }
    }

    /// A schema's name or place as a discriminator's mapping gives it.
    fn rename(&mut self, value: &mut Node, file: &str) {
        let Some(target) = value.as_str().map(str::to_owned) else {
            return;
        };
        let is_place = target.contains(['#', '/']) || target.contains('.');
        if !is_place || (file.is_empty() && target.starts_with('#')) {
            return;
        }
        let Some(place) = self.place(file, &target) else {
            return;
        };
        let renamed = if place.file.is_empty() {
            format!("#{}", place.pointer)
        } else if self.find(&place, value.span).is_some() {
            format!("#/components/schemas/{}", self.name(&place))
        } else {
            return;
        };
        value.value = Value::String(renamed);
    }

    /// The place that a reference in `file` names; `None` if that is none of ours.
    fn place(&self, file: &str, target: &str) -> Option<Place> {
        let own = self.source.name().rsplit(['/', '\\']).next();
        Place::of(own.unwrap_or_default(), file, target)
    }

    /// Finds what stands at a place of another file; `span` is a reference to the place.
    fn find(&mut self, place: &Place, span: Span) -> Option<&Node> {
        if !self.files.contains_key(&place.file) {
            let tree = self.file(&place.file, span);
            self.files.insert(place.file.clone(), tree);
        }
        self.files.get(&place.file)?.as_ref()?.at(&place.pointer)
    }

    /// Copies the schema at a place that was found before, unless there are too many values already.
    fn schema(&mut self, place: &Place) -> Option<Node> {
        let found = self.files.get(&place.file)?.as_ref()?.at(&place.pointer)?;
        self.schema_values += found.size();
        if self.schema_values > MOST_SCHEMA_VALUES {
            if !self.is_full {
                self.is_full = true;
                let message = "the schemas of other files repeat each other too often";
                self.errors
                    .push(Error::new(Code::TooLarge, found.span, message));
            }
            return None;
        }
        Some(found.clone())
    }

    /// Reads a file, unless it would make the document too large.
    fn file(&mut self, name: &str, span: Span) -> Option<Node> {
        if self.is_full {
            return None;
        }
        let text = (self.read)(name).ok()?;
        if self.source.text().len() + text.len() > LARGEST || self.files.len() >= MOST_FILES {
            self.is_full = true;
            let message = format!(
                "the files of this document are larger than {} MiB together, or more than {MOST_FILES}",
                LARGEST >> 20
            );
            let error = Error::new(Code::TooLarge, span, message);
            self.errors
                .push(error.help("split the document into several"));
            return None;
        }
        let base = self.source.append(name, &text);
        match read_tree(&text, base) {
            Ok(Read { tree, errors }) => {
                self.errors.extend(errors);
                Some(tree)
            }
            Err(error) => {
                self.errors.push(error);
                None
            }
        }
    }

    /// The name that a schema of another file has in `components.schemas`.
    fn name(&mut self, place: &Place) -> String {
        if let Some(known) = self.names.get(place) {
            return known.clone();
        }
        let wanted = place.name();
        let mut name = wanted.clone();
        let number = self.next.entry(wanted.clone()).or_insert(2);
        while !self.taken.insert(name.clone()) {
            name = format!("{wanted}{number}");
            *number += 1;
        }
        self.names.insert(place.clone(), name.clone());
        self.open.push((place.clone(), name.clone()));
        name
    }
}

fn set_reference(node: &mut Node, target: String) {
    if let Value::Mapping(mapping) = &mut node.value {
        for (key, value) in mapping.iter_mut() {
            if key == "$ref" {
                value.value = Value::String(target);
                return;
            }
        }
    }
}

/// The names of the document's own schemas.
fn names(tree: &Node) -> HashSet<String> {
    let schemas = tree
        .get("components")
        .and_then(|components| components.get("schemas"));
    let entries = schemas.and_then(Node::as_mapping).map(Mapping::entries);
    let entries = entries.unwrap_or_default().iter();
    entries.map(|entry| entry.key.clone()).collect()
}

/// Puts a schema into `components.schemas`, both of which are made where they are not there.
fn insert(tree: &mut Node, name: String, schema: Node) {
    let span = schema.span;
    let mut holder = tree;
    for key in ["components", "schemas"] {
        let Value::Mapping(mapping) = &mut holder.value else {
            return;
        };
        if mapping.get(key).is_none() {
            let _ = mapping.insert(Entry {
                key: key.to_owned(),
                key_span: span,
                value: Node {
                    span,
                    value: Value::Mapping(Mapping::default()),
                },
            });
        }
        let Some((_, value)) = mapping.iter_mut().find(|(found, _)| *found == key) else {
            return;
        };
        holder = value;
    }
    if let Value::Mapping(mapping) = &mut holder.value {
        let _ = mapping.insert(Entry {
            key: name,
            key_span: Span::new(span.start, span.end.min(span.start + 1)),
            value: schema,
        });
    }
}
