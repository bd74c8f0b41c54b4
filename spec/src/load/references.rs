//! Whether every `$ref` leads to an object of the kind that its place expects.

use std::collections::HashMap;
use std::ptr;

use super::grammar::{Object, Outline, Reference};
use super::suggest::Suggestions;
use crate::error::{Code, Error};
use crate::pointer::Pointer;
use crate::source::Span;
use crate::tree::Node;

/// How many references one after the other may lead to an object; each later step follows them anew.
const LONGEST_CHAIN: usize = 32;

/// Where the references of a tree lead, chains followed to their end.
pub(super) struct Targets<'t> {
    by_node: HashMap<*const Node, &'t Node>,
}

impl<'t> Targets<'t> {
    /// The object that `node` is or refers to; `None` if its `$ref` leads nowhere.
    pub(super) fn follow(&self, node: &'t Node) -> Option<&'t Node> {
        if node.get("$ref").is_none() {
            return Some(node);
        }
        self.by_node.get(&ptr::from_ref(node)).copied()
    }
}

/// Follows every reference.
pub(super) fn check<'t>(
    tree: &'t Node,
    outline: &Outline<'t>,
    suggestions: &Suggestions,
) -> (Targets<'t>, Vec<Error>) {
    let mut errors = Vec::new();
    let by_reference: HashMap<*const Node, usize> = outline
        .references
        .iter()
        .enumerate()
        .map(|(at, reference)| (ptr::from_ref(reference.node), at))
        .collect();
    let steps: Vec<Option<&Node>> = outline
        .references
        .iter()
        .map(|reference| {
            step(tree, outline, reference, suggestions)
                .map_err(|error| errors.push(*error))
                .ok()
        })
        .collect();
    let ends = ends(&outline.references, &steps, &by_reference, &mut errors);
    let by_node = outline
        .references
        .iter()
        .zip(ends)
        .filter_map(|(reference, end)| Some((ptr::from_ref(reference.node), end?)))
        .collect();
    (Targets { by_node }, errors)
}

/// The node that a reference names, which may be a reference again.
fn step<'t>(
    tree: &'t Node,
    outline: &Outline<'t>,
    reference: &Reference<'t>,
    suggestions: &Suggestions,
) -> Result<&'t Node, Box<Error>> {
    let target = reference.target;
    let Some(fragment) = target.strip_prefix('#') else {
        return Err(Box::new(elsewhere(target, reference.span)));
    };
    let pointer = Pointer::of_fragment(fragment);
    let found = pointer.as_ref().and_then(|pointer| tree.at(pointer));
    let Some(found) = found else {
        return Err(Box::new(dangling(tree, reference, pointer, suggestions)));
    };
    match outline.kind(found) {
        Some(kind) if kind == reference.expected => Ok(found),
        kind => {
            let expected = reference.expected.noun();
            let found_noun = kind.map_or(found.describe(), Object::noun);
            let message = format!("`{target}` is {found_noun}, where {expected} is expected");
            let error = Error::new(Code::DanglingReference, reference.span, message);
            Err(Box::new(error.related(
                found.first_char(),
                format!("this is {found_noun}"),
            )))
        }
    }
}

/// The refusal of a reference that leads to no file of the document's folder.
fn elsewhere(target: &str, span: Span) -> Error {
    if target.contains("://") {
        let message = format!("the reference `{target}` leads to the network");
        let error = Error::new(Code::Unsupported, span, message);
        return error.help("put the document that it means into a file beside this one");
    }
    let message = format!("`{target}` leads nowhere");
    let error = Error::new(Code::DanglingReference, span, message);
    let label = "no such place in a file of the document's folder";
    error
        .label(label)
        .help("write the way to a file in that folder, and behind `#` the place in it")
}

fn dangling(
    tree: &Node,
    reference: &Reference<'_>,
    pointer: Option<Pointer>,
    suggestions: &Suggestions,
) -> Error {
    let message = format!("`{}` leads nowhere", reference.target);
    let error = Error::new(Code::DanglingReference, reference.span, message);
    let Some(pointer) = pointer else {
        return error.help("write a reference such as `#/components/schemas/Name`");
    };
    match meant(tree, &pointer, suggestions) {
        Some(meant) => error.help(format!("write `#{meant}`")),
        None => error,
    }
}

/// The pointer with its one step that leads nowhere mended, if that makes it lead somewhere.
fn meant(tree: &Node, pointer: &Pointer, suggestions: &Suggestions) -> Option<Pointer> {
    let mut node = tree;
    let mut mended = Pointer::root();
    let mut slips = 0;
    for token in pointer.tokens() {
        let child = Pointer::root().child(token);
        if let Some(next) = node.at(&child) {
            mended = mended.child(token);
            node = next;
            continue;
        }
        slips += 1;
        let siblings = node.as_mapping()?.entries();
        let names = siblings.iter().map(|entry| entry.key.as_str());
        let name = suggestions.closest(token, names)?;
        mended = mended.child(name);
        node = node.get(name)?;
    }
    (slips == 1).then_some(mended)
}

/// The end of each reference's chain; circles are refused once each.
fn ends<'t>(
    references: &[Reference<'t>],
    steps: &[Option<&'t Node>],
    by_reference: &HashMap<*const Node, usize>,
    errors: &mut Vec<Error>,
) -> Vec<Option<&'t Node>> {
    let mut ends: Vec<Option<Option<&Node>>> = vec![None; references.len()];
    // The chain on which a reference was first met, so that a chain can tell its own circle from an older one.
    let mut met = vec![usize::MAX; references.len()];
    // How many references each leads through, itself included.
    let mut lengths = vec![0; references.len()];
    for first in 0..references.len() {
        let mut chain = Vec::new();
        let mut at = first;
        let mut behind = 0;
        let end = loop {
            if let Some(end) = ends[at] {
                behind = lengths[at];
                break end;
            }
            if met[at] == first {
                errors.push(circle(references, &chain, at));
                break None;
            }
            met[at] = first;
            chain.push(at);
            let Some(node) = steps[at] else { break None };
            match by_reference.get(&ptr::from_ref(node)) {
                Some(next) => at = *next,
                None => break Some(node),
            }
        };
        for (at, behind) in chain.into_iter().rev().zip(behind + 1..) {
            lengths[at] = behind;
            ends[at] = Some(end.filter(|_| behind <= LONGEST_CHAIN));
            if behind == LONGEST_CHAIN + 1 && end.is_some() {
                errors.push(too_long(&references[at]));
            }
        }
    }
    ends.into_iter().map(Option::flatten).collect()
}

fn too_long(reference: &Reference<'_>) -> Error {
    let message = format!(
        "the reference `{}` leads through more than {LONGEST_CHAIN} others",
        reference.target
    );
    Error::new(Code::TooLarge, reference.span, message).help("refer to the object itself")
}

fn circle(references: &[Reference<'_>], chain: &[usize], closes_at: usize) -> Error {
    let message = format!(
        "the reference `{}` leads back to itself",
        references[closes_at].target
    );
    let error = Error::new(Code::CircularReference, references[closes_at].span, message)
        .help("let one of them be a schema or another object, not a `$ref`");
    let members = chain.iter().skip_while(|at| **at != closes_at).skip(1);
    members.take(3).fold(error, |error, at| {
        error.related(references[*at].span, "by way of this reference")
    })
}

#[cfg(test)]
mod tests {
    use crate::load::testing::{document, findings, helps};

    fn schemas(text: &str) -> String {
        document(&format!("{{}}\ncomponents:\n  schemas:\n{text}"))
    }

    #[test]
    fn a_dangling_reference_says_what_was_meant() {
        let text = schemas("    Desktop: {}\n    A: {$ref: '#/components/schemas/Desktp'}");
        assert_eq!(
            findings(&text),
            ["dangling-reference 7:15 `#/components/schemas/Desktp` leads nowhere"]
        );
        assert_eq!(helps(&text), ["write `#/components/schemas/Desktop`"]);
    }

    #[test]
    fn a_reference_to_another_kind_is_refused() {
        let text = schemas(
            "    A: {$ref: '#/info'}\n    B: {$ref: '#/info/title'}\n    C: {$ref: 'other.yaml#/x'}",
        );
        assert_eq!(
            findings(&text),
            [
                "dangling-reference 6:15 `#/info` is the info object, where a schema is expected",
                "dangling-reference 7:15 `#/info/title` is a string, where a schema is expected",
                "dangling-reference 8:15 `other.yaml#/x` leads nowhere",
            ]
        );
    }

    #[test]
    fn a_circle_is_found_once_and_recursion_is_legal() {
        let text = schemas(
            "    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n    C: {$ref: '#/components/schemas/A'}\n    D: {properties: {d: {$ref: '#/components/schemas/D'}}}",
        );
        assert_eq!(
            findings(&text),
            ["circular-reference 6:15 the reference `#/components/schemas/B` leads back to itself"]
        );
    }

    #[test]
    fn pointers_are_decoded() {
        let text = document(
            "/a~b/{c}:\n    parameters: [{name: c, in: path, required: true, schema: {}}]\n  /d/{c}:\n    parameters: [{$ref: '#/paths/~1a~0b~1%7Bc%7D/parameters/0'}]",
        );
        assert!(findings(&text).is_empty(), "{:?}", findings(&text));
    }
    #[test]
    fn a_chain_is_followed_so_far() {
        let chain = |length: usize| {
            let links: String = (0..length)
                .map(|at| {
                    let next = at + 1;
                    format!("    S{at}: {{$ref: '#/components/schemas/S{next}'}}\n")
                })
                .collect();
            findings(&schemas(&format!("{links}    S{length}: {{}}")))
        };
        assert!(chain(32).is_empty(), "{:?}", chain(32));
        for length in [33, 34, 5_000] {
            let found = chain(length);
            let expected = format!("too-large {}:", 6 + length - 33);
            assert!(
                found.len() == 1 && found[0].starts_with(&expected),
                "{found:?}"
            );
        }
    }
}
