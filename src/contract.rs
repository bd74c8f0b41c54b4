//! What payloads are held against: the JSON Schema of one part of an operation, ready to validate.

mod advice;
mod choice;
mod envelope;
mod outline;
pub(crate) mod probe;
mod schema;
mod validators;

use std::sync::{Arc, OnceLock};

use jsonschema::{ValidationError, Validator};
use serde_json::Value;
use specwright_spec::{Document, Pointer, Source, Span, tree};

pub use advice::Advice;
pub use choice::{ChoiceError, Contracts};
pub(crate) use outline::{Id, Outline, Part, Union};
use schema::Schema;
use validators::Validators;

use crate::payload::{Instance, Node, Representation, watch};
use crate::rules;
use probe::Reason;

/// The text of the built-in document, whose lines are those that reports name.
pub const BUILT_IN_DOCUMENT: &str = include_str!("../spec/workspace.openapi.yaml");

/// One part of one operation.
#[derive(Debug)]
pub struct Contract {
    /// The operation's name.
    pub operation: String,
    /// Which part of it: `request`, `parameters`, `response.200`.
    pub part: String,
    schema: Schema,
    outline: Outline,
    validators: Validators,
    /// What [`Self::names`] gives.
    names: OnceLock<Option<Arc<watch::Names>>>,
    origin: Option<Arc<Origin>>,
    has_parameters: bool,
    /// Of a request: the schemas of its body and its parameters, and the contract of both in one file.
    request: Option<Request>,
}

/// The document that contracts are from.
#[derive(Debug)]
enum Origin {
    Read(Box<Document>),
    /// The built-in one, which is read when the first place in it is wanted.
    BuiltIn(OnceLock<Option<Box<Document>>>),
}

impl Origin {
    fn document(&self) -> Option<&Document> {
        match self {
            Self::Read(document) => Some(document),
            Self::BuiltIn(document) => document.get_or_init(read_built_in).as_deref(),
        }
    }
}

fn read_built_in() -> Option<Box<Document>> {
    // Not the path that the text had when it was built in: no such file need be there.
    let source = Source::new("built-in document", BUILT_IN_DOCUMENT);
    specwright_spec::load(source).ok().map(Box::new)
}

#[derive(Debug)]
struct Request {
    body: Value,
    parameters: Option<Value>,
    envelope: OnceLock<Box<Contract>>,
}

/// How a file holds a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Shape {
    /// As the payload looks.
    #[default]
    Auto,
    /// The body alone.
    Body,
    /// Body and parameters, as KooCLI's `--cli-jsonInput` takes them.
    CliInput,
}

impl Contract {
    /// The contract of a JSON Schema 2020-12.
    ///
    /// # Errors
    /// What the validator says of a schema that it cannot use.
    pub fn new(schema: &Value) -> Result<Self, Box<ValidationError<'static>>> {
        let outline = Outline::of(schema);
        let validators = Validators::of(schema, &outline)?;
        Ok(Self {
            operation: String::new(),
            part: String::new(),
            schema: Schema::new(schema.clone()),
            outline,
            validators,
            names: OnceLock::new(),
            origin: None,
            has_parameters: false,
            request: None,
        })
    }

    /// The contract that this payload is held against: this one, or the one of a file with body and parameters.
    #[must_use]
    pub fn of_shape(&self, shape: Shape, payload: Node<'_>) -> &Self {
        let Some(request) = &self.request else {
            return self;
        };
        let is_envelope = match shape {
            Shape::Auto => envelope::is_meant(payload, &request.body),
            Shape::Body => false,
            Shape::CliInput => true,
        };
        match is_envelope {
            // It was made when the contract was chosen; the built-in one is made now, and a test has made it before.
            true => self.envelope(request).unwrap_or(self),
            false => self,
        }
    }

    /// Whether a payload is a request's body and not a file with body and parameters.
    pub(crate) fn is_body_alone(&self, payload: Node<'_>) -> bool {
        let request = self.request.as_ref();
        request.is_some_and(|request| envelope::is_body(payload, &request.body))
    }

    fn envelope<'c>(
        &self,
        request: &'c Request,
    ) -> Result<&'c Self, Box<ValidationError<'static>>> {
        if let Some(known) = request.envelope.get() {
            return Ok(known);
        }
        let schema = envelope::schema(&request.body, request.parameters.as_ref());
        let contract = Box::new(Self {
            operation: self.operation.clone(),
            part: self.part.clone(),
            origin: self.origin.clone(),
            has_parameters: true,
            ..Self::new(&schema)?
        });
        Ok(request.envelope.get_or_init(|| contract))
    }

    /// The document, and the place in it of what `pointer`, such as `#/components/schemas/Pet`, names.
    #[must_use]
    pub fn document_place(&self, pointer: &str) -> Option<(&Source, Span)> {
        let document = self.origin.as_ref()?.document()?;
        let pointer = Pointer::parse(pointer.strip_prefix('#')?)?;
        // What the contract adds to a schema is not in the document, but the schema is.
        let places = [Some(pointer.clone()), pointer.parent()];
        let there = |place: &Pointer| document.tree.at(place).is_some();
        let place = places.into_iter().flatten().find(there)?;
        Some((&document.source, document.key_span(&place)))
    }

    /// Returns `true` if the document is the built-in one, so that its places are in no file.
    #[must_use]
    pub fn is_built_in(&self) -> bool {
        matches!(self.origin.as_deref(), Some(Origin::BuiltIn(_)))
    }

    /// Returns the node of the document at a JSON pointer such as `#/components/schemas/Age/maximum`, without following
    /// a `$ref`; `None` if there is no such node.
    pub(crate) fn document_node(&self, pointer: &str) -> Option<&tree::Node> {
        let document = self.origin.as_ref()?.document()?;
        let pointer = Pointer::parse(pointer.strip_prefix('#')?)?;
        document.tree.at(&pointer)
    }

    /// Returns the value of the `$ref` in the schema at a JSON pointer of the document, such as
    /// `#/components/schemas/Pet/oneOf/0`; `None` if there is no `$ref`.
    pub(crate) fn document_reference(&self, pointer: &str) -> Option<&str> {
        let document = self.origin.as_ref()?.document()?;
        let pointer = Pointer::parse(pointer.strip_prefix('#')?)?;
        document.tree.at(&pointer)?.get("$ref")?.as_str()
    }

    /// The advice that the document gives beside its schemas, in the order of the schemas.
    #[must_use]
    pub fn advice(&self) -> Vec<Advice<'_>> {
        let parts = self.outline.parts();
        parts
            .flat_map(|(id, part)| {
                (0..part.advice).filter_map(move |entry| self.advice_of(id, entry))
            })
            .collect()
    }

    /// Returns an entry of the advice of a subschema.
    pub(crate) fn advice_of(&self, id: Id, entry: usize) -> Option<Advice<'_>> {
        let owner = &self.outline.part(id).place;
        let entry = self.schema.at(owner)?.get(advice::KEYWORD)?.get(entry)?;
        advice::read(entry, owner)
    }

    /// The codes that findings may have: those of the rules, and those of the document's advice.
    pub(crate) fn codes(&self) -> Vec<&str> {
        let rules = rules::ALL.iter().map(|rule| rule.code);
        let advice = self.advice().into_iter();
        let mut codes: Vec<&str> = rules.chain(advice.map(|advice| advice.code)).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// Returns `true` if payloads are objects with the parameters of a request, grouped under `path`, `query`, `header`
    /// and `cookie`.
    pub(crate) const fn has_parameters(&self) -> bool {
        self.has_parameters
    }

    pub(crate) fn schema(&self) -> &Schema {
        &self.schema
    }

    pub(crate) fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The names that the schema knows, if it says nothing of members of other names but that they may or may not be
    /// there.
    pub(crate) fn names(&self) -> Option<Arc<watch::Names>> {
        let names = || self.schema.names().map(Arc::new);
        self.names.get_or_init(names).clone()
    }

    pub(crate) fn validator(&self) -> &Validator<Representation> {
        self.validators.whole()
    }

    /// Returns those of the subschemas of the keyword at that place that accept a value.
    pub(crate) fn accepting(&self, place: &Pointer, subschemas: &[Id], value: Node<'_>) -> Vec<Id> {
        let places = subschemas
            .iter()
            .map(|id| (*id, &self.outline.part(*id).place));
        let places: Vec<(Id, &Pointer)> = places.collect();
        let json = self.schema.json();
        let Some(validator) = self.validators.accepting(json, place, &places) else {
            return Vec::new();
        };
        let (_, notes) = probe::during(|| validator.is_valid(Instance::Node(value)));
        let accepted = notes.into_iter().filter_map(|note| match note.reason {
            Reason::Accepted(id) => Some(id),
            Reason::Unnamed | Reason::Format(_) | Reason::Advice(_) | Reason::Foreign => None,
        });
        accepted.collect()
    }

    /// Returns the validator of an advice, and the place of its schema.
    pub(crate) fn validator_of_advice(
        &self,
        id: Id,
        entry: usize,
    ) -> Option<(Pointer, Arc<Validator<Representation>>)> {
        let owner = self.outline.part(id).place.child(advice::KEYWORD);
        let place = owner.child(entry).child("schema");
        let validator = self.validators.advice(self.schema.at(&place)?, &place)?;
        Some((place, validator))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail at once")]
mod tests {
    use std::path::Path;

    use specwright_spec::Source;
    use specwright_spec::input::DEFAULT_LIMIT;

    use super::{BUILT_IN_DOCUMENT, Contracts, Shape};
    use crate::parse::{self, Format};

    /// The contracts of the document that the built-in ones are made of.
    fn read() -> Contracts {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("spec");
        let text = BUILT_IN_DOCUMENT;
        Contracts::of_document(
            Source::new("workspace.openapi.yaml", text),
            &folder,
            DEFAULT_LIMIT,
        )
        .unwrap()
    }

    #[test]
    fn unasked_a_payload_is_held_against_the_operation_of_the_primary_source() {
        for contracts in [Contracts::built_in(), read()] {
            assert!(contracts.operations().len() > 1);
            for part in ["request", "parameters", "response", "409"] {
                let contract = contracts.choose(None, part).unwrap();
                assert_eq!(contract.operation, "ResizeDesktop");
            }
        }
    }

    #[test]
    fn the_built_in_contracts_are_those_of_the_document() {
        let (built_in, read) = (Contracts::built_in(), read());
        assert_eq!(built_in.operations(), read.operations());
        let operation = "POST /v5/decode-authorization-message";
        let schemas =
            [built_in, read].map(|contracts| contracts.schema(Some(operation), "request").unwrap());
        assert_eq!(schemas[0]["required"], schemas[1]["required"]);
    }

    #[test]
    fn the_built_in_requests_have_a_contract_of_body_and_parameters() {
        let contracts = Contracts::built_in();
        let reading = parse::payload("{}", Format::Json);
        let payload = reading.payloads[0].root();
        for operation in contracts.operations() {
            if let Ok(contract) = contracts.choose(Some(&operation), "request") {
                let of_both = contract.of_shape(Shape::CliInput, payload);
                assert!(!std::ptr::eq(of_both, &contract), "{operation}");
            }
        }
    }
}
