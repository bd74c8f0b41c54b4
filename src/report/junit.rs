//! JUnit XML: a test suite for each file, and a test case for each finding. A file without findings is a test that passed.
//!
//! A warning is a test that passed and has something to say, so that the report fails when the linter does and not else.

use std::io;
use std::path::Path;

use super::out::{Out, Piece, Spool};
use super::{Form, Summary, TOOL, finding, place};
use crate::Contract;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::Checked;

#[derive(Debug, Default)]
pub(super) struct Junit {
    suite: Option<Suite>,
}

/// The test cases of a file, until they are counted: a suite begins with their number, and a file may have millions of
/// records.
#[derive(Debug)]
struct Suite {
    cases: Spool,
    tests: usize,
    failures: usize,
    errors: usize,
}

impl Form for Junit {
    fn begin(&mut self, _contracts: &[&Contract], out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[
            Piece::Own("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\""),
            Piece::Own(TOOL),
            Piece::Own("\">\n"),
        ])
    }

    fn open(&mut self, _name: &Path, _out: &mut Out<'_>) -> io::Result<()> {
        self.suite = Some(Suite {
            cases: Spool::new(),
            tests: 0,
            failures: 0,
            errors: 0,
        });
        Ok(())
    }

    fn part(&mut self, name: &Path, checked: &Checked, _out: &mut Out<'_>) -> io::Result<()> {
        let Some(suite) = &mut self.suite else {
            return Ok(());
        };
        for found in &checked.diagnostics {
            suite.add(name, checked, found)?;
        }
        Ok(())
    }

    fn close(&mut self, name: &Path, out: &mut Out<'_>) -> io::Result<()> {
        use Piece::{Number, Own, Xml};
        let Some(mut suite) = self.suite.take() else {
            return Ok(());
        };
        let path = place::path(name);
        if suite.tests == 0 {
            suite.tests = 1;
            suite.cases.put(&[
                Own("<testcase name=\"no findings\" classname=\""),
                Xml(&path),
                Own("\"/>\n"),
            ])?;
        }
        out.put(&[
            Own("<testsuite name=\""),
            Xml(&path),
            Own("\" tests=\""),
            Number(suite.tests),
            Own("\" failures=\""),
            Number(suite.failures),
            Own("\" errors=\""),
            Number(suite.errors),
            Own("\">\n"),
        ])?;
        out.spooled(suite.cases)?;
        out.put(&[Own("</testsuite>\n")])
    }

    fn end(&mut self, _summary: &Summary, out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[Piece::Own("</testsuites>\n")])
    }
}

impl Suite {
    fn add(&mut self, file: &Path, checked: &Checked, found: &Diagnostic) -> io::Result<()> {
        use Piece::{Own, Xml};
        self.tests += 1;
        let position = checked.source.position(found.span.start);
        let path = place::path(file);
        // Services know a test by its name, so that no two may have the same one.
        let name = format!("{} at {position}: {}", found.code, found.message);
        self.cases.put(&[
            Own("<testcase name=\""),
            Xml(&name),
            Own("\" classname=\""),
            Xml(&path),
            Own("\">"),
        ])?;
        let (line, column) = (position.line, position.column);
        let text = format!("line {line}, column {column}: {}", finding::text(found));
        let element = match (checked.is_inaccessible, found.severity) {
            (_, Severity::Warning) => {
                return self.cases.put(&[
                    Own("<system-out>warning: "),
                    Xml(&text),
                    Own("</system-out></testcase>\n"),
                ]);
            }
            (true, Severity::Error) => {
                self.errors += 1;
                "error"
            }
            (false, Severity::Error) => {
                self.failures += 1;
                "failure"
            }
        };
        self.cases.put(&[
            Own("<"),
            Own(element),
            Own(" type=\""),
            Xml(&found.code),
            Own("\" message=\""),
            Xml(&found.message),
            Own("\">"),
            Xml(&text),
            Own("</"),
            Own(element),
            Own("></testcase>\n"),
        ])
    }
}
