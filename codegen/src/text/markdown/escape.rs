//! Escapes text, so that CommonMark parses it as text.

/// Which characters of a text are escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escape {
    /// Punctuation that could be markup at its position.
    Needed,
    /// All ASCII punctuation.
    All,
}

/// The context of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) escape: Escape,
    pub(super) in_link: bool,
    pub(super) in_table: bool,
}

/// Appends an escaped text to the Markdown written so far.
pub(super) fn push(written: &mut String, text: &str, place: Place) {
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let is_needed = match place.escape {
            Escape::All => c.is_ascii_punctuation(),
            Escape::Needed => means_something(written, c, behind, place),
        };
        if is_needed {
            written.push('\\');
        }
        written.push(c);
    }
}

/// Returns `true` if a character could be markup, given the Markdown before it and the text after it.
fn means_something(written: &str, c: char, behind: &str, place: Place) -> bool {
    let (before, after) = (written.chars().next_back(), behind.chars().next());
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if is_line_start(written) && starts_block(c, behind) {
        return true;
    }
    match c {
        '\\' | '`' | '[' | '~' => true,
        ']' => place.in_link,
        '|' => place.in_table,
        '*' => !(is_space(before) && is_space(after)),
        '_' => {
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !(is_word(before) && is_word(after))
        }
        '<' => after.is_none_or(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => is_entity(behind),
        // The end of a heading.
        '#' => behind.trim_end_matches('#').trim().is_empty(),
        '.' | ')' => ends_list_number(written) && is_space(after),
        _ => false,
    }
}

fn is_line_start(written: &str) -> bool {
    written.is_empty() || written.ends_with('\n')
}

/// Returns `true` if a character at the start of a line could begin a block, such as a list.
fn starts_block(c: char, behind: &str) -> bool {
    let rest = behind.trim_start_matches(c);
    let stands_alone = rest.is_empty() || rest.starts_with(' ');
    match c {
        '>' | '|' => true,
        '#' | '+' | '-' | '*' => stands_alone,
        '=' => rest.trim().is_empty(),
        ':' => rest.starts_with('-'),
        _ => false,
    }
}

/// Returns `true` if the current line contains only digits, like the number of a list item.
fn ends_list_number(written: &str) -> bool {
    let line = written.rsplit('\n').next().unwrap_or_default();
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns `true` if the text after an `&` completes a character reference, such as `amp;`.
fn is_entity(behind: &str) -> bool {
    let name = behind.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < behind.len() && name.starts_with(';')
}
