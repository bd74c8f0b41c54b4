//! From a request to its answer.

mod checks;
mod prefer;
mod rules;

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime};

use axum::body::Body;
use http::{HeaderValue, Request, Response};
use serde_json::Value;
use specwright_spec::sample::Random;

use self::prefer::Preference;
use crate::answer::{self, Answer, Words};
use crate::api::{self, Api};
use crate::auth::{PageToken, Secrets};
use crate::check::Finding;
use crate::fault;
use crate::jobs::Jobs;
use crate::log::{Entry, Log};
use crate::page::{self, Page};
use crate::refused::Refused;
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
    /// The token that opens the page's log and editor; `None` if the server has no secrets.
    pub(crate) page_token: Option<PageToken>,
    scenario: Scenario,
    jobs: Jobs,
    /// A number of this process, so that the IDs of two are not the same.
    seed: u64,
    count: AtomicU64,
}

/// What is known of a request while it is being answered.
struct Context {
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
    ///
    /// # Errors
    /// If there are secrets, and the system has no source of randomness.
    pub fn new(api: Api, scenario: Scenario, options: Options) -> io::Result<Self> {
        let page_token = match options.secrets.is_empty() {
            true => None,
            false => Some(PageToken::new()?),
        };
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let now = now.map(|now| now.as_nanos()).unwrap_or_default();
        let seed =
            Random::new(u64::try_from(now % u128::from(u64::MAX)).unwrap_or_default()).next();
        Ok(Self {
            page: page::page(&api.model),
            page_token,
            api,
            options,
            scenario,
            log: Log::default(),
            jobs: Jobs::default(),
            seed,
            count: AtomicU64::new(0),
        })
    }

    /// The token that the page needs for its log and its editor, if there are secrets. It belongs behind the `#` of the page's
    /// address: `http://127.0.0.1:8080/#token=..`.
    #[must_use]
    pub fn page_token(&self) -> Option<&str> {
        self.page_token.as_ref().map(PageToken::as_str)
    }

    /// Answers a request whose body is there as a whole, or is more than it may be; there is no answer if the connection is to be
    /// closed.
    pub async fn respond(
        &self,
        request: Request<Vec<u8>>,
        is_too_long: bool,
    ) -> Option<Response<Body>> {
        let begin = Instant::now();
        let mut context = self.context();
        let delivery = if is_too_long {
            let max = self.options.max_body;
            let message = format!("the body has more than {max} bytes");
            self.refuse(&mut context, Refused::new(413, message)).into()
        } else {
            self.answer(&mut context, &request)
        };
        let rule = delivery.rule;
        if let Some(rule) = rule {
            tokio::time::sleep(rule.delay()).await;
        }
        let mut response = delivery.answer.into_response();
        if let Ok(id) = HeaderValue::from_str(&context.id) {
            response.headers_mut().entry("x-request-id").or_insert(id);
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
            Err(refused) => return self.refuse(context, refused).into(),
        };
        let preference = match Preference::of(request.headers()) {
            Ok(preference) => preference,
            Err(message) => return self.refuse(context, Refused::new(400, message)).into(),
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
            Err(refused) => self.refuse(context, refused).into(),
        }
    }

    /// The answer that the request itself prefers.
    fn preferred(
        &self,
        context: &mut Context,
        preference: &Preference,
        checked: &Checked,
    ) -> Result<Answer, Refused> {
        let operation = &self.api.model.operations[checked.operation];
        let example = preference.example.as_deref();
        let failed = preference.code.filter(|status| *status >= 400);
        let failed =
            failed.filter(|it| example.is_none() && api::response(operation, *it).is_some());
        let Some(status) = failed else {
            return self.success(context, preference.code, example, checked);
        };
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

    /// What the document shows for a status, or else for success, with the state of jobs.
    fn success(
        &self,
        context: &mut Context,
        status: Option<u16>,
        example: Option<&str>,
        checked: &Checked,
    ) -> Result<Answer, Refused> {
        let (api, position) = (&self.api, checked.operation);
        let operation = &api.model.operations[position];
        let of_example = example.and_then(|name| answer::status_of_example(operation, name));
        let status = status.or(of_example);
        let Some(status) = status.or_else(|| answer::success_status(operation)) else {
            return Ok(Answer::without_body(200));
        };
        let mut answer = answer::documented(api, position, status, example, &mut context.random)?;
        let nth = api::response(operation, status).filter(|_| example.is_none());
        if let (answer::Body::Json(body), Some(nth)) = (&mut answer.body, nth) {
            let (response, schema) = (&operation.responses[nth], api.answer(position, nth));
            let request = checked.body.as_ref();
            self.jobs
                .begin(api, response, schema, request, body, &context.id);
            if response.progress.is_some() {
                let (parameters, settings) = (&checked.parameters, &self.scenario.jobs);
                let jobs = self.jobs.answer(api, position, parameters, settings);
                *body = jobs.unwrap_or_else(|| body.take());
            }
        }
        Ok(answer)
    }

    /// The answer to a request that is not what it should be.
    fn refuse(&self, context: &mut Context, refused: Refused) -> Answer {
        let words = Words {
            code: code(refused.status),
            message: refused.message,
            detail: refused.detail,
            request_id: context.id.clone(),
        };
        let (operation, random) = (context.operation, &mut context.random);
        let mut answer = answer::failure(&self.api, operation, refused.status, &words, random);
        let allow = refused.allow.map(|methods| ("Allow".to_owned(), methods));
        answer.headers.extend(allow);
        answer
    }

    fn note(&self, context: Context, request: &Request<Vec<u8>>, status: u16, begin: Instant) {
        let operation = context
            .operation
            .map(|it| self.api.model.operations[it].id.clone());
        self.log.add(Entry {
            number: 0,
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
