//! What the parser refuses, by the name that people know it by.

use specwright_spec::Span;

use super::{bracket, token};
use crate::diagnostic::Diagnostic;
use crate::parse::{MAX_DEPTH, quoted};
use crate::rules;

/// The place at which the parser ends.
pub(super) struct Place<'t> {
    pub(super) text: &'t str,
    /// The byte offset of the place.
    pub(super) at: usize,
    /// A byte offset before the place, from which [`bracket::innermost`] can search.
    pub(super) brackets: usize,
}

impl Place<'_> {
    /// Returns the offset of the place; at the end of the text, the end of the last line that is not empty.
    fn at(&self) -> usize {
        self.at.min(token::end(self.text))
    }

    /// Returns the text from the place on.
    fn rest(&self) -> &str {
        &self.text[self.at()..]
    }

    /// Returns `true` if only white space and comments follow.
    fn is_end(&self) -> bool {
        token::skip_space(self.rest()).is_empty()
    }

    fn character(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Returns the span of the character at the place; an empty span at the end of the text.
    fn span(&self) -> Span {
        let at = self.at();
        let rest = &self.text[at..token::end(self.text)];
        let length = rest.chars().next().map_or(0, char::len_utf8);
        Span::new(at, at + length)
    }
}

/// Returns the finding for an error of the parser.
pub(super) fn named(place: &Place<'_>, info: &str) -> Diagnostic {
    if let Some(tab) = tab_in_indentation(place.text, place.at) {
        let message = "a tab stands in the indentation of YAML";
        return Diagnostic::new(&rules::TAB_INDENTATION, tab, message).help("indent by spaces");
    }
    common(place, info).unwrap_or_else(|| {
        let message = format!("this is not YAML: {info}");
        Diagnostic::new(&rules::SYNTAX, place.span(), message)
    })
}

/// Returns the finding for a common mistake, with a help; `None` for any other.
fn common(place: &Place<'_>, info: &str) -> Option<Diagnostic> {
    let span = place.span();
    let character = place.character();
    let found = |rule, message: &str| Diagnostic::new(rule, span, message);
    Some(match info {
        "while parsing node, found unknown anchor" => found(
            &rules::NOT_JSON,
            "the alias repeats an anchor that is not there",
        )
        .help("write the value out, or put it in quotes if it is text"),
        "recursion limit exceeded" => found(
            &rules::TOO_DEEP,
            &format!("values are nested more than {MAX_DEPTH} deep"),
        )
        .help("flatten the payload"),
        "found unprintable character" => {
            let code = u32::from(character.unwrap_or_default());
            let message = format!("the control character U+{code:04X} must not stand in YAML");
            found(&rules::CONTROL_CHARACTER, &message)
                .help("remove it, or write it as an escape in double quotes")
        }
        "mapping values are not allowed in this context" => found(
            &rules::SYNTAX,
            "a colon begins another value here, where one has begun already",
        )
        .help("put the text in quotes, or indent the lines of one object alike"),
        "while parsing a block mapping, did not find expected key"
            if place.rest().starts_with("- ") =>
        {
            found(
                &rules::SYNTAX,
                "an item stands here, at another indentation than the items before it",
            )
            .help("indent all items of a list alike")
        }
        "while parsing a block mapping, did not find expected key" => found(
            &rules::SYNTAX,
            "a name is expected here, at the indentation of the names before it",
        )
        .help("indent all names of an object alike"),
        "while parsing a block collection, did not find expected '-' indicator" => found(
            &rules::SYNTAX,
            "`-` and an item are expected here, at the indentation of the items before it",
        )
        .help("indent all items of a list alike, and what is behind the list less"),
        "while scanning a quoted scalar, found unexpected end of stream"
        | "while scanning a quoted scalar, found unexpected document indicator"
        | "invalid indentation in quoted scalar" => {
            found(&rules::UNCLOSED, "a text in quotes is not closed")
                .help("write the same quote behind it")
        }
        "while parsing a node, did not find expected node content" if !place.is_end() => {
            found(&rules::SYNTAX, "a value is expected here")
                .help("write a value, or put the text in quotes")
        }
        "while parsing a node, did not find expected node content"
        | "invalid indentation"
        | "invalid indentation in flow construct"
        | "illegal placement of ':' indicator"
        | "\"-\" is only valid inside a block"
        | "while parsing a flow sequence, expected ',' or ']'"
        | "while parsing a flow mapping, did not find expected ',' or '}'" => flow(place),
        "block sequence entries are not allowed in this context" => found(
            &rules::SYNTAX,
            "an item must not begin behind other text of its line",
        )
        .help("write each item on a line of its own, or put the text in quotes"),
        "comment intercepting the multiline text" => found(
            &rules::SYNTAX,
            "a comment stands within a text that goes on in the next line",
        )
        .help("move the comment, or put the text in quotes"),
        "comments must be separated from other tokens by whitespace" => {
            found(&rules::SYNTAX, "a comment begins without a space before it")
                .help("write a space before the `#`")
        }
        "while scanning an anchor or alias, did not find expected alphabetic or numeric character" => {
            found(&rules::SYNTAX, "an anchor or alias has no name here")
                .help("write its name, or put the text in quotes")
        }
        "misplaced bracket" => {
            let message = format!(
                "{} closes nothing",
                quoted(&character.unwrap_or_default().to_string())
            );
            found(&rules::UNCLOSED, &message).help("remove it")
        }
        "simple key expect ':'" | "simple key expected" => without_colon(place),
        "invalid trailing content after double-quoted scalar" => {
            found(&rules::SYNTAX, "the text goes on behind its closing quote")
                .help("put the whole text in quotes, or write what is missing between the two")
        }
        _ if info.starts_with("unexpected character") => found(
            &rules::SYNTAX,
            &format!(
                "{} must not begin a text without quotes",
                quoted(&character.unwrap_or_default().to_string())
            ),
        )
        .help("put the text in quotes"),
        _ => return None,
    })
}

/// Returns the finding for a flow collection that does not go on at the place: at its bracket, if the text ends there.
fn flow(place: &Place<'_>) -> Diagnostic {
    let bracket = bracket::innermost(place.text, place.brackets, place.at());
    let open = bracket.map(|start| Span::new(start, start + 1));
    match open {
        Some(open) if place.is_end() => {
            let (message, help) = match place.text[open.start..].starts_with('{') {
                true => ("`{` is not closed", "close it with `}`"),
                false => ("`[` is not closed", "close it with `]`"),
            };
            Diagnostic::new(&rules::UNCLOSED, open, message)
                .related(place.span(), "the text ends here")
                .help(help)
        }
        Some(_) | None => {
            let message =
                "a list or mapping in brackets goes on here without a comma, or is not closed";
            let found = Diagnostic::new(&rules::UNCLOSED, place.span(), message)
                .help("write a comma or the closing bracket before this");
            match open {
                Some(open) => found.related(open, "opened here"),
                None => found,
            }
        }
    }
}

/// Returns the finding for a key without a colon. The parser notices it at the next token.
fn without_colon(place: &Place<'_>) -> Diagnostic {
    let before = place.text[..place.at()].lines().rev();
    let mut lines = before.map(|line| line.split(" #").next().unwrap_or_default().trim());
    let line = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    let span = line.map_or(place.span(), |line| {
        let start = line.as_ptr().addr() - place.text.as_ptr().addr();
        Span::new(start, start + line.len())
    });
    let message = "a name without a colon and a value stands here";
    Diagnostic::new(&rules::SYNTAX, span, message).help(
        "write `: ` and a value behind it, write `- ` before it if it is an item, or indent it if it goes on with the text before it",
    )
}

/// A tab before the first other character of the line at `at`, or of the line before it.
fn tab_in_indentation(text: &str, at: usize) -> Option<Span> {
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let before = text[..start.saturating_sub(1)]
        .rfind('\n')
        .map_or(0, |line| line + 1);
    [start, before].into_iter().find_map(|start| {
        let line = &text[start..];
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        let tab = start + line[..indentation].find('\t')?;
        Some(Span::new(tab, tab + 1))
    })
}
