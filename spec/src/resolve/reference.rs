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
    Pointer::of_fragment(reference.strip_prefix('#')?)
}

/// The place of the object that `#/components/<section>/<name>` names.
pub(super) fn component(reference: &str, section: &str) -> Option<Pointer> {
    let pointer = target(reference)?;
    match pointer.tokens() {
        [components, found, _] if components == "components" && found == section => Some(pointer),
        _ => None,
    }
}
