//! How much the validator has said of a payload, and an end to it once that is enough.
//!
//! The crate `jsonschema` collects all errors, some hundred bytes each, before it hands on the first. But whenever it
//! makes one it asks the value for itself, and that is counted here. Once there are enough, containers look empty, and
//! it soon comes to an end. What it says after that is not to be believed: a field that it could not see is not missing.
//!
//! An object's unknown names come in one error, which is made when all of them were seen. So of an object with very many
//! members only the first are shown whose names the schema does not know. Where no schema says anything of such members
//! but that they may or may not be there, this hides nothing but further names of the same kind.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::sync::Arc;

/// The names that a schema knows.
pub(crate) type Names = HashSet<String>;

/// How many unknown names of an object are shown at most.
const SHOWN: usize = 1 << 13;

thread_local! {
    static WATCH: Cell<Watch> = const { Cell::new(Watch::NONE) };
    static NAMES: RefCell<Option<Arc<Names>>> = const { RefCell::new(None) };
}

#[derive(Clone, Copy)]
struct Watch {
    /// How many more errors may be made, of objects with how many members in all.
    left: usize,
    left_members: usize,
    /// How many unknown names of an object are shown.
    shown: usize,
    /// The object whose members were counted last: several errors may be made of one in a row.
    counted: Option<u32>,
    errors: usize,
    errors_before_end: usize,
    has_hidden: bool,
}

impl Watch {
    const NONE: Self = Self {
        left: usize::MAX,
        left_members: usize::MAX,
        shown: usize::MAX,
        counted: None,
        errors: 0,
        errors_before_end: usize::MAX,
        has_hidden: false,
    };
}

/// What was seen of a validation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    /// How many errors were made.
    pub(crate) errors: usize,
    /// How many of them were made while the whole payload was there to be seen; `usize::MAX`, if it always was.
    pub(crate) certain: usize,
    /// Whether names of a large object were left out.
    pub(crate) has_hidden: bool,
}

impl Seen {
    /// All was seen, and no error made.
    pub(crate) const ALL: Self = Self {
        errors: 0,
        certain: usize::MAX,
        has_hidden: false,
    };

    /// Whether the validation came to its end only because it had said enough.
    pub(crate) fn is_cut(self) -> bool {
        self.certain != usize::MAX
    }
}

/// Validates, and ends it when about so much was said. Without the schema's names nothing is hidden.
pub(crate) fn during<T>(
    most: usize,
    names: Option<Arc<Names>>,
    validate: impl FnOnce() -> T,
) -> (T, Seen) {
    /// Ends the watch, come what may.
    struct End;
    impl Drop for End {
        fn drop(&mut self) {
            WATCH.set(Watch::NONE);
            NAMES.take();
        }
    }
    let shown = most.min(SHOWN);
    let watch = Watch {
        left: most,
        left_members: most.saturating_add(shown),
        ..Watch::NONE
    };
    WATCH.set(match names {
        Some(_) => Watch { shown, ..watch },
        None => watch,
    });
    NAMES.set(names);
    let _end = End;
    let result = validate();
    let watch = WATCH.get();
    let seen = Seen {
        errors: watch.errors,
        certain: watch.errors_before_end,
        has_hidden: watch.has_hidden,
    };
    (result, seen)
}

/// Whether enough was said.
#[inline]
pub(super) fn is_over() -> bool {
    WATCH.get().left == 0
}

/// An error is made of a value: if it is an object, of the one at this place with so many members.
pub(super) fn error(object: Option<(u32, usize)>) {
    let mut watch = WATCH.get();
    watch.errors += 1;
    if watch.left > 0 {
        watch.left -= 1;
        if let Some((place, members)) = object
            && watch.counted != Some(place)
        {
            watch.counted = Some(place);
            let members = members.min(watch.shown);
            watch.left_members = watch.left_members.saturating_sub(members);
        }
        if watch.left_members == 0 {
            watch.left = 0;
        }
        if watch.left == 0 {
            watch.errors_before_end = watch.errors;
        }
    }
    WATCH.set(watch);
}

/// What is left out of an object with so many members.
#[inline]
pub(super) fn hidden(members: usize) -> Option<Hidden> {
    let shown = WATCH.get().shown;
    if members <= shown {
        return None;
    }
    let names = NAMES.with_borrow(Clone::clone)?;
    Some(Hidden { names, shown })
}

/// Of a large object, what is left out while its members are walked.
#[derive(Debug)]
pub(super) struct Hidden {
    names: Arc<Names>,
    shown: usize,
}

impl Hidden {
    /// Whether the next member is left out.
    pub(super) fn hides(&mut self, name: &str) -> bool {
        if self.names.contains(name) {
            return false;
        }
        if self.shown > 0 {
            self.shown -= 1;
            return false;
        }
        WATCH.set(Watch {
            has_hidden: true,
            ..WATCH.get()
        });
        true
    }
}
