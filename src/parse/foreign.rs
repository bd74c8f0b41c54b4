//! Texts that are no JSON at all, but something else that has a name.

use specwright_spec::Span;

use crate::diagnostic::Diagnostic;
use crate::rules;

/// What is said of a text that is YAML or markup by the look of its first line, which stands at `at`.
pub(super) fn text(text: &str, at: usize) -> Option<Diagnostic> {
    if text.starts_with(['{', '[', '"']) {
        return None;
    }
    let line = text.lines().next().unwrap_or_default().trim_end();
    let found = |message| Diagnostic::new(&rules::SYNTAX, Span::new(at, at + line.len()), message);
    if text.starts_with('<') {
        return Some(
            found("this is HTML or XML, not JSON").help(
                "look at how the file came to be; a server may have answered with a web page",
            ),
        );
    }
    if is_yaml(line) {
        return Some(found("this is YAML, not JSON").help(
            "let the file's name end in `.yaml`, give `--input-format yaml`, or write JSON",
        ));
    }
    None
}

/// A marker, an item, or a name without quotes and a colon: JSON begins with none of them.
fn is_yaml(line: &str) -> bool {
    let named = line.split_once(':').is_some_and(|(name, rest)| {
        let plain = |character: char| character.is_alphanumeric() || "_-.".contains(character);
        !name.is_empty() && name.chars().all(plain) && (rest.is_empty() || rest.starts_with(' '))
    });
    named || line == "---" || line.starts_with("--- ") || line.starts_with("- ")
}
