//! Draws mistakes as text. The only module that knows the crate `annotate-snippets`.

mod excerpt;

use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Padding, Renderer, Snippet,
};

use self::excerpt::Excerpt;
use crate::error::{Error, Regrade};
use crate::sanitize::{self, Text};
use crate::source::{Source, Span};

/// How many mistakes are drawn; the rest is counted.
const MAX_DRAWN: usize = 50;

/// What is drawn: something that was found, with the places that it is about.
#[derive(Clone, Debug)]
pub struct Drawing<'s> {
    /// Whether it is drawn as a warning and not as an error.
    pub is_warning: bool,
    /// The name of its class, such as `duplicate-key`.
    pub code: &'s str,
    /// What is wrong.
    pub message: &'s str,
    /// The offending token first, then others that matter.
    pub places: Vec<Place<'s>>,
    /// What to do about it.
    pub help: Option<&'s str>,
    /// What else is to be said.
    pub note: Option<&'s str>,
}

/// A place of a [`Drawing`].
#[derive(Clone, Copy, Debug)]
pub struct Place<'s> {
    /// The text that it is in.
    pub source: &'s Source,
    /// Where it is.
    pub span: Span,
    /// A few words shown at it.
    pub label: Option<&'s str>,
}

/// Renders a diagnostic as compilers do, if wanted with the colours of a terminal.
pub fn draw(drawing: &Drawing<'_>, colours: bool) -> Text {
    let renderer = match colours {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let rendered = without_strays(&renderer.render(&[group(drawing)]));
    Text::rendered(&rendered)
}

/// The report of all `errors`, with an empty line between two of them.
pub(crate) fn report(source: &Source, errors: &[Error], colours: bool) -> Text {
    let mut text = Text::default();
    for (index, error) in errors.iter().take(MAX_DRAWN).enumerate() {
        if index > 0 {
            text.push(&Text::line(""));
        }
        text.push(&draw(&drawing(source, error), colours));
    }
    if let Some(more) = errors.len().checked_sub(MAX_DRAWN).filter(|more| *more > 0) {
        text.push(&Text::line(""));
        text.push(&Text::line(&format!("and {more} more")));
    }
    text
}

fn drawing<'s>(source: &'s Source, error: &'s Error) -> Drawing<'s> {
    let primary = Place {
        source,
        span: error.span,
        label: error.label.as_deref(),
    };
    let related = error.related.iter().map(|related| Place {
        source,
        span: related.span,
        label: Some(&related.label),
    });
    Drawing {
        is_warning: error.is_warning(),
        code: error.code.as_str(),
        message: &error.message,
        places: std::iter::once(primary).chain(related).collect(),
        help: error.help.as_deref(),
        note: error.regrade.map(Regrade::note),
    }
}

/// Sanitizes every text of a diagnostic but for its own line ends, which the renderer indents.
fn group<'s>(drawing: &Drawing<'s>) -> Group<'s> {
    let level = match drawing.is_warning {
        true => Level::WARNING,
        false => Level::ERROR,
    };
    let title = level
        .primary_title(words(drawing.message))
        .id(sanitize::line(drawing.code));
    let mut group = title.elements(Vec::<Element<'s>>::new());
    for (index, place) in drawing.places.iter().enumerate() {
        let kind = match index {
            0 => AnnotationKind::Primary,
            _ => AnnotationKind::Context,
        };
        group = group.elements(self::place(place, kind));
    }
    if let Some(note) = drawing.note {
        group = group.element(Level::NOTE.message(words(note)));
    }
    match drawing.help {
        Some(help) => group.element(Level::HELP.message(words(help))),
        None => group,
    }
}

/// Returns text of one or more lines without anything else that is unsafe.
fn words(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(sanitize::line).collect();
    lines.join("\n")
}

/// One place: its name, line and column, and its line of the text with a mark.
fn place<'s>(place: &Place<'s>, kind: AnnotationKind) -> Vec<Element<'s>> {
    let Place {
        source,
        span,
        label,
    } = *place;
    let position = source.position(span.start);
    let excerpt = Excerpt::of(source, span);
    let name = sanitize::line(source.name_at(span.start)).into_owned();
    let snippet = Snippet::source(excerpt.text)
        .line_start(position.line)
        .annotation(kind.span(excerpt.mark).label(label.map(words)));
    if excerpt.is_whole {
        return vec![snippet.path(name).into()];
    }
    // The renderer counts the column in the text it is given, which is wrong if the start of the line was cut off.
    let origin = Origin::path(name)
        .line(position.line)
        .char_column(position.column);
    match kind {
        AnnotationKind::Context => vec![Padding.into(), origin.into(), snippet.into()],
        _ => vec![origin.into(), snippet.into()],
    }
}

/// A drawing without the lines that say `:::` and no more: the renderer puts one before every excerpt that has no place
/// of its own, such as those that [`place`] gives an [`Origin`].
fn without_strays(drawn: &str) -> String {
    let lines = drawn
        .split('\n')
        .filter(|line| unstyled(line).trim() != ":::");
    lines.collect::<Vec<_>>().join("\n")
}

/// A line without its colours. The renderer lets no escape of the text itself through.
fn unstyled(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once('m').map_or(part, |(_, text)| text));
    std::iter::once(first).chain(rest).collect()
}

#[cfg(test)]
mod tests;
