//! From a document to the contract that a payload is meant for.

mod defects;
mod error;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use jsonschema::ValidationError;
use serde_json::{Value, json};
use specwright_spec::contract::{Part, bundle};
use specwright_spec::input::Limit;
use specwright_spec::{
    Document, Errors, Model, Reach, Source, contract, folder, load_with, resolve,
};

use self::defects::Defects;
pub use self::error::ChoiceError;
use super::{Contract, Origin, Request};

/// The contracts of all operations of a document; each is made ready when it is chosen.
#[derive(Debug)]
pub struct Contracts {
    parts: Vec<Entry>,
    definitions: Definitions,
    document: Arc<Origin>,
    defects: Option<Defects>,
}

#[derive(Debug)]
struct Entry {
    operation: String,
    method: &'static str,
    path: String,
    /// Whether the operation is from the document's primary source: no `x-specwright-source` says otherwise.
    is_primary: bool,
    part: String,
    schema: Schema,
    /// Of a document that was read: the operation's position in the model, and the part.
    place: Option<(usize, Part)>,
}

#[derive(Debug)]
enum Schema {
    Value(Value),
    /// As JSON, which is read when it is wanted.
    Text(&'static str),
}

/// What the schemas of several parts refer to, as a schema that has it under `$defs`.
#[derive(Debug)]
struct Definitions {
    schema: Schema,
    /// The text, when it has been read.
    read: OnceLock<Value>,
}

impl Definitions {
    fn get(&self, name: &str) -> Option<&Value> {
        let schema = match &self.schema {
            Schema::Value(value) => value,
            Schema::Text(text) => self.read.get_or_init(|| parsed(text)),
        };
        schema["$defs"].get(name)
    }
}

/// What is built in has been written by the generator, so it is JSON.
fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

impl Contracts {
    /// Loads an OpenAPI document, and the other files of its folder that it refers to, each up to the limit.
    ///
    /// # Errors
    /// Nothing can be made of the document. What is wrong with parts of it matters when an operation is chosen.
    pub fn of_document(source: Source, folder: &Path, limit: Limit) -> Result<Self, Errors> {
        let files = |name: &str| folder::read(folder, name, limit);
        let document = load_with(source, &files)?;
        let model = resolve(&document);
        Ok(Self::of_model(document, Arc::new(model)))
    }

    /// Derives the contracts of a document's model.
    #[must_use]
    pub fn of_model(document: Document, model: Arc<Model>) -> Self {
        let contract = contract(&model);
        let parts = contract.schemas.into_iter().map(|schema| {
            let operation = &model.operations[schema.operation];
            Entry {
                operation: operation.id.clone(),
                method: operation.method,
                path: operation.path.clone(),
                is_primary: operation.docs.source_note.is_none(),
                part: schema.part.to_string(),
                schema: Schema::Value(schema.json.into()),
                place: Some((schema.operation, schema.part)),
            }
        });
        Self {
            parts: parts.collect(),
            definitions: Definitions {
                schema: Schema::Value(json!({"$defs": contract.definitions})),
                read: OnceLock::new(),
            },
            document: Arc::new(Origin::Read(Box::new(document))),
            defects: Defects::new(contract.diagnostics, model),
        }
    }

    /// Returns the contracts if their document has no defect at all.
    ///
    /// # Errors
    /// The defects.
    pub fn strict(self) -> Result<Self, Errors> {
        self.check()?;
        Ok(self)
    }

    /// Returns an error if the document has any defect.
    ///
    /// # Errors
    /// The defects.
    pub fn check(&self) -> Result<(), Errors> {
        self.defects.as_ref().map_or(Ok(()), Defects::check)
    }

    /// The contracts that the linter carries with it. Nothing is read before it is wanted.
    #[must_use]
    pub fn built_in() -> Self {
        let parts = huaweicloud_workspace::schemas::ALL
            .iter()
            .map(|schema| Entry {
                operation: schema.operation.to_owned(),
                method: schema.method,
                path: schema.path.to_owned(),
                is_primary: schema.source.is_none(),
                part: schema.part.to_owned(),
                schema: Schema::Text(schema.text),
                place: None,
            });
        Self {
            parts: parts.collect(),
            definitions: Definitions {
                schema: Schema::Text(huaweicloud_workspace::schemas::DEFINITIONS),
                read: OnceLock::new(),
            },
            document: Arc::new(Origin::BuiltIn(OnceLock::new())),
            defects: None,
        }
    }

    /// The contract of a part of an operation, which is named by its ID or as `METHOD PATH`. No name is needed in a document
    /// with one operation, or with one of its primary source.
    ///
    /// # Errors
    /// Why there is no such contract, and what there is instead.
    pub fn choose(&self, operation: Option<&str>, part: &str) -> Result<Contract, ChoiceError> {
        let entry = self.usable(operation, part)?;
        let schema = self.read(entry);
        let refused = |error: Box<ValidationError<'static>>| ChoiceError::Schema {
            message: error.to_string(),
        };
        let contract = Contract::new(&schema).map_err(refused)?;
        let parameters = self
            .parts
            .iter()
            .find(|other| other.operation == entry.operation && other.part == "parameters");
        let request = (entry.part == "request").then(|| Request {
            body: schema,
            parameters: parameters.map(|parameters| self.read(parameters)),
            envelope: OnceLock::new(),
        });
        let contract = Contract {
            operation: entry.operation.clone(),
            part: entry.part.clone(),
            origin: Some(Arc::clone(&self.document)),
            has_parameters: entry.part == "parameters",
            request,
            ..contract
        };
        // Of a document that is read here, the contract of body and parameters may be unusable by itself.
        if let (Schema::Value(_), Some(request)) = (&entry.schema, &contract.request) {
            contract.envelope(request).map_err(refused)?;
        }
        Ok(contract)
    }

    /// The JSON Schema of a part of an operation, named as for [`choose`](Self::choose). It refers to nothing outside.
    ///
    /// # Errors
    /// Why there is none, and what there is instead.
    pub fn schema(&self, operation: Option<&str>, part: &str) -> Result<Value, ChoiceError> {
        self.usable(operation, part).map(|entry| self.read(entry))
    }

    /// Returns the defects of the document that a part reaches, as warnings; the part is named as for
    /// [`choose`](Self::choose).
    ///
    /// # Errors
    /// Why the part cannot be chosen.
    pub fn warnings(
        &self,
        operation: Option<&str>,
        part: &str,
    ) -> Result<Option<Errors>, ChoiceError> {
        let entry = self.entry(operation, part)?;
        let judged = self.judge(entry);
        judged.map_err(|errors| ChoiceError::Document(Box::new(errors)))
    }

    /// Returns the defects that operations reach, with all that is sent and received, as warnings. The operations are
    /// named by their positions in the model.
    ///
    /// # Errors
    /// The defects that the operations reach and of which nothing can be made.
    pub fn operation_warnings(&self, operations: &[usize]) -> Result<Option<Errors>, Errors> {
        self.judged(|document, model| Reach::of_operations(document, model, operations))
    }

    /// Judges the defects that a part reaches.
    fn judge(&self, entry: &Entry) -> Result<Option<Errors>, Errors> {
        let Some((operation, part)) = entry.place else {
            return Ok(None);
        };
        self.judged(|document, model| Reach::of_part(document, model, operation, part))
    }

    fn judged(
        &self,
        reach: impl FnOnce(&Document, &Model) -> Reach,
    ) -> Result<Option<Errors>, Errors> {
        match self.defects.as_ref().zip(self.document.document()) {
            Some((defects, document)) => defects.judge(document, reach),
            None => Ok(None),
        }
    }

    /// Finds a part that reaches nothing unusable.
    fn usable(&self, operation: Option<&str>, part: &str) -> Result<&Entry, ChoiceError> {
        let entry = self.entry(operation, part)?;
        match self.judge(entry) {
            Ok(_) => Ok(entry),
            Err(errors) => Err(ChoiceError::Document(Box::new(errors))),
        }
    }

    /// The schema of a part with what it refers to.
    fn read(&self, entry: &Entry) -> Value {
        let schema = match &entry.schema {
            Schema::Value(value) => value.clone(),
            Schema::Text(text) => parsed(text),
        };
        bundle(schema, |name| self.definitions.get(name))
    }

    fn entry(&self, operation: Option<&str>, part: &str) -> Result<&Entry, ChoiceError> {
        if self.parts.is_empty() {
            // Its defects may be why.
            let checked = self.check();
            checked.map_err(|errors| ChoiceError::Document(Box::new(errors)))?;
        }
        let operation = self.operation(operation)?;
        let of_operation = || {
            self.parts
                .iter()
                .filter(|entry| entry.operation == operation)
        };
        let wanted = match part {
            "request" | "parameters" => part.to_owned(),
            "response" => of_operation()
                .find(|entry| entry.part.starts_with("response.2"))
                .map_or_else(|| part.to_owned(), |entry| entry.part.clone()),
            status => format!("response.{}", status.trim_start_matches("response.")),
        };
        of_operation()
            .find(|entry| entry.part == wanted)
            .ok_or_else(|| ChoiceError::NoPart {
                operation: operation.to_owned(),
                part: part.to_owned(),
                parts: of_operation().map(|entry| entry.part.clone()).collect(),
            })
    }

    /// The names of the operations that have a contract, in declared order.
    #[must_use]
    pub fn operations(&self) -> Vec<String> {
        let names = names(&self.parts);
        names.into_iter().map(str::to_owned).collect()
    }

    fn operation(&self, name: Option<&str>) -> Result<&str, ChoiceError> {
        let operations = self.operations();
        let Some(name) = name else {
            return self.unnamed().ok_or(ChoiceError::Ambiguous { operations });
        };
        let named = self.parts.iter().find(|entry| {
            entry.operation == name
                || name.split_once(' ').is_some_and(|(method, path)| {
                    entry.method.eq_ignore_ascii_case(method) && entry.path == path.trim()
                })
        });
        named
            .map(|entry| entry.operation.as_str())
            .ok_or_else(|| ChoiceError::NoOperation {
                name: name.to_owned(),
                operations,
            })
    }

    /// The only operation, or else the only one of the primary source: what stands beside that one is there for its sake.
    fn unnamed(&self) -> Option<&str> {
        let primary = self.parts.iter().filter(|entry| entry.is_primary);
        match (names(&self.parts).as_slice(), names(primary).as_slice()) {
            ([only], _) | (_, [only]) => Some(only),
            (_, _) => None,
        }
    }
}

/// The names of the operations that these are parts of, in declared order.
fn names<'e>(parts: impl IntoIterator<Item = &'e Entry>) -> Vec<&'e str> {
    let parts = parts.into_iter();
    let mut names: Vec<&str> = parts.map(|entry| entry.operation.as_str()).collect();
    names.dedup();
    names
}
