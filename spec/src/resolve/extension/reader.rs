//! Reading the objects of which extensions are made.

use crate::error::{Code, Error};
use crate::tree::Node;

/// Reads the members of one object of an extension and keeps what is wrong with them.
pub(super) struct Reader<'n> {
    pub(super) node: &'n Node,
    known: Vec<&'static str>,
    errors: Vec<Error>,
}

impl<'n> Reader<'n> {
    pub(super) fn new(node: &'n Node) -> Self {
        Self {
            node,
            known: Vec::new(),
            errors: Vec::new(),
        }
    }

    pub(super) fn text(&mut self, name: &'static str) -> String {
        self.member(name, "text", |node| node.as_str().map(str::to_owned))
    }

    pub(super) fn texts(&mut self, name: &'static str) -> Vec<String> {
        self.member(name, "a list of texts", |node| {
            let items = node.as_sequence()?.iter();
            items.map(|item| item.as_str().map(str::to_owned)).collect()
        })
    }

    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        self.member(name, "`true` or `false`", |node| node.to_json().as_bool())
    }

    /// A positive integer.
    pub(super) fn count(&mut self, name: &'static str) -> u64 {
        self.member(name, "a positive integer", |node| {
            node.to_json().as_u64().filter(|count| *count > 0)
        })
    }

    pub(super) fn value(&mut self, name: &'static str) -> serde_json::Value {
        self.member(name, "a value", |node| Some(node.to_json()))
    }

    pub(super) fn list<T>(
        &mut self,
        name: &'static str,
        mut entry: impl FnMut(&mut Reader<'n>) -> T,
    ) -> Vec<T> {
        let items = self.member(name, "a list of objects", |node| {
            node.as_sequence()
                .map(|items| items.iter().collect::<Vec<_>>())
        });
        let mut list = Vec::new();
        for item in items {
            let mut reader = Reader::new(item);
            list.push(entry(&mut reader));
            self.errors.extend(reader.finish());
        }
        list
    }

    /// The value of a member that must be there; a stand-in, and an error kept, if it is not as it should be.
    fn member<T: Default>(
        &mut self,
        name: &'static str,
        expected: &str,
        read: impl FnOnce(&'n Node) -> Option<T>,
    ) -> T {
        self.known.push(name);
        let (span, message) = match self.node.get(name) {
            None => (self.node.span, format!("this entry has no `{name}`")),
            Some(node) => match read(node) {
                Some(value) => return value,
                None => (node.span, format!("`{name}` is not {expected}")),
            },
        };
        let error = Error::new(Code::Extension, span, message);
        self.errors
            .push(error.help(format!("give it a `{name}` that is {expected}")));
        T::default()
    }

    /// What was wrong, members that nobody asked for included.
    pub(super) fn finish(mut self) -> Vec<Error> {
        let entries = self
            .node
            .as_mapping()
            .map(|mapping| mapping.entries())
            .unwrap_or_default();
        for entry in entries {
            if !self.known.contains(&entry.key.as_str()) {
                let error = Error::new(
                    Code::Extension,
                    entry.key_span,
                    format!("`{}` has no meaning here", entry.key),
                );
                self.errors
                    .push(error.help(format!("use {}", quoted(&self.known))));
            }
        }
        self.errors
    }
}

/// Names in backticks.
pub(super) fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
