//! The ledger: which item of the crate carries each keyword of the document's schemas, or why none does.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use specwright_spec::model::{MediaKind, integer_format};
use specwright_spec::tree::{Entry, Node};
use specwright_spec::{Document, Pointer};

use crate::Files;

/// All keywords of a document's schemas, in the order of the document.
#[derive(Debug)]
pub struct Ledger {
    /// The keywords.
    pub entries: Vec<LedgerEntry>,
}

/// One keyword of one schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The schema's place.
    pub schema: Pointer,
    /// The keyword.
    pub keyword: String,
    /// What becomes of it.
    pub carrier: Carrier,
}

/// What becomes of a keyword.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// The item that cannot hold what the keyword forbids, such as `types::Pet`, or that hides what it wants hidden.
    Item(String),
    /// The documentation of an item, as the keyword demands nothing of a value.
    Documentation(String),
    /// Nothing, for this reason.
    Nothing(&'static str),
}

impl fmt::Display for Carrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(item) => f.write_str(item),
            Self::Documentation(item) => write!(f, "documentation of {item}"),
            Self::Nothing(reason) => write!(f, "nothing: {reason}"),
        }
    }
}

/// Finds out what becomes of each keyword.
#[must_use]
pub fn ledger(document: &Document, files: &Files) -> Ledger {
    let items = files.items().iter();
    let mut walk = Walk {
        items: items
            .map(|(pointer, item)| (pointer, item.as_str()))
            .collect(),
        entries: Vec::new(),
    };
    walk.object(&document.tree, &Pointer::root(), None);
    Ledger {
        entries: walk.entries,
    }
}

struct Walk<'f> {
    items: HashMap<&'f Pointer, &'f str>,
    entries: Vec<LedgerEntry>,
}

impl Walk<'_> {
    /// Looks for schemas in any object of the document but schemas; `bytes` is why those in it have no type.
    fn object(&mut self, node: &Node, pointer: &Pointer, bytes: Option<&'static str>) {
        for (index, item) in node.as_sequence().unwrap_or_default().iter().enumerate() {
            self.object(item, &pointer.child(index), bytes);
        }
        for entry in entries(node) {
            let at = pointer.child(&entry.key);
            let place: Vec<&str> = pointer.tokens().iter().map(String::as_str).collect();
            match (place.as_slice(), entry.key.as_str()) {
                (["components", "schemas"], _) => self.schema(&entry.value, &at, bytes),
                (_, "schema") => self.schema(&entry.value, &at, bytes),
                (_, "example" | "examples") => {}
                (_, key) if key.starts_with("x-") => {}
                ([.., "content"], media_type) => {
                    self.object(&entry.value, &at, bytes.or(why_bytes(media_type)));
                }
                _ => self.object(&entry.value, &at, bytes),
            }
        }
    }

    fn schema(&mut self, node: &Node, pointer: &Pointer, bytes: Option<&'static str>) {
        if node.get("$ref").is_some() {
            return;
        }
        for entry in entries(node) {
            let keyword = entry.key.as_str();
            let carrier = match bytes {
                Some(reason) => Carrier::Nothing(reason),
                None => self.carrier(keyword, &entry.value, node, pointer),
            };
            self.entries.push(LedgerEntry {
                schema: pointer.clone(),
                keyword: keyword.to_owned(),
                carrier,
            });
            let at = pointer.child(keyword);
            match keyword {
                "items" | "not" | "additionalProperties" => self.schema(&entry.value, &at, bytes),
                "allOf" | "oneOf" | "anyOf" => {
                    let branches = entry.value.as_sequence().unwrap_or_default();
                    for (index, branch) in branches.iter().enumerate() {
                        self.schema(branch, &at.child(index), bytes);
                    }
                }
                "properties" => {
                    for property in entries(&entry.value) {
                        self.schema(&property.value, &at.child(&property.key), bytes);
                    }
                }
                _ => {}
            }
        }
    }

    fn carrier(&self, keyword: &str, value: &Node, schema: &Node, pointer: &Pointer) -> Carrier {
        let Some(item) = self.nearest(pointer) else {
            return Carrier::Nothing("nothing refers to the schema");
        };
        let item = item.to_owned();
        let flag = value.as_bool();
        match keyword {
            "title" | "description" | "default" | "deprecated" => Carrier::Documentation(item),
            "format" => match value.as_str() {
                Some(format) if is_integer(schema) && integer_format(format).is_some() => {
                    Carrier::Item(item)
                }
                // The values of an enumeration are in the document for all to see.
                Some("password") if schema.get("enum").is_none() => Carrier::Item(item),
                Some(_) | None => Carrier::Documentation(item),
            },
            "nullable" if flag == Some(true) && schema.get("type").is_none() => {
                Carrier::Nothing("it adds `null` to a `type`, and there is none")
            }
            "nullable" | "uniqueItems" | "readOnly" | "writeOnly" | "exclusiveMinimum"
            | "exclusiveMaximum"
                if flag == Some(false) =>
            {
                Carrier::Nothing("`false` is what its absence says")
            }
            "example" => Carrier::Nothing("an example is held against its schema and not repeated"),
            "xml" => Carrier::Nothing("it is about XML"),
            "externalDocs" => Carrier::Nothing("it leads out of the document"),
            "x-rust-name" => Carrier::Item(item),
            "x-specwright-advice" => Carrier::Nothing("advice forbids nothing: linters read it"),
            _ if keyword.starts_with("x-specwright-") => Carrier::Item(item),
            _ if keyword.starts_with("x-") => Carrier::Nothing("it is somebody else's extension"),
            _ => Carrier::Item(item),
        }
    }

    /// The item of the schema, or of the innermost one around it that has one.
    fn nearest(&self, pointer: &Pointer) -> Option<&str> {
        let mut place = Some(pointer.clone());
        while let Some(here) = place {
            if let Some(item) = self.items.get(&here) {
                return Some(item);
            }
            place = here.parent();
        }
        None
    }
}

/// Why bodies of that media type have no type of their own.
fn why_bytes(media_type: &str) -> Option<&'static str> {
    match MediaKind::of(media_type) {
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart => None,
        MediaKind::Text | MediaKind::Bytes => Some("a body that is no JSON is kept as it comes"),
    }
}

fn is_integer(schema: &Node) -> bool {
    schema.get("type").and_then(Node::as_str) == Some("integer")
}

fn entries(node: &Node) -> &[Entry] {
    node.as_mapping()
        .map(|mapping| mapping.entries())
        .unwrap_or_default()
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for entry in &self.entries {
            writeln!(
                f,
                "#{}/{} -> {}",
                entry.schema, entry.keyword, entry.carrier
            )?;
        }
        let mut nothing: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut items, mut documentation) = (0, 0);
        for entry in &self.entries {
            match &entry.carrier {
                Carrier::Item(_) => items += 1,
                Carrier::Documentation(_) => documentation += 1,
                Carrier::Nothing(reason) => *nothing.entry(reason).or_default() += 1,
            }
        }
        let all = self.entries.len();
        writeln!(
            f,
            "{all} keywords: {items} carried by items, {documentation} by documentation"
        )?;
        for (reason, count) in nothing {
            writeln!(f, "{count} by nothing: {reason}")?;
        }
        Ok(())
    }
}
