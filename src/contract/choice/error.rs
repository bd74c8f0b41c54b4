//! Why no contract was chosen.

use specwright_spec::Errors;

/// Why no contract was chosen.
#[derive(Debug)]
pub enum ChoiceError {
    /// The document has several operations, and none was named.
    Ambiguous {
        /// Their names.
        operations: Vec<String>,
    },
    /// The document has no operation of that name.
    NoOperation {
        /// The name that was asked for.
        name: String,
        /// The names that there are.
        operations: Vec<String>,
    },
    /// The operation has no such part with a JSON body.
    NoPart {
        /// The operation.
        operation: String,
        /// The part that was asked for.
        part: String,
        /// The parts that it has.
        parts: Vec<String>,
    },
    /// The part reaches something in the document of which nothing can be made.
    Document(Box<Errors>),
    /// The schema cannot be validated against.
    Schema {
        /// What the validator says.
        message: String,
    },
}

impl std::fmt::Display for ChoiceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Ambiguous { operations } if operations.is_empty() => {
                f.write_str("the document has no operation with a JSON body")
            }
            Self::Ambiguous { operations } => write!(
                f,
                "the document has {} operations; choose one with `--operation`: {}",
                operations.len(),
                list(operations)
            ),
            Self::NoOperation { name, operations } => write!(
                f,
                "the document has no operation `{name}`; it has {}",
                list(operations)
            ),
            Self::NoPart {
                operation,
                part,
                parts,
            } => write!(
                f,
                "`{operation}` has no part `{part}` with a JSON body; it has {}",
                list(parts)
            ),
            Self::Document(errors) => write!(f, "the OpenAPI document has mistakes:\n{errors}"),
            Self::Schema { message } => write!(f, "the schema cannot be used: {message}"),
        }
    }
}

impl std::error::Error for ChoiceError {}

/// Up to ten names in backticks.
fn list(names: &[String]) -> String {
    const MOST: usize = 10;
    let shown: Vec<String> = names
        .iter()
        .take(MOST)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len().checked_sub(MOST).filter(|more| *more > 0) {
        Some(more) => format!("{} and {more} more", shown.join(", ")),
        None => shown.join(", "),
    }
}
