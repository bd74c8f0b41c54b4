//! Checkstyle XML, which many services read: a file with its errors, or with none.

use std::io;
use std::path::Path;

use super::out::{Out, Piece};
use super::{Form, Summary, TOOL, place};
use crate::Contract;
use crate::lint::Checked;

/// The version of Checkstyle whose structure this is, as other linters give it.
const VERSION: &str = "4.3";

#[derive(Debug)]
pub(super) struct Checkstyle;

impl Form for Checkstyle {
    fn begin(&mut self, _contracts: &[&Contract], out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[
            Piece::Own("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\""),
            Piece::Own(VERSION),
            Piece::Own("\">\n"),
        ])
    }

    fn open(&mut self, name: &Path, out: &mut Out<'_>) -> io::Result<()> {
        let path = place::path(name);
        out.put(&[
            Piece::Own("<file name=\""),
            Piece::Xml(&path),
            Piece::Own("\">\n"),
        ])
    }

    fn part(&mut self, _name: &Path, checked: &Checked, out: &mut Out<'_>) -> io::Result<()> {
        use Piece::{Number, Own, Xml};
        for found in &checked.diagnostics {
            let position = checked.source.position(found.span.start);
            out.put(&[
                Own("<error line=\""),
                Number(position.line),
                Own("\" column=\""),
                Number(position.column),
                Own("\" severity=\""),
                Own(found.severity.as_str()),
                Own("\" message=\""),
                Xml(&found.message),
                Own("\" source=\""),
                Own(TOOL),
                Own("."),
                Xml(&found.code),
                Own("\"/>\n"),
            ])?;
        }
        Ok(())
    }

    fn close(&mut self, _name: &Path, out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[Piece::Own("</file>\n")])
    }

    fn end(&mut self, _summary: &Summary, out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[Piece::Own("</checkstyle>\n")])
    }
}
