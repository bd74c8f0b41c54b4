//! Which helper modules a crate needs.

use std::collections::BTreeSet;

use super::operation;
use crate::ir::{
    Answer, Api, Def, ErrorBody, Field, GroupLocation, MultipartBody, Newtype, Operation, Outcome,
    Parameter, ParameterKind, Presence, Shape, Ty,
};

/// What there is to know about a part.
pub(super) struct Row {
    /// The module's name.
    pub(super) name: &'static str,
    /// The module's text.
    pub(super) text: &'static str,
    /// The parts that it cannot do without.
    needs: &'static [Part],
    /// The items that the rest of the crate uses.
    pub(super) inside: &'static [&'static str],
    /// The items that the users of the crate see.
    pub(super) public: &'static [&'static str],
}

macro_rules! parts {
    ($($part:ident: $file:literal, needs [$($need:ident)*], inside [$($inside:ident)*], public [$($public:ident)*];)+) => {
        /// A helper module, which is part of a crate that uses it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Part {
            $($part),+
        }

        impl Part {
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$part),+];

            pub(super) const fn row(self) -> Row {
                match self {
                    $(Self::$part => Row {
                        name: $file,
                        text: include_str!(concat!("wire/", $file, ".rs")),
                        needs: &[$(Self::$need),*],
                        inside: &[$(stringify!($inside)),*],
                        public: &[$(stringify!($public)),*],
                    },)+
                }
            }
        }
    };
}

// In the order of the modules' names.
parts! {
    Accepts: "accepts", needs [Values], inside [accepts], public [];
    Authorization: "authorization", needs [], inside [], public [Authorization ResourceType];
    Body: "body", needs [Values], inside [from_slice], public [Undecodable];
    BoundedString: "bounded_string", needs [Length Read], inside [], public [BoundedString];
    BoundedVec: "bounded_vec", needs [Count Read], inside [], public [BoundedVec];
    Bounds: "bounds", needs [Invalid], inside [Bounds], public [];
    Canonical: "canonical", needs [], inside [], public [];
    Choice: "choice", needs [Accepts Newtype], inside [Forms choice form], public [];
    Count: "count", needs [Invalid], inside [Count], public [];
    Decimal: "decimal", needs [], inside [], public [];
    Decode: "decode", needs [], inside [Decode Trail], public [];
    Fields: "fields", needs [], inside [Fields], public [];
    File: "file", needs [Multipart], inside [], public [File];
    Form: "form", needs [Ordered Pairs], inside [write_form], public [];
    Headers: "headers", needs [Invalid Style], inside [push_header], public [];
    Integer: "integer", needs [], inside [], public [];
    Invalid: "invalid", needs [], inside [], public [Invalid];
    Json: "json", needs [], inside [json], public [];
    Length: "length", needs [Count], inside [Length], public [];
    List: "list", needs [Canonical Count Newtype], inside [Items list], public [];
    Literals: "literals", needs [Canonical Read], inside [Literals decode_literal literals value_of], public [];
    Media: "media", needs [], inside [Media], public [];
    Members: "members", needs [Count Wrapper], inside [check_members members], public [];
    Multipart: "multipart", needs [Invalid Media Ordered Plain], inside [Parts], public [];
    Names: "names", needs [Read], inside [Names decode_name from_name names], public [UnknownValue];
    Never: "never", needs [Decode], inside [], public [Never];
    Newtype: "newtype", needs [Invalid Read], inside [Newtype decode_newtype newtype], public [];
    Not: "not", needs [Accepts Wrapper], inside [not], public [];
    Null: "null", needs [Decode], inside [], public [];
    Number: "number", needs [Decimal Newtype], inside [Limits number], public [];
    Object: "object", needs [Fields Read Slots], inside [Members Object Writer decode_object encode_object object], public [];
    Open: "open", needs [Names Read], inside [], public [Open];
    OpenLiteral: "open_literal", needs [Literals Read], inside [], public [OpenLiteral];
    Optional: "optional", needs [Slots], inside [Opt], public [];
    Ordered: "ordered", needs [], inside [], public [];
    Pairs: "pairs", needs [Style], inside [Pairs], public [];
    Password: "password", needs [Decode Read], inside [], public [Password];
    Path: "path", needs [Percent], inside [push_segment], public [];
    Pattern: "pattern", needs [Invalid], inside [Node Pattern], public [];
    Percent: "percent", needs [], inside [], public [];
    Places: "places", needs [Pattern], inside [], public [];
    Plain: "plain", needs [], inside [], public [];
    Range: "range", needs [Bounds Newtype], inside [range], public [];
    Ranged: "ranged", needs [Bounds Read], inside [], public [];
    RangedI64: "ranged_i64", needs [Integer Ranged], inside [], public [RangedI64];
    RangedU64: "ranged_u64", needs [Ranged Unsigned], inside [], public [RangedU64];
    Read: "read", needs [Values], inside [read], public [];
    Received: "received", needs [Invalid Simple Values], inside [Received], public [];
    References: "references", needs [Pattern], inside [], public [];
    Required: "required", needs [Slots], inside [Req], public [];
    Rest: "rest", needs [Invalid Object], inside [insert_rest], public [];
    Security: "security", needs [], inside [], public [SecurityKind SecurityScheme];
    Segment: "segment", needs [], inside [], public [InvalidPathSegment PathSegment];
    Server: "server", needs [], inside [], public [InvalidServerVariable Server ServerVariable];
    Simple: "simple", needs [], inside [Simple], public [];
    Skip: "skip", needs [Object], inside [], public [];
    Slots: "slots", needs [Values], inside [], public [];
    Status: "status", needs [], inside [], public [DocumentedStatus];
    Step: "step", needs [Decimal Invalid], inside [Decimal Step], public [];
    Style: "style", needs [Percent Plain], inside [Style], public [];
    Styled: "styled", needs [Style], inside [push_styled], public [];
    Success: "success", needs [], inside [SuccessRule], public [];
    Text: "text", needs [Length Newtype], inside [text], public [];
    Union: "union", needs [Read], inside [Union Variant decode_union union], public [];
    Unsigned: "unsigned", needs [Integer], inside [], public [];
    Values: "values", needs [Decode], inside [], public [];
    Whole: "whole", needs [Decimal], inside [], public [];
    Wrapper: "wrapper", needs [Newtype], inside [wrapper], public [];
}

/// The parts that a crate uses, and those that these need.
pub(super) fn of(api: &Api) -> BTreeSet<Part> {
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
    let mut open: Vec<Part> = parts.iter().copied().collect();
    while let Some(part) = open.pop() {
        let needed = part.row().needs.iter().copied();
        open.extend(needed.filter(|needed| parts.insert(*needed)));
    }
    // An integer of an alias may be all there is: then nothing is ever read.
    if !parts.contains(&Part::Decode) {
        parts.remove(&Part::Integer);
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail at once")]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::Part;

    #[test]
    fn every_helper_module_is_a_part_in_the_order_of_names() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emit/wire");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let parts = Part::ALL.iter().map(|part| part.row().name);
        let expected: Vec<String> = parts.map(|name| format!("{name}.rs")).collect();
        assert_eq!(files, expected);
    }

    #[test]
    fn no_two_helper_modules_give_the_same_name() {
        let mut seen = BTreeSet::new();
        for row in Part::ALL.iter().map(|part| part.row()) {
            for name in row.inside.iter().chain(row.public) {
                // One of these two carries the other's.
                assert!(seen.insert(*name) || *name == "Decimal", "{name}");
            }
        }
    }
}
