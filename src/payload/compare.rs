//! Compares two payloads.

use super::{Kind, Node, Payload};

impl<'t> Payload<'t> {
    /// Returns the value or key at a position; `None` if the payload has fewer values and keys.
    pub(crate) fn at(&self, position: u32) -> Option<Node<'_>> {
        let index = usize::try_from(position).ok()?;
        (index < self.size()).then_some(Node {
            payload: self,
            index: position,
        })
    }

    /// Iterates over the keys, and the values that are neither arrays nor objects, in the order of parsing. A value
    /// repeated by an alias has the span of the original value.
    pub(crate) fn scalars(&self) -> impl Iterator<Item = Node<'_>> {
        let all = (0..self.size()).filter_map(|index| self.at(u32::try_from(index).ok()?));
        all.filter(|node| !matches!(node.kind(), Kind::Array | Kind::Object))
    }

    /// Iterates over the positions at which two payloads have different keys or values. The last one is that of the
    /// first array or object of different size, as later positions no longer correspond.
    pub(crate) fn differences<'o>(&'o self, other: &'o Payload<'_>) -> impl Iterator<Item = u32> {
        let mut is_over = false;
        let positions = 0..u32::try_from(self.size().max(other.size())).unwrap_or(u32::MAX);
        positions.filter(move |&position| {
            let pair = self.at(position).zip(other.at(position));
            let is_alike = |(one, other): (Node<'_>, Node<'_>)| match one.kind() {
                _ if one.kind() != other.kind() => false,
                Kind::Array | Kind::Object => one.end() == other.end(),
                Kind::Null | Kind::False | Kind::True => true,
                Kind::Number | Kind::String => one.text() == other.text(),
            };
            let differs = !is_over && !pair.is_some_and(is_alike);
            let is_container = |node: Node<'_>| matches!(node.kind(), Kind::Array | Kind::Object);
            is_over |=
                differs && pair.is_none_or(|(one, other)| is_container(one) || is_container(other));
            differs
        })
    }
}
