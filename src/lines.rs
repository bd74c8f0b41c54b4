//! Texts with a record on each line, read piece by piece: memory depends on the longest line, up to a limit, not on the
//! file. A record beyond the limit is a finding, and skipped.
//!
//! A record ends with a line feed. A carriage return before it is white space, as it is for JSON wherever it stands; but
//! where it stands alone, lines are counted as editors and all our other places count them.

mod records;
mod teller;

use std::io::{self, Read};
use std::sync::Arc;

use rayon::prelude::*;
use specwright_spec::input::Limit;

use self::records::{Part, Skipped};
use self::teller::Teller;
use crate::lint::{self, Checked};
use crate::parse::Format;
use crate::payload::Buffers;
use crate::policy::Policy;

/// How much is read before it is checked.
const WINDOW: usize = 1 << 21;
/// How much one thread takes at a time.
const PART: usize = 1 << 16;

/// Checks each record, and hands on those in which something is found, in order, up to as many findings as a file may
/// have.
///
/// # Errors
/// What the reader or `each` says.
pub fn check(
    mut reader: impl Read,
    name: &str,
    policy: &Arc<Policy>,
    limit: Limit,
    each: impl FnMut(Checked) -> io::Result<()>,
) -> io::Result<()> {
    let mut teller = Teller::new(each);
    let mut window = Window::read(&mut reader, Vec::with_capacity(WINDOW + PART), limit)?;
    let mut spare = Vec::with_capacity(WINDOW + PART);
    loop {
        if let Some(skipped) = &window.skipped {
            teller.add(skipped.part(name, policy, limit))?;
        }
        let (records, rest) = window.bytes.split_at(window.end);
        spare.clear();
        spare.extend_from_slice(rest);
        let mut checked = Vec::new();
        // While the other threads check what there is, this one reads what comes next.
        let next = rayon::in_place_scope(|scope| {
            scope.spawn(|_| checked = parts(records, name, policy, limit));
            (!window.is_last).then(|| Window::read(&mut reader, std::mem::take(&mut spare), limit))
        });
        for part in checked {
            teller.add(part)?;
        }
        match next {
            Some(next) if !teller.is_done() => {
                spare = std::mem::replace(&mut window, next?).bytes;
            }
            Some(_) | None => return teller.end(),
        }
    }
}

/// A piece of the file.
struct Window {
    /// The record before it that is longer than the limit.
    skipped: Option<Skipped>,
    bytes: Vec<u8>,
    /// Where its last whole line ends.
    end: usize,
    /// Whether the file ends with it.
    is_last: bool,
}

impl Window {
    /// Reads on behind what is known, which has no line break.
    fn read(reader: &mut impl Read, mut bytes: Vec<u8>, limit: Limit) -> io::Result<Self> {
        loop {
            let known = bytes.len();
            let read = reader.take(WINDOW as u64).read_to_end(&mut bytes)?;
            let is_last = read < WINDOW;
            let newline = bytes[known..].iter().rposition(|&byte| byte == b'\n');
            let end = match newline {
                _ if is_last => bytes.len(),
                Some(newline) => known + newline + 1,
                None if bytes.len() as u64 > limit.bytes() => return Self::behind(reader, bytes),
                None => continue,
            };
            return Ok(Self {
                skipped: None,
                bytes,
                end,
                is_last,
            });
        }
    }

    /// Skips the record that begins with `bytes`, and gives what was read behind it.
    fn behind(reader: &mut impl Read, mut bytes: Vec<u8>) -> io::Result<Self> {
        let mut skipped = Skipped::default();
        loop {
            if let Some(newline) = bytes.iter().position(|&byte| byte == b'\n') {
                skipped.add(&bytes[..=newline]);
                bytes.drain(..=newline);
                break;
            }
            skipped.add(&bytes);
            bytes.clear();
            bytes.shrink_to(WINDOW + PART);
            if reader.take(WINDOW as u64).read_to_end(&mut bytes)? == 0 {
                break;
            }
        }
        let newline = bytes.iter().rposition(|&byte| byte == b'\n');
        Ok(Self {
            skipped: Some(skipped),
            end: newline.map_or(0, |newline| newline + 1),
            bytes,
            is_last: false,
        })
    }
}

/// Checks the records side by side.
fn parts(text: &[u8], name: &str, policy: &Arc<Policy>, limit: Limit) -> Vec<Part> {
    let mut parts = Vec::with_capacity(text.len() / PART + 1);
    let mut rest = text;
    while rest.len() > PART {
        let end = rest[PART..]
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(rest.len(), |newline| PART + newline + 1);
        let (part, behind) = rest.split_at(end);
        parts.push(part);
        rest = behind;
    }
    parts.push(rest);
    parts
        .par_iter()
        .map_init(Buffers::default, |buffers, part| {
            Part::check(part, name, policy, limit, buffers)
        })
        .collect()
}

/// Mends each record: the new text, if anything was mended, and what is left.
#[must_use]
pub fn mend(
    bytes: &[u8],
    name: &str,
    policy: &Arc<Policy>,
    limit: Limit,
) -> (Option<Vec<u8>>, Vec<Checked>) {
    let mut text = Vec::with_capacity(bytes.len());
    let mut is_mended = false;
    let mut buffers = Buffers::default();
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let record = line.trim_ascii_end();
        let is_skipped = record.is_empty() || record.len() as u64 > limit.bytes();
        if is_skipped || lint::is_clean(record, policy, &mut buffers) {
            text.extend_from_slice(line);
            continue;
        }
        let mended = lint::mend(name, record, Format::Json, policy);
        is_mended |= mended.text.is_some();
        match &mended.text {
            Some(record) => text.extend_from_slice(record.as_bytes()),
            None => text.extend_from_slice(record),
        }
        text.extend_from_slice(&line[record.len()..]);
    }
    let mut left = Vec::new();
    let checked = check(text.as_slice(), name, policy, limit, |checked| {
        left.push(checked);
        Ok(())
    });
    if let Err(error) = checked {
        left.push(lint::inaccessible(name, error.to_string(), policy));
    }
    (is_mended.then_some(text), left)
}
