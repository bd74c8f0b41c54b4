//! How many findings people are shown.

use std::io;

use specwright_spec::sanitize::Text;

use super::counted;
use super::out::{Out, Piece};

/// Counts the findings that are shown and those that are not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    left: Option<usize>,
    more: usize,
}

impl Limit {
    pub(super) fn new(most: Option<usize>) -> Self {
        Self {
            left: most,
            more: 0,
        }
    }

    /// Whether one more is shown.
    pub(super) fn admits(&mut self) -> bool {
        match &mut self.left {
            None => true,
            Some(0) => {
                self.more += 1;
                false
            }
            Some(left) => {
                *left -= 1;
                true
            }
        }
    }

    /// Says how many were not shown.
    pub(super) fn end(&self, out: &mut Out<'_>) -> io::Result<()> {
        match self.more {
            0 => Ok(()),
            more => {
                let line = Text::line(&format!("and {}", counted(more, "more finding")));
                out.put(&[Piece::Lines(&line)])
            }
        }
    }
}
