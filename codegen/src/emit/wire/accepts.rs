//! Whether a value can be read as a type.

use serde_json::Value;

use super::{Decode, Trail};

/// Whether the value can be read as a `T`.
pub(crate) fn accepts<T: Decode>(value: &Value) -> bool {
    T::decode(value, &mut Trail::default()).is_ok()
}
