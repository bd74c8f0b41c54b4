//! Makes a payload, value by value in the order of the text.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use serde_json::Value;
use specwright_spec::Span;

use super::{COUNT_SHIFT, COUNT_UNKNOWN, DECODED, Entry, Kind, Payload, QUOTED, SHADOWED};

/// Objects of more members than this look keys up in a table.
const FEW: usize = 16;

/// A payload that is being read.
#[derive(Debug)]
pub(crate) struct Builder<'t> {
    payload: Payload<'t>,
    open: Vec<u32>,
    repeated: Vec<Repeated>,
    /// How many repeated keys are kept.
    most: usize,
    has_more: bool,
}

/// The room that payloads had which are not needed any more.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    entries: Vec<Entry>,
    open: Vec<u32>,
}

impl Buffers {
    /// Takes back what a payload has, unless that is much.
    pub(crate) fn take_back(&mut self, payload: Payload<'_>) {
        const MOST: usize = 1 << 14;
        let mut entries = payload.entries;
        if entries.capacity() <= MOST {
            entries.clear();
            self.entries = entries;
        }
    }
}

/// A key that stands in its object a second time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Repeated {
    pub(crate) first: Span,
    pub(crate) again: Span,
}

impl<'t> Builder<'t> {
    /// Nothing read yet of the text, which is shorter than 4 GiB; `again` reads it again where it is not JSON.
    pub(crate) fn new(text: &'t str, is_json: bool, again: fn(&[u8], u32) -> Value) -> Self {
        Self {
            payload: Payload {
                text,
                entries: Vec::new(),
                decoded: String::new(),
                ranges: Vec::new(),
                is_json,
                document: 0,
                again,
            },
            open: Vec::new(),
            repeated: Vec::new(),
            most: usize::MAX,
            has_more: false,
        }
    }

    /// Takes the room for what it reads from there.
    pub(crate) fn reusing(mut self, buffers: &mut Buffers) -> Self {
        self.payload.entries = std::mem::take(&mut buffers.entries);
        self.open = std::mem::take(&mut buffers.open);
        self
    }

    /// Keeps the places of so many repeated keys.
    pub(crate) fn keeping(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// It is not the first value of the text.
    pub(crate) fn numbered(mut self, document: usize) -> Self {
        self.payload.document = narrow(document);
        self
    }

    /// [`finish`](Self::finish), where the room that only the builder needs is wanted back.
    pub(crate) fn finish_into(
        mut self,
        buffers: &mut Buffers,
    ) -> (Option<Payload<'t>>, Vec<Repeated>, bool) {
        let is_closed = self.open.is_empty();
        buffers.open = std::mem::take(&mut self.open);
        buffers.open.clear();
        let (payload, repeated, has_more) = self.finish();
        (payload.filter(|_| is_closed), repeated, has_more)
    }

    /// How many containers are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether the innermost open container is an object, and where it opened.
    pub(crate) fn innermost(&self) -> Option<(Kind, usize)> {
        let entry = self.payload.entries[*self.open.last()? as usize];
        Some((entry.kind(), entry.start as usize))
    }

    /// From now on the text of a value may be something other than JSON.
    pub(crate) fn not_json(&mut self) {
        self.payload.is_json = false;
    }

    /// Adds a value without parts whose text stands in the source as it is meant.
    pub(crate) fn scalar(&mut self, kind: Kind, span: Span) {
        let source = self.payload.text.as_bytes().get(span.start..span.end);
        let first = source.and_then(<[u8]>::first);
        let is_quoted = kind == Kind::String && matches!(first, Some(b'"' | b'\''));
        let quoted = if is_quoted { QUOTED } else { 0 };
        self.push(kind as u32 | quoted, span, 0);
    }

    /// Adds a value without parts with its text as it is meant.
    pub(crate) fn decoded(&mut self, kind: Kind, span: Span, text: &str) {
        let start = self.payload.decoded.len();
        self.payload.decoded.push_str(text);
        let range = narrow(start)..narrow(self.payload.decoded.len());
        self.push(
            kind as u32 | DECODED,
            span,
            narrow(self.payload.ranges.len()),
        );
        self.payload.ranges.push(range);
    }

    /// Opens an array or an object.
    pub(crate) fn open(&mut self, kind: Kind, start: usize) {
        self.open.push(narrow(self.payload.entries.len()));
        self.push(kind as u32, Span::new(start, start), 0);
    }

    /// Closes the innermost container; the places of keys that stand twice in it are kept.
    pub(crate) fn close(&mut self, end: usize) {
        let Some(index) = self.open.pop() else { return };
        let spans = narrow(self.payload.entries.len()) - index;
        let container = &mut self.payload.entries[index as usize];
        container.end = narrow(end);
        container.data = spans;
        let kind = container.kind();
        let count = match kind {
            Kind::Object => self.members(index, spans),
            Kind::Array => self.items(index, spans),
            Kind::Null | Kind::False | Kind::True | Kind::Number | Kind::String => 0,
        };
        let count = narrow(count).min(COUNT_UNKNOWN);
        self.payload.entries[index as usize].tag |= count << COUNT_SHIFT;
    }

    /// Adds a copy of the values from `start` on, `count` entries; as a key, if it is to be one.
    pub(crate) fn repeat(&mut self, start: usize, count: usize, as_key: bool) {
        let entries = &mut self.payload.entries;
        if !as_key {
            return entries.extend_from_within(start..start + count);
        }
        let Some(mut key) = entries.get(start).copied() else {
            return;
        };
        let word = match key.kind() {
            Kind::Null => "null",
            Kind::False => "false",
            Kind::True => "true",
            Kind::Number | Kind::String | Kind::Array | Kind::Object => {
                key.tag = (key.tag & (DECODED | QUOTED)) | Kind::String as u32;
                return entries.push(key);
            }
        };
        // A name may have another notation, such as `~`.
        let span = Span::new(key.start as usize, key.end as usize);
        self.decoded(Kind::String, span, word);
    }

    /// How many entries there are so far.
    pub(crate) fn len(&self) -> usize {
        self.payload.entries.len()
    }

    /// The finished payload, if a value was read and closed, the keys that stand twice in one object, and whether there
    /// are more of those.
    pub(crate) fn finish(self) -> (Option<Payload<'t>>, Vec<Repeated>, bool) {
        let whole = self.open.is_empty() && !self.payload.entries.is_empty();
        (whole.then_some(self.payload), self.repeated, self.has_more)
    }

    fn push(&mut self, tag: u32, span: Span, data: u32) {
        if self.payload.entries.capacity() == 0 {
            // A text in YAML may hold very many documents.
            let length = if self.payload.is_json {
                self.payload.text.len()
            } else {
                0
            };
            self.payload.entries.reserve_exact(length / 8 + 8);
        }
        self.payload.entries.push(Entry {
            start: narrow(span.start),
            end: narrow(span.end),
            data,
            tag,
        });
    }

    fn items(&self, container: u32, spans: u32) -> usize {
        let mut count = 0;
        let mut index = container + 1;
        while index < container + spans {
            index += self.payload.entries[index as usize].spans();
            count += 1;
        }
        count
    }

    /// Counts members and marks those whose key stands again further on.
    fn members(&mut self, container: u32, spans: u32) -> usize {
        let end = container + spans;
        let mut few = [0; FEW];
        let mut count = 0;
        let mut index = container + 1;
        while index < end {
            if let Some(place) = few.get_mut(count) {
                *place = index;
            }
            count += 1;
            index += 1 + self.payload.entries[index as usize + 1].spans();
        }
        let hidden = match few.get(..count) {
            Some(keys) => self.repeated_of_few(keys),
            None => self.repeated_of_many(container + 1, end),
        };
        count - self.hide(hidden)
    }

    fn repeated_of_few(&self, keys: &[u32]) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for (place, &key) in keys.iter().enumerate().skip(1) {
            let name = self.key(key);
            let earlier = keys[..place].iter().rev();
            found.extend(
                earlier
                    .copied()
                    .find(|&earlier| self.key(earlier) == name)
                    .map(|earlier| (earlier, key)),
            );
        }
        found
    }

    /// A table of all names would take more room than the payload, so there is one of those only whose hashes are equal.
    fn repeated_of_many(&self, first: u32, end: u32) -> Vec<(u32, u32)> {
        let names = RandomState::new();
        let mut hashes = Vec::new();
        let mut index = first;
        while index < end {
            hashes.push((names.hash_one(self.key(index)), index));
            index += 1 + self.payload.entries[index as usize + 1].spans();
        }
        hashes.sort_unstable();
        let mut found = Vec::new();
        for equal in hashes.chunk_by(|one, other| one.0 == other.0) {
            if equal.len() == 1 {
                continue;
            }
            let mut last = HashMap::new();
            for &(_, index) in equal {
                let earlier = last.insert(self.key(index), index);
                found.extend(earlier.map(|earlier| (earlier, index)));
            }
        }
        found.sort_unstable_by_key(|&(_, again)| again);
        found
    }

    fn hide(&mut self, pairs: Vec<(u32, u32)>) -> usize {
        let hidden = pairs.len();
        for (earlier, again) in pairs {
            let span = |entry: Entry| Span::new(entry.start as usize, entry.end as usize);
            let entries = &mut self.payload.entries;
            entries[earlier as usize].tag |= SHADOWED;
            if self.repeated.len() >= self.most {
                self.has_more = true;
                continue;
            }
            self.repeated.push(Repeated {
                first: span(entries[earlier as usize]),
                again: span(entries[again as usize]),
            });
        }
        hidden
    }

    fn key(&self, index: u32) -> &str {
        let payload = &self.payload;
        super::Node { payload, index }.text()
    }
}

/// Texts are shorter than 4 GiB, and what is decoded from them is held to the same.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
