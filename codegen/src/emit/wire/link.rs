//! Taking values out of an answer, for the call that it leads to.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Invalid;

/// What links take values out of, and make of them.
pub(crate) struct Link;

#[allow(
    dead_code,
    reason = "not every document has links that need all of this"
)]
impl Link {
    /// The body of an answer as JSON.
    pub(crate) fn json<T: Serialize + ?Sized>(answer: &T) -> Value {
        serde_json::to_value(answer).unwrap_or_default()
    }

    /// A value of the document's own.
    pub(crate) fn constant(json: &str) -> Option<Value> {
        serde_json::from_str(json).ok()
    }

    /// An object of these members, if none is missing.
    pub(crate) fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Option<Value> {
        let members = members.into_iter();
        let members: Option<Map<String, Value>> = members
            .map(|(name, value)| Some((name.to_owned(), value?)))
            .collect();
        members.map(Value::Object)
    }

    /// A value as what it is in the call; `null` is none.
    pub(crate) fn read<T: DeserializeOwned>(
        name: &str,
        value: Option<Value>,
    ) -> Result<Option<T>, Invalid> {
        let value = value.filter(|value| !value.is_null());
        value
            .map(serde_json::from_value)
            .transpose()
            .map_err(|error| Invalid::new("the link", format!("has no such `{name}`: {error}")))
    }
}
