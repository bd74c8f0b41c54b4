//! The defects of a document, and the operations that reach them.

use std::sync::Arc;

use specwright_spec::{Diagnostics, Document, Errors, Model, Reach, Tolerance};

/// What is wrong with a document, and the model that says which operations it matters to.
#[derive(Debug)]
pub(super) struct Defects {
    diagnostics: Diagnostics,
    model: Arc<Model>,
}

impl Defects {
    /// Returns the defects of a document; `None` if no diagnostic is an error.
    pub(super) fn new(diagnostics: Diagnostics, model: Arc<Model>) -> Option<Self> {
        (!diagnostics.is_sound()).then_some(Self { diagnostics, model })
    }

    /// Returns all of them as an error.
    pub(super) fn check(&self) -> Result<(), Errors> {
        let source = &self.model.source;
        self.diagnostics.judge(source, Tolerance::STRICT).map(drop)
    }

    /// Returns those that are reached as warnings, or as an error if nothing can be made of them.
    pub(super) fn judge(
        &self,
        document: &Document,
        reach: impl FnOnce(&Document, &Model) -> Reach,
    ) -> Result<Option<Errors>, Errors> {
        let reach = reach(document, &self.model);
        let tolerance = Tolerance::Reached(&reach);
        let warnings = self.diagnostics.judge(&self.model.source, tolerance)?;
        Ok(Some(warnings).filter(|warnings| !warnings.errors().is_empty()))
    }
}
