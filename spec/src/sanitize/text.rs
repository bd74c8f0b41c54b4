//! Text that is safe to print.

use std::fmt;

#[cfg(doc)]
use super::line;
use super::{Form, sanitized};

/// Zero or more whole lines that are safe to print: nothing in them moves the cursor, hides or reverses text, or is a
/// command to a service that shows the log.
///
/// The text has no escape sequences but the colours of [`render`](crate::render). Each line ends with a line feed, so that two
/// texts behind each other are safe, too.
///
/// ```
/// use specwright_spec::sanitize::Text;
/// let mut text = Text::line("error: a\u{1b}[2J\nb");
/// text.push(&Text::lines("::error::c\n"));
/// assert_eq!(text.as_str(), "error: a\\u{1b}[2J\\nb\n\\u{3a}:error::c\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Text(String);

impl Text {
    /// Makes one line, in which line ends are escaped.
    pub fn line(text: &str) -> Self {
        Self::ended(sanitized(text, Form::Line).into_owned())
    }

    /// Keeps the tabs and line ends of a text. Foreign text without a right to lines of its own has to pass through
    /// [`line`](line()) before.
    pub fn lines(text: &str) -> Self {
        match text {
            "" => Self::default(),
            text => Self::ended(sanitized(text, Form::Lines).into_owned()),
        }
    }

    /// Keeps the lines and colours of a rendered text, which has escaped the line ends of foreign text.
    pub(crate) fn rendered(text: &str) -> Self {
        Self::ended(sanitized(text, Form::Rendered).into_owned())
    }

    /// Adds the lines of another text.
    pub fn push(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// Returns the lines, each with its line feed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn ended(mut text: String) -> Self {
        if !text.ends_with('\n') {
            text.push('\n');
        }
        Self(text)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
