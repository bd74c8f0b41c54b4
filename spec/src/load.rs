//! Text to document.
//!
//! A document is read three ways: as a tree that knows the place of every key ([`json`], [`yaml`]), by our own grammar
//! of OpenAPI's objects ([`grammar`], [`references`], [`rules`]), and as the typed objects of the crate `openapiv3` ([`typed`]).

mod depth;
mod grammar;
mod json;
mod references;
mod rules;
mod suggest;
mod typed;
mod version;
mod yaml;

use std::collections::HashSet;

use self::grammar::Outline;
pub(crate) use self::suggest::Suggestions;
use crate::error::{Allowed, Code, Error, Errors};
use crate::pointer::Pointer;
use crate::source::{Source, Span};
use crate::tree::{Entry, Mapping, Node};

/// A document as it is written: it is OpenAPI 3.0, every keyword is one we know, every place has a span.
#[derive(Debug)]
pub struct Document {
    /// The text.
    pub source: Source,
    /// The text as a tree of spans.
    pub tree: Node,
    /// The text as typed objects; `None` if these refuse what was let through.
    pub openapi: Option<openapiv3::OpenAPI>,
    /// The mistakes that are let through.
    pub allowed: Allowed,
    /// What is to be told about the document though nothing forbids to go on.
    pub notices: Vec<Error>,
}

impl Document {
    /// Where the value at `pointer` stands; the document's start if there is none.
    #[must_use]
    pub fn span(&self, pointer: &Pointer) -> Span {
        self.tree
            .at(pointer)
            .map_or(Span::new(0, 0), |node| node.span)
    }

    /// Where the key that leads to `pointer` stands; the document's start if there is none.
    #[must_use]
    pub fn key_span(&self, pointer: &Pointer) -> Span {
        self.tree.key_span(pointer).unwrap_or(Span::new(0, 0))
    }
}

/// Reads a document.
///
/// # Errors
/// Every mistake that can be seen without understanding what the document means.
pub fn load(source: Source) -> Result<Document, Errors> {
    load_allowing(source, Allowed::default())
}

/// Reads a document, and lets some of its mistakes through, here and in the steps that follow.
///
/// # Errors
/// Every other mistake that can be seen without understanding what the document means.
pub fn load_allowing(source: Source, allowed: Allowed) -> Result<Document, Errors> {
    match read(&source, &allowed) {
        Ok(Loaded {
            tree,
            openapi,
            notices,
        }) => Ok(Document {
            source,
            tree,
            openapi,
            allowed,
            notices,
        }),
        Err(errors) => Err(Errors::new(source, errors)),
    }
}

/// A text as a tree, with the mistakes that did not stop its reader.
struct Read {
    tree: Node,
    errors: Vec<Error>,
}

struct Loaded {
    tree: Node,
    openapi: Option<openapiv3::OpenAPI>,
    notices: Vec<Error>,
}

fn read(source: &Source, allowed: &Allowed) -> Result<Loaded, Vec<Error>> {
    let text = source.text().trim_start_matches('\u{feff}');
    let base = source.text().len() - text.len();
    let read = if json::is_json(text) {
        json::read(text, base)
    } else {
        yaml::read(text, base)
    };
    let Read { tree, mut errors } = read.map_err(|error| vec![error])?;
    // A value that the reader refused is not in the tree, so only duplicates allow to go on.
    if errors.iter().any(|error| error.code != Code::DuplicateKey) {
        return Err(errors);
    }
    version::check(&tree).map_err(|error| vec![error])?;
    let (outline, found) = check(&tree);
    errors.extend(found);
    // What an alias repeats is checked again at each place, but is written once.
    let mut seen = HashSet::new();
    errors.retain(|error| seen.insert((error.code, error.span, error.message.clone())));
    let notices = allowed.sort(errors)?;
    let openapi = match typed::read(&tree, &outline.places) {
        Ok(openapi) => Some(openapi),
        Err(_) if notices.iter().any(|notice| notice.is_allowed) => None,
        Err(error) => return Err(vec![error]),
    };
    Ok(Loaded {
        tree,
        openapi,
        notices,
    })
}

fn check(tree: &Node) -> (Outline<'_>, Vec<Error>) {
    let suggestions = Suggestions::new();
    let (outline, mut errors) = grammar::outline(tree, &suggestions);
    let (targets, dangling) = references::check(tree, &outline, &suggestions);
    errors.extend(dangling);
    errors.extend(rules::check(tree, &outline, &targets, &suggestions));
    (outline, errors)
}

/// Adds an entry to a mapping, or refuses it because its key is taken.
fn insert(mapping: &mut Mapping, entry: Entry, errors: &mut Vec<Error>) {
    let (key_span, message) = (
        entry.key_span,
        format!("`{}` stands twice in one mapping", entry.key),
    );
    if let Err(first) = mapping.insert(entry) {
        errors.push(
            Error::new(Code::DuplicateKey, key_span, message)
                .related(first.key_span, "first defined here"),
        );
    }
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
