//! Answers that a scenario wants.

use super::{Checked, Context, Mock, code, reason};
use crate::answer::{self, Answer, Body, Words};
use crate::api;
use crate::fault::Fault;
use crate::refused::Refused;
use crate::scenario::Rule;

impl Mock {
    /// The answer that a rule wants.
    pub(super) fn ruled(
        &self,
        context: &mut Context,
        rule: &Rule,
        checked: &Checked,
    ) -> Result<Answer, Refused> {
        let mut answer = match &rule.body {
            Some(body) => self.written(rule, body, checked.operation),
            None => self.described(context, rule, checked)?,
        };
        answer.headers.extend(rule.headers.clone());
        let retry = rule
            .retry_after
            .map(|seconds| ("Retry-After".to_owned(), seconds.to_string()));
        answer.headers.extend(retry);
        Ok(answer)
    }

    /// An answer whose body the rule has.
    fn written(&self, rule: &Rule, body: &serde_json::Value, position: usize) -> Answer {
        let operation = &self.api.model.operations[position];
        let status = wanted(rule).or_else(|| answer::success_status(operation));
        let status = status.unwrap_or(200);
        let nth = api::response(operation, status);
        let media_type = nth.and_then(|nth| api::json_type(&operation.responses[nth]));
        match body {
            serde_json::Value::String(text) => {
                let text = Body::Bytes(text.clone().into_bytes());
                Answer::new(status, media_type.unwrap_or("text/plain"), text)
            }
            other => {
                let json = Body::Json(other.clone());
                Answer::new(status, media_type.unwrap_or("application/json"), json)
            }
        }
    }

    /// An answer whose body the document has.
    fn described(
        &self,
        context: &mut Context,
        rule: &Rule,
        checked: &Checked,
    ) -> Result<Answer, Refused> {
        let status = wanted(rule);
        let failed = status.filter(|status| *status >= 400 || rule.says_something());
        let Some(status) = failed.filter(|_| rule.example.is_none()) else {
            return self.success(context, status, rule.example.as_deref(), checked);
        };
        let words = Words {
            code: rule.code.clone().unwrap_or_else(|| code(status)),
            message: rule.message.clone().unwrap_or_else(|| reason(status)),
            detail: rule.detail.clone().unwrap_or_default(),
            request_id: context.id.clone(),
        };
        let operation = Some(checked.operation);
        Ok(answer::failure(
            &self.api,
            operation,
            status,
            &words,
            &mut context.random,
        ))
    }
}

/// The status that a rule wants, if not that of a success.
fn wanted(rule: &Rule) -> Option<u16> {
    let limited = rule.retry_after.map(|_| 429);
    let error = rule.fault == Some(Fault::ErrorBody) || rule.says_something();
    rule.status.or(limited).or(error.then_some(400))
}
