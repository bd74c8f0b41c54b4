//! An object on a line for each finding, as in [`super::json`].

use std::io;
use std::path::Path;

use super::out::{Out, Piece};
use super::{Form, finding};
use crate::lint::Checked;

#[derive(Debug)]
pub(super) struct JsonLines;

impl Form for JsonLines {
    fn part(&mut self, name: &Path, checked: &Checked, out: &mut Out<'_>) -> io::Result<()> {
        for found in &checked.diagnostics {
            let object = finding::object(name, checked, found);
            out.put(&[Piece::Json(&object), Piece::Own("\n")])?;
        }
        Ok(())
    }
}
