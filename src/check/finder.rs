//! From pointers to values, many in one pass.

use std::collections::HashMap;

use specwright_spec::Pointer;

use crate::payload::{Items, Kind, Members, Node};

/// Finds values by their pointers, quickly if they are asked for in the order of the text.
pub(super) struct Finder<'p> {
    /// The value that the search begins with, and the number of tokens of its pointer.
    start: (Found<'p>, usize),
    /// By the pointer of a container, how far the last look-up in it came.
    items: HashMap<Pointer, (usize, Items<'p>)>,
    members: HashMap<Pointer, Members<'p>>,
}

/// A value, with its key if it is a member.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'p> {
    pub(super) key: Option<Node<'p>>,
    pub(super) value: Node<'p>,
}

impl<'p> Found<'p> {
    /// Returns the whole value of a payload, which has no key.
    pub(super) fn root(value: Node<'p>) -> Self {
        Self { key: None, value }
    }

    /// Where it begins in the text, with its key.
    pub(super) fn start(&self) -> usize {
        self.key.unwrap_or(self.value).span().start
    }
}

impl<'p> Finder<'p> {
    /// Returns a finder of values below the value at `pointer`.
    pub(super) fn new(value: Found<'p>, pointer: &Pointer) -> Self {
        Self {
            start: (value, pointer.tokens().len()),
            items: HashMap::new(),
            members: HashMap::new(),
        }
    }

    /// Returns the value at a pointer, which begins with that of the first value.
    pub(super) fn find(&mut self, pointer: &Pointer) -> Option<Found<'p>> {
        let (mut found, depth) = self.start;
        let mut place = Pointer::root();
        for token in pointer.tokens().get(depth..)? {
            found = match found.value.kind() {
                Kind::Object => self.member(&place, found.value, token)?,
                Kind::Array => Found {
                    key: None,
                    value: self.item(&place, found.value, token.parse().ok()?)?,
                },
                Kind::Null | Kind::False | Kind::True | Kind::Number | Kind::String => return None,
            };
            place = place.child(token);
        }
        Some(found)
    }

    fn item(&mut self, place: &Pointer, array: Node<'p>, wanted: usize) -> Option<Node<'p>> {
        let (next, items) = self
            .items
            .entry(place.clone())
            .or_insert_with(|| (0, array.items()));
        if wanted < *next {
            (*next, *items) = (0, array.items());
        }
        let ahead = wanted - *next;
        let mut probe = items.clone();
        let item = probe.nth(ahead)?;
        // The item itself may be asked for again.
        if ahead > 0 {
            items.nth(ahead - 1);
            *next = wanted;
        }
        Some(item)
    }

    fn member(&mut self, place: &Pointer, object: Node<'p>, name: &str) -> Option<Found<'p>> {
        let rest = self
            .members
            .entry(place.clone())
            .or_insert_with(|| object.members());
        // What stands before the last one found is looked for from the start.
        for mut probe in [rest.clone(), object.members()] {
            let mut here = probe.clone();
            while let Some(member) = probe.next() {
                if member.key.text() == name {
                    // The member itself may be asked for again.
                    *rest = here;
                    return Some(Found {
                        key: Some(member.key),
                        value: member.value,
                    });
                }
                here = probe.clone();
            }
        }
        None
    }
}
