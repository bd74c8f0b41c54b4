//! Following `$ref`.

use super::Context;
use crate::pointer::Pointer;
use crate::tree::Node;

/// Where the object at `pointer` really is, every `$ref` followed. What cannot be followed is refused.
pub(super) fn follow(context: &mut Context<'_>, pointer: Pointer) -> Option<Pointer> {
    let mut at = pointer.clone();
    // Loading has refused circles; the bound only makes this loop finite by itself.
    for _ in 0..64 {
        let node = context.document.tree.at(&at)?;
        let Some(reference) = node.get("$ref").and_then(Node::as_str) else {
            return Some(at);
        };
        let Some(next) = target(reference) else { break };
        at = next;
    }
    context.unsupported(&pointer, "a reference to another document");
    None
}

/// The place that a reference to somewhere in the same document names.
pub(super) fn target(reference: &str) -> Option<Pointer> {
    Pointer::parse(&decoded(reference.strip_prefix('#')?)?)
}

/// The place of the object that `#/components/<section>/<name>` names.
pub(super) fn component(reference: &str, section: &str) -> Option<Pointer> {
    let pointer = target(reference)?;
    match pointer.tokens() {
        [components, found, _] if components == "components" && found == section => Some(pointer),
        _ => None,
    }
}

/// A URI fragment without its percent escapes.
fn decoded(fragment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}
