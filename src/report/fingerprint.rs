//! What tells one finding from another, and stays the same when lines move.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::fnv::Fnv;

/// The fingerprints of a file's findings: of its path, and of each finding's code and pointer. Those that have all of
/// this in common are numbered in order of place.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: HashMap<Fnv, usize>,
}

impl Fingerprints {
    /// The fingerprint of a file's next finding.
    pub(super) fn next(&mut self, path: &str, found: &Diagnostic) -> String {
        let pointer = found.pointer.to_string();
        let hash = hash(&[path, &found.code, &pointer]);
        let number = self.seen.entry(hash).or_default();
        *number += 1;
        format!("{hash}:{number}")
    }
}

fn hash(parts: &[&str]) -> Fnv {
    let hash = |hash: Fnv, part: &&str| {
        // No text has the byte 0xFF, so that it keeps the parts apart.
        hash.with(part.as_bytes()).with(&[0xFF])
    };
    parts.iter().fold(Fnv::EMPTY, hash)
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn a_change_of_the_hash_would_make_every_known_finding_a_new_one() {
        let shown = |parts: &[&str]| hash(parts).to_string();
        assert_eq!(shown(&[]), "6c62272e07bb014262b821756295c58d");
        assert_eq!(shown(&["a"]), "0880954550ab1be95aa0733055b751b9");
        assert_ne!(hash(&["a", "b"]), hash(&["ab", ""]));
    }
}
