//! A payload as it was written: values with their places, borrowing from the text.
//!
//! The values lie in one list in the order of the text, 16 bytes each, so that a payload of 100 MB costs about as much again.
//! `{"a": [1, 2]}` is five entries: the object, the key `a`, the array, `1` and `2`; a container knows how many entries
//! it spans, and that leads from one member to the next. Nothing is lost: a key that stands twice is there twice.

mod builder;
mod compare;
mod instance;
mod number;
mod unique;
pub(crate) mod watch;

use std::ops::Range;

use serde_json::Value;
use specwright_spec::{Pointer, Span};

pub(crate) use builder::{Buffers, Builder};
pub use instance::{Instance, Representation};
pub(crate) use unique::first_repeated;

/// One value with everything in it, read from a text.
#[derive(Debug)]
pub struct Payload<'t> {
    text: &'t str,
    entries: Vec<Entry>,
    /// The texts that do not stand in the source as they are meant: with escapes, folded, or by another notation.
    decoded: String,
    ranges: Vec<Range<u32>>,
    /// Whether the text of every value is itself JSON.
    is_json: bool,
    /// Which of the text's values it is, counted from 0.
    document: u32,
    /// Reads the value of that number from the text again, where the text is not JSON.
    again: fn(&[u8], u32) -> Value,
}

/// What kind of value a [`Node`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// `null`
    Null,
    /// `false`
    False,
    /// `true`
    True,
    /// A number; [`Node::text`] is its JSON notation.
    Number,
    /// A string, or the key of a member.
    String,
    /// A list of values.
    Array,
    /// Members by name.
    Object,
}

/// One value of a [`Payload`].
#[derive(Clone, Copy, Debug)]
pub struct Node<'p> {
    payload: &'p Payload<'p>,
    index: u32,
}

/// One member of an object: the key, which is a string with a place of its own, and the value.
#[derive(Clone, Copy, Debug)]
pub struct Member<'p> {
    /// The name.
    pub key: Node<'p>,
    /// The value.
    pub value: Node<'p>,
}

impl Member<'_> {
    /// Returns `true` if the key stands again further on in the object.
    fn is_shadowed(&self) -> bool {
        self.key.entry().tag & SHADOWED != 0
    }
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    end: u32,
    /// Of a container: how many entries it spans, itself included. Of a decoded text: which of the ranges it is.
    data: u32,
    /// From the low end: kind (3 bits), decoded, shadowed, quoted, two bits unused, and a container's count of what it holds
    /// (24 bits).
    tag: u32,
}

const KIND: u32 = 0b111;
const DECODED: u32 = 1 << 3;
const SHADOWED: u32 = 1 << 4;
/// Of a string that is not decoded: it stands in quotes, which are not part of it.
const QUOTED: u32 = 1 << 5;
const COUNT_SHIFT: u32 = 8;
/// A count that did not fit: it is found by walking.
const COUNT_UNKNOWN: u32 = u32::MAX >> COUNT_SHIFT;

impl Entry {
    fn kind(self) -> Kind {
        match self.tag & KIND {
            0 => Kind::Null,
            1 => Kind::False,
            2 => Kind::True,
            3 => Kind::Number,
            4 => Kind::String,
            5 => Kind::Array,
            _ => Kind::Object,
        }
    }

    #[inline]
    fn spans(self) -> u32 {
        match self.kind() {
            Kind::Array | Kind::Object => self.data,
            Kind::Null | Kind::False | Kind::True | Kind::Number | Kind::String => 1,
        }
    }
}

impl<'t> Payload<'t> {
    /// The text that it was read from.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// How many values and names it has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.entries.len()
    }

    /// Returns the index of the payload among the documents of its text, counted from 0.
    pub(crate) fn document(&self) -> u32 {
        self.document
    }

    /// The outermost value.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node {
            payload: self,
            index: 0,
        }
    }
}

impl<'p> Node<'p> {
    #[inline]
    fn entry(self) -> Entry {
        self.payload.entries[self.index as usize]
    }

    fn sibling(self, distance: u32) -> Self {
        Self {
            payload: self.payload,
            index: self.index + distance,
        }
    }

    /// Returns the index of the value's document in the text, counted from 0.
    pub(crate) fn document(self) -> u32 {
        self.payload.document
    }

    /// Returns the value's position among the values and keys of the payload, which are in the order of the text.
    pub(crate) fn position(self) -> u32 {
        self.index
    }

    /// Returns the position behind the value and all that is in it.
    pub(crate) fn end(self) -> u32 {
        self.index + self.entry().spans()
    }

    /// What kind of value it is.
    #[inline]
    #[must_use]
    pub fn kind(self) -> Kind {
        self.entry().kind()
    }

    /// Its place in the text, quotes and brackets included.
    #[must_use]
    pub fn span(self) -> Span {
        let entry = self.entry();
        Span::new(entry.start as usize, entry.end as usize)
    }

    /// A string's content or a number's digits; of any other value the text as it stands.
    #[inline]
    #[must_use]
    pub fn text(self) -> &'p str {
        let entry = self.entry();
        if entry.tag & DECODED != 0 {
            let range = &self.payload.ranges[entry.data as usize];
            return &self.payload.decoded[range.start as usize..range.end as usize];
        }
        let quotes = usize::from(entry.tag & QUOTED != 0);
        &self.payload.text[entry.start as usize + quotes..entry.end as usize - quotes]
    }

    /// Returns the number of bytes of [`Self::text`], which is known at once.
    #[inline]
    fn length(self) -> usize {
        let entry = self.entry();
        let length = match entry.tag & DECODED {
            0 => entry.end - entry.start - 2 * u32::from(entry.tag & QUOTED != 0),
            _ => {
                let range = &self.payload.ranges[entry.data as usize];
                range.end - range.start
            }
        };
        length as usize
    }

    /// Returns `true` if [`Self::text`] is that text.
    #[inline]
    pub(crate) fn is_text(self, expected: &str) -> bool {
        self.length() == expected.len() && self.text() == expected
    }

    /// Its text as it stands in the source.
    #[must_use]
    pub fn source(self) -> &'p str {
        let span = self.span();
        &self.payload.text[span.start..span.end]
    }

    /// Whether it stands in quotes.
    #[must_use]
    pub fn is_quoted(self) -> bool {
        let first = self.source().as_bytes().first();
        self.kind() == Kind::String && matches!(first, Some(b'"' | b'\''))
    }

    /// The members of an object in the order of the text, those included whose key stands again further on.
    #[must_use]
    pub fn all_members(self) -> AllMembers<'p> {
        AllMembers(self.inside(Kind::Object))
    }

    /// The members of an object; where a key stands several times, the last one counts.
    #[must_use]
    pub fn members(self) -> Members<'p> {
        Members(self.all_members())
    }

    /// The member of that name.
    #[must_use]
    pub fn member(self, name: &str) -> Option<Member<'p>> {
        let is_it = |member: &Member<'p>| member.key.is_text(name) && !member.is_shadowed();
        self.all_members().find(is_it)
    }

    /// The items of an array in order.
    #[must_use]
    pub fn items(self) -> Items<'p> {
        Items(self.inside(Kind::Array))
    }

    /// What a container of that kind holds; nothing, if it is none.
    fn inside(self, kind: Kind) -> Inside<'p> {
        let entry = self.entry();
        let spans = if entry.kind() == kind { entry.data } else { 1 };
        Inside {
            next: self.sibling(1),
            end: self.index + spans,
        }
    }

    /// How many items or members it holds, those left out whose key stands again further on.
    #[must_use]
    pub fn count(self) -> usize {
        match (self.kind(), self.entry().tag >> COUNT_SHIFT) {
            (Kind::Array, COUNT_UNKNOWN) => self.items().count(),
            (Kind::Object, COUNT_UNKNOWN) => self.members().count(),
            (Kind::Array | Kind::Object, count) => count as usize,
            (Kind::Null | Kind::False | Kind::True | Kind::Number | Kind::String, _) => 0,
        }
    }

    /// The value at that place below this one, and the key that leads to it if it is a member's.
    #[must_use]
    pub fn find(self, pointer: &Pointer) -> Option<(Option<Node<'p>>, Node<'p>)> {
        let mut found = (None, self);
        for token in pointer.tokens() {
            let node = found.1;
            found = match node.kind() {
                Kind::Object => {
                    let member = node.member(token)?;
                    (Some(member.key), member.value)
                }
                Kind::Array => (None, node.items().nth(token.parse().ok()?)?),
                Kind::Null | Kind::False | Kind::True | Kind::Number | Kind::String => return None,
            };
        }
        Some(found)
    }
}

/// The values of a container from one on.
#[derive(Clone, Debug)]
struct Inside<'p> {
    next: Node<'p>,
    end: u32,
}

impl<'p> Inside<'p> {
    /// The next value, and past all that is in it.
    fn step(&mut self) -> Option<Node<'p>> {
        let node = self.next;
        if node.index >= self.end {
            return None;
        }
        self.next = node.sibling(node.entry().spans());
        Some(node)
    }
}

/// Iterates over [`Node::items`].
#[derive(Clone, Debug)]
pub struct Items<'p>(Inside<'p>);

impl<'p> Iterator for Items<'p> {
    type Item = Node<'p>;

    fn next(&mut self) -> Option<Node<'p>> {
        self.0.step()
    }
}

/// Iterates over [`Node::all_members`].
#[derive(Clone, Debug)]
pub struct AllMembers<'p>(Inside<'p>);

impl<'p> Iterator for AllMembers<'p> {
    type Item = Member<'p>;

    #[inline]
    fn next(&mut self) -> Option<Member<'p>> {
        let inside = &mut self.0;
        let key = inside.next;
        if key.index >= inside.end {
            return None;
        }
        // A key is one entry.
        let value = key.sibling(1);
        inside.next = value.sibling(value.entry().spans());
        Some(Member { key, value })
    }
}

/// Iterates over [`Node::members`].
#[derive(Clone, Debug)]
pub struct Members<'p>(AllMembers<'p>);

impl<'p> Iterator for Members<'p> {
    type Item = Member<'p>;

    fn next(&mut self) -> Option<Member<'p>> {
        self.0.find(|member| !member.is_shadowed())
    }
}
