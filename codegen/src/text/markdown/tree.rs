//! A tree of CommonMark without HTML, images, and code that rustdoc runs.

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// `## Title`, with its level.
    Heading(usize, Vec<Inline>),
    Quote(Vec<Block>),
    /// The lines of a block of code, whatever its language.
    Code(Vec<String>),
    List(List),
    Table(Table),
    /// `---`
    Rule,
}

/// A list. `start` is the number of the first item of an ordered list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct List {
    pub(super) start: Option<u64>,
    /// `true` if there are no blank lines between the items.
    pub(super) is_tight: bool,
    pub(super) items: Vec<Vec<Block>>,
}

impl List {
    /// Creates a list. A list of one item with at most one block is always tight: there is no place for a blank line.
    pub(super) fn new(start: Option<u64>, is_tight: bool, items: Vec<Vec<Block>>) -> Self {
        let is_single = items.len() == 1 && items.iter().all(|item| item.len() < 2);
        Self {
            start,
            is_tight: is_tight || is_single,
            items,
        }
    }
}

/// A table; the first row is its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) columns: Vec<Align>,
    pub(super) rows: Vec<Vec<Vec<Inline>>>,
}

/// The alignment of a table column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    None,
    Left,
    Center,
    Right,
}

/// Inline content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    Text(String),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Strikethrough(Vec<Inline>),
    Link(Link),
    /// A line end that is a space on the page.
    Soft,
    /// A line end that is a line end on the page.
    Hard,
}

/// A link to `http`, `https` or `mailto`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The URL, percent-encoded so that it needs no escape in CommonMark.
    pub(super) address: String,
    pub(super) title: String,
    pub(super) text: Vec<Inline>,
}

/// Removes emphasis, and makes all lists loose.
pub(super) fn plain(blocks: &[Block]) -> Vec<Block> {
    let plain = |block: &Block| match block {
        Block::Paragraph(text) => Block::Paragraph(plain_text(text)),
        Block::Heading(level, text) => Block::Heading(*level, plain_text(text)),
        Block::Quote(inner) => Block::Quote(self::plain(inner)),
        Block::Code(lines) => Block::Code(lines.clone()),
        Block::List(list) => {
            let items = list.items.iter().map(|item| self::plain(item));
            Block::List(List::new(list.start, false, items.collect()))
        }
        Block::Table(table) => Block::Table(Table {
            columns: table.columns.clone(),
            rows: table
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| plain_text(cell)).collect())
                .collect(),
        }),
        Block::Rule => Block::Rule,
    };
    blocks.iter().map(plain).collect()
}

fn plain_text(text: &[Inline]) -> Vec<Inline> {
    let mut plain = Vec::new();
    flatten(text, &mut plain);
    tidy(plain)
}

fn flatten(text: &[Inline], plain: &mut Vec<Inline>) {
    for part in text {
        match part {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                flatten(inner, plain);
            }
            Inline::Link(link) => plain.push(Inline::Link(Link {
                address: link.address.clone(),
                title: String::new(),
                text: plain_text(&link.text),
            })),
            Inline::Text(_) | Inline::Code(_) | Inline::Soft | Inline::Hard => {
                plain.push(part.clone());
            }
        }
    }
}

/// Joins adjacent texts, and removes insignificant spaces and line ends.
pub(super) fn tidy(parts: Vec<Inline>) -> Vec<Inline> {
    let mut tidied: Vec<Inline> = Vec::new();
    for part in parts {
        match part {
            Inline::Text(text) => match tidied.last_mut() {
                Some(Inline::Text(before)) => before.push_str(&text),
                Some(Inline::Soft | Inline::Hard) | None => {
                    let text = text.trim_start_matches(' ');
                    if !text.is_empty() {
                        tidied.push(Inline::Text(text.to_owned()));
                    }
                }
                Some(_) => tidied.push(Inline::Text(text)),
            },
            Inline::Soft | Inline::Hard => {
                end_line(&mut tidied);
                if matches!(tidied.last(), Some(last) if !is_break(last)) {
                    tidied.push(part);
                }
            }
            Inline::Code(_)
            | Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strikethrough(_)
            | Inline::Link(_) => tidied.push(part),
        }
    }
    end_line(&mut tidied);
    while tidied.last().is_some_and(is_break) {
        tidied.pop();
    }
    tidied.retain(|part| *part != Inline::Text(String::new()));
    tidied
}

fn is_break(part: &Inline) -> bool {
    matches!(part, Inline::Soft | Inline::Hard)
}

/// Removes trailing spaces.
fn end_line(parts: &mut Vec<Inline>) {
    if let Some(Inline::Text(text)) = parts.last_mut() {
        let length = text.trim_end_matches(' ').len();
        text.truncate(length);
        if length == 0 {
            parts.pop();
        }
    }
}
