//! The work that patterns may take on one instance, and the strings on which they gave up.
//!
//! A keyword gets no state from its caller, so the budget is kept by thread. A pattern that gives up rejects the string, as the
//! types of generated crates do.

use std::cell::RefCell;
use std::collections::HashSet;

use crate::pattern::Matcher;

/// The steps that any instance may take, each of which looks at one place in a string.
const LEAST: usize = 20_000_000;
/// The additional steps for each byte of the instance.
const PER_BYTE: usize = 50;

thread_local! {
    static RUN: RefCell<Run> = RefCell::new(Run::default());
}

/// The state of one validation.
struct Run {
    left: usize,
    /// The patterns that gave up, each with the string.
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

/// Calls a function that validates an instance of so many bytes, with a new budget. Returns its result, and `true` if a pattern
/// gave up.
pub fn during<T>(bytes: usize, validate: impl FnOnce() -> T) -> (T, bool) {
    RUN.with_borrow_mut(|run| {
        run.left = bytes.saturating_mul(PER_BYTE).saturating_add(LEAST);
        run.gave_up.clear();
    });
    let result = validate();
    let gave_up = RUN.with_borrow_mut(|run| {
        run.left = usize::MAX;
        !run.gave_up.is_empty()
    });
    (result, gave_up)
}

/// Returns `true` if the string is known to match the pattern.
pub(super) fn is_match(matcher: &Matcher, pattern: &str, text: &str) -> bool {
    RUN.with_borrow_mut(|run| {
        let verdict = matcher.verdict(text, &mut run.left);
        if verdict.is_none() {
            run.gave_up.insert((pattern.to_owned(), text.to_owned()));
        }
        verdict == Some(true)
    })
}

/// Returns `true` if the pattern gave up on the string in the last validation.
#[must_use]
pub fn has_given_up(pattern: &str, text: &str) -> bool {
    let key = (pattern.to_owned(), text.to_owned());
    RUN.with_borrow(|run| run.gave_up.contains(&key))
}
