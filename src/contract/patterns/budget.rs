//! The work that patterns may take on one payload, and the texts on which they gave up.
//!
//! The validator asks for nothing but a yes or no, so a pattern that gives up says no, and notes here that it did.

use std::cell::RefCell;
use std::collections::HashSet;

use specwright_spec::pattern::Matcher;

/// So many steps any payload may take, each of which looks at one place in a text.
const LEAST: usize = 20_000_000;
/// So many more for each byte.
const PER_BYTE: usize = 50;

thread_local! {
    static RUN: RefCell<Run> = RefCell::new(Run::default());
}

/// The walk over one payload.
struct Run {
    left: usize,
    /// The formats that gave up, each with the text.
    gave_up: HashSet<(String, String)>,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            left: usize::MAX,
            gave_up: HashSet::new(),
        }
    }
}

/// Walks over a payload of so many bytes with a new budget; returns whether a pattern gave up, too.
pub(crate) fn during<T>(bytes: usize, walk: impl FnOnce() -> T) -> (T, bool) {
    RUN.with_borrow_mut(|run| {
        run.left = bytes.saturating_mul(PER_BYTE).saturating_add(LEAST);
        run.gave_up.clear();
    });
    let result = walk();
    let gave_up = RUN.with_borrow_mut(|run| {
        run.left = usize::MAX;
        !run.gave_up.is_empty()
    });
    (result, gave_up)
}

/// Returns `true` if the text is known to match the pattern of a format of that name.
pub(super) fn is_match(matcher: &Matcher, format: &str, text: &str) -> bool {
    RUN.with_borrow_mut(|run| {
        let verdict = matcher.verdict(text, &mut run.left);
        if verdict.is_none() {
            run.gave_up.insert((format.to_owned(), text.to_owned()));
        }
        verdict == Some(true)
    })
}

/// Returns `true` if the pattern of that format gave up on the text in the last walk.
pub(crate) fn has_given_up(format: &str, text: &str) -> bool {
    let key = (format.to_owned(), text.to_owned());
    RUN.with_borrow(|run| run.gave_up.contains(&key))
}
