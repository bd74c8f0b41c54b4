//! Payloads as instances that the crate `jsonschema` validates in place.

use std::borrow::Cow;
use std::sync::OnceLock;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object};
use jsonschema_value::LazyInstance;
use serde_json::Value;
use specwright_spec::number::are_equal;

use super::number::{Number, nearest};
use super::{Items, Kind, Members, Node, unique, watch};

/// Names the representation to the validator.
#[derive(Debug)]
pub struct Representation;

/// A value of a payload, or the name of a member where a schema speaks of names.
#[derive(Clone, Copy, Debug)]
pub enum Instance<'p> {
    /// A value.
    Node(Node<'p>),
    /// A name.
    Name(&'p str),
}

impl Json for Representation {
    type Node<'a> = Instance<'a>;
    type PreparedKey = String;
    type StringBuffer = String;

    // A look-up walks the members, as a pass over all of them does.
    const KEYS_PER_LOOKUP: usize = 16;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(
        buffer: &mut String,
        string: &str,
        f: impl FnOnce(Instance<'_>) -> T,
    ) -> T {
        buffer.clear();
        buffer.push_str(string);
        f(Instance::Name(buffer))
    }
}

impl<'p> JsonNode<'p, Representation> for Instance<'p> {
    type Object = Node<'p>;
    type Array = Node<'p>;
    type Number = Number<'p>;

    fn as_object(&self) -> Option<Node<'p>> {
        self.of_kind(Kind::Object)
    }

    fn as_array(&self) -> Option<Node<'p>> {
        self.of_kind(Kind::Array)
    }

    fn as_string(&self) -> Option<Cow<'p, str>> {
        match self {
            Self::Node(node) => (node.kind() == Kind::String).then(|| Cow::Borrowed(node.text())),
            Self::Name(name) => Some(Cow::Borrowed(name)),
        }
    }

    fn as_number(&self) -> Option<Number<'p>> {
        self.of_kind(Kind::Number).map(|node| Number(node.text()))
    }

    fn as_boolean(&self) -> Option<bool> {
        match self.kind() {
            Kind::True => Some(true),
            Kind::False => Some(false),
            Kind::Null | Kind::Number | Kind::String | Kind::Array | Kind::Object => None,
        }
    }

    fn is_null(&self) -> bool {
        self.kind() == Kind::Null
    }

    fn is_number(&self) -> bool {
        self.kind() == Kind::Number
    }

    fn json_type(&self) -> JsonType {
        match self.kind() {
            Kind::Null => JsonType::Null,
            Kind::False | Kind::True => JsonType::Boolean,
            Kind::Number => JsonType::Number,
            Kind::String => JsonType::String,
            Kind::Array => JsonType::Array,
            Kind::Object => JsonType::Object,
        }
    }

    fn string_length_within(&self, min: u64, max: u64) -> Option<bool> {
        let bytes = match self {
            Self::Node(node) if node.kind() == Kind::String => node.length() as u64,
            Self::Node(_) => return None,
            Self::Name(name) => name.len() as u64,
        };
        // A character takes one to four bytes.
        if bytes < min {
            return Some(false);
        }
        if bytes <= max && bytes / 4 >= min {
            return Some(true);
        }
        let characters = self.as_string()?.chars().count() as u64;
        Some((min..=max).contains(&characters))
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match expected {
            Value::Null => self.is_null(),
            Value::Bool(expected) => self.as_boolean() == Some(*expected),
            Value::String(expected) => self.as_string().as_deref() == Some(expected),
            Value::Number(expected) => self
                .as_number()
                .is_some_and(|number| are_equal(&number.as_str(), &expected.to_string())),
            Value::Array(expected) => self.as_array().is_some_and(|array| {
                array.count() == expected.len()
                    && array
                        .items()
                        .zip(expected)
                        .all(|(item, expected)| Self::Node(item).equals_value(expected))
            }),
            Value::Object(expected) => self.as_object().is_some_and(|object| {
                object.count() == expected.len()
                    && object.members().all(|member| {
                        let expected = expected.get(member.key.text());
                        expected
                            .is_some_and(|expected| Self::Node(member.value).equals_value(expected))
                    })
            }),
        }
    }

    /// Copies the value. The validator asks for a copy when a keyword of ours makes an error.
    fn to_value(&self) -> Cow<'p, Value> {
        watch::error(None);
        Cow::Owned(match self {
            Self::Node(node) => node.to_json(),
            Self::Name(name) => Value::String((*name).to_owned()),
        })
    }

    fn lazy_value(&self) -> LazyInstance<'p> {
        let Self::Node(node) = self else {
            return LazyInstance::Ready(self.to_value());
        };
        watch::error(
            self.as_object()
                .map(|object| (object.index, object.count())),
        );
        let payload = node.payload;
        let text = payload.text.as_bytes();
        let (bytes, tag, make): (_, _, fn(&[u8], u32) -> Value) = if payload.is_json {
            let make = |text: &[u8], _| serde_json::from_slice(text).unwrap_or_default();
            (&text[node.span().start..node.span().end], 0, make)
        } else if node.index == 0 {
            (text, payload.document, payload.again)
        } else {
            // Only of the root anything is asked for, when a pattern gives up; of others, whether they are the same.
            (&text[..0], node.index, |_, index| index.into())
        };
        LazyInstance::Deferred {
            bytes,
            tag,
            make,
            cell: OnceLock::new(),
        }
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match self {
            Self::Node(node) => {
                let address = std::ptr::from_ref(node.payload).addr();
                Some(NodeIdentity::tagged(address, node.index))
            }
            Self::Name(_) => None,
        }
    }
}

impl<'p> Instance<'p> {
    fn kind(&self) -> Kind {
        match self {
            Self::Node(node) => node.kind(),
            Self::Name(_) => Kind::String,
        }
    }

    fn of_kind(&self, kind: Kind) -> Option<Node<'p>> {
        match self {
            Self::Node(node) if node.kind() == kind => Some(*node),
            Self::Node(_) | Self::Name(_) => None,
        }
    }
}

impl<'p> Object<'p, Representation> for Node<'p> {
    type Node = Instance<'p>;
    type MemberName = &'p str;
    type MembersIter = NamedInstances<'p>;

    fn len(&self) -> usize {
        self.count()
    }

    fn get(&self, key: &String) -> Option<Instance<'p>> {
        if watch::is_over() {
            return None;
        }
        self.member(key).map(|member| Instance::Node(member.value))
    }

    fn members(&self) -> Self::MembersIter {
        NamedInstances {
            members: Node::members(*self),
            hidden: watch::hidden(|| self.count()),
        }
    }
}

impl<'p> Array<'p, Representation> for Node<'p> {
    type Node = Instance<'p>;
    type ElementsIter = Instances<'p>;

    fn len(&self) -> usize {
        self.count()
    }

    fn elements(&self) -> Self::ElementsIter {
        Instances(self.items())
    }

    fn is_unique(&self) -> bool {
        unique::first_repeated(*self).is_none()
    }
}

/// Iterates over an array's items.
#[derive(Debug)]
pub struct Instances<'p>(Items<'p>);

impl<'p> Iterator for Instances<'p> {
    type Item = Instance<'p>;

    fn next(&mut self) -> Option<Instance<'p>> {
        if watch::is_over() {
            return None;
        }
        self.0.next().map(Instance::Node)
    }
}

/// Iterates over an object's members.
#[derive(Debug)]
pub struct NamedInstances<'p> {
    members: Members<'p>,
    hidden: Option<watch::Hidden>,
}

impl<'p> Iterator for NamedInstances<'p> {
    type Item = (&'p str, Instance<'p>);

    fn next(&mut self) -> Option<(&'p str, Instance<'p>)> {
        if watch::is_over() {
            return None;
        }
        loop {
            let member = self.members.next()?;
            let name = member.key.text();
            let hidden = self.hidden.as_mut();
            if !hidden.is_some_and(|hidden| hidden.hides(name)) {
                return Some((name, Instance::Node(member.value)));
            }
        }
    }
}

impl Node<'_> {
    /// A copy as `serde_json` has it, of a number the nearest that it can hold.
    #[must_use]
    pub fn to_json(self) -> Value {
        // The depth of a payload is limited, so this may call itself.
        match self.kind() {
            Kind::Null => Value::Null,
            Kind::False => Value::Bool(false),
            Kind::True => Value::Bool(true),
            Kind::Number => Value::Number(nearest(self.text())),
            Kind::String => Value::String(self.text().to_owned()),
            Kind::Array => self.items().map(Node::to_json).collect(),
            Kind::Object => {
                let members = Node::members(self);
                members
                    .map(|member| (member.key.text().to_owned(), member.value.to_json()))
                    .collect()
            }
        }
    }
}
