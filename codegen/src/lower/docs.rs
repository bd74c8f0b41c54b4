//! What the document says, as lines of rustdoc.

use specwright_spec::Span;
use specwright_spec::model::{
    Bound, Content, Decimal, Docs as Written, EnumValue, MediaKind, Model, Notes, Schema, Shape,
};

use super::views::View;
use crate::ir::Deprecation;
use crate::text::{self, DocText, Docs, Safe, code, doc_text};

/// Collects the lines of one item.
pub(super) struct Builder<'m> {
    model: &'m Model,
    docs: Docs,
}

impl<'m> Builder<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self {
            model,
            docs: Docs::default(),
        }
    }

    /// Title, description and where they are from; `fallback` stands in for an element that says nothing.
    pub(super) fn written(
        mut self,
        written: &Written,
        fallback: impl Into<DocText>,
        span: Span,
    ) -> Self {
        let texts = [&written.title, &written.description];
        let mut said = texts
            .into_iter()
            .flatten()
            .filter(|text| !text.text.trim().is_empty())
            .peekable();
        if said.peek().is_none() {
            self = self.paragraph(fallback, span);
        }
        for text in said {
            self = self.paragraph(text::block(&text.text), text.span);
        }
        if let Some(note) = &written.source_note {
            self = self.paragraph(
                doc_text!(
                    "Not from the document's primary source: {}",
                    text::line(&note.text)
                ),
                note.span,
            );
        }
        self
    }

    /// Adds a paragraph; `origin` is the text of the document that causes it.
    pub(super) fn paragraph(mut self, text: impl Into<DocText>, origin: Span) -> Self {
        self.docs.paragraph(&text.into(), origin);
        self
    }

    /// What values a member or an alias can have; `notes` are those at its own place.
    pub(super) fn facts(mut self, schema: &Schema, notes: &Notes, view: View) -> Self {
        if let Shape::Enum(values) = &schema.shape {
            let shown = |value: &EnumValue| match value.value.as_str() {
                Some(text) => code(text),
                None => code(&value.value.to_string()),
            };
            let values: Vec<DocText> = values.iter().map(shown).collect();
            let which = match view {
                View::Closed => "Allowed",
                View::Open => "Known",
            };
            let fact = doc_text!("{} values: {}.", which, DocText::joined(&values, ", "));
            self = self.paragraph(fact, schema.span);
        }
        self = self.rules(schema, notes);
        if schema.nullable {
            self = self.paragraph("May be `null`.", schema.span);
        }
        self
    }

    /// What values a type can have, as far as its definition does not show it.
    pub(super) fn rules(mut self, schema: &Schema, notes: &Notes) -> Self {
        for fact in facts(&schema.shape) {
            self = self.paragraph(fact, schema.span);
        }
        if let Some(default) = notes.default.as_ref().or(schema.notes.default.as_ref()) {
            self = self.paragraph(
                doc_text!("Absent means {}.", code(&default.json.to_string())),
                default.span,
            );
        }
        self
    }

    /// Which media types a body may have besides the one that is read.
    pub(super) fn media_types(mut self, content: &[Content]) -> Self {
        let mut read = content.iter();
        let read = read.position(|content| content.kind() == MediaKind::Json);
        for (nth, content) in content.iter().enumerate() {
            let what = match read {
                Some(read) if read == nth => continue,
                Some(_) => "It may also be",
                None => "The body is kept as it came:",
            };
            let media_type = code(&content.media_type);
            self = self.paragraph(doc_text!("{} {}.", what, media_type), content.span);
        }
        self
    }

    /// Returns the documentation without the place in the document.
    pub(super) fn docs(self) -> Docs {
        self.docs
    }

    /// The place in the document that the item comes from.
    pub(super) fn source(self, span: Span) -> Docs {
        let source = &self.model.source;
        let line = source.position(span.start).line;
        let place = format!("{}:{line}", source.name_at(span.start));
        self.paragraph(doc_text!("Source: {}", code(&place)), span)
            .docs
    }
}

/// The deprecation of an element that is marked so, with the first paragraph of its description that speaks of it.
///
/// The compiler shows the note where the element is used, so a paragraph that says what else it is for would be noise.
pub(super) fn deprecation(is_deprecated: bool, written: &Written) -> Option<Deprecation> {
    if !is_deprecated {
        return None;
    }
    let description = written.description.as_ref();
    let paragraphs = description
        .map_or("", |text| text.text.as_str())
        .split("\n\n");
    let note = paragraphs
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .find(|paragraph| {
            let words = paragraph.to_lowercase();
            ["deprecat", "instead", "replaced"]
                .iter()
                .any(|word| words.contains(word))
        })
        .map(|paragraph| text::block(&paragraph));
    Some(Deprecation { note })
}

fn facts(shape: &Shape) -> Vec<DocText> {
    let mut facts = Vec::new();
    match shape {
        Shape::Any => facts.push("Any JSON value.".into()),
        Shape::String(string) => {
            facts.extend(range(
                "Length in Unicode scalar values",
                string.min_length,
                string.max_length,
            ));
            for pattern in &string.patterns {
                facts.push(doc_text!("Pattern: {}.", code(&pattern.text)));
            }
            facts.extend(format(string.format.as_deref()));
        }
        Shape::Integer(integer) => {
            facts.extend(range("Value", integer.minimum, integer.maximum));
            facts.extend(multiples(&integer.multiple_of));
            facts.extend(format(integer.format.as_deref()));
        }
        Shape::Number(number) => {
            facts.extend(bound(number.minimum.as_ref(), "at least", "above"));
            facts.extend(bound(number.maximum.as_ref(), "at most", "below"));
            facts.extend(multiples(&number.multiple_of));
            facts.extend(format(number.format.as_deref()));
        }
        Shape::Array(array) => {
            facts.extend(range("Number of items", array.min_items, array.max_items));
            if array.unique_items {
                facts.push("No item may occur twice.".into());
            }
        }
        Shape::Object(object) => facts.extend(range(
            "Number of members",
            object.min_properties,
            object.max_properties,
        )),
        Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Enum(_)
        | Shape::Mixed(_)
        | Shape::Union(_) => {}
    }
    facts
}

fn multiples(steps: &[Decimal]) -> impl Iterator<Item = DocText> {
    steps
        .iter()
        .map(|step| doc_text!("A multiple of {}.", *step))
}

fn bound(
    bound: Option<&Bound>,
    inclusive: &'static str,
    exclusive: &'static str,
) -> Option<DocText> {
    let bound = bound?;
    let words = if bound.exclusive {
        exclusive
    } else {
        inclusive
    };
    Some(doc_text!("Value: {} {}.", words, bound.value))
}

/// What a type is that a schema's own type is made of.
pub(super) fn part(shape: &Shape) -> &'static str {
    match shape {
        Shape::Object(_) => "The object that is meant.",
        Shape::Array(_) => "The array that is meant.",
        Shape::String(_) => "The text that is meant.",
        Shape::Integer(_) | Shape::Number(_) => "The number that is meant.",
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Enum(_)
        | Shape::Mixed(_)
        | Shape::Union(_) => "The value that is meant.",
    }
}

/// Whether there is a title or a description.
pub(super) fn says_something(docs: &Written) -> bool {
    let texts = [&docs.title, &docs.description];
    let mut texts = texts.into_iter().flatten();
    texts.any(|text| !text.text.trim().is_empty())
}

fn format(name: Option<&str>) -> Option<DocText> {
    name.map(|name| doc_text!("Format: {}.", code(name)))
}

fn range<T: Safe + PartialEq>(
    what: &'static str,
    min: Option<T>,
    max: Option<T>,
) -> Option<DocText> {
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(doc_text!("{}: exactly {}.", what, min)),
        (Some(min), Some(max)) => Some(doc_text!("{}: {} to {}.", what, min, max)),
        (Some(min), None) => Some(doc_text!("{}: at least {}.", what, min)),
        (None, Some(max)) => Some(doc_text!("{}: at most {}.", what, max)),
        (None, None) => None,
    }
}

/// What a schema without a description is: "The schema `Pet`."
pub(super) fn about(schema: &Schema) -> DocText {
    let tokens: Vec<&str> = schema.pointer.tokens().iter().map(String::as_str).collect();
    doc_text!("{}.", place(&tokens)).capitalized()
}

fn place(tokens: &[&str]) -> DocText {
    match tokens {
        ["components", "schemas", name] => doc_text!("the schema {}", code(name)),
        [.., "properties", name] => doc_text!("the member {}", code(name)),
        [owner @ .., "items"] => doc_text!("an item of {}", place(owner)),
        [owner @ .., "additionalProperties"] => doc_text!("a value of {}", place(owner)),
        [.., "requestBody", "content", _, "schema"] => "the body of a request".into(),
        [.., "responses", name, "content", _, "schema"] => {
            doc_text!("the body of the response {}", code(name))
        }
        [.., "parameters", _, "schema"] => "a parameter".into(),
        _ => "a schema".into(),
    }
}

#[cfg(test)]
mod tests {
    use specwright_spec::Span;
    use specwright_spec::model::{Docs as Written, Text};

    use super::deprecation;

    fn note(description: &str) -> Option<String> {
        let written = Written {
            title: None,
            description: Some(Text {
                text: description.to_owned(),
                span: Span::new(0, 0),
            }),
            source_note: None,
        };
        assert!(deprecation(false, &written).is_none());
        deprecation(true, &written)
            .and_then(|deprecation| deprecation.note)
            .map(|note| note.on_one_line())
    }

    #[test]
    fn a_note_says_what_to_do_and_no_more() {
        let replaced = "The tasks.\n\nRead `job_id`\ninstead.\n\nDeprecated since May.";
        assert_eq!(note(replaced).as_deref(), Some("Read `job_id` instead."));
        assert_eq!(note("The tasks."), None);
    }
}
