//! What follows upon responses. It speaks of operations and schemas, so it comes once all of them are known.

mod link;
mod value;

use std::collections::HashSet;

use super::{Context, extension};
use crate::error::Weight;
use crate::model::Operation;

/// Finds the links and the progress of every response.
pub(super) fn find(context: &mut Context<'_>, operations: &mut [Operation]) {
    let before = context.errors.len();
    let mut found = Vec::new();
    for operation in operations.iter() {
        for response in &operation.responses {
            let links = link::all(context, operations, operation, response);
            found.push((links, extension::progress(context, response)));
        }
    }
    let responses = operations
        .iter_mut()
        .flat_map(|operation| &mut operation.responses);
    for (response, (links, progress)) in responses.zip(found) {
        response.links = links;
        response.progress = progress;
    }
    // What is wrong with a response that several operations share is told once, as is what was found while loading.
    let loaded = context.document.diagnostics.iter();
    let errors = loaded.filter(|error| error.code.weight() != Weight::Warning);
    let known: HashSet<_> = errors.map(|error| error.span).collect();
    let mut seen = HashSet::new();
    let mut told = context.errors.split_off(before);
    told.retain(|error| {
        let is_new = seen.insert((error.span, error.message.clone()));
        is_new && !known.contains(&error.span)
    });
    context.errors.extend(told);
}

#[cfg(test)]
mod tests;
