//! Jobs that requests begin, and how they go on.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};
use specwright_spec::Model;
use specwright_spec::model::{Link, LinkValue, MediaKind, Progress, Response, SchemaId, Shape};

use crate::api::Api;
use crate::scenario;

/// So many jobs are remembered.
const KEPT: usize = 10_000;

/// The jobs that have been begun, by what their requests were answered with.
#[derive(Debug, Default)]
pub(crate) struct Jobs(Mutex<BTreeMap<String, Job>>);

#[derive(Debug)]
struct Job {
    begun: Instant,
    /// What the job is about: the items of the request's one list, or the request as a whole.
    subjects: Vec<Value>,
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
        request: Option<&Value>,
        answer: &mut Value,
        id: &str,
    ) {
        let links = response.links.iter();
        let mut links = links.filter(|link| rule(&api.model, link.operation).is_some());
        let Some(pointer) = links.find_map(identity) else {
            return;
        };
        let Some(place) = answer.pointer_mut(&pointer) else {
            return;
        };
        *place = json!(id);
        let job = Job {
            begun: Instant::now(),
            subjects: request.map(subjects).unwrap_or_default(),
        };
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if jobs.len() == KEPT {
            let oldest = jobs.iter().min_by_key(|(_, job)| job.begun);
            let oldest = oldest.map(|(id, _)| id.clone());
            oldest.and_then(|id| jobs.remove(&id));
        }
        jobs.insert(id.to_owned(), job);
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
        let asked = asked(&api.model, operation, parameters);
        let jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let list = List {
            api,
            operation,
            response,
            rule,
        };
        let mut items = Vec::new();
        for job in asked.iter().filter_map(|id| jobs.get(id)) {
            let state = state(rule, settings, job.begun.elapsed());
            let subjects = job.subjects.iter();
            let of_job = subjects.map(|subject| list.item(state, &[&parameters["query"], subject]));
            items.extend(of_job.flatten());
        }
        let items = page(items, rule, parameters);
        Some(json!({ &rule.items: items }))
    }
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

/// What a request is about.
fn subjects(request: &Value) -> Vec<Value> {
    let members = request.as_object().into_iter().flatten();
    let mut lists = members.filter_map(|(_, value)| value.as_array());
    let shared = request.as_object().cloned().unwrap_or_default();
    let with_shared = |item: &Value| {
        let mut all = shared.clone();
        all.extend(item.as_object().cloned().unwrap_or_default());
        Value::Object(all)
    };
    match (lists.next(), lists.next()) {
        (Some(list), None) if !list.is_empty() => list.iter().map(with_shared).collect(),
        _ => vec![request.clone()],
    }
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

/// The list of jobs in an answer.
struct List<'a> {
    api: &'a Api,
    operation: usize,
    response: usize,
    rule: &'a Progress,
}

impl List<'_> {
    /// An item of the list: what the document shows of one, with the state, and with what is known under the same names.
    fn item(&self, state: &str, known: &[&Value]) -> Option<Value> {
        let mut item = self.shown()?;
        let members = item.as_object_mut()?;
        members.insert(self.rule.state.clone(), json!(state));
        if !self.rule.failed.iter().any(|failed| failed == state) {
            // What went wrong is told only of what went wrong.
            members.retain(|name, _| !name.contains("error") && !name.contains("fail"));
        }
        for known in known {
            copy(known, &mut item);
        }
        clear(&mut item);
        let body = json!({ &self.rule.items: [item] });
        let schema = self.api.answer(self.operation, self.response)?;
        schema
            .accepts(&body)
            .then(|| body[&self.rule.items][0].clone())
    }

    /// The first item of the document's example, or else one with every text that its schema names.
    fn shown(&self) -> Option<Value> {
        let model = &self.api.model;
        let response = &model.operations[self.operation].responses[self.response];
        let mut content = response.content.iter();
        let content = content.find(|content| content.kind() == MediaKind::Json)?;
        let examples = content.examples.iter().map(|example| &example.value.json);
        let mut shown = examples.filter_map(|example| example.get(&self.rule.items)?.get(0));
        if let Some(shown) = shown.next() {
            return Some(shown.clone());
        }
        let Shape::Object(object) = &model.schema(content.schema).shape else {
            return None;
        };
        let mut properties = object.properties.iter();
        let list = properties.find(|property| property.name == self.rule.items)?;
        match &model.schema(list.schema).shape {
            Shape::Array(array) => array.items.map(|item| skeleton(model, item, 0)),
            _ => None,
        }
    }
}

/// Empty texts under the names of an object's texts.
fn skeleton(model: &Model, schema: SchemaId, depth: usize) -> Value {
    let Shape::Object(object) = &model.schema(schema).shape else {
        return json!("");
    };
    let members = object.properties.iter().filter(|_| depth < 3);
    let members = members.filter_map(|property| {
        let inner = &model.schema(property.schema).shape;
        let value = match inner {
            Shape::String(_) => json!(""),
            Shape::Object(_) => skeleton(model, property.schema, depth + 1),
            _ => return None,
        };
        Some((property.name.clone(), value))
    });
    Value::Object(members.collect())
}

/// Copies texts to where a text of the same name is.
fn copy(known: &Value, item: &mut Value) {
    let Some(members) = item.as_object_mut() else {
        return;
    };
    for (name, value) in members {
        match (known.get(name), &value) {
            (Some(Value::String(text)), Value::String(_)) => *value = json!(text),
            (_, Value::Object(_)) => copy(known, value),
            _ => {}
        }
    }
}

/// Leaves out the texts that are still empty.
fn clear(item: &mut Value) {
    let Some(members) = item.as_object_mut() else {
        return;
    };
    members.values_mut().for_each(clear);
    members.retain(|_, value| *value != "" && *value != json!({}));
}

/// The items that are asked for: those of a state, and so many from a place on.
fn page(items: Vec<Value>, rule: &Progress, parameters: &Value) -> Vec<Value> {
    let query = parameters
        .get("query")
        .cloned()
        .unwrap_or(Value::Object(Map::new()));
    let number = |name: &str| {
        let number = query.get(name).and_then(Value::as_u64)?;
        usize::try_from(number).ok()
    };
    let wanted = query.get(&rule.state).and_then(Value::as_str);
    let items = items.into_iter();
    let items = items.filter(|item| wanted.is_none_or(|wanted| item[&rule.state] == *wanted));
    let items = items.skip(number("offset").unwrap_or(0));
    items.take(number("limit").unwrap_or(usize::MAX)).collect()
}
