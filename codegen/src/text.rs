//! The doors through which strings of a document enter Rust source: nothing else puts such a string into a file.
//!
//! * A string literal is a token: `quote! { #text }` escapes it, whatever it holds.
//! * One line of documentation is [`line`], or [`code`] where the string is shown as code.
//! * A description, which is CommonMark, is [`block`].
//!
//! The last two give a [`DocText`], the only type that documentation is made of. Sentences of the generator come from
//! literals of its own source, joined with such texts by [`doc_text!`](doc_text).

mod docs;
mod doctest;
mod markdown;

pub(crate) use self::docs::Docs;
pub(crate) use self::doctest::{doctest, raw_json};
pub(crate) use self::markdown::{block, code, line, on_one_line};

/// Text of a doc comment: no line of it ends the comment, is code that rustdoc runs, or is HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DocText(String);

impl DocText {
    /// The texts one behind the other, with `between` between them.
    pub(crate) fn joined(texts: &[Self], between: &'static str) -> Self {
        let texts: Vec<&str> = texts.iter().map(|text| text.0.as_str()).collect();
        Self(texts.join(between))
    }

    /// The lines, without line ends.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.lines()
    }

    /// All lines on one.
    pub(crate) fn on_one_line(&self) -> String {
        let lines: Vec<&str> = self.lines().map(str::trim).collect();
        lines.join(" ")
    }

    /// The text with a capital letter at its start.
    pub(crate) fn capitalized(mut self) -> Self {
        if let Some(first) = self.0.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        self
    }

    /// Puts the text together from a format string of the generator's own source; called by [`doc_text!`](doc_text).
    pub(crate) fn formatted(text: std::fmt::Arguments<'_>) -> Self {
        Self(text.to_string())
    }
}

/// Words of the generator's own source are safe as they are.
impl From<&'static str> for DocText {
    fn from(text: &'static str) -> Self {
        Self(text.to_owned())
    }
}

/// What a [`doc_text!`](doc_text) can hold beside its own words.
pub(crate) trait Safe {
    /// The value as it is written into the comment.
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

/// A [`DocText`] of a literal format string, with positional arguments that are [`Safe`].
macro_rules! doc_text {
    ($format:literal $(, $argument:expr)* $(,)?) => {
        $crate::text::DocText::formatted(format_args!($format $(, $crate::text::Safe::shown(&$argument))*))
    };
}
pub(crate) use doc_text;

/// A Rust name or path in documentation, such as the target of a link to an item.
///
/// Characters that no path has are left out.
pub(crate) fn path(path: &str) -> DocText {
    let is_kept = |c: &char| unicode_ident::is_xid_continue(*c) || matches!(c, ':' | '#');
    DocText(path.chars().filter(is_kept).collect())
}
