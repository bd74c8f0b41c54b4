//! Doctests for the examples of the document. The example itself is a string literal in the doctest.

use proc_macro2::Literal;
use serde_json::Value;
use specwright_spec::sanitize::Json;

use super::DocText;

/// The largest number of `#` that Rust allows around a raw string.
const MOST_MARKS: usize = 255;

/// Returns a code block that rustdoc runs. The lines are the generator's own code.
pub(crate) fn doctest(lines: &[DocText]) -> DocText {
    let lines: Vec<&str> = lines.iter().flat_map(DocText::lines).collect();
    DocText(format!("```\n{}\n```", lines.join("\n")))
}

/// Returns a Rust string literal with the JSON of a value: a raw string, or an escaped one if no raw string can contain it.
pub(crate) fn raw_json(value: &Value) -> DocText {
    let json = format!("{:#}", Json(value));
    let marks = (1..=MOST_MARKS).map(|count| "#".repeat(count));
    let mut marks = marks.filter(|marks| !json.contains(&format!("\"{marks}")));
    DocText(match marks.next() {
        Some(marks) => format!("r{marks}\"{json}\"{marks}"),
        None => Literal::string(&json).to_string(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::raw_json;

    /// Parses a Rust string literal.
    fn read(literal: &str) -> String {
        let literal: syn::LitStr = syn::parse_str(literal).expect("it is a string literal");
        literal.value()
    }

    #[test]
    fn a_literal_holds_the_example_whatever_is_in_it() {
        for text in [
            "plain".to_owned(),
            format!("\"{}", "#".repeat(3)),
            format!("\"{}", "#".repeat(300)),
            "```\nfn main() {}\n```".to_owned(),
            "\u{85}\u{2028}\u{202e}\r\u{1b}\u{9b}\u{e0001}".to_owned(),
        ] {
            let value = json!({ "a": text });
            let literal = raw_json(&value);
            let json = read(&literal.0);
            let again: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
            assert_eq!(again, value);
            for line in literal.lines() {
                assert!(!line.trim_start().starts_with(['`', '~', '#']), "{line}");
                assert!(
                    !line.chars().any(specwright_spec::sanitize::is_unsafe),
                    "{line:?}"
                );
            }
        }
    }
}
