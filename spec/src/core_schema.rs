//! What a plain YAML scalar means: the core schema of YAML 1.2, in terms of JSON.

mod trap;

use std::borrow::Cow;

pub use self::trap::{Trap, TrapKind, in_full, trap};

/// The meaning of a scalar without quotes and tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plain<'t> {
    /// `null`, `~` or nothing at all.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as JSON writes it: `0x1F` is `31`, `+.5` is `0.5`.
    Number(Cow<'t, str>),
    /// Everything else.
    Text,
    /// `.inf` or `.nan`, which JSON has no number for.
    NotFinite,
    /// A hexadecimal or octal number of more than 64 bits.
    OutOfRange,
}

/// The meaning of `text`.
#[must_use]
pub fn plain(text: &str) -> Plain<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "true" | "True" | "TRUE" => return Plain::Bool(true),
        "false" | "False" | "FALSE" => return Plain::Bool(false),
        _ => {}
    }
    // All numbers begin with one of these.
    if !text.starts_with([
        '-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
    ]) {
        return Plain::Text;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Plain::NotFinite;
    }
    radix(text, "0o", 8)
        .or_else(|| radix(text, "0x", 16))
        .or_else(|| decimal(text).map(Plain::Number))
        .unwrap_or(Plain::Text)
}

/// Returns the name in JSON of a field whose key in YAML has no quotes and tag: the notations of null, and those of a
/// boolean, are one key each, such as `~` and `Null`.
#[must_use]
pub fn name(key: &str) -> &str {
    match plain(key) {
        Plain::Null => "null",
        Plain::Bool(false) => "false",
        Plain::Bool(true) => "true",
        Plain::Number(_) | Plain::Text | Plain::NotFinite | Plain::OutOfRange => key,
    }
}

fn radix<'t>(text: &'t str, prefix: &str, radix: u32) -> Option<Plain<'t>> {
    let digits = text.strip_prefix(prefix)?;
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    Some(match u64::from_str_radix(digits, radix) {
        Ok(number) => Plain::Number(Cow::Owned(number.to_string())),
        Err(_) => Plain::OutOfRange,
    })
}

/// A decimal number as JSON writes it; `None` if `text` is none.
fn decimal(text: &str) -> Option<Cow<'_, str>> {
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
    let significant = match whole.trim_start_matches('0') {
        "" => "0",
        significant => significant,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    let number = format!("{sign}{significant}{point}{fraction}{exponent}");
    Some(if number == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(number)
    })
}

#[cfg(test)]
mod tests;
