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

pub(crate) use self::bundle::Context;
pub use self::bundle::ReadFile;
use self::grammar::Outline;
pub use self::grammar::positions;
pub(crate) use self::suggest::Suggestions;
use crate::diagnostics::{Diagnostics, Tolerance};
use crate::error::{Code, Error, Errors, Weight};
use crate::pointer::Pointer;
use crate::source::{Source, Span};
use crate::tree::{Entry, Mapping, Node};

/// An OpenAPI 3.0 document as it is written: every key and value has a span, and what is wrong with it is told beside it.
#[derive(Debug)]
pub struct Document {
    /// The text.
    pub source: Source,
    /// The text as a tree of spans.
    pub tree: Node,
    /// All that is found without understanding what the document means.
    pub diagnostics: Diagnostics,
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

    /// Returns the document if its diagnostics are tolerated.
    ///
    /// # Errors
    /// The diagnostics that are not, see [`Diagnostics::judge`].
    pub fn judged(self, tolerance: Tolerance<'_>) -> Result<Self, Errors> {
        self.diagnostics.judge(&self.source, tolerance)?;
        Ok(self)
    }
}

/// Loads a document that refers to no other file.
///
/// # Errors
/// See [`load_with`].
pub fn load(source: Source) -> Result<Document, Errors> {
    load_with(source, &|_| Err(String::new()))
}

/// Loads a document and the other files of its folder that it refers to. What is wrong with it is in its diagnostics.
///
/// # Errors
/// The document cannot be loaded at all: it is neither YAML nor JSON, too large, or of another version of OpenAPI.
pub fn load_with(mut source: Source, files: ReadFile<'_>) -> Result<Document, Errors> {
    match read(&mut source, files) {
        Ok((tree, diagnostics)) => Ok(Document {
            source,
            tree,
            diagnostics,
        }),
        Err(errors) => Err(Errors::new(source, errors)),
    }
}

/// A text as a tree, with the mistakes that did not stop its reader.
struct Read {
    tree: Node,
    errors: Vec<Error>,
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

fn read(source: &mut Source, files: ReadFile<'_>) -> Result<(Node, Diagnostics), Vec<Error>> {
    let read = read_tree(source.text(), 0);
    let Read {
        mut tree,
        mut errors,
    } = read.map_err(|error| vec![error])?;
    let bundled = match bundle::is_needed(&tree) {
        true => bundle::bundle(source, &mut tree, files),
        false => Vec::new(),
    };
    let mut diagnostics = Diagnostics::default();
    // A value that the reader refused is not in the tree: what follows from that is a later stage.
    let is_whole = errors
        .iter()
        .all(|error| error.code == Code::DuplicateKey || error.code.weight() == Weight::Warning);
    if let Err(error) = version::check(&tree) {
        errors.retain(|error| error.code.weight() != Weight::Warning);
        return Err(if is_whole { vec![error] } else { errors });
    }
    if !is_whole {
        diagnostics.stage(std::mem::take(&mut errors));
    }
    let (outline, found) = check(source, &tree);
    errors.extend(bundled);
    errors.extend(found);
    // What an alias repeats is checked again at each place, but is written once.
    let mut seen = HashSet::new();
    errors.retain(|error| seen.insert((error.code, error.span, error.message.clone())));
    diagnostics.stage(errors);
    // The types may refuse what is a defect.
    if diagnostics.is_sound()
        && let Err(error) = typed::check(&tree, &outline.places)
    {
        diagnostics.stage(vec![error]);
    }
    Ok((tree, diagnostics))
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
        mapping.refuse(key_span);
    }
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
