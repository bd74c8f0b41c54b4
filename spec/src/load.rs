//! Text to document.
//!
//! A document is read three ways: as a tree that knows the place of every key ([`json`], [`yaml`]), by our own grammar
//! of OpenAPI's objects ([`grammar`], [`references`], [`rules`]), and by the types of the crate `openapiv3`, which must take it ([`typed`]).

mod bundle;
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

pub use self::bundle::ReadFile;
use self::grammar::Outline;
pub use self::grammar::positions;
pub(crate) use self::suggest::Suggestions;
use crate::error::{Allowed, Code, Error, Errors, Weight};
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
    load_with(source, Allowed::default(), &|_| Err(String::new()))
}

/// Reads a document and the other files of its folder that it refers to, and lets some of its mistakes through, here and in
/// the steps that follow.
///
/// # Errors
/// Every other mistake that can be seen without understanding what the document means.
pub fn load_with(
    mut source: Source,
    allowed: Allowed,
    files: ReadFile<'_>,
) -> Result<Document, Errors> {
    match read(&mut source, &allowed, files) {
        Ok(Loaded { tree, notices }) => Ok(Document {
            source,
            tree,
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
    notices: Vec<Error>,
}

/// The tree of a text that begins at the offset `base`.
fn read_tree(text: &str, base: usize) -> Result<Read, Error> {
    let bare = text.trim_start_matches('\u{feff}');
    let base = base + text.len() - bare.len();
    if json::is_json(bare) {
        json::read(bare, base)
    } else {
        yaml::read(bare, base)
    }
}

fn read(source: &mut Source, allowed: &Allowed, files: ReadFile<'_>) -> Result<Loaded, Vec<Error>> {
    let read = read_tree(source.text(), 0);
    let Read {
        mut tree,
        mut errors,
    } = read.map_err(|error| vec![error])?;
    // A value that the reader refused is not in the tree, so only duplicates and warnings allow to go on.
    let stops =
        |error: &Error| error.code != Code::DuplicateKey && error.code.weight() != Weight::Warning;
    if errors.iter().any(stops) {
        errors.retain(|error| error.code.weight() != Weight::Warning);
        return Err(errors);
    }
    if bundle::is_needed(&tree) {
        errors.extend(bundle::bundle(source, &mut tree, files));
    }
    version::check(&tree).map_err(|error| vec![error])?;
    let (outline, found) = check(source, &tree);
    errors.extend(found);
    // What an alias repeats is checked again at each place, but is written once.
    let mut seen = HashSet::new();
    errors.retain(|error| seen.insert((error.code, error.span, error.message.clone())));
    let notices = allowed.sort(errors)?;
    // They may refuse what was let through.
    if !notices.iter().any(|notice| notice.is_allowed) {
        typed::check(&tree, &outline.places).map_err(|error| vec![error])?;
    }
    Ok(Loaded { tree, notices })
}

fn check<'t>(source: &Source, tree: &'t Node) -> (Outline<'t>, Vec<Error>) {
    let suggestions = Suggestions::new();
    let (outline, mut errors) = grammar::outline(tree, &suggestions);
    let (targets, dangling) = references::check(tree, &outline, &suggestions);
    errors.extend(dangling);
    errors.extend(rules::check(source, tree, &outline, &targets, &suggestions));
    (outline, errors)
}

/// The most bytes of a key: places in the document repeat the keys around them, so one long key would be repeated often.
const LONGEST_KEY: usize = 8 << 10;

/// Adds an entry to a mapping, or refuses it because its key is taken or too long.
fn insert(mapping: &mut Mapping, entry: Entry, errors: &mut Vec<Error>) {
    if entry.key.len() > LONGEST_KEY {
        let message = format!("a key is at most {LONGEST_KEY} bytes long");
        let error = Error::new(Code::TooLarge, entry.key_span, message);
        errors.push(error.help("write a shorter key"));
    }
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
