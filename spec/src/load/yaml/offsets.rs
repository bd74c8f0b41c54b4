//! Counts of characters, as saphyr marks places, to counts of bytes.

/// The bytes at which the characters of one text start.
pub(super) struct Offsets {
    base: usize,
    len: usize,
    /// Empty if every character is one byte.
    starts: Vec<usize>,
}

impl Offsets {
    /// The offsets of `text`, which stands `base` bytes after the start of its source.
    pub(super) fn new(text: &str, base: usize) -> Self {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).collect()
        };
        Self {
            base,
            len: text.len(),
            starts,
        }
    }

    /// The byte of the source at which character number `index` of the text starts.
    pub(super) fn byte(&self, index: usize) -> usize {
        let byte = if self.starts.is_empty() {
            index.min(self.len)
        } else {
            self.starts.get(index).copied().unwrap_or(self.len)
        };
        self.base + byte
    }

    /// The end of the text.
    pub(super) fn end(&self) -> usize {
        self.base + self.len
    }
}
