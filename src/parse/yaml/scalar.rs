//! YAML's scalars: what each means in JSON, and all that writes it.

use saphyr_parser::{ScalarStyle, Tag};
use specwright_spec::Span;
use specwright_spec::core_schema::{self, Plain};

use super::{Reader, token, traps};
use crate::diagnostic::Diagnostic;
use crate::parse::quoted;
use crate::payload::Kind;
use crate::rules;

impl Reader<'_> {
    /// Adds a key. All notations of null, such as `~`, are one name, and so are those of a boolean.
    pub(super) fn key(&mut self, text: &str, style: ScalarStyle, has_tag: bool, span: Span) {
        let mut name = text;
        if style == ScalarStyle::Plain && !has_tag {
            self.reading.diagnostics.extend(traps::of_key(text, span));
            name = core_schema::name(text);
        }
        self.text(name, span);
    }

    /// Adds a scalar. A tag comes with the byte offset at which the value's anchor and tag begin.
    pub(super) fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        tag: Option<(&Tag, usize)>,
        span: Span,
    ) {
        let wanted = match tag {
            None if style == ScalarStyle::Plain => None,
            None => Some("str"),
            Some((tag, _)) if tag.is_yaml_core_schema() => Some(tag.suffix.as_str()),
            // The bare `!` means text.
            Some((tag, _)) if tag.suffix.is_empty() || tag.suffix == "!" => Some("str"),
            Some((tag, begin)) => {
                self.foreign_tag(tag, begin);
                Some("str")
            }
        };
        if wanted == Some("str") {
            self.text(text, span);
            return;
        }
        if tag.is_none() {
            self.reading.diagnostics.extend(traps::of_value(text, span));
        }
        match core_schema::plain(text) {
            Plain::Null => self.builder.scalar(Kind::Null, span),
            Plain::Bool(false) => self.builder.scalar(Kind::False, span),
            Plain::Bool(true) => self.builder.scalar(Kind::True, span),
            Plain::Number(number) if number == self.text[span.start..span.end] => {
                self.builder.scalar(Kind::Number, span);
            }
            Plain::Number(number) => self.builder.decoded(Kind::Number, span, &number),
            Plain::Text => self.text(text, span),
            Plain::NotFinite | Plain::OutOfRange => {
                let message = format!("{} is no number that JSON has", quoted(text));
                let found = Diagnostic::new(&rules::NOT_JSON, span, message);
                self.reading
                    .diagnostics
                    .push(found.help("write another number, or put the text in quotes"));
                self.builder.decoded(Kind::Number, span, "0");
            }
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        let source = &self.text[span.start..span.end];
        let inside = source
            .strip_prefix(['"', '\''])
            .and_then(|rest| rest.strip_suffix(['"', '\'']))
            .unwrap_or(source);
        if inside == text {
            self.builder.scalar(Kind::String, span);
        } else {
            self.builder.decoded(Kind::String, span, text);
        }
    }

    /// Reports a tag that JSON cannot represent. `begin` is the byte offset at which the value's anchor and tag begin.
    pub(super) fn foreign_tag(&mut self, tag: &Tag, begin: usize) {
        let message = format!(
            "the tag {} has no counterpart in JSON",
            quoted(&tag.to_string())
        );
        let found = Diagnostic::new(&rules::NOT_JSON, token::of_tag(self.text, begin), message);
        self.reading.diagnostics.push(found.help("remove the tag"));
    }
}
