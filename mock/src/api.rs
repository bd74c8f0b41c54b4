//! The document that is served, with what requests and answers are held against.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use jsonschema::Validator;
use serde_json::Value;
use specwright::{Contract, Contracts};
use specwright_spec::input::DEFAULT_LIMIT;
use specwright_spec::model::{MediaKind, Operation, Response, Status};
use specwright_spec::{Errors, Model, Source, folder, load_with, resolve, select, validation};

/// A document, and its operations ready to be called.
#[derive(Debug)]
pub struct Api {
    pub(crate) model: Arc<Model>,
    contracts: Contracts,
    warnings: Option<Errors>,
    unserved: Vec<String>,
    parts: Vec<Parts>,
}

/// What the requests and answers of an operation are held against, made when it is called first.
#[derive(Debug, Default)]
struct Parts {
    body: OnceLock<Option<Contract>>,
    body_schema: OnceLock<Option<Schema>>,
    parameters: OnceLock<Option<Contract>>,
    answers: Vec<OnceLock<Option<Schema>>>,
}

/// The schema of a body.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) json: Value,
    validator: Validator,
}

impl Schema {
    pub(crate) fn accepts(&self, value: &Value) -> bool {
        self.validator.is_valid(value)
    }
}

impl Api {
    /// Loads a document, and the other files of its folder that it refers to.
    ///
    /// # Errors
    /// The document has mistakes, and none of its operations can be served.
    pub fn of_document(name: &str, text: &str, home: &Path) -> Result<Self, Errors> {
        let files = |name: &str| folder::read(home, name, DEFAULT_LIMIT);
        let document = load_with(Source::new(name, text), &files)?;
        let model = Arc::new(resolve(&document));
        let contracts = Contracts::of_model(document, Arc::clone(&model));
        let Served {
            model,
            warnings,
            unserved,
        } = served(&contracts, model)?;
        let parts = model.operations.iter().map(|operation| Parts {
            answers: operation
                .responses
                .iter()
                .map(|_| OnceLock::new())
                .collect(),
            ..Parts::default()
        });
        Ok(Self {
            parts: parts.collect(),
            contracts,
            model,
            warnings,
            unserved,
        })
    }

    /// Returns the document if it has no defect at all.
    ///
    /// # Errors
    /// The defects.
    pub fn strict(self) -> Result<Self, Errors> {
        let contracts = self.contracts.strict()?;
        Ok(Self { contracts, ..self })
    }

    /// Returns the defects of the document that its operations reach, as warnings.
    #[must_use]
    pub fn warnings(&self) -> Option<&Errors> {
        self.warnings.as_ref()
    }

    /// Returns the IDs of the operations that are not served, as nothing can be made of what they reach.
    #[must_use]
    pub fn unserved(&self) -> &[String] {
        &self.unserved
    }

    /// The document of Huawei Cloud Workspace that comes with the program.
    ///
    /// # Errors
    /// None, unless the program was built with a document that is wrong.
    pub fn built_in() -> Result<Self, Errors> {
        let text = include_str!("../../spec/workspace.openapi.yaml");
        Self::of_document("spec/workspace.openapi.yaml", text, Path::new(""))
    }

    /// How many operations there are.
    #[must_use]
    pub fn operations(&self) -> usize {
        self.model.operations.len()
    }

    /// The position of the operation of that ID.
    pub(crate) fn operation(&self, id: &str) -> Option<usize> {
        let mut operations = self.model.operations.iter();
        operations.position(|operation| operation.id == id)
    }

    /// What a JSON body of a request is held against.
    pub(crate) fn body(&self, operation: usize) -> Option<&Contract> {
        let part = &self.parts[operation].body;
        part.get_or_init(|| self.contract(operation, "request"))
            .as_ref()
    }

    /// The schema of that body.
    pub(crate) fn body_schema(&self, operation: usize) -> Option<&Schema> {
        let part = &self.parts[operation].body_schema;
        part.get_or_init(|| self.schema(operation, "request"))
            .as_ref()
    }

    /// What the parameters of a request are held against.
    pub(crate) fn parameters(&self, operation: usize) -> Option<&Contract> {
        let part = &self.parts[operation].parameters;
        part.get_or_init(|| self.contract(operation, "parameters"))
            .as_ref()
    }

    /// The schema of the body of a response, if that is JSON.
    pub(crate) fn answer(&self, operation: usize, response: usize) -> Option<&Schema> {
        let made = || {
            let responses = &self.model.operations[operation].responses;
            self.schema(
                operation,
                &format!("response.{}", responses[response].status),
            )
        };
        self.parts[operation].answers[response]
            .get_or_init(made)
            .as_ref()
    }

    fn schema(&self, operation: usize, part: &str) -> Option<Schema> {
        let id = &self.model.operations[operation].id;
        let json = self.contracts.schema(Some(id), part).ok()?;
        let validator = validation::validator(&json).ok()?;
        Some(Schema { json, validator })
    }

    fn contract(&self, operation: usize, part: &str) -> Option<Contract> {
        let id = &self.model.operations[operation].id;
        self.contracts.choose(Some(id), part).ok()
    }
}

/// The operations that can be served, and the defects that all operations reach.
struct Served {
    model: Arc<Model>,
    warnings: Option<Errors>,
    unserved: Vec<String>,
}

/// Leaves out the operations that refer, directly or through others, to a part of the document that cannot be used.
fn served(contracts: &Contracts, model: Arc<Model>) -> Result<Served, Errors> {
    let all: Vec<usize> = (0..model.operations.len()).collect();
    if let Ok(warnings) = contracts.operation_warnings(&all)
        && all.iter().all(|at| is_guarded(&model, *at))
        && !all.is_empty()
    {
        return Ok(Served {
            model,
            warnings,
            unserved: Vec::new(),
        });
    }
    let (mut served, mut unserved, mut reports) = (Vec::new(), Vec::new(), Vec::new());
    for (at, operation) in model.operations.iter().enumerate() {
        let warnings = contracts.operation_warnings(&[at]);
        let is_served = warnings.is_ok() && is_guarded(&model, at);
        let names = if is_served {
            &mut served
        } else {
            &mut unserved
        };
        names.push(operation.id.clone());
        match warnings {
            Ok(warnings) => reports.extend(warnings),
            Err(errors) => reports.push(errors.downgraded()),
        }
    }
    if served.is_empty() {
        // The defects of the document may be why.
        contracts.check()?;
    }
    Ok(Served {
        model: match select(Model::clone(&model), &served) {
            Ok(selected) => Arc::new(selected),
            Err(_) => model,
        },
        warnings: Errors::union(&reports),
        unserved,
    })
}

/// Returns `true` if all security schemes that an operation names are declared: without the others, it would be open to all.
fn is_guarded(model: &Model, operation: usize) -> bool {
    let mut named = model.operations[operation].security.iter().flatten();
    named.all(|name| {
        let mut declared = model.security_schemes.iter();
        declared.any(|scheme| scheme.name == *name)
    })
}

/// The position of the response that is documented for a status: its own, or its hundred's, or `default`.
pub(crate) fn response(operation: &Operation, status: u16) -> Option<usize> {
    let keys = [
        Status::Code(status),
        Status::Range(status / 100),
        Status::Default,
    ];
    let find = |key: &Status| {
        let mut responses = operation.responses.iter();
        responses.position(|response| response.status == *key)
    };
    keys.iter().find_map(find)
}

/// The media type of a response's JSON.
pub(crate) fn json_type(response: &Response) -> Option<&str> {
    let mut content = response.content.iter();
    let content = content.find(|content| content.kind() == MediaKind::Json)?;
    Some(match content.media_type.contains('*') {
        true => "application/json",
        false => &content.media_type,
    })
}
