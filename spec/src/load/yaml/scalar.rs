//! What a scalar means: the core schema of YAML 1.2.

use saphyr_parser::{ScalarStyle, Tag};

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
    Err(Refused::new(Code::WrongValue, message))
}

fn plain(text: &str) -> Result<Value, Refused> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
        "true" | "True" | "TRUE" => return Ok(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Value::Bool(false)),
        _ => {}
    }
    if is_not_finite(text) {
        let message = format!("`{text}` is not a JSON number");
        return Err(Refused::new(Code::WrongValue, message));
    }
    if let Some(number) = radix(text, "0o", 8).or_else(|| radix(text, "0x", 16)) {
        return number.map(Value::Number);
    }
    let Some(number) = decimal(text) else {
        return Ok(Value::String(text.to_owned()));
    };
    if number.parse().is_ok_and(f64::is_finite) {
        Ok(Value::Number(number))
    } else {
        Err(out_of_range(text))
    }
}

fn out_of_range(text: &str) -> Refused {
    Refused::new(Code::WrongValue, format!("`{text}` is out of range"))
}

fn is_not_finite(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN")
}

/// An octal or hexadecimal number in decimal digits; `None` if `text` is neither.
fn radix(text: &str, prefix: &str, radix: u32) -> Option<Result<String, Refused>> {
    let digits = text.strip_prefix(prefix)?;
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let number = u64::from_str_radix(digits, radix);
    Some(
        number
            .map(|number| number.to_string())
            .map_err(|_| out_of_range(text)),
    )
}

/// A decimal number as JSON writes it; `None` if `text` is none.
fn decimal(text: &str) -> Option<String> {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (&unsigned[..at], &unsigned[at..]),
        None => (unsigned, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || whole.len() + fraction.len() == 0 {
        return None;
    }
    if let Some(power) = exponent.strip_prefix(['e', 'E']) {
        let power = power.strip_prefix(['-', '+']).unwrap_or(power);
        if power.is_empty() || !digits(power) {
            return None;
        }
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        significant => significant,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}{exponent}"))
}
