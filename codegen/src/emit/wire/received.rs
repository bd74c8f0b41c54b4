//! Headers of an answer.

use super::simple::Simple;
use super::{Decode, Invalid, Trail};

/// The headers of an answer as they came.
pub(crate) struct Received<'p> {
    pairs: Vec<(&'p str, &'p str)>,
}

impl<'p> Received<'p> {
    /// Takes names and values.
    pub(crate) fn new(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        Self {
            pairs: pairs.into_iter().collect(),
        }
    }

    /// Reads a header that must be there.
    #[allow(dead_code, reason = "not every crate has such headers")]
    pub(crate) fn required<T: Decode>(&self, name: &str, written: &Simple) -> Result<T, Invalid> {
        self.optional(name, written)?
            .ok_or_else(|| invalid(name, "must be there"))
    }

    /// Reads a header, if it is there.
    ///
    /// Several lines of one name are one list or one object; of any other value there can be only one.
    pub(crate) fn optional<T: Decode>(
        &self,
        name: &str,
        written: &Simple,
    ) -> Result<Option<T>, Invalid> {
        let lines = self.pairs.iter();
        let lines = lines.filter(|(line, _)| line.eq_ignore_ascii_case(name));
        let values: Vec<&str> = lines.map(|(_, value)| value.trim()).collect();
        let text = match values.as_slice() {
            [] => return Ok(None),
            [value] => (*value).to_owned(),
            _ if written.has_parts() => values.join(", "),
            _ => return Err(invalid(name, "must not be there more than once")),
        };
        let value = written.value(&text).map_err(|rule| invalid(name, &rule))?;
        let mut trail = Trail::default();
        T::decode(value, &mut trail)
            .map(Some)
            .map_err(|error| match trail.to_string() {
                way if way.is_empty() => invalid(name, &format!("cannot be read: {error}")),
                way => invalid(name, &format!("cannot be read: {way}: {error}")),
            })
    }
}

fn invalid(name: &str, rule: &str) -> Invalid {
    Invalid::new("the header", format!("`{name}` {rule}"))
}
