//! Names for operations that have none.

use std::collections::HashSet;

use crate::model::Operation;

/// A name made of method and path: `GET /pets/{id}` is `getPetsId`.
pub(super) fn derived(method: &str, path: &str) -> String {
    let words = path
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let capitalized = words.map(|word| {
        let mut chars = word.chars();
        chars
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(chars)
            .collect::<String>()
    });
    method.to_lowercase() + &capitalized.collect::<String>()
}

/// Numbers derived names that are taken, in declared order; names that the document gives stay as they are.
pub(super) fn make_unique(operations: &mut [Operation]) {
    let given = operations.iter().filter(|operation| operation.has_id);
    let mut taken: HashSet<String> = given.map(|operation| operation.id.clone()).collect();
    for operation in operations.iter_mut().filter(|operation| !operation.has_id) {
        let base = operation.id.clone();
        let mut number = 2;
        while !taken.insert(operation.id.clone()) {
            operation.id = format!("{base}{number}");
            number += 1;
        }
    }
}
