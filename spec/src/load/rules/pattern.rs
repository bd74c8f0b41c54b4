//! Regular expressions.

use crate::error::{Code, Error};
use crate::pattern::{self, Mistake};
use crate::source::{Source, Span};
use crate::tree::Node;

/// The `pattern` of a schema is a regular expression of the dialect that we know.
pub(super) fn check(source: &Source, schema: &Node, errors: &mut Vec<Error>) {
    let Some((node, text)) = schema
        .get("pattern")
        .and_then(|node| Some((node, node.as_str()?)))
    else {
        return;
    };
    if let Err(mistake) = pattern::parse(text) {
        errors.push(refusal(source, node, text, &mistake));
    }
}

fn refusal(source: &Source, node: &Node, text: &str, mistake: &Mistake) -> Error {
    let code = if mistake.is_unsupported {
        Code::UnsupportedPattern
    } else {
        Code::InvalidPattern
    };
    let message = mistake.message.as_str();
    let error = match inside(source, node.span, text) {
        Some(start) => {
            let part = Span::new(start + mistake.range.start, start + mistake.range.end);
            Error::new(code, part, message)
        }
        None => {
            let at = text[..mistake.range.start].chars().count() + 1;
            let error = Error::new(code, node.span, format!("{message} (at character {at})"));
            match &text[mistake.range.clone()] {
                "" => error,
                part => error.label(format!("the part `{part}`")),
            }
        }
    };
    error.help(if mistake.is_unsupported {
        "write a smaller pattern, or allow `unsupported-pattern`: then it is not checked"
    } else {
        "write a regular expression of ECMA-262, the language of JavaScript, with the flag `u`"
    })
}

/// Where a text begins that its file holds letter by letter, with or without quotes around it.
fn inside(source: &Source, span: Span, text: &str) -> Option<usize> {
    let written = source.text().get(span.start..span.end)?;
    if written == text {
        return Some(span.start);
    }
    let quoted = written.strip_prefix(['"', '\''])?.strip_suffix(['"', '\'']);
    (quoted == Some(text)).then_some(span.start + 1)
}

#[cfg(test)]
mod tests {
    use crate::load::testing::{document, findings};

    #[test]
    fn the_part_that_is_wrong_is_pointed_at() {
        let patterns = [
            "A: {type: string, pattern: 'ab(c'}",
            "B: {type: string, pattern: a**}",
            "C: {type: string, pattern: \"\\\\d(é\\\\\\\\(\"}",
            "D: {type: string, pattern: 'é[b-a]'}",
        ];
        let text = document(&format!(
            "{{}}\ncomponents:\n  schemas:\n    {}",
            patterns.join("\n    ")
        ));
        let places: Vec<String> = findings(&text)
            .iter()
            .map(|found| found.split(' ').nth(1).unwrap_or_default().to_owned())
            .collect();
        assert_eq!(
            places,
            ["6:35", "7:32", "8:32", "9:35"],
            "{:#?}",
            findings(&text)
        );
    }
}
