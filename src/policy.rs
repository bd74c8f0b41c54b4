//! How a file is judged: the contract it is held against, and how severe each rule is.

use std::collections::BTreeMap;

use crate::contract::{Contract, Shape};
use crate::diagnostic::{Diagnostic, Severity};

/// What a file is held against.
#[derive(Debug)]
pub struct Policy {
    /// The contract of its payloads.
    pub contract: Contract,
    /// How it holds a request.
    pub shape: Shape,
    /// How severe rules are, if not as they are by default.
    pub levels: Levels,
    /// Whether the configuration names such files, or names none at all.
    pub is_configured: bool,
}

/// How severe rules are, by their codes.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    by_code: BTreeMap<String, Level>,
}

/// What becomes of a rule's findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// They are left out.
    Allow,
    /// They are warnings.
    Warn,
    /// They are errors.
    Deny,
}

impl Levels {
    /// Stands for every rule whose findings are warnings.
    pub const WARNINGS: &'static str = "warnings";

    /// Sets the level of a rule, or of all [`WARNINGS`](Self::WARNINGS).
    pub fn set(&mut self, code: impl Into<String>, level: Level) {
        self.by_code.insert(code.into(), level);
    }

    /// The levels with those of `stronger` in the place of the own ones.
    #[must_use]
    pub fn overridden_by(&self, stronger: &Self) -> Self {
        let mut levels = self.clone();
        levels.by_code.extend(stronger.by_code.clone());
        levels
    }

    /// Gives findings their severity, and leaves out those that are allowed, and those on request of rules without a
    /// level of their own.
    pub(crate) fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        let warnings = self.by_code.get(Self::WARNINGS).copied();
        diagnostics.retain_mut(|found| {
            let own = self.by_code.get(found.code.as_ref()).copied();
            if found.is_on_request && own.is_none() {
                return false;
            }
            let is_warning = match own {
                Some(level) => level == Level::Warn,
                None => found.severity == Severity::Warning,
            };
            match warnings.filter(|_| is_warning).or(own) {
                Some(Level::Allow) => return false,
                Some(Level::Warn) => found.severity = Severity::Warning,
                Some(Level::Deny) => found.severity = Severity::Error,
                None => {}
            }
            true
        });
    }
}

#[cfg(test)]
mod tests {
    use specwright_spec::Span;

    use super::{Level, Levels};
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::rules;

    fn severity(is_on_request: bool, set: &[(&str, Level)]) -> Option<Severity> {
        let mut levels = Levels::default();
        for (code, level) in set {
            levels.set(*code, *level);
        }
        let mut found = Diagnostic::new(&rules::SUSPICIOUS_FORMAT, Span::new(0, 0), "");
        found.is_on_request = is_on_request;
        let mut diagnostics = vec![found];
        levels.apply(&mut diagnostics);
        diagnostics.pop().map(|found| found.severity)
    }

    #[test]
    fn findings_on_request_need_a_level_of_their_own_rule() {
        let code = rules::SUSPICIOUS_FORMAT.code;
        let warnings = Levels::WARNINGS;
        let (warning, error) = (Some(Severity::Warning), Some(Severity::Error));
        assert_eq!(severity(false, &[]), warning);
        assert_eq!(severity(true, &[]), None);
        assert_eq!(severity(true, &[("unknown-field", Level::Deny)]), None);
        assert_eq!(severity(true, &[(warnings, Level::Deny)]), None);
        assert_eq!(severity(false, &[(warnings, Level::Deny)]), error);
        assert_eq!(severity(true, &[(code, Level::Warn)]), warning);
        assert_eq!(severity(true, &[(code, Level::Deny)]), error);
        let both = [(code, Level::Warn), (warnings, Level::Deny)];
        assert_eq!(severity(true, &both), error);
        assert_eq!(severity(false, &[(code, Level::Allow)]), None);
    }
}
