//! Which helper modules a crate uses.

use std::collections::BTreeSet;
use std::collections::btree_map::Entry;

use super::{Part, Parts};
use crate::emit::features::{self, Feature};
use crate::emit::operation;
use crate::ir::{
    Answer, Api, Def, ErrorBody, Field, GroupLocation, Link, MultipartBody, Newtype, Operation,
    Outcome, Parameter, ParameterKind, Presence, Shape, Ty,
};

/// The parts that a crate uses, and those that these need.
pub(in crate::emit) fn of(api: &Api) -> Parts {
    let mut parts = Parts::new();
    add(&always(api), None, &mut parts);
    // An integer of an alias may be all there is: then nothing is ever read.
    if !parts.contains_key(&Part::Decode) {
        parts.remove(&Part::Integer);
    }
    if !api.operations.is_empty() {
        for (feature, roots) in calls(api) {
            add(&roots, Some(feature), &mut parts);
        }
    }
    parts
}

/// What each feature uses beside that of the features before it.
fn calls(api: &Api) -> [(Feature, BTreeSet<Part>); 3] {
    let mut http = BTreeSet::from([Part::Call]);
    let mut reqwest = BTreeSet::from([Part::Client]);
    let mut blocking = BTreeSet::from([Part::BlockingClient]);
    if features::signs(api) {
        http.insert(Part::Signature);
    }
    let mut links = api.operations.iter().flat_map(|operation| &operation.links);
    if links.any(Link::has_values) {
        http.insert(Part::Link);
    }
    if api.operations.iter().any(operation::is_polled) {
        http.insert(Part::Progress);
        reqwest.insert(Part::Wait);
        blocking.insert(Part::BlockingWait);
    }
    [
        (Feature::Http, http),
        (Feature::Reqwest, reqwest),
        (Feature::Blocking, blocking),
    ]
}

/// Adds parts, and those that they need, as far as they are not there already.
fn add(roots: &BTreeSet<Part>, feature: Option<Feature>, parts: &mut Parts) {
    let mut open: Vec<Part> = roots.iter().copied().collect();
    while let Some(part) = open.pop() {
        if let Entry::Vacant(entry) = parts.entry(part) {
            entry.insert(feature);
            open.extend(part.row().needs);
        }
    }
}

/// What is used whatever features are on.
fn always(api: &Api) -> BTreeSet<Part> {
    let mut parts = BTreeSet::new();
    api.types.iter().for_each(|def| of_def(def, &mut parts));
    let operations = api.operations.iter();
    operations.for_each(|operation| of_operation(operation, &api.secrets, &mut parts));
    if !api.servers.is_empty() {
        parts.insert(Part::Server);
    }
    let mut operations = api.operations.iter();
    if !api.security.is_empty() || operations.any(|operation| !operation.security.is_empty()) {
        parts.insert(Part::Security);
    }
    parts
}

fn of_def(def: &Def, parts: &mut BTreeSet<Part>) {
    match &def.shape {
        Shape::Struct(structure) => {
            parts.insert(Part::Object);
            structure
                .fields
                .iter()
                .for_each(|field| of_field(field, parts));
            match &structure.rest {
                Some(rest) => {
                    parts.insert(Part::Rest);
                    of_ty(&rest.values, parts);
                }
                None => {
                    parts.insert(Part::Skip);
                }
            }
        }
        Shape::Enum(_) => {
            parts.insert(Part::Names);
        }
        Shape::Literals(_) => {
            parts.insert(Part::Literals);
        }
        Shape::Union(union) => {
            parts.insert(Part::Union);
            let variants = union.variants.iter();
            variants.for_each(|variant| of_ty(&variant.ty, parts));
        }
        Shape::Newtype(newtype) => of_newtype(newtype, parts),
        Shape::Alias(ty) => of_ty(ty, parts),
    }
}

fn of_newtype(newtype: &Newtype, parts: &mut BTreeSet<Part>) {
    match newtype {
        Newtype::Text {
            patterns,
            is_secret,
            ..
        } => {
            parts.insert(Part::Text);
            if *is_secret {
                parts.insert(Part::Password);
            }
            parts.extend(patterns.iter().map(|(_, pattern)| {
                if pattern.has_references() {
                    Part::References
                } else {
                    Part::Places
                }
            }));
        }
        Newtype::Integer {
            repr, multiple_of, ..
        } => {
            parts.insert(Part::Range);
            of_ty(repr, parts);
            if !multiple_of.is_empty() {
                parts.extend([Part::Step, Part::Whole]);
            }
        }
        Newtype::Number { multiple_of, .. } => {
            parts.insert(Part::Number);
            if !multiple_of.is_empty() {
                parts.insert(Part::Step);
            }
        }
        Newtype::List { items, .. } => {
            parts.insert(Part::List);
            of_ty(items, parts);
        }
        Newtype::Members { inner, .. } => {
            parts.insert(Part::Members);
            of_ty(inner, parts);
        }
        Newtype::Not { inner, refused } => {
            parts.insert(Part::Not);
            of_ty(inner, parts);
            refused.iter().for_each(|ty| of_ty(ty, parts));
        }
        Newtype::Choice(choice) => {
            parts.insert(Part::Choice);
            let branches = choice.branches.iter();
            branches.for_each(|branch| of_ty(&branch.ty, parts));
        }
    }
}

fn of_field(field: &Field, parts: &mut BTreeSet<Part>) {
    parts.insert(match field.presence {
        Presence::Required | Presence::Nullable => Part::Required,
        Presence::Optional | Presence::OptionalNullable => Part::Optional,
    });
    of_ty(&field.ty, parts);
}

fn of_ty(ty: &Ty, parts: &mut BTreeSet<Part>) {
    match ty {
        Ty::String | Ty::Bool | Ty::Bytes | Ty::Number | Ty::Any | Ty::Named(_) => {}
        Ty::Password => {
            parts.insert(Part::Password);
        }
        Ty::File => {
            parts.insert(Part::File);
        }
        Ty::Null => {
            parts.insert(Part::Null);
        }
        Ty::Never => {
            parts.insert(Part::Never);
        }
        Ty::I32 | Ty::I64 => {
            parts.insert(Part::Integer);
        }
        Ty::U64 => {
            parts.insert(Part::Unsigned);
        }
        Ty::BoundedString { .. } => {
            parts.insert(Part::BoundedString);
        }
        Ty::RangedI64 { .. } => {
            parts.insert(Part::RangedI64);
        }
        Ty::RangedU64 { .. } => {
            parts.insert(Part::RangedU64);
        }
        Ty::BoundedVec { items, .. } => {
            parts.insert(Part::BoundedVec);
            of_ty(items, parts);
        }
        Ty::Open(inner) => {
            parts.insert(Part::Open);
            of_ty(inner, parts);
        }
        Ty::OpenLiteral(inner) => {
            parts.insert(Part::OpenLiteral);
            of_ty(inner, parts);
        }
        Ty::List(inner) | Ty::Map(inner) | Ty::Boxed(inner) | Ty::Nullable(inner) => {
            of_ty(inner, parts);
        }
    }
}

fn of_operation(operation: &Operation, secrets: &BTreeSet<String>, parts: &mut BTreeSet<Part>) {
    parts.insert(Part::Status);
    if !operation.servers.is_empty() {
        parts.insert(Part::Server);
    }
    if !operation.authorization.is_empty() {
        parts.insert(Part::Authorization);
    }
    if operation::reads_a_body(operation) {
        parts.insert(Part::Body);
    }
    operation
        .parameters
        .iter()
        .for_each(|parameter| of_parameter(parameter, parts));
    if let Some(form) = &operation.form {
        parts.insert(Part::Form);
        of_ty(&form.ty, parts);
    }
    if let Some(multipart) = &operation.multipart {
        parts.insert(Part::Multipart);
        match &multipart.body {
            MultipartBody::Type(ty) => of_ty(ty, parts),
            MultipartBody::Own { structure, .. } => {
                let fields = structure.fields.iter();
                fields.for_each(|field| of_ty(&field.ty, parts));
            }
        }
    }
    for group in &operation.groups {
        parts.insert(match group.location {
            GroupLocation::Query | GroupLocation::Cookie => Part::Pairs,
            GroupLocation::Header => Part::Headers,
        });
        let fields = group.structure.fields.iter();
        fields.for_each(|field| of_ty(&field.ty, parts));
    }
    if let Some(headers) = &operation.headers {
        parts.insert(Part::Received);
        let groups = headers.variants.iter();
        let fields = groups.flat_map(|group| &group.structure.fields);
        fields.for_each(|field| of_ty(&field.ty, parts));
    }
    operation
        .answers
        .iter()
        .for_each(|answer| of_answer(answer, parts));
    let variants = operation.error.variants.iter();
    let failures = variants.filter_map(|variant| variant.body.as_ref());
    failures
        .chain(&operation.error.not_a_success)
        .for_each(|failure| of_failure(failure, secrets, parts));
}

fn of_parameter(parameter: &Parameter, parts: &mut BTreeSet<Part>) {
    match &parameter.kind {
        ParameterKind::Segment => {
            parts.extend([Part::Path, Part::Segment]);
        }
        ParameterKind::Text(ty) | ParameterKind::Display(ty) => {
            parts.insert(Part::Path);
            of_ty(ty, parts);
        }
        ParameterKind::Styled { ty, .. } => {
            parts.insert(Part::Styled);
            of_ty(ty, parts);
        }
    }
}

fn of_answer(answer: &Answer, parts: &mut BTreeSet<Part>) {
    match &answer.outcome {
        Outcome::Success { body, rule, .. } => {
            if rule.is_some() {
                parts.insert(Part::Success);
            }
            body.iter().for_each(|body| of_ty(body, parts));
        }
        // Its body is one of the error enum's.
        Outcome::Failure(_) => {}
    }
}

fn of_failure(failure: &ErrorBody, secrets: &BTreeSet<String>, parts: &mut BTreeSet<Part>) {
    // A message shows a failure as JSON, unless that would tell a password.
    if failure.ty != Ty::Bytes && !failure.ty.is_secret(secrets) {
        parts.insert(Part::Json);
    }
    of_ty(&failure.ty, parts);
}
