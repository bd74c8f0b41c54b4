//! One contract of the linter with the schema that judges it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jsonschema::Validator;
use serde_json::Value;
use specwright::contract::Shape;
use specwright::parse::Format;
use specwright::policy::{Level, Levels};
use specwright::{Contract, Policy, Severity, lint};

use super::known::{self, Branches};
use super::report::{Breach, Law};
use super::unknown;
use super::violation::collect;
use crate::laws::{number, pattern, text};

/// A contract and the judge's translation of the same schema.
pub(in crate::laws) struct Subject {
    /// The document, the operation and the part.
    pub(in crate::laws) name: String,
    /// The judge's schema, its numbers marked where `serde_json` would round them.
    pub(in crate::laws) schema: Value,
    /// The judge holds every number of the schema.
    pub(in crate::laws) is_exact: bool,
    /// The names of all properties that the schema declares or requires.
    pub(super) names: BTreeSet<String>,
    validator: Validator,
    branches: Branches,
    policy: Arc<Policy>,
}

/// A finding of the linter, without its place in the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::laws) struct Finding {
    pub(super) code: String,
    pub(super) pointer: String,
    severity: Severity,
    message: String,
}

/// An instance and what the linter finds in it as JSON.
pub(in crate::laws) struct Linted<'i> {
    pub(in crate::laws) instance: &'i Value,
    pub(super) found: Vec<Finding>,
}

impl Linted<'_> {
    pub(in crate::laws) fn has_warnings(&self) -> bool {
        let mut found = self.found.iter();
        found.any(|found| found.severity == Severity::Warning)
    }
}

impl Subject {
    /// Compiles the judge's schema.
    pub(in crate::laws) fn new(
        name: String,
        schema: Value,
        contract: Contract,
    ) -> Result<Self, String> {
        let nearest = number::nearest(&schema);
        let validator = pattern::validator(&nearest);
        let validator =
            validator.map_err(|error| format!("the judge's schema of {name}: {error}"))?;
        Ok(Self {
            is_exact: number::is_exact(&schema),
            names: unknown::names(&schema),
            name,
            schema,
            validator,
            branches: Branches::default(),
            policy: Arc::new(Policy {
                contract,
                shape: Shape::Body,
                levels: Levels::default(),
                is_configured: true,
            }),
        })
    }

    /// Returns `true` if the judge accepts the instance.
    pub(in crate::laws) fn accepts(&self, instance: &Value) -> bool {
        self.validator.is_valid(&number::nearest(instance))
    }

    /// Returns the linter's first error in the instance, as JSON or as YAML.
    pub(in crate::laws) fn linted(&self, instance: &Value) -> Result<(), String> {
        let texts = [
            (text::json(instance), Format::Json),
            (text::yaml(instance), Format::Yaml),
        ];
        for (text, format) in texts {
            if let Some(first) = errors(&self.lint(&text, format)).first() {
                return Err(first.told());
            }
        }
        Ok(())
    }

    pub(super) fn lint(&self, text: &str, format: Format) -> Vec<Finding> {
        let checked = lint::file("instance", text.as_bytes(), format, &self.policy);
        let found = checked.diagnostics.into_iter();
        let mut found: Vec<Finding> = found
            // Those are about the notation alone.
            .filter(|found| !found.code.starts_with("yaml-"))
            .map(|found| Finding {
                code: found.code.into_owned(),
                pointer: found.pointer.to_string(),
                severity: found.severity,
                message: found.message,
            })
            .collect();
        found.sort();
        found
    }

    /// Lints an instance as JSON.
    pub(in crate::laws) fn of_json<'i>(&self, instance: &'i Value) -> Linted<'i> {
        Linted {
            instance,
            found: self.lint(&text::json(instance), Format::Json),
        }
    }

    /// Returns the laws that the linter breaks with this instance.
    pub(in crate::laws) fn breaches(&self, linted: &Linted<'_>) -> Vec<Breach> {
        let Linted { instance, found } = linted;
        let mut breaches: Vec<Breach> = self.notation(instance, found).into_iter().collect();
        breaches.extend(self.openness(instance, found));
        if super::is_judged(self, instance) {
            breaches.extend(self.verdict(instance, found));
        }
        breaches
    }

    /// The judge and the linter agree, and the linter's places are those of violations.
    fn verdict(&self, instance: &Value, found: &[Finding]) -> Vec<Breach> {
        let errors = errors(found);
        let nearest = number::nearest(instance);
        if self.validator.is_valid(&nearest) {
            let first = errors.first();
            let first = first.map(|first| Breach::new(Law::Accept, &first.code, first.told()));
            return first
                .or_else(|| self.known(&nearest, found))
                .into_iter()
                .collect();
        }
        let mut violations = Vec::new();
        let errors_of_judge = self.validator.iter_errors(&nearest);
        errors_of_judge.for_each(|error| collect(&error, &mut violations));
        if errors.is_empty() {
            let violation = violations.first();
            let keyword = violation.map_or("", |violation| violation.keyword.as_str());
            let told = format!(
                "the schema rejects it: {}",
                violation.map_or("", |violation| violation.message.as_str())
            );
            return vec![Breach::new(Law::Reject, keyword, told)];
        }
        let strays = errors.iter().filter(|error| {
            !violations
                .iter()
                .any(|violation| violation.is_at(&error.pointer))
        });
        strays
            .map(|error| Breach::new(Law::Place, &error.code, error.told()))
            .collect()
    }

    /// The fields that are reported as unknown in a valid instance are those that no schema declares.
    fn known(&self, instance: &Value, found: &[Finding]) -> Option<Breach> {
        let misjudged = known::misjudged((&self.schema, &self.branches), instance, found)?;
        Some(match misjudged {
            Ok(found) => Breach::new(Law::Known, "declared", found.told()),
            Err(pointer) => Breach::new(
                Law::Known,
                "undeclared",
                format!("no warning at `{pointer}`"),
            ),
        })
    }

    /// YAML gives the findings that JSON gives.
    fn notation(&self, instance: &Value, json: &[Finding]) -> Option<Breach> {
        let yaml = self.lint(&text::yaml(instance), Format::Yaml);
        let key = |found: &Finding| (found.code.clone(), found.pointer.clone(), found.severity);
        let [in_json, in_yaml] =
            [json, &yaml].map(|found| found.iter().map(key).collect::<Vec<_>>());
        if in_json == in_yaml {
            return None;
        }
        let only = |these: &[Finding], others: &[(String, String, Severity)]| {
            let only = these.iter().find(|found| !others.contains(&key(found)));
            only.map(|found| (found.code.clone(), found.told()))
        };
        let told = only(json, &in_yaml).map(|(code, told)| (code, format!("in JSON only: {told}")));
        let told = told.or_else(|| {
            only(&yaml, &in_json).map(|(code, told)| (code, format!("in YAML only: {told}")))
        });
        let (code, told) = told.unwrap_or_default();
        Some(Breach::new(Law::Notation, &code, told))
    }

    /// Returns the instances whose errors are others when warnings are allowed: leaving out warnings must hide no error.
    pub(in crate::laws) fn without_warnings<'i>(
        &mut self,
        linted: &[Linted<'i>],
    ) -> Vec<(&'i Value, Breach)> {
        let mut levels = Levels::default();
        levels.set(Levels::WARNINGS, Level::Allow);
        self.set(levels);
        let of = |instance: &Value| self.lint(&text::json(instance), Format::Json);
        let without: Vec<Vec<Finding>> = linted.iter().map(|linted| of(linted.instance)).collect();
        self.set(Levels::default());
        let pairs = linted.iter().zip(&without);
        let changed = pairs.filter(|(linted, without)| errors(&linted.found) != errors(without));
        let breach = |(linted, without): (&Linted<'i>, &Vec<Finding>)| {
            let mut errors = errors(&linted.found).into_iter().chain(errors(without));
            let told = errors.next().map_or(String::new(), Finding::told);
            (linted.instance, Breach::new(Law::Warnings, "", told))
        };
        changed.map(breach).collect()
    }

    fn set(&mut self, levels: Levels) {
        if let Some(policy) = Arc::get_mut(&mut self.policy) {
            policy.levels = levels;
        }
    }
}

impl Finding {
    pub(super) fn told(&self) -> String {
        format!("{} at `{}`: {}", self.code, self.pointer, self.message)
    }
}

pub(super) fn errors(found: &[Finding]) -> Vec<&Finding> {
    let found = found.iter();
    found
        .filter(|found| found.severity == Severity::Error)
        .collect()
}
