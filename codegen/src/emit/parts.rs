//! The helper modules that crates may carry.

mod used;

use std::collections::BTreeMap;

pub(super) use self::used::of;
use super::features::Feature;

/// The parts of a crate, each with the feature that it is there with, if it is not always there.
pub(super) type Parts = BTreeMap<Part, Option<Feature>>;

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
    Address: "address", needs [Invalid], inside [], public [];
    Authorization: "authorization", needs [], inside [], public [Authorization ResourceType];
    BlockingClient: "blocking_client", needs [Exchange], inside [], public [BlockingClient];
    BlockingWait: "blocking_wait", needs [BlockingClient Wait], inside [], public [];
    Body: "body", needs [Values], inside [from_slice], public [Undecodable];
    BoundedString: "bounded_string", needs [Length Read], inside [], public [BoundedString];
    BoundedVec: "bounded_vec", needs [Count Read], inside [], public [BoundedVec];
    Bounds: "bounds", needs [Invalid], inside [Bounds], public [];
    Call: "call", needs [Address Credentials Failure Invalid Security], inside [], public [Call Operation OperationError];
    Canonical: "canonical", needs [], inside [], public [];
    Choice: "choice", needs [Accepts Newtype], inside [Forms choice form], public [];
    Client: "client", needs [Exchange], inside [], public [Client];
    Count: "count", needs [Invalid], inside [Count], public [];
    Credentials: "credentials", needs [Invalid Percent Security], inside [], public [Authenticate Credentials Secret];
    Decimal: "decimal", needs [], inside [], public [];
    Decode: "decode", needs [], inside [Decode Trail], public [];
    Exchange: "exchange", needs [Address Call Credentials Failure Retry], inside [], public [CallError];
    Failure: "failure", needs [Call], inside [], public [Failure];
    Fields: "fields", needs [], inside [Fields], public [];
    File: "file", needs [Multipart], inside [], public [File];
    Form: "form", needs [Ordered Pairs], inside [write_form], public [];
    Headers: "headers", needs [Invalid Style], inside [push_header], public [];
    Integer: "integer", needs [], inside [], public [];
    Invalid: "invalid", needs [], inside [], public [Invalid];
    Json: "json", needs [], inside [json], public [];
    Length: "length", needs [Count], inside [Length], public [];
    Link: "link", needs [Call Invalid], inside [Link], public [];
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
    Progress: "progress", needs [Call Invalid], inside [], public [Pace Polled Progress ProgressRule Starts];
    Range: "range", needs [Bounds Newtype], inside [range], public [];
    Ranged: "ranged", needs [Bounds Read], inside [], public [];
    RangedI64: "ranged_i64", needs [Integer Ranged], inside [], public [RangedI64];
    RangedU64: "ranged_u64", needs [Ranged Unsigned], inside [], public [RangedU64];
    Read: "read", needs [Values], inside [read], public [];
    Received: "received", needs [Invalid Simple Values], inside [Received], public [];
    References: "references", needs [Pattern], inside [], public [];
    Required: "required", needs [Slots], inside [Req], public [];
    Rest: "rest", needs [Invalid Object], inside [insert_rest], public [];
    Retry: "retry", needs [], inside [], public [Retry];
    Security: "security", needs [], inside [], public [SecurityKind SecurityScheme];
    Segment: "segment", needs [], inside [], public [InvalidPathSegment PathSegment];
    Server: "server", needs [], inside [], public [InvalidServerVariable Server ServerVariable];
    Signature: "signature", needs [Credentials Invalid Percent Security], inside [], public [AccessKey];
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
    Wait: "wait", needs [Client Exchange Progress], inside [], public [StartError WaitError];
    Whole: "whole", needs [Decimal], inside [], public [];
    Wrapper: "wrapper", needs [Newtype], inside [wrapper], public [];
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
