//! Formats of strings: advice about a string that does not look like the `format` of its schema.
//!
//! A format decides nothing, neither in the types nor in the schemas: `{type: string, format: uri}` admits every string.

use std::sync::OnceLock;

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

/// A format that strings are compared with.
struct Format {
    name: &'static str,
    syntax: Syntax,
    example: Option<&'static str>,
    /// Built when the first string is compared.
    validator: OnceLock<Option<Validator>>,
}

/// How far people agree on the strings of a format.
#[derive(Clone, Copy, PartialEq)]
enum Syntax {
    /// One specification, which services and libraries keep.
    Agreed,
    /// Services send and accept strings that the specification rules out, or there are several specifications.
    Disputed,
}

/// All formats that are compared, those of agreed syntax first.
///
/// Not among them are formats without a syntax (`password`, `binary`), those that JSON Schema does not define (`byte`, whose
/// base64 has several alphabets), `regex`, which is a matter of dialects, and internationalized names, which need tables of
/// Unicode.
static FORMATS: [Format; 13] = [
    agreed("uuid", "538946c2-7ff8-4444-b1bd-e9a1f8137b81"),
    agreed("date", "2026-02-10"),
    agreed("ipv4", "192.0.2.1"),
    agreed("ipv6", "2001:db8::1"),
    // Published examples end in `+0000`, or have no offset at all.
    disputed("date-time", Some("2026-02-10T12:30:00Z")),
    // Most services mean `10:00:00`; RFC 3339 asks for an offset.
    disputed("time", Some("12:30:00Z")),
    // ISO 8601 has weeks beside days, fractions and signs; RFC 3339 does not.
    disputed("duration", Some("P1DT12H")),
    // RFC 5321 and RFC 5322 differ, and internationalized addresses are of neither.
    disputed("email", Some("name@example.com")),
    // Names of hosts in use have underscores.
    disputed("hostname", Some("host.example.com")),
    // Documents say `uri` where a path such as `/x` is meant, and browsers take more than RFC 3986.
    disputed("uri", Some("https://example.com/path")),
    disputed("uri-reference", Some("/path")),
    disputed("iri", None),
    disputed("json-pointer", Some("/items/0")),
];

const fn agreed(name: &'static str, example: &'static str) -> Format {
    Format {
        name,
        syntax: Syntax::Agreed,
        example: Some(example),
        validator: OnceLock::new(),
    }
}

const fn disputed(name: &'static str, example: Option<&'static str>) -> Format {
    Format {
        name,
        syntax: Syntax::Disputed,
        example,
        validator: OnceLock::new(),
    }
}

/// Returns `true` if the string does not look like the format. A format that is not compared fits every string.
pub(crate) fn is_suspicious(format: &str, text: &str) -> bool {
    find(format).is_some_and(|format| {
        let validator = format.validator.get_or_init(|| validator(format.name));
        let text = Value::from(text);
        validator
            .as_ref()
            .is_some_and(|validator| !validator.is_valid(&text))
    })
}

/// Returns `true` if strings are compared with the format.
pub(crate) fn is_known(format: &str) -> bool {
    find(format).is_some()
}

/// Returns `true` if people disagree about the strings of the format, so that advice about them has to be asked for.
pub(crate) fn is_disputed(format: &str) -> bool {
    find(format).is_none_or(|format| format.syntax == Syntax::Disputed)
}

/// Returns a string of the format, if the format is one that people write by hand.
pub(crate) fn example(format: &str) -> Option<&'static str> {
    find(format)?.example
}

fn find(format: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|known| known.name == format)
}

/// Builds the check of a format, which the crate `jsonschema` has; never `None` for the formats of [`FORMATS`].
fn validator(format: &str) -> Option<Validator> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .offline()
        .build(&json!({ "format": format }))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::{FORMATS, Syntax, example, is_disputed, is_suspicious};

    #[test]
    fn strings_of_agreed_formats_look_like_these() {
        let table = [
            ("uuid", "538946c2-7ff8-4444-b1bd-e9a1f8137b81", false),
            ("uuid", "538946C2-7FF8-4444-B1BD-E9A1F8137B81", false),
            ("uuid", "538946c27ff84444b1bde9a1f8137b81", true),
            ("uuid", "", true),
            ("date", "2024-02-29", false),
            ("date", "2026-02-29", true),
            ("date", "2026-2-1", true),
            ("date", "2026-02-10T00:00:00Z", true),
            ("ipv4", "192.0.2.1", false),
            ("ipv4", "192.0.2.256", true),
            ("ipv4", "192.0.2.1/24", true),
            ("ipv6", "::ffff:192.0.2.1", false),
            ("ipv6", "2001:db8::1::2", true),
        ];
        for (format, text, expected) in table {
            assert_eq!(is_suspicious(format, text), expected, "{format}: {text}");
            assert!(!is_disputed(format), "{format}");
        }
    }

    #[test]
    fn strings_of_disputed_formats_are_told_apart_from_those() {
        let table = [
            ("date-time", "2015-07-17T08:42:58.315Z", false),
            ("date-time", "2015-07-17T08:42:58.315+0000", true),
            ("time", "10:00:00", true),
            ("duration", "1 day", true),
            ("email", "nobody", true),
            ("hostname", "a_b.c", true),
            ("uri", "/x", true),
            ("uri-reference", "/x", false),
            ("uri-reference", "\\x", true),
            ("iri", "/x", true),
            ("json-pointer", "items", true),
        ];
        for (format, text, expected) in table {
            assert_eq!(is_suspicious(format, text), expected, "{format}: {text}");
            assert!(is_disputed(format), "{format}");
        }
    }

    #[test]
    fn formats_that_are_not_compared_fit_every_string() {
        for format in ["byte", "password", "regex", "int64", "x-own", ""] {
            assert!(!is_suspicious(format, "("), "{format}");
            assert_eq!(example(format), None, "{format}");
        }
    }

    #[test]
    fn examples_look_like_their_format() {
        for format in &FORMATS {
            let is_agreed = format.syntax == Syntax::Agreed;
            assert!(!is_agreed || format.example.is_some(), "{}", format.name);
            let example = format.example.unwrap_or_default();
            assert!(
                example.is_empty() || !is_suspicious(format.name, example),
                "{}: {example}",
                format.name
            );
        }
    }
}
