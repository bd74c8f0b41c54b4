//! Bodies of the media type `multipart/form-data`.

use serde::Serialize;
use serde_json::Value;

use super::ordered::ordered;
use super::plain::{text_of, value_of};
use super::{Invalid, Media};

/// What a text is without a media type of its own.
const TEXT: Media = Media::other("text/plain; charset=utf-8");

/// What has a form in JSON only.
const JSON: Media = Media::json("application/json");

/// The parts of a body, each with its headers.
#[derive(Default)]
pub(crate) struct Parts {
    parts: Vec<Vec<u8>>,
}

impl Parts {
    /// Adds the members of a body; those that are named come first.
    #[allow(dead_code, reason = "not every crate has bodies without files")]
    pub(crate) fn push_all<T: Serialize>(&mut self, body: &T, members: &[(&str, Option<Media>)]) {
        for (name, value, media) in ordered(&value_of(body), members) {
            self.add(name, value, media);
        }
    }

    /// Adds a member; `null` is not sent.
    #[allow(dead_code, reason = "not every crate has other members than files")]
    pub(crate) fn push<T: Serialize>(&mut self, name: &str, value: &T, media: Option<Media>) {
        self.add(name, &value_of(value), media);
    }

    /// A list is a part for each item, unless it is JSON.
    fn add(&mut self, name: &str, value: &Value, media: Option<Media>) {
        match (value, media) {
            (Value::Null, _) => {}
            (_, Some(media)) if media.is_json => {
                self.write(name, None, media.name, value.to_string().as_bytes());
            }
            (Value::Array(items), _) if items.iter().all(is_scalar) => {
                for item in items {
                    self.add(name, item, media);
                }
            }
            (Value::Array(_) | Value::Object(_), None) => self.add(name, value, Some(JSON)),
            _ => {
                let media = media.unwrap_or(TEXT);
                self.write(name, None, media.name, text_of(value).as_bytes());
            }
        }
    }

    /// Adds a part with its headers.
    pub(super) fn write(&mut self, name: &str, file: Option<&str>, media: &str, content: &[u8]) {
        let name = escaped(name);
        let file = file.map_or_else(String::new, |file| {
            format!("; filename=\"{}\"", escaped(file))
        });
        let head = format!(
            "Content-Disposition: form-data; name=\"{name}\"{file}\r\nContent-Type: {media}\r\n\r\n"
        );
        self.parts.push([head.as_bytes(), content].concat());
    }

    /// All of them, with the boundary between.
    pub(crate) fn finish(self, boundary: &str) -> Result<Vec<u8>, Invalid> {
        check(boundary)?;
        let mut body = Vec::new();
        for part in &self.parts {
            let mut places = part.windows(boundary.len());
            if places.any(|place| place == boundary.as_bytes()) {
                return Err(invalid("must not be in a part"));
            }
            body.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
            body.extend_from_slice(part);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        Ok(body)
    }
}

fn is_scalar(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

/// A name as the WHATWG has it in forms: what would end it is percent-encoded, and nothing else.
fn escaped(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// RFC 2046 says of what characters a boundary is.
fn check(boundary: &str) -> Result<(), Invalid> {
    let is_legal = |c: char| c.is_ascii_alphanumeric() || "'()+_,-./:=? ".contains(c);
    if !(1..=70).contains(&boundary.len()) {
        return Err(invalid("must have 1 to 70 characters"));
    }
    if !boundary.chars().all(is_legal) || boundary.ends_with(' ') {
        return Err(invalid(
            "must be of letters, digits, spaces and `'()+_,-./:=?`, without a space at its end",
        ));
    }
    Ok(())
}

fn invalid(rule: &str) -> Invalid {
    Invalid::new("the boundary", rule.to_owned())
}
