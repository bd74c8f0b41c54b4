//! Shrinks a text while a predicate stays true.

use std::cell::Cell;

/// Removes smaller and smaller pieces of a text while `keeps` returns `true` for the rest.
pub(super) fn text(text: &str, keeps: impl Fn(&str) -> bool) -> String {
    /// The maximum number of texts that are tried.
    const TRIES: usize = 800;

    let tries = Cell::new(0);
    let keeps = |characters: &[char]| {
        tries.set(tries.get() + 1);
        tries.get() <= TRIES && keeps(&characters.iter().collect::<String>())
    };
    let mut smallest: Vec<char> = text.chars().collect();
    let mut length = smallest.len().div_ceil(2);
    while length > 0 {
        let mut start = 0;
        while start < smallest.len() {
            let end = (start + length).min(smallest.len());
            let candidate = [&smallest[..start], &smallest[end..]].concat();
            match keeps(&candidate) {
                true => smallest = candidate,
                false => start = end,
            }
        }
        length /= 2;
    }
    smallest.into_iter().collect()
}
