//! A document as it is written: every key and value with its span.

use std::collections::HashMap;

use crate::pointer::Pointer;
use crate::source::Span;

/// One value of the text.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the value stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a [`Node`] holds. Numbers keep their text, so that no digit is lost.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as JSON writes it.
    Number(String),
    /// Text, unescaped.
    String(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Names with values, in the order of the text, each name once.
    Mapping(Mapping),
}

/// The entries of a mapping, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    entries: Vec<Entry>,
    /// The keys that are written in the mapping and are not in it: repeated ones, and those that are no names.
    refused: Vec<Span>,
    /// Where each key is, once there are more than a glance takes in.
    by_key: HashMap<String, usize>,
}

/// So many keys are looked through faster than they are hashed.
const GLANCE: usize = 8;

/// One name and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name, unescaped.
    pub key: String,
    /// Where the name stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Mapping {
    /// Adds an entry at the end, or gives back the one that already has its name.
    ///
    /// # Errors
    /// The entry that was there before, if the name is taken.
    pub fn insert(&mut self, entry: Entry) -> Result<(), &Entry> {
        if let Some(at) = self.position(&entry.key) {
            return Err(&self.entries[at]);
        }
        let at = self.entries.len();
        if at == GLANCE {
            let known = self.entries.iter().enumerate();
            self.by_key = known.map(|(at, known)| (known.key.clone(), at)).collect();
        }
        if at >= GLANCE {
            self.by_key.insert(entry.key.clone(), at);
        }
        self.entries.push(entry);
        Ok(())
    }

    /// The entry of that name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.position(key).map(|at| &self.entries[at])
    }

    fn position(&self, key: &str) -> Option<usize> {
        if self.entries.len() > GLANCE {
            return self.by_key.get(key).copied();
        }
        self.entries.iter().position(|entry| entry.key == key)
    }

    /// Notes a key that is written in the mapping and left out.
    pub(crate) fn refuse(&mut self, key_span: Span) {
        self.refused.push(key_span);
    }

    /// Returns the spans of the keys that are written in the mapping and left out.
    #[must_use]
    pub fn refused(&self) -> &[Span] {
        &self.refused
    }

    /// The values with their names, in the order of the text.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Node)> {
        let entries = self.entries.iter_mut();
        entries.map(|entry| (entry.key.as_str(), &mut entry.value))
    }

    /// All entries in the order of the text.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl Node {
    /// The value as a mapping.
    #[must_use]
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Sequence(_) => None,
        }
    }

    /// The value as a list.
    #[must_use]
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Mapping(_) => None,
        }
    }

    /// The value as text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Sequence(_)
            | Value::Mapping(_) => None,
        }
    }

    /// The value as a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match &self.value {
            Value::Bool(value) => Some(*value),
            Value::Null
            | Value::Number(_)
            | Value::String(_)
            | Value::Sequence(_)
            | Value::Mapping(_) => None,
        }
    }

    /// The value as the text of a number.
    #[must_use]
    pub fn as_number(&self) -> Option<&str> {
        match &self.value {
            Value::Number(text) => Some(text),
            Value::Null
            | Value::Bool(_)
            | Value::String(_)
            | Value::Sequence(_)
            | Value::Mapping(_) => None,
        }
    }

    /// The value of a mapping's key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_mapping()?.get(key).map(|entry| &entry.value)
    }

    /// The node at the end of `pointer`.
    #[must_use]
    pub fn at(&self, pointer: &Pointer) -> Option<&Node> {
        self.follow(pointer.tokens())
    }

    fn follow(&self, tokens: &[String]) -> Option<&Node> {
        tokens
            .iter()
            .try_fold(self, |node, token| match &node.value {
                Value::Mapping(mapping) => mapping.get(token).map(|entry| &entry.value),
                Value::Sequence(items) => items.get(token.parse::<usize>().ok()?),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
            })
    }

    /// The span of the key that leads to `pointer`, or of the value where no key does (the root, a list's item).
    #[must_use]
    pub fn key_span(&self, pointer: &Pointer) -> Option<Span> {
        let Some((last, holder)) = pointer.tokens().split_last() else {
            return Some(self.span);
        };
        let holder = self.follow(holder)?;
        match holder.as_mapping() {
            Some(mapping) => mapping.get(last).map(|entry| entry.key_span),
            None => holder
                .follow(std::slice::from_ref(last))
                .map(|node| node.span),
        }
    }

    /// Where the value begins, for a message about a value that may fill many lines: a scalar whole, a list's or a
    /// mapping's first character.
    #[must_use]
    pub fn first_char(&self) -> Span {
        match &self.value {
            Value::Sequence(_) | Value::Mapping(_) => {
                let end = self.span.end.min(self.span.start + 1);
                Span::new(self.span.start, end)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => self.span,
        }
    }

    /// The kind of the value in words, such as `a list`.
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }

    /// How many values it is made of, itself included.
    pub(crate) fn size(&self) -> usize {
        match &self.value {
            Value::Sequence(items) => 1 + items.iter().map(Self::size).sum::<usize>(),
            Value::Mapping(mapping) => {
                let entries = mapping.entries().iter();
                1 + entries.map(|entry| entry.value.size()).sum::<usize>()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 1,
        }
    }

    /// The value without its places.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Number(text) => {
                serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into())
            }
            Value::String(text) => text.as_str().into(),
            Value::Sequence(items) => items.iter().map(Node::to_json).collect(),
            Value::Mapping(mapping) => mapping
                .entries()
                .iter()
                .map(|entry| (entry.key.clone(), entry.value.to_json()))
                .collect(),
        }
    }
}
