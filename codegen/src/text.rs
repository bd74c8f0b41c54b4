//! The doors through which strings of a document enter Rust source: nothing else puts such a string into a file.
//!
//! * A string literal is a token: `quote! { #text }` escapes it, whatever it holds.
//! * One line of documentation is [`line`], or [`code`] where the string is shown as code.
//! * A description, which is CommonMark, is [`block`].
//!
//! [`line`], [`code`] and [`block`] return a [`DocText`], the only type that documentation is made of. The generator's own
//! sentences are literals, which [`doc_text!`](doc_text) joins with these texts.

mod docs;
mod doctest;
mod markdown;

pub(crate) use self::docs::Docs;
pub(crate) use self::doctest::{doctest, raw_json};
pub(crate) use self::markdown::{block, code, line, on_one_line};

/// Markdown that is safe in a doc comment: it does not end the comment, and has no code that rustdoc runs and no HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DocText(String);

impl DocText {
    /// Joins texts with a separator.
    pub(crate) fn joined(texts: &[Self], between: &'static str) -> Self {
        let texts: Vec<&str> = texts.iter().map(|text| text.0.as_str()).collect();
        Self(texts.join(between))
    }

    /// Returns the lines without their line ends.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.lines()
    }

    /// Returns all lines as one line, joined by spaces.
    pub(crate) fn on_one_line(&self) -> String {
        let lines: Vec<&str> = self.lines().map(str::trim).collect();
        lines.join(" ")
    }

    /// Capitalizes the first letter, if it is an ASCII letter.
    pub(crate) fn capitalized(mut self) -> Self {
        if let Some(first) = self.0.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        self
    }

    /// Formats the arguments of [`doc_text!`](doc_text), the only caller: its format string is a literal.
    pub(crate) fn formatted(text: std::fmt::Arguments<'_>) -> Self {
        Self(text.to_string())
    }
}

/// Takes a literal of the generator's source as Markdown.
impl From<&'static str> for DocText {
    fn from(text: &'static str) -> Self {
        Self(text.to_owned())
    }
}

/// Arguments of [`doc_text!`](doc_text): values that are Markdown, literals and numbers, and no other strings.
pub(crate) trait Safe {
    /// Returns the value as it appears in the comment.
    fn shown(&self) -> impl std::fmt::Display;
}

impl Safe for DocText {
    fn shown(&self) -> impl std::fmt::Display {
        &self.0
    }
}

impl Safe for &'static str {
    fn shown(&self) -> impl std::fmt::Display {
        self
    }
}

macro_rules! safe_numbers {
    ($($number:ty),*) => {$(
        impl Safe for $number {
            fn shown(&self) -> impl std::fmt::Display {
                *self
            }
        }
    )*};
}

safe_numbers!(u16, u64, usize, i128, specwright_spec::model::Decimal);

/// Formats a [`DocText`] from a literal format string and positional arguments that are [`Safe`].
macro_rules! doc_text {
    ($format:literal $(, $argument:expr)* $(,)?) => {
        $crate::text::DocText::formatted(format_args!($format $(, $crate::text::Safe::shown(&$argument))*))
    };
}
pub(crate) use doc_text;

/// Returns a Rust path, such as the target of a link to an item, without the characters that no path can contain.
pub(crate) fn path(path: &str) -> DocText {
    let is_kept = |c: &char| unicode_ident::is_xid_continue(*c) || matches!(c, ':' | '#');
    DocText(path.chars().filter(is_kept).collect())
}
