//! What the answers of an operation lead to.

use specwright_spec::model::{self, Location, Model, Status};

use super::answers::pattern;
use crate::ir::{
    GroupLocation, Link, LinkBody, LinkFrom, LinkValue, Operation, Outcome, StatusPattern,
};
use crate::lower::docs::Builder;
use crate::lower::names::{self, Scope};
use crate::lower::status;
use crate::text::{code, doc_text};

/// The links of the operation at that position. One that several responses have in the same way is one.
pub(super) fn links(model: &Model, operations: &[Operation], position: usize) -> Vec<Link> {
    let operation = &operations[position];
    let mut scope = Scope::default();
    let mut links: Vec<(&str, Link)> = Vec::new();
    for response in &model.operations[position].responses {
        let Some(from) = from(operation, response.status) else {
            continue;
        };
        for written in &response.links {
            let mut link = link(model, operations, written, &from);
            let mut known = links.iter_mut();
            if known.any(|(name, known)| *name == written.name && joins(known, &link)) {
                continue;
            }
            let wanted = names::verb("follow", &written.name);
            link.function = if links.iter().any(|(name, _)| *name == written.name) {
                let status = status::suffix(response.status).to_lowercase();
                scope.claim(&format!("{wanted}_{status}"))
            } else {
                scope.claim(&wanted)
            };
            links.push((&written.name, link));
        }
    }
    links.into_iter().map(|(_, link)| link).collect()
}

/// Takes another link in, if it is the same from another response.
fn joins(known: &mut Link, other: &Link) -> bool {
    let leads_there = known.target == other.target
        && known.path == other.path
        && known.groups == other.groups
        && known.body == other.body;
    match (&mut known.from, &other.from) {
        (LinkFrom::Success(one), LinkFrom::Success(two)) => leads_there && one == two,
        (LinkFrom::Failures(all), LinkFrom::Failures(more)) if leads_there => {
            all.extend(more);
            true
        }
        (LinkFrom::Success(_) | LinkFrom::Failures(_), _) => false,
    }
}

/// What the operation makes of the response of a status.
fn from(operation: &Operation, status: Status) -> Option<LinkFrom> {
    let status = pattern(status, StatusPattern::Any);
    let mut answers = operation.answers.iter();
    let answer = answers.find(|answer| answer.status == status)?;
    Some(match &answer.outcome {
        Outcome::Success { body, .. } => LinkFrom::Success(body.clone()),
        Outcome::Failure(position) => LinkFrom::Failures(vec![*position]),
    })
}

fn link(model: &Model, operations: &[Operation], written: &model::Link, from: &LinkFrom) -> Link {
    let target = &operations[written.operation];
    let declared = &model.operations[written.operation].parameters;
    let given = |location: Location, name: &str| {
        let mut parameters = written.parameters.iter();
        let parameter =
            parameters.find(|given| given.location == location && given.name == name)?;
        Some(value(&parameter.value))
    };
    let in_path = declared
        .iter()
        .filter(|parameter| parameter.location == Location::Path);
    let groups = target.groups.iter().map(|group| {
        let location = match group.location {
            GroupLocation::Query => Location::Query,
            GroupLocation::Header => Location::Header,
            GroupLocation::Cookie => Location::Cookie,
        };
        let fields = group.structure.fields.iter();
        fields.map(|field| given(location, &field.wire)).collect()
    });
    let fallback = doc_text!("The call of [{}] that this leads to.", code(&target.name));
    Link {
        function: String::new(),
        docs: Builder::new(model)
            .written(&written.docs, fallback, written.span)
            .source(written.span),
        target: written.operation,
        from: match from {
            LinkFrom::Success(body) => LinkFrom::Success(body.clone()),
            LinkFrom::Failures(positions) => LinkFrom::Failures(positions.clone()),
        },
        // The document gives every one of them.
        path: in_path
            .filter_map(|parameter| given(Location::Path, &parameter.name))
            .collect(),
        groups: groups.collect(),
        body: written.body.as_ref().map(body),
    }
}

fn value(value: &model::LinkValue) -> LinkValue {
    match value {
        model::LinkValue::Constant(value) => LinkValue::Constant(value.json.clone()),
        model::LinkValue::RequestPath(name) => LinkValue::Call(name.clone()),
        model::LinkValue::ResponseBody(pointer) => LinkValue::Body(pointer.to_string()),
    }
}

fn body(body: &model::LinkBody) -> LinkBody {
    match body {
        model::LinkBody::Value(found) => LinkBody::Value(value(found)),
        model::LinkBody::Object(members) => {
            let members = members.iter();
            let members = members.map(|(name, member)| (name.clone(), self::body(member)));
            LinkBody::Object(members.collect())
        }
    }
}
