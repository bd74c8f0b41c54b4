//! The writer of all reports: it takes the syntax of a format, and foreign text only by way of an encoding.

use std::io::{self, Seek, Write};

use serde_json::Value;
use specwright_spec::sanitize::{Json, Text};
use tempfile::SpooledTempFile;

use super::{github, xml};

/// How many bytes a [`Spool`] keeps in memory.
const MOST_IN_MEMORY: usize = 8 << 20;

/// A piece of a report.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece<'a> {
    /// The format's own syntax, or a word of the linter's own.
    Own(&'static str),
    /// A number.
    Number(usize),
    /// Whole lines for people.
    Lines(&'a Text),
    /// A value as JSON.
    Json(&'a Value),
    /// Text in an XML element or a quoted attribute.
    Xml(&'a str),
    /// The value of a property of a workflow command.
    Property(&'a str),
    /// The message of a workflow command.
    Message(&'a str),
}

/// A writer that takes pieces only.
pub(super) struct Out<'w>(&'w mut dyn Write);

impl<'w> Out<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self(out)
    }

    /// Writes pieces behind each other.
    pub(super) fn put(&mut self, pieces: &[Piece<'_>]) -> io::Result<()> {
        let out = &mut self.0;
        pieces.iter().try_for_each(|piece| match piece {
            Piece::Own(text) => out.write_all(text.as_bytes()),
            Piece::Number(number) => write!(out, "{number}"),
            Piece::Lines(text) => out.write_all(text.as_str().as_bytes()),
            Piece::Json(value) => write!(out, "{}", Json(value)),
            Piece::Xml(text) => out.write_all(xml::escaped(text).as_bytes()),
            Piece::Property(text) => out.write_all(github::property(text).as_bytes()),
            Piece::Message(text) => out.write_all(github::message(text).as_bytes()),
        })
    }

    /// Writes what was put into a spool.
    pub(super) fn spooled(&mut self, mut spool: Spool) -> io::Result<()> {
        spool.0.rewind()?;
        io::copy(&mut spool.0, &mut self.0).map(|_| ())
    }
}

/// Pieces that are written later; in memory, or in a file if they are many.
#[derive(Debug)]
pub(super) struct Spool(SpooledTempFile);

impl Spool {
    pub(super) fn new() -> Self {
        Self(SpooledTempFile::new(MOST_IN_MEMORY))
    }

    pub(super) fn put(&mut self, pieces: &[Piece<'_>]) -> io::Result<()> {
        Out::new(&mut self.0).put(pieces)
    }
}
