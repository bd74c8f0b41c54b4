//! Names of the document as Rust names.

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};
use unicode_ident::{is_xid_continue, is_xid_start};

use crate::path::is_device;

/// Words that cannot be raw identifiers.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Names already given in one namespace.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
    /// The names of [`claim_file`](Self::claim_file) in lower case.
    files: BTreeSet<String>,
}

impl Scope {
    /// The scope of types: a tuple struct must not hide a value of the prelude.
    pub(super) fn of_types() -> Self {
        let taken = ["Ok", "Err", "Some", "None"].map(str::to_owned);
        Self {
            taken: BTreeSet::from(taken),
            files: BTreeSet::new(),
        }
    }

    /// Claims a name as [`claim`](Self::claim) does, with which names of files begin: two that differ only in the case of their
    /// letters would be one file on some systems.
    pub(super) fn claim_file(&mut self, wanted: &str) -> String {
        loop {
            let name = self.claim(wanted);
            if self.files.insert(name.to_lowercase()) {
                return name;
            }
        }
    }

    /// `wanted` itself, or with the least number from 2 on that makes it new here.
    pub(super) fn claim(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            let plain = wanted.trim_start_matches("r#").trim_end_matches('_');
            let is_type = wanted.contains(char::is_uppercase);
            let ends_in_digit = plain.ends_with(|c: char| c.is_ascii_digit());
            name = if is_type && !ends_in_digit {
                format!("{plain}{number}")
            } else {
                format!("{plain}_{number}")
            };
            number += 1;
        }
        name
    }
}

/// A type's or a variant's name: `stop_desktop` is `StopDesktop`.
pub(super) fn upper_camel(text: &str) -> String {
    let legal = words(text).to_upper_camel_case();
    match legal.chars().next() {
        None => symbols(text),
        Some(first) if is_xid_start(first) => escape(legal),
        Some(_) if text.starts_with('-') => format!("Minus{legal}"),
        Some(_) => format!("N{legal}"),
    }
}

/// A variant's name for a value that is no text: `2` is `N2`, `true` is `True`.
pub(super) fn literal(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => upper_camel(text),
        serde_json::Value::Number(number) => upper_camel(&number.to_string().replace('.', "Point")),
        serde_json::Value::Array(_) => "Array".to_owned(),
        serde_json::Value::Object(_) => "Object".to_owned(),
        serde_json::Value::Null | serde_json::Value::Bool(_) => upper_camel(&value.to_string()),
    }
}

/// A type's name that tells what it is to the type `name`: `PetError`.
pub(super) fn related(name: &str, suffix: &str) -> String {
    format!("{}{suffix}", name.trim_end_matches('_'))
}

/// A field's or a parameter's name: `desktopId` is `desktop_id`, `type` is `r#type`.
pub(super) fn snake(text: &str) -> String {
    let legal = words(text).to_snake_case();
    match legal.chars().next() {
        None => symbols(text).to_snake_case(),
        // A pattern of that name would mean the type or constant that a text without case is as well.
        Some(first) if is_xid_start(first) && !first.is_lowercase() => legal + "_",
        Some(first) if is_xid_start(first) => escape(legal),
        Some(_) if text.starts_with('-') => format!("minus{legal}"),
        Some(_) => format!("n{legal}"),
    }
}

/// A function's name that begins with what it does: `follow_jobs`. No such name is a keyword.
pub(super) fn verb(verb: &str, text: &str) -> String {
    let name = snake(text);
    let name = name.trim_start_matches("r#").trim_end_matches('_');
    format!("{verb}_{name}")
}

/// A constant's name: `authToken` is `AUTH_TOKEN`.
pub(super) fn constant(text: &str) -> String {
    let name = snake(text);
    name.trim_start_matches("r#").to_uppercase()
}

/// The name of an operation's type, which begins the names of files.
pub(super) fn operation(text: &str) -> String {
    short(upper_camel(text))
}

/// A module's name, which is a file's name, too: without letters that `mod` finds no file for, no keyword and no device of Windows.
pub(super) fn module(text: &str) -> String {
    let ascii: String = text
        .chars()
        .map(|c| if c.is_ascii() { c } else { ' ' })
        .collect();
    let name = snake(ascii.trim());
    match name.strip_prefix("r#") {
        Some(keyword) => format!("op_{keyword}"),
        None if is_device(&name) => format!("op_{name}"),
        None => short(name),
    }
}

/// The start of a name that is too long for a file's: file systems take 255 bytes, of which some are for what follows.
fn short(mut name: String) -> String {
    const LONGEST: usize = 180;
    name.truncate(name.floor_char_boundary(LONGEST));
    name
}

/// A component's name, kept as it is where it is a Rust type's name already.
pub(super) fn component(text: &str) -> String {
    let kept = text
        .chars()
        .next()
        .is_some_and(|first| first.is_uppercase() && is_xid_start(first))
        && text.chars().all(|c| is_xid_continue(c) && c != '_');
    if kept {
        escape(text.to_owned())
    } else {
        upper_camel(text)
    }
}

/// Everything that no identifier can hold becomes a word boundary.
fn words(text: &str) -> String {
    text.chars()
        .map(|c| if is_xid_continue(c) { c } else { ' ' })
        .collect()
}

/// A readable name for a text without a letter or a digit.
fn symbols(text: &str) -> String {
    let names = text.chars().filter_map(|c| match c {
        '+' => Some("Plus"),
        '-' => Some("Minus"),
        '*' => Some("Star"),
        '/' => Some("Slash"),
        '<' => Some("Less"),
        '>' => Some("Greater"),
        '=' => Some("Equal"),
        '!' => Some("Not"),
        '.' => Some("Dot"),
        ',' => Some("Comma"),
        ':' => Some("Colon"),
        '%' => Some("Percent"),
        '$' => Some("Dollar"),
        '#' => Some("Hash"),
        '@' => Some("At"),
        '&' => Some("And"),
        '|' => Some("Or"),
        '_' => Some("Underscore"),
        ' ' => Some("Space"),
        _ => None,
    });
    let name: String = names.collect();
    match (name.is_empty(), text.is_empty()) {
        (false, _) => name,
        (true, true) => "Empty".to_owned(),
        (true, false) => "Symbol".to_owned(),
    }
}

fn escape(name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        return name + "_";
    }
    // `gen` is a keyword since edition 2024, which syn does not know of.
    if name != "gen" && syn::parse_str::<syn::Ident>(&name).is_ok() {
        return name;
    }
    format!("r#{name}")
}

#[cfg(test)]
mod tests {
    use super::{Scope, component, constant, module, operation, related, snake, upper_camel, verb};

    #[test]
    fn odd_names_become_legal_ones() {
        for (text, expected) in [
            ("desktop_id", "desktop_id"),
            ("desktopId", "desktop_id"),
            ("type", "r#type"),
            ("self", "self_"),
            ("2fa", "n2fa"),
            ("a-b", "a_b"),
            ("", "empty"),
            ("+1", "n1"),
            ("名前", "名前_"),
            ("async", "r#async"),
        ] {
            assert_eq!(snake(text), expected, "{text:?}");
        }
        for (text, expected) in [
            ("STOP_DESKTOP", "StopDesktop"),
            ("on", "On"),
            ("self", "Self_"),
            ("1.5", "N15"),
            ("", "Empty"),
            ("+", "Plus"),
            ("-", "Minus"),
            ("-1", "Minus1"),
        ] {
            assert_eq!(upper_camel(text), expected, "{text:?}");
        }
        assert_eq!(component("IPAddress"), "IPAddress");
        assert_eq!(component("ip-address"), "IpAddress");
        assert_eq!(constant("authToken"), "AUTH_TOKEN");
        assert_eq!(constant("type"), "TYPE");
        assert_eq!(verb("follow", "type"), "follow_type");
        assert_eq!(verb("follow", "self"), "follow_self");
        for (text, expected) in [
            ("showPet", "show_pet"),
            ("gen", "op_gen"),
            ("CON", "op_con"),
            ("lpt1", "op_lpt1"),
            ("größe", "gr_e"),
            ("名前", "empty"),
        ] {
            assert_eq!(module(text), expected, "{text:?}");
        }
    }

    #[test]
    fn names_of_files_are_cut_between_characters() {
        let id = "é".repeat(300);
        assert_eq!(operation(&id), format!("É{}", "é".repeat(89)));
        assert_eq!(module(&"aB".repeat(300)).len(), 180);
    }

    #[test]
    fn names_of_files_differ_in_more_than_case() {
        let mut scope = Scope::default();
        assert_eq!(scope.claim_file("GetId"), "GetId");
        assert_eq!(scope.claim_file("Getid"), "Getid2");
        assert_eq!(scope.claim_file("GETID"), "GETID3");
        assert_eq!(scope.claim_file("GetId"), "GetId4");
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut scope = Scope::default();
        assert_eq!(scope.claim("Pet"), "Pet");
        assert_eq!(scope.claim("Pet"), "Pet2");
        assert_eq!(scope.claim("V1"), "V1");
        assert_eq!(scope.claim("V1"), "V1_2");
        assert_eq!(related("Self_", "Error"), "SelfError");
        assert_eq!(scope.claim("r#type"), "r#type");
        assert_eq!(scope.claim("r#type"), "type_2");
    }
}
