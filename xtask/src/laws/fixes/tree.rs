//! The values of a text as parsed by the judge, and the comparison of two texts.

use std::fmt;

/// A value of a text. An alias has the content of the repeated value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// The number that the parser gives the value's YAML anchor; 0 without an anchor.
    pub(super) anchor: usize,
    /// The YAML tag: handle and suffix, separated by a space.
    pub(super) tag: Option<String>,
    /// The number of the anchor that an alias refers to; `None` if the value is not an alias.
    pub(super) alias: Option<usize>,
    pub(super) content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Scalar(Scalar),
    Array(Vec<Node>),
    /// The fields in order, including those with a duplicate key.
    Object(Vec<(Node, Node)>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scalar {
    pub(super) kind: Kind,
    /// The characters of a string, or the source text of any other scalar.
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Boolean,
    Number,
    String,
}

/// A position: the index of the document, and then the indexes of items and fields, counted from 0.
pub(super) type Place = Vec<usize>;

/// A scalar whose value differs between two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) place: Place,
    /// `true` if the key changes, `false` if the value does.
    pub(super) is_key: bool,
    /// The JSON pointer of the scalar in the first text.
    pub(super) pointer: String,
    /// `true` if the scalar is repeated by an alias at this position.
    pub(super) is_repeated: bool,
    pub(super) before: Scalar,
    pub(super) after: Scalar,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.is_key { "key" } else { "value" };
        let (before, after) = (&self.before, &self.after);
        let Self { pointer, place, .. } = self;
        write!(
            f,
            "{what} {place:?} {pointer}: {:?} {:?} -> {:?} {:?}",
            before.kind, before.text, after.kind, after.text
        )
    }
}

impl Node {
    pub(super) fn new(content: Content) -> Self {
        Self {
            anchor: 0,
            tag: None,
            alias: None,
            content,
        }
    }

    pub(super) fn scalar(kind: Kind, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(Content::Scalar(Scalar { kind, text }))
    }

    /// Returns the text of a scalar, for a key the name of the field; `None` for an array or object.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(scalar) => Some(&scalar.text),
            Content::Array(_) | Content::Object(_) => None,
        }
    }
}

/// A difference between two texts in something other than scalars, with a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// A different anchor, alias or tag.
    Markup(String),
    /// A different type, or a different number of documents, items or fields.
    Structure(String),
}

/// Returns the scalars that differ between the values of two texts.
///
/// # Errors
/// Returns an error if the values differ in more than scalars.
pub(super) fn changes(before: &[Node], after: &[Node]) -> Result<Vec<Change>, Difference> {
    let mut comparison = Comparison::default();
    comparison.items(before, after)?;
    Ok(comparison.changes)
}

/// Returns the position of a JSON pointer in a document, and the tokens that do not exist there.
pub(super) fn locate<'t>(root: &Node, tokens: &'t [String]) -> (Place, &'t [String]) {
    let mut place = Vec::new();
    let mut node = root;
    for (nth, token) in tokens.iter().enumerate() {
        let next = match &node.content {
            Content::Scalar(_) => None,
            Content::Array(items) => {
                let index = token.parse::<usize>().ok();
                index.and_then(|index| Some((index, items.get(index)?)))
            }
            Content::Object(fields) => {
                let mut fields = fields.iter().enumerate();
                fields
                    .find(|(_, (key, _))| key.text() == Some(token))
                    .map(|(index, (_, value))| (index, value))
            }
        };
        match next {
            Some((index, value)) => {
                place.push(index);
                node = value;
            }
            None => return (place, &tokens[nth..]),
        }
    }
    (place, &[])
}

#[derive(Default)]
struct Comparison {
    place: Place,
    pointer: String,
    /// The number of aliases that contain the current value.
    repeated: usize,
    changes: Vec<Change>,
}

impl Comparison {
    fn items(&mut self, before: &[Node], after: &[Node]) -> Result<(), Difference> {
        self.same(Difference::Structure, "length", &before.len(), &after.len())?;
        for (index, (before, after)) in before.iter().zip(after).enumerate() {
            // The JSON pointer has no token for the index of the document.
            let token = (!self.place.is_empty()).then(|| index.to_string());
            self.inside(index, token.as_deref(), |this| {
                this.node(before, after, false)
            })?;
        }
        Ok(())
    }

    fn inside(
        &mut self,
        index: usize,
        token: Option<&str>,
        compare: impl FnOnce(&mut Self) -> Result<(), Difference>,
    ) -> Result<(), Difference> {
        let length = self.pointer.len();
        self.place.push(index);
        if let Some(token) = token {
            self.pointer.push('/');
            let token = token.replace('~', "~0").replace('/', "~1");
            self.pointer.push_str(&token);
        }
        let compared = compare(self);
        self.place.pop();
        self.pointer.truncate(length);
        compared
    }

    fn node(&mut self, before: &Node, after: &Node, is_key: bool) -> Result<(), Difference> {
        self.same(Difference::Markup, "anchor", &before.anchor, &after.anchor)?;
        self.same(Difference::Markup, "alias", &before.alias, &after.alias)?;
        self.same(Difference::Markup, "tag", &before.tag, &after.tag)?;
        let is_alias = usize::from(before.alias.is_some());
        self.repeated += is_alias;
        let compared = self.content(before, after, is_key);
        self.repeated -= is_alias;
        compared
    }

    fn content(&mut self, before: &Node, after: &Node, is_key: bool) -> Result<(), Difference> {
        match (&before.content, &after.content) {
            (Content::Scalar(before), Content::Scalar(after)) => {
                if before != after {
                    self.changes.push(Change {
                        place: self.place.clone(),
                        is_key,
                        pointer: self.pointer.clone(),
                        is_repeated: self.repeated > 0,
                        before: before.clone(),
                        after: after.clone(),
                    });
                }
                Ok(())
            }
            (Content::Array(before), Content::Array(after)) => self.items(before, after),
            (Content::Object(before), Content::Object(after)) => {
                self.same(Difference::Structure, "length", &before.len(), &after.len())?;
                let pairs = before.iter().zip(after).enumerate();
                for (index, (before, after)) in pairs {
                    self.inside(index, before.0.text(), |this| {
                        this.node(&before.0, &after.0, true)?;
                        this.node(&before.1, &after.1, false)
                    })?;
                }
                Ok(())
            }
            (Content::Scalar(_) | Content::Array(_) | Content::Object(_), _) => {
                let details = format!("`{}` is of another kind", self.pointer);
                Err(Difference::Structure(details))
            }
        }
    }

    fn same<T: PartialEq + fmt::Debug>(
        &self,
        of: fn(String) -> Difference,
        what: &str,
        before: &T,
        after: &T,
    ) -> Result<(), Difference> {
        match before == after {
            true => Ok(()),
            false => Err(of(format!(
                "the {what} of `{}` was {before:?} and is {after:?}",
                self.pointer
            ))),
        }
    }
}
