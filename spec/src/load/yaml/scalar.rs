//! What a scalar of a document means: the core schema of YAML 1.2, without what JSON cannot say.

use saphyr_parser::{ScalarStyle, Tag};

use crate::core_schema::{self, Plain};
use crate::error::{Code, Error};
use crate::source::Span;
use crate::tree::Value;

/// Why a scalar or a tag was refused.
pub(super) struct Refused {
    code: Code,
    message: String,
}

impl Refused {
    fn new(code: Code, message: String) -> Self {
        Self { code, message }
    }

    /// The refusal at its place.
    pub(super) fn at(self, span: Span) -> Error {
        Error::new(self.code, span, self.message)
    }
}

/// The value of a scalar.
pub(super) fn value(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<Value, Refused> {
    let Some(tag) = tag else {
        return match style {
            ScalarStyle::Plain => plain(text),
            ScalarStyle::SingleQuoted
            | ScalarStyle::DoubleQuoted
            | ScalarStyle::Literal
            | ScalarStyle::Folded => Ok(Value::String(text.to_owned())),
        };
    };
    match core_tag(tag)? {
        "str" => Ok(Value::String(text.to_owned())),
        wanted => {
            let value = plain(text)?;
            let fits = match &value {
                Value::Null => wanted == "null",
                Value::Bool(_) => wanted == "bool",
                Value::Number(number) => {
                    wanted == "float" || wanted == "int" && !number.contains(['.', 'e', 'E'])
                }
                Value::String(_) | Value::Sequence(_) | Value::Mapping(_) => false,
            };
            if fits {
                return Ok(value);
            }
            let message = format!("`{text}` is not of the tag's type `{wanted}`");
            Err(Refused::new(Code::WrongType, message))
        }
    }
}

/// The warning that a key or value without quotes and tag is another one to a reader of YAML 1.1.
pub(super) fn trap(text: &str, is_key: bool, span: Span) -> Option<Error> {
    let other = core_schema::trap(text)?.other;
    let quoted = format!("'{text}'");
    let (now, help) = match core_schema::plain(text) {
        // Quotes would make another value of it, so which of the two is meant is not for us to say.
        Plain::Number(number) if !is_key => {
            let number = core_schema::in_full(&number);
            let help = format!("write `{number}`, or put it in quotes if it is text: `{quoted}`");
            ("a number", help)
        }
        Plain::Number(_)
        | Plain::Null
        | Plain::Bool(_)
        | Plain::Text
        | Plain::NotFinite
        | Plain::OutOfRange => ("text", format!("put it in quotes: `{quoted}`")),
    };
    let message = format!("`{text}` is {now} here, and {other}");
    Some(Error::new(Code::YamlTrap, span, message).help(help))
}

/// Checks the tag of a list (`seq`) or of a mapping (`map`).
pub(super) fn check_collection(tag: Option<&Tag>, wanted: &str) -> Result<(), Refused> {
    let Some(tag) = tag else { return Ok(()) };
    let name = core_tag(tag)?;
    if name == wanted || name == "str" && tag.suffix.is_empty() {
        return Ok(());
    }
    let message = format!("the tag `{name}` does not fit this value");
    Err(Refused::new(Code::WrongType, message))
}

/// The name of a tag of the core schema; the bare `!` means text.
fn core_tag(tag: &Tag) -> Result<&str, Refused> {
    let bare = tag.handle.is_empty() && tag.suffix == "!" || tag.suffix.is_empty();
    if bare {
        return Ok("str");
    }
    if tag.is_yaml_core_schema() {
        return Ok(&tag.suffix);
    }
    let message = format!("the tag `{tag}` is not supported");
    Err(Refused::new(Code::Unsupported, message))
}

fn plain(text: &str) -> Result<Value, Refused> {
    match core_schema::plain(text) {
        Plain::Null => Ok(Value::Null),
        Plain::Bool(value) => Ok(Value::Bool(value)),
        Plain::Number(number) if number.parse().is_ok_and(f64::is_finite) => {
            Ok(Value::Number(number.into_owned()))
        }
        Plain::Text => Ok(Value::String(text.to_owned())),
        Plain::NotFinite => {
            let message = format!("`{text}` is not a JSON number");
            Err(Refused::new(Code::WrongType, message))
        }
        Plain::Number(_) | Plain::OutOfRange => {
            let message = format!("`{text}` is out of range");
            Err(Refused::new(Code::WrongType, message))
        }
    }
}
