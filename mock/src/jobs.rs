//! Jobs that requests begin, and how they go on.

mod item;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use specwright_spec::Model;
use specwright_spec::model::{Link, LinkValue, Location, Progress, Response};

use self::item::{List, Texts};
use crate::answer;
use crate::api::{Api, Schema};
use crate::scenario;

/// So many jobs are remembered, if what is known of them has no more bytes than that.
const KEPT: usize = 10_000;
const BYTES: usize = 64 << 20;

/// The jobs that have been begun, by what their requests were answered with.
#[derive(Debug, Default)]
pub(crate) struct Jobs(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    jobs: BTreeMap<String, Arc<Job>>,
    /// The IDs, in the order in which the jobs have been begun.
    order: VecDeque<String>,
    bytes: usize,
}

#[derive(Debug)]
struct Job {
    begun: Instant,
    /// What all subjects have in common.
    shared: Texts,
    /// What the job is about: the items of the request's one list, or the request as a whole.
    subjects: Vec<Texts>,
    bytes: usize,
}

/// The states in which the jobs of a document can end.
pub(crate) fn outcomes(model: &Model) -> Vec<&str> {
    let responses = model
        .operations
        .iter()
        .flat_map(|operation| &operation.responses);
    let rules = responses.filter_map(|response| response.progress.as_ref());
    let states = rules.flat_map(|rule| rule.succeeded.iter().chain(&rule.failed));
    states.map(String::as_str).collect()
}

impl Jobs {
    /// Begins a job if the answer of this response leads to an operation that tells how jobs stand: the answer gets an ID of its own.
    pub(crate) fn begin(
        &self,
        api: &Api,
        response: &Response,
        schema: Option<&Schema>,
        request: Option<&Value>,
        answer: &mut Value,
        id: &str,
    ) {
        let links = response.links.iter();
        let mut links = links.filter(|link| rule(&api.model, link.operation).is_some());
        let (Some(pointer), Some(schema)) = (links.find_map(identity), schema) else {
            return;
        };
        if !answer::put(answer, &answer::names(&pointer), json!(id), schema) {
            return;
        }
        let job = Job::new(request.unwrap_or(&Value::Null));
        let mut kept = self.lock();
        kept.bytes += job.bytes;
        kept.jobs.insert(id.to_owned(), Arc::new(job));
        kept.order.push_back(id.to_owned());
        while kept.order.len() > KEPT || (kept.bytes > BYTES && kept.order.len() > 1) {
            let oldest = kept.order.pop_front();
            let oldest = oldest.and_then(|id| kept.jobs.remove(&id));
            kept.bytes -= oldest.map_or(0, |job| job.bytes);
        }
    }

    /// How the jobs stand that a request asks for, if that is what the operation tells.
    pub(crate) fn answer(
        &self,
        api: &Api,
        operation: usize,
        parameters: &Value,
        settings: &scenario::Jobs,
    ) -> Option<Value> {
        let (response, rule) = rule(&api.model, operation)?;
        let jobs = self.asked(&api.model, operation, parameters);
        let list = List::new(api, operation, response, rule);
        let query = Query::new(&api.model, operation, parameters);
        let wanted = query.texts.get(&rule.state);
        let states = jobs
            .iter()
            .map(|job| (job, state(rule, settings, job.begun.elapsed())));
        let states = states.filter(|(_, state)| wanted.is_none_or(|wanted| wanted == state));
        let subjects = states.flat_map(|(job, state)| {
            let subjects = job.subjects.iter();
            subjects.map(move |subject| (state, [&job.shared, subject]))
        });
        let subjects = subjects.skip(query.offset).take(query.limit);
        let items = subjects.filter_map(|(state, [shared, subject])| {
            list.item(state, &[&query.texts, shared, subject])
        });
        Some(json!({ &rule.items: items.collect::<Vec<Value>>() }))
    }

    /// The jobs of these IDs; all jobs, where a request gives none.
    fn asked(&self, model: &Model, operation: usize, parameters: &Value) -> Vec<Arc<Job>> {
        let ids = asked(model, operation, parameters);
        let kept = self.lock();
        let ids = if ids.is_empty() {
            kept.order.iter().collect()
        } else {
            ids.iter().collect::<Vec<&String>>()
        };
        ids.into_iter()
            .filter_map(|id| kept.jobs.get(id).cloned())
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Job {
    fn new(request: &Value) -> Self {
        let mut lists = request.as_object().into_iter().flatten();
        let mut lists = lists.by_ref().filter_map(|(_, value)| value.as_array());
        let subjects = match (lists.next(), lists.next()) {
            (Some(list), None) if !list.is_empty() => list.iter().map(texts).collect(),
            _ => vec![Texts::new()],
        };
        let shared = texts(request);
        let sizes = subjects.iter().chain([&shared]).map(|texts| {
            let texts = texts
                .iter()
                .map(|(name, text)| name.len() + text.len() + 64);
            texts.sum::<usize>() + 32
        });
        Self {
            begun: Instant::now(),
            bytes: sizes.sum(),
            shared,
            subjects,
        }
    }
}

/// What the query of a request says.
struct Query {
    texts: Texts,
    offset: usize,
    limit: usize,
}

impl Query {
    fn new(model: &Model, operation: usize, parameters: &Value) -> Self {
        let query = &parameters["query"];
        let number = |name: &str| {
            let declared = model.operations[operation].parameters.iter();
            let mut declared =
                declared.filter(|it| it.location == Location::Query && it.name == name);
            let default = declared.next().and_then(|it| {
                let default = model.schema(it.schema).notes.default.as_ref();
                default.map(|default| default.json.clone())
            });
            let value = query
                .get(name)
                .or(default.as_ref())
                .and_then(Value::as_u64)?;
            usize::try_from(value).ok()
        };
        Self {
            texts: texts(query),
            offset: number("offset").unwrap_or(0),
            limit: number("limit").unwrap_or(usize::MAX),
        }
    }
}

/// The texts that an object has.
fn texts(value: &Value) -> Texts {
    let members = value.as_object().into_iter().flatten();
    let texts =
        members.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    texts.collect()
}

/// The response of an operation that tells how jobs stand.
fn rule(model: &Model, operation: usize) -> Option<(usize, &Progress)> {
    let responses = model.operations[operation].responses.iter().enumerate();
    let mut rules = responses.filter_map(|(nth, it)| Some((nth, it.progress.as_ref()?)));
    rules.next()
}

/// The place in the answer from which a link takes what it names a job by.
fn identity(link: &Link) -> Option<String> {
    let mut values = link.parameters.iter().map(|parameter| &parameter.value);
    values.find_map(|value| match value {
        LinkValue::ResponseBody(pointer) => Some(pointer.to_string()),
        LinkValue::Constant(_) | LinkValue::RequestPath(_) => None,
    })
}

/// The IDs that a request asks for: those of the parameters that links give.
fn asked(model: &Model, operation: usize, parameters: &Value) -> Vec<String> {
    let responses = model
        .operations
        .iter()
        .flat_map(|operation| &operation.responses);
    let links = responses.flat_map(|response| &response.links);
    let links = links.filter(|link| link.operation == operation);
    let given = links.flat_map(|link| &link.parameters);
    let given = given.filter(|given| matches!(given.value, LinkValue::ResponseBody(_)));
    let mut ids: Vec<String> = given
        .filter_map(|given| {
            let value = &parameters[given.location.as_str()][&given.name];
            value.as_str().map(str::to_owned)
        })
        .collect();
    ids.sort();
    ids.dedup();
    ids
}

/// The state of a job of that age: each of the pending ones in turn, and then the last.
fn state<'r>(rule: &'r Progress, settings: &'r scenario::Jobs, age: Duration) -> &'r str {
    let step = Duration::from_millis(settings.step_ms.max(1));
    let passed = usize::try_from(age.as_millis() / step.as_millis()).unwrap_or(usize::MAX);
    let last = || {
        let mut last = rule.succeeded.iter().chain(&rule.failed);
        last.next().map_or("", String::as_str)
    };
    match (rule.pending.get(passed), &settings.outcome) {
        (Some(pending), _) => pending,
        (None, Some(outcome)) => outcome,
        (None, None) => last(),
    }
}
