//! Reading what is written in OpenAPI's style `simple`.

use serde_json::{Map, Value};

/// How a value is written.
#[allow(dead_code, reason = "not every crate has headers of all kinds")]
pub(crate) enum Simple {
    /// A text as it is.
    Text,
    /// A number, a boolean or `null` as in JSON; anything else is a text.
    Literal,
    /// Not in that style, but as JSON.
    Json,
    /// Parts with commas between.
    List(&'static Self),
    /// `a=1,b=2` where it is to explode, or else `a,1,b,2`.
    Object {
        /// Whether it is to explode.
        explode: bool,
        /// How the members of these names are written.
        members: &'static [(&'static str, Self)],
        /// How other members are written.
        others: &'static Self,
    },
}

impl Simple {
    /// Whether a value may stand on several lines, which are joined by commas.
    pub(super) const fn has_parts(&self) -> bool {
        matches!(self, Self::List(_) | Self::Object { .. })
    }

    /// Reads a value, or says what it must be.
    pub(super) fn value(&self, text: &str) -> Result<Value, String> {
        match self {
            Self::Text => Ok(Value::from(text)),
            Self::Literal => Ok(literal(text)),
            Self::Json => {
                serde_json::from_str(text).map_err(|error| format!("must be JSON: {error}"))
            }
            Self::List(item) => parts(text).map(|part| item.value(part)).collect(),
            Self::Object {
                explode: true,
                members,
                others,
            } => object(
                members,
                others,
                parts(text).map(|part| part.split_once('=')),
            ),
            Self::Object {
                explode: false,
                members,
                others,
            } => {
                let mut parts = parts(text);
                let pairs = std::iter::from_fn(|| {
                    let name = parts.next()?;
                    Some(parts.next().map(|value| (name, value)))
                });
                object(members, others, pairs)
            }
        }
    }
}

fn literal(text: &str) -> Value {
    match serde_json::from_str(text) {
        // A text has no quotes in this style.
        Ok(Value::String(_)) | Err(_) => Value::from(text),
        Ok(value) => value,
    }
}

/// The parts of a list; nothing at all has none.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = (!text.is_empty()).then(|| text.split(','));
    parts.into_iter().flatten().map(str::trim)
}

fn object<'t>(
    known: &[(&str, Simple)],
    others: &Simple,
    pairs: impl Iterator<Item = Option<(&'t str, &'t str)>>,
) -> Result<Value, String> {
    let mut members = Map::new();
    for pair in pairs {
        let (name, text) = pair.ok_or("must have a value for each name")?;
        let known = known.iter().find(|(known, _)| *known == name);
        let value = known.map_or(others, |(_, written)| written).value(text)?;
        if members.insert(name.to_owned(), value).is_some() {
            return Err(format!("must not have the member `{name}` twice"));
        }
    }
    Ok(Value::Object(members))
}
