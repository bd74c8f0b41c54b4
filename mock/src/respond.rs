//! From a request to its answer.

mod checks;
mod prefer;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime};

use axum::body::Body;
use http::{HeaderValue, Request, Response};
use serde_json::Value;
use specwright_spec::sample::Random;

use self::checks::Refused;
use self::prefer::Preference;
use crate::answer::{self, Answer, Words};
use crate::api::{self, Api};
use crate::auth::Secrets;
use crate::check::Finding;
use crate::fault::{self, Fault};
use crate::jobs::Jobs;
use crate::log::{Entry, Log};
use crate::page::{self, Page};
use crate::scenario::{Rule, Scenario};

/// How a server behaves beside what its document says.
#[derive(Clone, Debug)]
pub struct Options {
    /// What callers must know; without any they may be anybody.
    pub secrets: Secrets,
    /// How many bytes the body of a request may have.
    pub max_body: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            secrets: Secrets::default(),
            max_body: 1 << 20,
        }
    }
}

/// An API that answers requests by its document.
pub struct Mock {
    pub(crate) api: Api,
    pub(crate) options: Options,
    pub(crate) log: Log,
    pub(crate) page: Page,
    scenario: Scenario,
    jobs: Jobs,
    /// A number of this process, so that the IDs of two are not the same.
    seed: u64,
    count: AtomicU64,
}

/// What is known of a request while it is being answered.
struct Context {
    number: u64,
    /// The ID of the request.
    id: String,
    random: Random,
    operation: Option<usize>,
    findings: Vec<Finding>,
}

/// An answer, and how it is to be delivered.
struct Delivery<'m> {
    answer: Answer,
    rule: Option<&'m Rule>,
}

impl Mock {
    /// A server that has answered nothing yet.
    #[must_use]
    pub fn new(api: Api, scenario: Scenario, options: Options) -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let now = now.map(|now| now.as_nanos()).unwrap_or_default();
        let seed =
            Random::new(u64::try_from(now % u128::from(u64::MAX)).unwrap_or_default()).next();
        Self {
            page: page::page(&api.model),
            api,
            options,
            scenario,
            log: Log::default(),
            jobs: Jobs::default(),
            seed,
            count: AtomicU64::new(0),
        }
    }

    /// Answers a request whose body is there as a whole, or is more than it may be; there is no answer if the connection is to be
    /// closed.
    pub(crate) async fn respond(
        &self,
        request: Request<Vec<u8>>,
        is_too_long: bool,
    ) -> Option<Response<Body>> {
        let begin = Instant::now();
        let mut context = self.context();
        let delivery = if is_too_long {
            let max = self.options.max_body;
            let message = format!("the body has more than {max} bytes");
            self.refuse(&mut context, 413, message, String::new())
                .into()
        } else {
            self.answer(&mut context, &request)
        };
        let rule = delivery.rule;
        if let Some(rule) = rule {
            tokio::time::sleep(rule.delay()).await;
        }
        let mut response = delivery.answer.into_response();
        if let Ok(id) = HeaderValue::from_str(&context.id) {
            response.headers_mut().insert("x-request-id", id);
        }
        let delivered = fault::inflict(rule.and_then(|rule| rule.fault), response);
        let status = delivered
            .as_ref()
            .map_or(0, |answer| answer.status().as_u16());
        self.note(context, &request, status, begin);
        delivered
    }

    fn context(&self) -> Context {
        let number = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        let mut ids = Random::new(self.seed ^ number);
        Context {
            number,
            id: format!("{:016x}{:016x}", ids.next(), ids.next()),
            // What is made up is the same in each run.
            random: Random::new(number),
            operation: None,
            findings: Vec::new(),
        }
    }

    fn answer(&self, context: &mut Context, request: &Request<Vec<u8>>) -> Delivery<'_> {
        let checked = match self.check(context, request) {
            Ok(checked) => checked,
            Err(Refused {
                status,
                message,
                detail,
                allow,
            }) => {
                let mut answer = self.refuse(context, status, message, detail);
                answer
                    .headers
                    .extend(allow.map(|methods| ("Allow".to_owned(), methods)));
                return answer.into();
            }
        };
        let preference = match Preference::of(request.headers()) {
            Ok(preference) => preference,
            Err(message) => return self.refuse(context, 400, message, String::new()).into(),
        };
        let operation = &self.api.model.operations[checked.operation];
        let rule = match preference.is_none() {
            true => self.scenario.rule(&operation.id),
            false => None,
        };
        let answer = match rule {
            Some(rule) => self.ruled(context, rule, &checked),
            None => self.preferred(context, &preference, &checked),
        };
        match answer {
            Ok(answer) => Delivery { answer, rule },
            Err(message) => self.refuse(context, 400, message, String::new()).into(),
        }
    }

    /// The answer that a rule wants.
    fn ruled(
        &self,
        context: &mut Context,
        rule: &Rule,
        checked: &Checked,
    ) -> Result<Answer, String> {
        let operation = &self.api.model.operations[checked.operation];
        let limited = rule.retry_after.map(|_| 429);
        let error = (rule.fault == Some(Fault::ErrorBody)).then_some(400);
        let wanted = rule.status.or(limited).or(error);
        let status = wanted.unwrap_or_else(|| answer::success_status(operation));
        let says_something = rule.code.is_some() || rule.message.is_some() || rule.detail.is_some();
        let mut answer = if let Some(body) = &rule.body {
            let nth = api::response(operation, status);
            let media_type = nth.and_then(|nth| api::json_type(&operation.responses[nth]));
            match body {
                Value::String(text) => {
                    let text = answer::Body::Bytes(text.clone().into_bytes());
                    Answer::new(status, media_type.unwrap_or("text/plain"), text)
                }
                other => {
                    let json = answer::Body::Json(other.clone());
                    Answer::new(status, media_type.unwrap_or("application/json"), json)
                }
            }
        } else if rule.example.is_none() && (status >= 400 || says_something) {
            let words = Words {
                code: rule.code.clone().unwrap_or_else(|| code(status)),
                message: rule.message.clone().unwrap_or_else(|| reason(status)),
                detail: rule.detail.clone().unwrap_or_default(),
                request_id: context.id.clone(),
            };
            let operation = Some(checked.operation);
            answer::failure(&self.api, operation, status, &words, &mut context.random)
        } else {
            self.success(context, status, rule.example.as_deref(), checked)?
        };
        answer.headers.extend(rule.headers.clone());
        let retry = rule
            .retry_after
            .map(|seconds| ("Retry-After".to_owned(), seconds.to_string()));
        answer.headers.extend(retry);
        Ok(answer)
    }

    /// The answer that the request itself prefers.
    fn preferred(
        &self,
        context: &mut Context,
        preference: &Preference,
        checked: &Checked,
    ) -> Result<Answer, String> {
        let operation = &self.api.model.operations[checked.operation];
        let status = preference
            .code
            .unwrap_or_else(|| answer::success_status(operation));
        let example = preference.example.as_deref();
        if status < 400 || example.is_some() {
            return self.success(context, status, example, checked);
        }
        let is_documented = api::response(operation, status).is_some();
        if !is_documented {
            return Err(format!(
                "the document has no answer {status} for `{}`",
                operation.id
            ));
        }
        let words = Words {
            code: code(status),
            message: reason(status),
            detail: "the request preferred this answer".to_owned(),
            request_id: context.id.clone(),
        };
        let position = Some(checked.operation);
        Ok(answer::failure(
            &self.api,
            position,
            status,
            &words,
            &mut context.random,
        ))
    }

    /// What the document shows for a status, with the state of jobs.
    fn success(
        &self,
        context: &mut Context,
        status: u16,
        example: Option<&str>,
        checked: &Checked,
    ) -> Result<Answer, String> {
        let (api, position) = (&self.api, checked.operation);
        let mut answer = answer::documented(api, position, status, example, &mut context.random)?;
        let answer::Body::Json(body) = &mut answer.body else {
            return Ok(answer);
        };
        let operation = &api.model.operations[position];
        if let Some(nth) = api::response(operation, status).filter(|_| example.is_none()) {
            let response = &operation.responses[nth];
            self.jobs
                .begin(api, response, checked.body.as_ref(), body, &context.id);
            if response.progress.is_some() {
                let settings = &self.scenario.jobs;
                let jobs = self
                    .jobs
                    .answer(api, position, &checked.parameters, settings);
                *body = jobs.unwrap_or_else(|| body.take());
            }
        }
        Ok(answer)
    }

    /// The answer to a request that is not what it should be.
    fn refuse(
        &self,
        context: &mut Context,
        status: u16,
        message: String,
        detail: String,
    ) -> Answer {
        let words = Words {
            code: code(status),
            message,
            detail,
            request_id: context.id.clone(),
        };
        answer::failure(
            &self.api,
            context.operation,
            status,
            &words,
            &mut context.random,
        )
    }

    fn note(&self, context: Context, request: &Request<Vec<u8>>, status: u16, begin: Instant) {
        let operation = context
            .operation
            .map(|it| self.api.model.operations[it].id.clone());
        self.log.add(Entry {
            number: context.number,
            time: jiff::Timestamp::now()
                .strftime("%Y-%m-%dT%H:%M:%SZ")
                .to_string(),
            method: request.method().to_string(),
            target: checks::shown_target(&self.api.model, request.uri()),
            operation,
            status,
            milliseconds: u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX),
            request_id: context.id,
            findings: context.findings.iter().map(Finding::line).collect(),
        });
    }
}

/// A request that is what it should be.
struct Checked {
    operation: usize,
    parameters: Value,
    body: Option<Value>,
}

impl From<Answer> for Delivery<'_> {
    fn from(answer: Answer) -> Self {
        Self { answer, rule: None }
    }
}

fn code(status: u16) -> String {
    format!("MOCK.{status}")
}

fn reason(status: u16) -> String {
    let known = http::StatusCode::from_u16(status).ok();
    let reason = known.and_then(|status| status.canonical_reason());
    reason.unwrap_or("another status").to_owned()
}
