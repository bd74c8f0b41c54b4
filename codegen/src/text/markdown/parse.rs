//! Parses CommonMark into a tree, with rustdoc's options.

use std::iter::Peekable;

use pulldown_cmark::{Alignment, Event, LinkType, Options, Parser, Tag};

use super::tree::{Align, Block, Inline, Link, List, Table, tidy};
use super::{address, on_one_line, printable};

/// The deepest nesting of blocks and spans that is parsed.
const DEEPEST: usize = 16;

/// Parses a text; returns `None` if it is nested too deeply.
pub(super) fn blocks(text: &str) -> Option<Vec<Block>> {
    // rustdoc's options but smart punctuation, which would replace the author's quotes and dashes.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut reader = Reader {
        events: Parser::new_ext(text, options).peekable(),
    };
    reader.blocks(DEEPEST)
}

struct Reader<'t> {
    events: Peekable<Parser<'t>>,
}

impl<'t> Reader<'t> {
    /// Parses the blocks of a container up to its end.
    fn blocks(&mut self, depth: usize) -> Option<Vec<Block>> {
        Some(self.container(depth)?.0)
    }

    /// Parses the blocks of a container up to its end. The flag is `true` if a list item with these blocks is tight.
    fn container(&mut self, depth: usize) -> Option<(Vec<Block>, bool)> {
        let depth = depth.checked_sub(1)?;
        let (mut blocks, mut is_tight) = (Vec::new(), true);
        while let Some(event) = self.events.peek() {
            if is_inline(event) {
                let text = self.inlines(depth, false)?;
                blocks.extend(paragraph(text));
                continue;
            }
            let Some(Event::Start(tag)) = self.events.next_if(|event| *event != Event::Rule) else {
                if self.events.next_if_eq(&Event::Rule).is_some() {
                    blocks.push(Block::Rule);
                    continue;
                }
                break;
            };
            is_tight &= !matches!(
                tag,
                Tag::Paragraph | Tag::HtmlBlock | Tag::FootnoteDefinition(_)
            );
            self.block(tag, depth, &mut blocks)?;
        }
        Some((blocks, is_tight))
    }

    fn block(&mut self, tag: Tag<'t>, depth: usize, blocks: &mut Vec<Block>) -> Option<()> {
        match tag {
            Tag::Heading { level, .. } => {
                let text = self.inlines(depth, true)?;
                let text = tidy(text.into_iter().map(without_break).collect());
                if !text.is_empty() {
                    blocks.push(Block::Heading(level as usize, text));
                }
            }
            Tag::BlockQuote(_) => blocks.push(Block::Quote(self.blocks(depth)?)),
            Tag::CodeBlock(_) => blocks.extend(code(&self.raw())),
            Tag::HtmlBlock => blocks.extend(paragraph(tidy(words(&self.raw())))),
            Tag::List(start) => blocks.push(Block::List(self.list(start, depth)?)),
            Tag::FootnoteDefinition(label) => {
                let name = Inline::Text(format!("[{label}]:"));
                blocks.push(Block::Paragraph(vec![name]));
                blocks.extend(self.blocks(depth)?);
            }
            Tag::Table(columns) => blocks.push(Block::Table(self.table(&columns, depth)?)),
            // Paragraphs, and what the options that are on do not give.
            _ => {
                let text = self.inlines(depth, true)?;
                blocks.extend(paragraph(text));
            }
        }
        Some(())
    }

    fn list(&mut self, start: Option<u64>, depth: usize) -> Option<List> {
        let (mut items, mut is_tight) = (Vec::new(), true);
        while let Some(Event::Start(Tag::Item)) = self.events.next() {
            let (item, is_item_tight) = self.container(depth)?;
            is_tight &= is_item_tight;
            items.push(item);
        }
        Some(List::new(start, is_tight, items))
    }

    fn table(&mut self, columns: &[Alignment], depth: usize) -> Option<Table> {
        let mut rows = Vec::new();
        while let Some(Event::Start(Tag::TableHead | Tag::TableRow)) = self.events.next() {
            let mut row = Vec::new();
            while let Some(Event::Start(Tag::TableCell)) = self.events.next() {
                row.push(tidy(self.inlines(depth, true)?));
            }
            rows.push(row);
        }
        let columns = columns.iter().map(|alignment| match alignment {
            Alignment::None => Align::None,
            Alignment::Left => Align::Left,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::Right,
        });
        Some(Table {
            columns: columns.collect(),
            rows,
        })
    }

    /// Returns the text of a code or HTML block, up to its end.
    fn raw(&mut self) -> String {
        let mut text = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::End(_) => break,
                Event::Text(part) | Event::Html(part) | Event::InlineHtml(part) => text += &part,
                _ => {}
            }
        }
        text
    }

    /// Parses inline content up to the end of its container, which is consumed if `has_end` is set, or up to a block. Bare
    /// URLs become links.
    fn inlines(&mut self, depth: usize, has_end: bool) -> Option<Vec<Inline>> {
        let parts = self.parts(depth, has_end)?;
        let linked = parts.into_iter().flat_map(|part| match part {
            Inline::Text(text) => address::linked(&text),
            Inline::Code(_)
            | Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strikethrough(_)
            | Inline::Link(_)
            | Inline::Soft
            | Inline::Hard => vec![part],
        });
        Some(linked.collect())
    }

    fn parts(&mut self, depth: usize, has_end: bool) -> Option<Vec<Inline>> {
        let depth = depth.checked_sub(1)?;
        let mut parts = Vec::new();
        while let Some(event) = self.events.next_if(is_inline) {
            match event {
                Event::Text(text) => parts.push(Inline::Text(decoded(&text))),
                Event::Code(text) => parts.push(Inline::Code(text.into_string())),
                Event::Html(text) | Event::InlineHtml(text) => parts.extend(words(&text)),
                Event::FootnoteReference(label) => parts.push(Inline::Text(format!("[{label}]"))),
                Event::SoftBreak => parts.push(Inline::Soft),
                Event::HardBreak => parts.push(Inline::Hard),
                Event::TaskListMarker(done) => {
                    let mark = if done { "[x] " } else { "[ ] " };
                    parts.push(Inline::Text(mark.to_owned()));
                }
                Event::Start(tag) => self.span(tag, depth, &mut parts)?,
                Event::InlineMath(text) | Event::DisplayMath(text) => {
                    parts.push(Inline::Text(text.into_string()));
                }
                Event::End(_) | Event::Rule => {}
            }
        }
        if has_end {
            self.events.next();
        }
        Some(tidy(parts))
    }

    fn span(&mut self, tag: Tag<'t>, depth: usize, parts: &mut Vec<Inline>) -> Option<()> {
        if let Tag::Link { .. } | Tag::Image { .. } = tag {
            link(tag, self.parts(depth, true)?, parts);
            return Some(());
        }
        let inner = self.inlines(depth, true)?;
        if !inner.is_empty() {
            match tag {
                Tag::Emphasis => parts.push(Inline::Emphasis(inner)),
                Tag::Strong => parts.push(Inline::Strong(inner)),
                Tag::Strikethrough => parts.push(Inline::Strikethrough(inner)),
                _ => parts.extend(inner),
            }
        }
        Some(())
    }
}

/// Returns `true` if an event belongs to inline content.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::End(_) | Event::Rule => false,
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::Html(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_) => true,
    }
}

fn paragraph(text: Vec<Inline>) -> Option<Block> {
    (!text.is_empty()).then_some(Block::Paragraph(text))
}

/// Returns a code block without leading and trailing blank lines, or `None` if it is empty.
pub(super) fn code(text: &str) -> Option<Block> {
    let lines = text.lines().map(|line| line.trim_end().to_owned());
    let mut lines: Vec<String> = lines.skip_while(String::is_empty).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    (!lines.is_empty()).then_some(Block::Code(lines))
}

/// Returns HTML as text, line by line.
fn words(html: &str) -> Vec<Inline> {
    let mut parts = Vec::new();
    for (nth, line) in html.split('\n').enumerate() {
        if nth > 0 {
            parts.push(Inline::Soft);
        }
        parts.push(Inline::Text(line.to_owned()));
    }
    parts
}

/// Escapes text in which character references, such as `&#27;`, are decoded.
fn decoded(text: &str) -> String {
    printable(&text.replace(['\n', '\r'], " "))
}

fn without_break(part: Inline) -> Inline {
    match part {
        Inline::Soft | Inline::Hard => Inline::Text(" ".to_owned()),
        Inline::Text(_)
        | Inline::Code(_)
        | Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strikethrough(_)
        | Inline::Link(_) => part,
    }
}

/// Appends a link, or only its text if the URL's scheme is not kept. An image becomes a link.
fn link(tag: Tag<'_>, mut text: Vec<Inline>, parts: &mut Vec<Inline>) {
    let (Tag::Link {
        link_type,
        dest_url,
        title,
        ..
    }
    | Tag::Image {
        link_type,
        dest_url,
        title,
        ..
    }) = tag
    else {
        return;
    };
    let address = match link_type {
        LinkType::Email => format!("mailto:{dest_url}"),
        _ => dest_url.into_string(),
    };
    // A link holds no other.
    let holds_link = text.iter().any(|part| matches!(part, Inline::Link(_)));
    if !address::is_kept(&address) || holds_link {
        return parts.extend(text);
    }
    if text.is_empty() {
        text.push(Inline::Text(address::escaped(&address)));
    }
    parts.push(Inline::Link(Link {
        address: address::escaped(&address),
        title: on_one_line(&title),
        text,
    }));
}
