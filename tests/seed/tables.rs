//! The tables of the vendor's API page on `ResizeDesktop` (2026-02-10), row by row.
//!
//! They are written down by hand from the page and not from the document, so that a test can hold one against the other.

/// One row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The number of the table on the page.
    pub(crate) table: u8,
    /// The name of the parameter.
    pub(crate) name: &'static str,
    /// What the column "Mandatory" says, in tables that have it.
    pub(crate) mandatory: Option<bool>,
    /// What the column "Type" says.
    pub(crate) ty: Type,
    /// The only values that the description allows; empty where it allows any.
    pub(crate) allowed: &'static [&'static str],
    /// The default that the description names.
    pub(crate) default: Option<&'static str>,
    /// Whether the description announces that the parameter is going to be deprecated.
    pub(crate) deprecated: bool,
}

/// The types that the page uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// `String`.
    String,
    /// `Array of <name> objects`.
    ArrayOf(&'static str),
}

/// What a table describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The parameters of the path.
    PathParameters,
    /// The body of the request.
    RequestBody,
    /// The body of the response with that status.
    ResponseBody(u16),
    /// An object that other tables refer to by its name.
    Object(&'static str),
}

/// Every table with what it describes, in the order of the page.
pub(crate) const TABLES: &[(u8, Subject)] = &[
    (1, Subject::PathParameters),
    (2, Subject::RequestBody),
    (3, Subject::Object("ResizeDesktopData")),
    (4, Subject::ResponseBody(200)),
    (5, Subject::Object("ResizeDesktopJobResponse")),
    (6, Subject::ResponseBody(400)),
    (7, Subject::ResponseBody(401)),
    (8, Subject::ResponseBody(403)),
    (9, Subject::ResponseBody(404)),
    (10, Subject::ResponseBody(409)),
    (11, Subject::ResponseBody(500)),
];

/// Every row of every table, in the order of the page.
pub(crate) const ROWS: &[Row] = &[
    mandatory(1, "project_id", Type::String),
    mandatory(2, "desktops", Type::ArrayOf("ResizeDesktopData")),
    mandatory(2, "product_id", Type::String),
    Row {
        allowed: &["STOP_DESKTOP"],
        ..mandatory(2, "mode", Type::String)
    },
    Row {
        allowed: &["on", "off"],
        default: Some("off"),
        ..optional(2, "auto_placement", Type::String)
    },
    optional(2, "desktop_pool_id", Type::String),
    optional(3, "desktop_id", Type::String),
    Row {
        deprecated: true,
        ..returned(4, "jobs", Type::ArrayOf("ResizeDesktopJobResponse"))
    },
    returned(4, "job_id", Type::String),
    returned(5, "desktop_id", Type::String),
    returned(5, "job_id", Type::String),
    returned(6, "error_code", Type::String),
    returned(6, "error_msg", Type::String),
    returned(6, "error_detail", Type::String),
    returned(6, "encoded_authorization_message", Type::String),
    returned(7, "error_code", Type::String),
    returned(7, "error_msg", Type::String),
    returned(7, "error_detail", Type::String),
    returned(7, "encoded_authorization_message", Type::String),
    returned(8, "error_code", Type::String),
    returned(8, "error_msg", Type::String),
    returned(8, "error_detail", Type::String),
    returned(8, "encoded_authorization_message", Type::String),
    returned(9, "error_code", Type::String),
    returned(9, "error_msg", Type::String),
    returned(9, "error_detail", Type::String),
    returned(9, "encoded_authorization_message", Type::String),
    returned(10, "error_code", Type::String),
    returned(10, "error_msg", Type::String),
    returned(10, "error_detail", Type::String),
    returned(10, "encoded_authorization_message", Type::String),
    returned(11, "error_code", Type::String),
    returned(11, "error_msg", Type::String),
    returned(11, "error_detail", Type::String),
    returned(11, "encoded_authorization_message", Type::String),
];

/// A row whose column "Mandatory" says yes.
const fn mandatory(table: u8, name: &'static str, ty: Type) -> Row {
    Row {
        mandatory: Some(true),
        ..returned(table, name, ty)
    }
}

/// A row whose column "Mandatory" says no.
const fn optional(table: u8, name: &'static str, ty: Type) -> Row {
    Row {
        mandatory: Some(false),
        ..returned(table, name, ty)
    }
}

/// A row of a table without the column "Mandatory".
const fn returned(table: u8, name: &'static str, ty: Type) -> Row {
    Row {
        table,
        name,
        mandatory: None,
        ty,
        allowed: &[],
        default: None,
        deprecated: false,
    }
}
