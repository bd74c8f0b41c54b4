//! From places in the text to the values that stand there.

use std::collections::HashMap;

use specwright_spec::{Pointer, Span};

use crate::payload::{Kind, Node, Payload};

/// The pointers of the members whose keys stand at these places, which are in order.
pub(super) fn of_keys(payload: &Payload<'_>, keys: &[Span]) -> HashMap<Span, Pointer> {
    let mut found = HashMap::new();
    if !keys.is_empty() {
        walk(payload.root(), &Pointer::root(), keys, &mut found);
    }
    found
}

fn walk(node: Node<'_>, place: &Pointer, keys: &[Span], found: &mut HashMap<Span, Pointer>) {
    let inside = |span: Span| {
        let next = keys.partition_point(|key| key.start < span.start);
        keys.get(next).is_some_and(|key| key.start < span.end)
    };
    match node.kind() {
        Kind::Object => {
            for member in node.all_members() {
                let key = member.key.span();
                if keys.binary_search(&key).is_ok() {
                    let place = place.child(member.key.text());
                    found.entry(key).or_insert(place);
                }
                if inside(member.value.span()) {
                    walk(member.value, &place.child(member.key.text()), keys, found);
                }
            }
        }
        Kind::Array => {
            let items = node.items().enumerate();
            for (index, item) in items.filter(|(_, item)| inside(item.span())) {
                walk(item, &place.child(index), keys, found);
            }
        }
        Kind::Null | Kind::False | Kind::True | Kind::Number | Kind::String => {}
    }
}
