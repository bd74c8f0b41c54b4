//! What follows upon an answer.

use serde_json::Value;

use super::{Docs, Ty};

/// `ResizeDesktop::follow_jobs(&call, &answer)`: the call that an answer leads to.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) function: String,
    pub(crate) docs: Docs,
    /// The operation that it leads to, by its position.
    pub(crate) target: usize,
    pub(crate) from: LinkFrom,
    /// The values of the target's path parameters, in order.
    pub(crate) path: Vec<LinkValue>,
    /// The values of each of the target's other parameters, by group.
    pub(crate) groups: Vec<Vec<Option<LinkValue>>>,
    pub(crate) body: Option<LinkBody>,
}

/// The answers that a [`Link`] starts from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum LinkFrom {
    /// A success with that body.
    Success(Option<Ty>),
    /// The failures of these positions.
    Failures(Vec<usize>),
}

/// Where a value is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LinkValue {
    Constant(Value),
    /// The path parameter of that name of the call that was answered.
    Call(String),
    /// What stands at that JSON pointer of the body.
    Body(String),
}

/// The body of the call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum LinkBody {
    Value(LinkValue),
    Object(Vec<(String, LinkBody)>),
}

impl Link {
    /// Whether it uses what the answered call had.
    pub(crate) fn uses_call(&self) -> bool {
        !self.parameters().is_empty()
    }

    /// Returns `true` if the link gives the call a body or at least one parameter.
    pub(crate) fn has_values(&self) -> bool {
        self.body.is_some() || !self.values().is_empty()
    }

    /// Whether it uses the body of the answer.
    pub(crate) fn uses_body(&self) -> bool {
        let mut values = self.values().into_iter();
        values.any(|value| matches!(value, LinkValue::Body(_)))
    }

    /// The path parameters of the answered call that it uses.
    pub(crate) fn parameters(&self) -> Vec<&str> {
        let values = self.values().into_iter();
        values
            .filter_map(|value| match value {
                LinkValue::Call(name) => Some(name.as_str()),
                LinkValue::Constant(_) | LinkValue::Body(_) => None,
            })
            .collect()
    }

    fn values(&self) -> Vec<&LinkValue> {
        let mut values: Vec<&LinkValue> = self.path.iter().collect();
        values.extend(self.groups.iter().flatten().flatten());
        let mut open: Vec<&LinkBody> = self.body.iter().collect();
        while let Some(body) = open.pop() {
            match body {
                LinkBody::Value(value) => values.push(value),
                LinkBody::Object(members) => open.extend(members.iter().map(|(_, member)| member)),
            }
        }
        values
    }
}
