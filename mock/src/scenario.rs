//! Answers that are asked for in a file.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use specwright::parse::{self, Format};
use specwright::rules;
use specwright_spec::model::{Operation, Response};

use crate::answer;
use crate::api::{self, Api};
use crate::fault::Fault;

/// No answer waits longer, in milliseconds.
const MAX_DELAY: u64 = 10 * 60 * 1000;

/// What a scenario file says.
///
/// ```yaml
/// rules:
///   - operation: ResizeDesktop
///     times: 1
///     status: 409
///     code: WKS.0407
///     message: disks are being added
///   - operation: ResizeDesktop
///     delay_ms: 200
/// jobs: {step_ms: 100, outcome: FAILED}
/// ```
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    #[serde(default)]
    rules: Vec<Rule>,
    #[serde(default)]
    pub(crate) jobs: Jobs,
}

/// What the requests of an operation are answered with. The first rule that is not used up is the one that counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// The operation; all where it is left out.
    operation: Option<String>,
    /// How many requests it is for; all where it is left out.
    times: Option<u32>,
    /// The status. Where it is left out it is 429 with `retry_after`, 400 with a code, a message or a detail, and otherwise that of
    /// the example or of a success.
    pub(crate) status: Option<u16>,
    /// The name of the document's example to answer with.
    pub(crate) example: Option<String>,
    /// The body to answer with: a text as it is, anything else as JSON.
    pub(crate) body: Option<Value>,
    /// The service's error code, in the body that the document gives the status.
    pub(crate) code: Option<String>,
    /// The message in that body.
    pub(crate) message: Option<String>,
    /// The detail in that body.
    pub(crate) detail: Option<String>,
    /// Headers to add.
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    /// How long to wait before the answer, in milliseconds.
    #[serde(default)]
    delay_ms: u64,
    /// The header `Retry-After`, in seconds.
    pub(crate) retry_after: Option<u32>,
    /// What goes wrong.
    pub(crate) fault: Option<Fault>,
    #[serde(skip)]
    used: AtomicU32,
}

impl Rule {
    /// How long to wait before the answer.
    pub(crate) const fn delay(&self) -> Duration {
        Duration::from_millis(self.delay_ms)
    }

    /// Whether there are words for the body of a failure.
    pub(crate) const fn says_something(&self) -> bool {
        self.code.is_some() || self.message.is_some() || self.detail.is_some()
    }

    /// Whether a request takes the rule, which counts it.
    fn takes(&self, operation: &str) -> bool {
        if self
            .operation
            .as_deref()
            .is_some_and(|named| named != operation)
        {
            return false;
        }
        let Some(times) = self.times else {
            return true;
        };
        let count = |used: u32| (used < times).then_some(used + 1);
        let counted = self
            .used
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, count);
        counted.is_ok()
    }
}

/// What becomes of the jobs that requests begin.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Jobs {
    /// How long a job is in each of its pending states, in milliseconds.
    pub(crate) step_ms: u64,
    /// The state that it ends in; the first of success where it is left out.
    pub(crate) outcome: Option<String>,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            step_ms: 2000,
            outcome: None,
        }
    }
}

impl Scenario {
    /// Reads a scenario in YAML or JSON.
    ///
    /// # Errors
    /// What is wrong with the text, or with what it says of the document.
    pub fn parse(text: &str, api: &Api) -> Result<Self, InvalidScenario> {
        check_depth(text)?;
        let scenario: Self =
            serde_yaml::from_str(text).map_err(|error| InvalidScenario(error.to_string()))?;
        for (nth, rule) in scenario.rules.iter().enumerate() {
            rule.check(api)
                .map_err(|message| InvalidScenario(format!("rules[{nth}]: {message}")))?;
        }
        let outcome = scenario.jobs.outcome.as_deref();
        let known = crate::jobs::outcomes(&api.model);
        if let Some(outcome) = outcome.filter(|outcome| !known.contains(outcome)) {
            let known = quoted(&known);
            let message = format!("jobs: no job ends as `{outcome}`; write one of {known}");
            return Err(InvalidScenario(message));
        }
        Ok(scenario)
    }

    /// The rule for a request of an operation.
    pub(crate) fn rule(&self, operation: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.takes(operation))
    }
}

impl Rule {
    fn check(&self, api: &Api) -> Result<(), String> {
        let delay = self.delay_ms;
        if delay > MAX_DELAY {
            return Err(format!("`delay_ms` is {delay}; write at most {MAX_DELAY}"));
        }
        if let Some(status) = self.status.filter(|status| !(200..=599).contains(status)) {
            return Err(format!(
                "no answer has the status {status}; write one of 200 to 599"
            ));
        }
        for (name, value) in &self.headers {
            let known = name.parse::<http::HeaderName>().ok();
            let known = known.filter(|_| http::HeaderValue::from_bytes(value.as_bytes()).is_ok());
            let known = known.ok_or_else(|| format!("`{name}: {value}` is no header"))?;
            if answer::is_of_server(&known) {
                return Err(format!("the server itself writes the header `{name}`"));
            }
        }
        let Some(id) = &self.operation else {
            return match &self.example {
                Some(name) => Err(format!(
                    "write the `operation` that has the example `{name}`"
                )),
                None => Ok(()),
            };
        };
        let Some(position) = api.operation(id) else {
            let ids = api.model.operations.iter();
            let ids: Vec<&str> = ids.map(|operation| operation.id.as_str()).collect();
            return Err(format!(
                "there is no operation `{id}`; write one of {}",
                quoted(&ids)
            ));
        };
        self.check_answer(&api.model.operations[position])
    }

    /// Whether the document has what the rule answers with.
    fn check_answer(&self, operation: &Operation) -> Result<(), String> {
        let id = &operation.id;
        let of_status = self.status.map(|status| api::response(operation, status));
        if let (Some(status), Some(None)) = (self.status, of_status) {
            // Any failure may come without a word in the document; what is asked for by name has no place to come from then.
            let is_made = self.example.is_none() && self.code.is_none() && status >= 400;
            return if self.body.is_some() || is_made {
                Ok(())
            } else {
                Err(format!("`{id}` documents no {status}; write its `body`"))
            };
        }
        let Some(name) = &self.example else {
            return Ok(());
        };
        let responses = operation.responses.iter().enumerate();
        let responses =
            responses.filter(|(nth, _)| of_status.flatten().is_none_or(|it| it == *nth));
        let responses: Vec<&Response> = responses.map(|(_, response)| response).collect();
        if responses.iter().any(|it| answer::has_example(it, name)) {
            return Ok(());
        }
        let content = responses.iter().flat_map(|response| &response.content);
        let examples = content.flat_map(|content| &content.examples);
        let names: Vec<&str> = examples.filter_map(|it| it.name.as_deref()).collect();
        Err(match names.is_empty() {
            true => format!("`{id}` has no example `{name}`, and no other there"),
            false => format!(
                "`{id}` has no example `{name}`; write one of {}",
                quoted(&names)
            ),
        })
    }
}

/// Checks how deep the values of a text are nested, in a time that grows with its size: the reader that follows takes longer.
fn check_depth(text: &str) -> Result<(), InvalidScenario> {
    let reading = parse::up_to(usize::MAX, text.as_bytes(), Format::Yaml);
    let mut found = reading.diagnostics.into_iter();
    match found.find(|found| found.code == rules::TOO_DEEP.code) {
        Some(found) => Err(InvalidScenario(found.message)),
        None => Ok(()),
    }
}

/// Why a text is no scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidScenario(String);

impl fmt::Display for InvalidScenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidScenario {}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
