//! What each answer of an operation is.

use specwright_spec::model::{Property, Response, SchemaId, Shape, Status, SuccessRule as Rule};
use specwright_spec::{Code, Error};

use super::{Lowering, json};
use crate::ir::{
    Answer, CodeField, ErrorBody, ErrorVariant, Outcome, StatusPattern, Success, SuccessRule,
    SuccessVariant, Ty,
};
use crate::lower::docs::Builder;
use crate::lower::names::{self, Scope};
use crate::lower::status;
use crate::lower::types;
use crate::lower::views::View;
use crate::text::{self, Docs, doc_text};

/// What the operation gives back when it succeeds, and the answers that are successes.
pub(super) fn success(
    lowering: &mut Lowering<'_, '_>,
    scope: &mut Scope,
) -> (Success, Vec<Answer>) {
    let successes = successes(lowering);
    let mut bodies = Vec::new();
    for response in &successes {
        let suffix = if successes.len() == 1 {
            "Response".to_owned()
        } else {
            format!("Response{}", status::suffix(response.status))
        };
        bodies.push(body(lowering, response, &suffix));
    }
    let success = shape(lowering, &successes, &bodies, scope);
    let answers = successes
        .iter()
        .zip(bodies)
        .enumerate()
        .map(|(nth, (response, body))| Answer {
            status: pattern(response.status, StatusPattern::AnySuccess),
            outcome: Outcome::Success {
                variant: match &success {
                    Success::Several(_, variants) => Some(variants[nth].ident.clone()),
                    Success::Nothing | Success::One(_) => None,
                },
                body,
                rule: response.success.as_ref().map(rule),
            },
        });
    let answers = answers.collect();
    (success, answers)
}

/// The documented failures, and the answers that are one.
pub(super) fn failures(lowering: &mut Lowering<'_, '_>) -> (Vec<ErrorVariant>, Vec<Answer>) {
    let mut idents = Scope::default();
    for own in ["NotASuccess", "Unexpected", "Undecodable"] {
        idents.claim(own);
    }
    let mut variants = Vec::new();
    let mut answers = Vec::new();
    let written = lowering.written;
    for response in written
        .responses
        .iter()
        .filter(|response| !response.status.is_success())
    {
        answers.push(Answer {
            status: pattern(response.status, StatusPattern::Any),
            outcome: Outcome::Failure(variants.len()),
        });
        let suffix = format!("Response{}", status::suffix(response.status));
        let ty = body(lowering, response, &suffix);
        let schema = json(&response.content).map(|content| content.schema);
        variants.push(ErrorVariant {
            ident: idents.claim(&status::variant(response.status)),
            docs: response_docs(lowering, response),
            status: match response.status {
                Status::Code(code) => Some(code),
                Status::Range(_) | Status::Default => None,
            },
            body: ty.map(|ty| match schema {
                Some(schema) => error_body(lowering, ty, schema),
                None => ErrorBody { ty, code: None },
            }),
        });
    }
    (variants, answers)
}

/// The failure behind a status of success, if any response has a rule for it.
pub(super) fn not_a_success(lowering: &mut Lowering<'_, '_>) -> Option<ErrorBody> {
    let rules: Vec<&Rule> = lowering
        .written
        .responses
        .iter()
        .filter_map(|response| response.success.as_ref())
        .collect();
    let first = rules.first()?;
    if rules.iter().any(|rule| rule.failure != first.failure) {
        let message = "the success rules of one operation name different failure schemas";
        lowering.errors.push(
            Error::new(Code::Extension, lowering.written.span, message)
                .help("name one `failureSchema` in all of them"),
        );
    }
    let ty = lowering.types.of(
        first.failure,
        View::Open,
        &format!("{}Failure", lowering.name),
    );
    Some(error_body(lowering, ty, first.failure))
}

/// Codes before ranges before the rest, so that the most exact arm of a `match` comes first.
pub(super) fn in_order(mut answers: Vec<Answer>) -> Vec<Answer> {
    answers.sort_by_key(|answer| rank(answer.status));
    answers
}

/// The place of a `match`'s arm among the others.
pub(super) const fn rank(pattern: StatusPattern) -> u8 {
    match pattern {
        StatusPattern::Code(_) => 0,
        StatusPattern::Range(_) => 1,
        StatusPattern::AnySuccess => 2,
        StatusPattern::Any => 3,
    }
}

/// The documented responses that are successes; `default` is one where there is no other.
fn successes<'m>(lowering: &Lowering<'_, 'm>) -> Vec<&'m Response> {
    let responses = &lowering.written.responses;
    let coded: Vec<_> = responses
        .iter()
        .filter(|response| response.status.is_success())
        .collect();
    if coded.is_empty() {
        return responses
            .iter()
            .filter(|response| response.status == Status::Default)
            .collect();
    }
    coded
}

/// One type for all successes if they have the same, or else an enum of them.
fn shape(
    lowering: &Lowering<'_, '_>,
    successes: &[&Response],
    bodies: &[Option<Ty>],
    scope: &mut Scope,
) -> Success {
    let mut distinct: Vec<&Option<Ty>> = Vec::new();
    for body in bodies {
        if !distinct.contains(&body) {
            distinct.push(body);
        }
    }
    match distinct.as_slice() {
        [] | [None] => Success::Nothing,
        [Some(ty)] => Success::One(ty.clone()),
        _ => {
            let mut idents = Scope::default();
            let variants = successes
                .iter()
                .zip(bodies)
                .map(|(response, body)| SuccessVariant {
                    ident: idents.claim(&status::variant(response.status)),
                    docs: response_docs(lowering, response),
                    body: body.clone(),
                });
            Success::Several(
                scope.claim(&names::related(lowering.name, "Success")),
                variants.collect(),
            )
        }
    }
}

pub(super) fn pattern(status: Status, default: StatusPattern) -> StatusPattern {
    match status {
        Status::Code(code) => StatusPattern::Code(code),
        Status::Range(hundred) => StatusPattern::Range(hundred),
        Status::Default => default,
    }
}

fn body(lowering: &mut Lowering<'_, '_>, response: &Response, suffix: &str) -> Option<Ty> {
    let Some(content) = json(&response.content) else {
        return (!response.content.is_empty()).then_some(Ty::Bytes);
    };
    Some(lowering.types.of(
        content.schema,
        View::Open,
        &format!("{}{suffix}", lowering.name),
    ))
}

fn error_body(lowering: &mut Lowering<'_, '_>, ty: Ty, schema: SchemaId) -> ErrorBody {
    let schema = lowering.model.schema(schema);
    let code = schema.error_code.as_ref().and_then(|named| {
        let Shape::Object(object) = &schema.shape else {
            return None;
        };
        let idents = types::field_idents(object, &mut Scope::default());
        let mut fields = object.properties.iter().zip(idents);
        let (property, ident) = fields.find(|(property, _)| property.name == named.text)?;
        let value = lowering.model.schema(property.schema);
        let Shape::String(string) = &value.shape else {
            return no_text(lowering, property);
        };
        if value.nullable {
            return no_text(lowering, property);
        }
        Some(CodeField {
            ident,
            optional: !property.required,
            plain: types::is_plain_string(string) && !types::is_password(string),
        })
    });
    ErrorBody { ty, code }
}

fn no_text(lowering: &mut Lowering<'_, '_>, property: &Property) -> Option<CodeField> {
    let message = format!("the error code `{}` is no string", property.name);
    let error = Error::new(Code::Extension, property.span, message);
    lowering
        .errors
        .push(error.help("name a property of `type: string`"));
    None
}

fn response_docs(lowering: &Lowering<'_, '_>, response: &Response) -> Docs {
    Builder::new(lowering.model)
        .written(
            &response.docs,
            doc_text!(
                "The answer has the status {}.",
                text::line(&response.status.to_string())
            ),
            response.span,
        )
        .paragraph(
            doc_text!("Status: {}.", status::phrase(response.status)),
            response.span,
        )
        .media_types(&response.content)
        .source(response.span)
}

fn rule(rule: &Rule) -> SuccessRule {
    SuccessRule {
        require_one_of: rule.require_one_of.clone(),
        refuse: rule.refuse.clone(),
    }
}
