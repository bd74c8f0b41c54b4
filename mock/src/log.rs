//! What has been asked and answered, for the page.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

/// So many requests are remembered.
const KEPT: usize = 200;

/// So much is remembered of a target.
const TARGET: usize = 2000;

/// A request and what it was answered with. Headers and bodies are not kept, as secrets are in them.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry {
    /// Its place in the order of answers, which the log gives it.
    pub(crate) number: u64,
    pub(crate) time: String,
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) operation: Option<String>,
    pub(crate) status: u16,
    pub(crate) milliseconds: u64,
    pub(crate) request_id: String,
    pub(crate) findings: Vec<String>,
}

/// The last requests.
#[derive(Debug, Default)]
pub(crate) struct Log(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    entries: VecDeque<Entry>,
    count: u64,
}

impl Log {
    pub(crate) fn add(&self, mut entry: Entry) {
        if entry.target.len() > TARGET {
            let end = entry.target.floor_char_boundary(TARGET);
            entry.target.truncate(end);
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.count += 1;
        entry.number = kept.count;
        if kept.entries.len() == KEPT {
            kept.entries.pop_front();
        }
        kept.entries.push_back(entry);
    }

    /// Those with a greater number, in order of their numbers.
    pub(crate) fn after(&self, number: u64) -> Vec<Entry> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let later = kept.entries.iter().filter(|entry| entry.number > number);
        later.cloned().collect()
    }
}
