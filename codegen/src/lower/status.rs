//! Statuses by name (RFC 9110, RFC 6585).

use specwright_spec::model::Status;

use crate::text::{DocText, doc_text};

const NAMES: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "Switching Protocols"),
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "Non-Authoritative Information"),
    (204, "No Content"),
    (205, "Reset Content"),
    (206, "Partial Content"),
    (300, "Multiple Choices"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (307, "Temporary Redirect"),
    (308, "Permanent Redirect"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (407, "Proxy Authentication Required"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length Required"),
    (412, "Precondition Failed"),
    (413, "Content Too Large"),
    (414, "URI Too Long"),
    (415, "Unsupported Media Type"),
    (416, "Range Not Satisfiable"),
    (417, "Expectation Failed"),
    (421, "Misdirected Request"),
    (422, "Unprocessable Content"),
    (423, "Locked"),
    (424, "Failed Dependency"),
    (426, "Upgrade Required"),
    (428, "Precondition Required"),
    (429, "Too Many Requests"),
    (431, "Request Header Fields Too Large"),
    (500, "Internal Server Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
    (505, "HTTP Version Not Supported"),
];

/// The name of the variant for a status: 404 is `NotFound`, 4XX is `Status4xx`.
pub(super) fn variant(status: Status) -> String {
    match status {
        Status::Code(code) => match name(code) {
            Some(name) => super::names::upper_camel(name),
            None => format!("Status{code}"),
        },
        Status::Range(hundred) => format!("Status{hundred}xx"),
        Status::Default => "Default".to_owned(),
    }
}

/// The end of the name of a type that only this status has: `404`, `4xx` or `Default`.
pub(super) fn suffix(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundred) => format!("{hundred}xx"),
        Status::Default => "Default".to_owned(),
    }
}

/// A status for people: `404 Not Found`.
pub(super) fn phrase(status: Status) -> DocText {
    match status {
        Status::Code(code) => match name(code) {
            Some(name) => doc_text!("{} {}", code, name),
            None => doc_text!("{}", code),
        },
        Status::Range(hundred) => {
            doc_text!("any other from {}00 to {}99", hundred, hundred)
        }
        Status::Default => "any other".into(),
    }
}

fn name(code: u16) -> Option<&'static str> {
    NAMES
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, name)| *name)
}
