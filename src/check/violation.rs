//! One violation of a constraint: the constraint, the value, and their places.

use std::rc::Rc;

use specwright_spec::Pointer;

use super::broken::Broken;
use super::finder::Found;
use crate::contract::Advice;
use crate::payload::Node;

/// One violated constraint.
#[derive(Clone, Debug)]
pub(super) struct Violation<'p, 'c> {
    pub(super) broken: Broken,
    /// The value that violates it, and its key.
    pub(super) found: Found<'p>,
    /// The object that has a property which this is about.
    pub(super) object: Option<Node<'p>>,
    /// The place of the value in the payload.
    pub(super) pointer: Pointer,
    /// The place of the keyword in the contract's schema.
    pub(super) keyword: Pointer,
    pub(super) layer: Layer<'c>,
    /// For an unknown property, or a missing property whose name is misspelt: the names that the object may have.
    pub(super) declared: Rc<[&'c str]>,
    /// For a value that no branch of a union accepts: the closest branches.
    pub(super) unmatched: Vec<Unmatched<'p, 'c>>,
}

/// The origin of a constraint, which decides how severe its violation is.
#[derive(Clone, Debug)]
pub(super) enum Layer<'c> {
    /// A keyword of the contract's schema, whose violation makes the value invalid, or an annotation.
    Keyword,
    /// The document gives it as advice: the value is valid.
    Advice(Advice<'c>),
    /// The document says nothing of the property: the value is valid.
    Silence,
}

impl<'p> Violation<'p, '_> {
    /// A violation of the payload as a whole.
    pub(super) fn of_root(broken: Broken, root: Node<'p>) -> Self {
        Self {
            broken,
            found: Found::root(root),
            object: None,
            pointer: Pointer::root(),
            keyword: Pointer::root(),
            layer: Layer::Keyword,
            declared: Rc::default(),
            unmatched: Vec::new(),
        }
    }

    /// Returns the name of the violated keyword; `None` if the violation is about the payload as a whole.
    pub(super) fn keyword_name(&self) -> Option<&str> {
        self.keyword.tokens().last().map(String::as_str)
    }

    /// The place of the schema that the keyword belongs to.
    pub(super) fn owner(&self) -> Pointer {
        self.keyword.parent().unwrap_or_default()
    }
}

/// A branch of a union that does not accept the value.
#[derive(Clone, Debug)]
pub(super) struct Unmatched<'p, 'c> {
    /// The position of the branch in the union, counted from 0.
    pub(super) position: usize,
    pub(super) first: Violation<'p, 'c>,
    /// The number of violations besides `first`.
    pub(super) more: usize,
}

impl Unmatched<'_, '_> {
    /// The maximum number of branches of a union that are described in a message.
    pub(super) const MOST: usize = 3;
}
