//! The diagnostics of a document, and the decision which of them are errors.
//!
//! The stages [`load`](crate::load), [`resolve`](crate::resolve) and [`contract`](crate::contract()) report diagnostics beside
//! their result, and never decide whether one is fatal. [`Diagnostics::judge`] decides that, according to a [`Tolerance`].

use std::collections::BTreeSet;

use crate::error::{Code, Error, Errors, Regrade, Weight};
use crate::reach::Reach;
use crate::source::Source;

/// The diagnostics of a document, by the stage that found them.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    stages: Vec<Vec<Error>>,
}

/// The classes of defects that are downgraded to warnings, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    codes: BTreeSet<Code>,
    is_strict: bool,
}

impl Allowed {
    /// Allows nothing.
    pub const NONE: &'static Self = &Self {
        codes: BTreeSet::new(),
        is_strict: false,
    };

    /// Downgrades the defects of these classes to warnings.
    ///
    /// # Errors
    /// The first of the classes that cannot be allowed, because a part of a document with such a defect cannot be used.
    pub fn new(codes: impl IntoIterator<Item = Code>) -> Result<Self, Code> {
        let codes: BTreeSet<Code> = codes.into_iter().collect();
        let refused = codes.iter().find(|code| match code.weight() {
            Weight::Fatal | Weight::Unusable => true,
            Weight::Defect | Weight::Warning => false,
        });
        match refused {
            Some(code) => Err(*code),
            None => Ok(Self {
                codes,
                is_strict: false,
            }),
        }
    }

    /// Makes the warnings of all other classes errors.
    #[must_use]
    pub fn strict(self) -> Self {
        Self {
            is_strict: true,
            ..self
        }
    }

    /// Returns `true` if no class is allowed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }
}

/// The rule by which diagnostics are errors, warnings or not reported.
#[derive(Clone, Copy, Debug)]
pub enum Tolerance<'t> {
    /// The whole document is judged: each defect is an error unless its class is allowed.
    Document(&'t Allowed),
    /// Only places that are reached count: defects are warnings there, and legal oddities are not reported.
    Reached(&'t Reach),
}

/// The severity with which one diagnostic is reported.
enum Verdict {
    Error(Option<Regrade>),
    Warning(Option<Regrade>),
    Silent,
}

impl Tolerance<'_> {
    /// Every defect of the document is an error.
    pub const STRICT: Self = Self::Document(Allowed::NONE);

    fn verdict(self, error: &Error) -> Verdict {
        match self {
            Self::Document(allowed) => {
                let is_allowed = allowed.codes.contains(&error.code);
                match error.code.weight() {
                    Weight::Warning if allowed.is_strict && !is_allowed => {
                        Verdict::Error(Some(Regrade::Denied))
                    }
                    Weight::Warning => Verdict::Warning(None),
                    Weight::Defect if is_allowed => Verdict::Warning(Some(Regrade::Allowed)),
                    Weight::Defect | Weight::Unusable | Weight::Fatal => Verdict::Error(None),
                }
            }
            Self::Reached(reach) => match error.code.weight() {
                Weight::Fatal => Verdict::Error(None),
                Weight::Unusable if reach.contains(error.span) => Verdict::Error(None),
                Weight::Defect if reach.contains(error.span) => {
                    Verdict::Warning(Some(Regrade::Lenient))
                }
                Weight::Unusable | Weight::Defect | Weight::Warning => Verdict::Silent,
            },
        }
    }
}

impl Diagnostics {
    /// Adds the diagnostics of the next stage.
    pub(crate) fn stage(&mut self, errors: Vec<Error>) {
        self.stages.push(errors);
    }

    /// Returns the diagnostics in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Error> {
        self.stages.iter().flatten()
    }

    /// Returns `true` if there is no defect: no diagnostic, or only warnings.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.iter()
            .all(|error| error.code.weight() == Weight::Warning)
    }

    /// Returns the warnings if there is no error.
    ///
    /// # Errors
    /// The errors of the first stage that has any, without its warnings: later stages see what an earlier one has left of the
    /// document, so that their errors may only follow from those.
    pub fn judge(&self, source: &Source, tolerance: Tolerance<'_>) -> Result<Errors, Errors> {
        let mut warnings = Vec::new();
        for stage in &self.stages {
            let mut errors = Vec::new();
            for error in stage {
                let (reported, regrade) = match tolerance.verdict(error) {
                    Verdict::Error(regrade) => (&mut errors, regrade),
                    Verdict::Warning(regrade) => (&mut warnings, regrade),
                    Verdict::Silent => continue,
                };
                reported.push(Error {
                    regrade,
                    ..error.clone()
                });
            }
            if !errors.is_empty() {
                return Err(Errors::new(source.clone(), errors));
            }
        }
        Ok(Errors::new(source.clone(), warnings))
    }
}
