//! A JSON list that is written item by item.

use std::io;

use serde_json::Value;

use super::out::{Out, Piece};

/// Which item is next; each stands on a line of its own.
#[derive(Debug, Default)]
pub(super) struct Items {
    is_begun: bool,
}

impl Items {
    /// What stands before the next item.
    pub(super) fn next(&mut self) -> &'static str {
        match std::mem::replace(&mut self.is_begun, true) {
            true => ",\n",
            false => "\n",
        }
    }

    /// Writes the next item.
    pub(super) fn add(&mut self, item: &Value, out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[Piece::Own(self.next()), Piece::Json(item)])
    }
}
