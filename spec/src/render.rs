//! Draws mistakes as text. The only module that knows the crate `annotate-snippets`.

mod excerpt;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use self::excerpt::Excerpt;
use crate::error::Error;
use crate::source::{Source, Span};

/// How many mistakes are drawn; the rest is counted.
const MAX_DRAWN: usize = 50;

/// The report of all `errors`, without colours.
pub(crate) fn plain(source: &Source, errors: &[Error]) -> String {
    report(source, errors, &Renderer::plain())
}

/// The report of all `errors`, with the colours of a terminal.
pub(crate) fn styled(source: &Source, errors: &[Error]) -> String {
    report(source, errors, &Renderer::styled())
}

fn report(source: &Source, errors: &[Error], renderer: &Renderer) -> String {
    let drawn = errors.iter().take(MAX_DRAWN);
    let mut parts: Vec<_> = drawn
        .map(|error| renderer.render(&[group(source, error)]))
        .collect();
    if let Some(more) = errors.len().checked_sub(MAX_DRAWN).filter(|more| *more > 0) {
        parts.push(format!("and {more} more"));
    }
    parts.join("\n\n")
}

fn group<'s>(source: &'s Source, error: &'s Error) -> Group<'s> {
    let title = Level::ERROR
        .primary_title(error.message.as_str())
        .id(error.code.as_str());
    let label = error.label.as_deref();
    let mut group = title.elements(place(source, error.span, label, AnnotationKind::Primary));
    for related in &error.related {
        let label = Some(related.label.as_str());
        group = group.elements(place(source, related.span, label, AnnotationKind::Context));
    }
    match &error.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// One place: its name, line and column, and its line of the text with a mark.
fn place<'s>(
    source: &'s Source,
    span: Span,
    label: Option<&'s str>,
    kind: AnnotationKind,
) -> Vec<Element<'s>> {
    let position = source.position(span.start);
    let excerpt = Excerpt::of(source, span);
    let is_whole = excerpt.is_whole();
    let snippet = Snippet::source(excerpt.text)
        .line_start(position.line)
        .annotation(kind.span(excerpt.mark).label(label));
    if is_whole {
        return vec![snippet.path(source.name()).into()];
    }
    // The renderer counts the column in the text it is given, which is wrong if the start of the line was cut off.
    let origin = Origin::path(source.name())
        .line(position.line)
        .char_column(position.column);
    vec![origin.into(), snippet.into()]
}

#[cfg(test)]
mod tests;
