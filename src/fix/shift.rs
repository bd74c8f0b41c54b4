//! Converts byte offsets between a text and the edited text.

use crate::diagnostic::Edit;

/// Converts byte offsets between a text and the edited text.
pub(super) struct Shift {
    /// For each edit, in order: its start and end in the original text, and its start and end in the edited text.
    edits: Vec<[usize; 4]>,
}

impl Shift {
    /// Creates the conversion for edits that are sorted by position and do not overlap.
    pub(super) fn of(edits: &[&Edit]) -> Self {
        let mut behind = (0, 0);
        let edits = edits.iter().map(|edit| {
            let start = behind.1 + (edit.span.start - behind.0);
            let end = start + edit.text.len();
            behind = (edit.span.end, end);
            [edit.span.start, edit.span.end, start, end]
        });
        Self {
            edits: edits.collect(),
        }
    }

    /// Converts an offset in the original text to the edited text. An offset inside a replaced token becomes the start
    /// of the replacement; an offset at which text is inserted becomes the end of the insertion.
    pub(super) fn forward(&self, offset: usize) -> usize {
        let behind = self.edits.partition_point(|edit| edit[1] <= offset);
        if let Some(edit) = self.edits.get(behind).filter(|edit| edit[0] <= offset) {
            return edit[2];
        }
        match behind.checked_sub(1).map(|last| self.edits[last]) {
            Some([_, end, _, new_end]) => offset - end + new_end,
            None => offset,
        }
    }

    /// Converts an offset in the edited text to the original text. An offset inside a replacement becomes the start of
    /// the replaced token.
    pub(super) fn back(&self, offset: usize) -> usize {
        let behind = self.edits.partition_point(|edit| edit[3] <= offset);
        if let Some(edit) = self.edits.get(behind).filter(|edit| edit[2] <= offset) {
            return edit[0];
        }
        match behind.checked_sub(1).map(|last| self.edits[last]) {
            Some([_, end, _, new_end]) => offset - new_end + end,
            None => offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use specwright_spec::Span;

    use super::Shift;
    use crate::diagnostic::Edit;

    #[test]
    fn offsets_go_there_and_back() {
        // `a: "1", b 2` becomes `a: 1, b: 2`.
        let edits = [
            Edit::new(Span::new(3, 6), "1"),
            Edit::new(Span::new(9, 9), ":"),
        ];
        let shift = Shift::of(&edits.iter().collect::<Vec<_>>());
        for (before, after) in [(0, 0), (3, 3), (6, 4), (8, 6), (10, 9)] {
            assert_eq!(shift.forward(before), after);
            assert_eq!(shift.back(after), before);
        }
        assert_eq!(shift.forward(5), 3);
        assert_eq!(shift.forward(9), 8);
    }
}
