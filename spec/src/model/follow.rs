//! What follows upon an answer: the calls that it leads to, and how to wait for what it tells of.

use super::{Docs, Location, Value};
use crate::pointer::Pointer;
use crate::source::Span;

/// One of a response's `links`: a call that can be made of what is known once the response is there.
///
/// ```yaml
/// links:
///   jobs:
///     operationId: ListJobs
///     parameters: {project_id: $request.path.project_id, job_id: '$response.body#/job_id', limit: 10}
/// ```
///
/// A link that cannot be followed is not in the model, see [`Code::UnsupportedLink`](crate::Code::UnsupportedLink). All
/// parameters and the body that its operation must have are given, and every constant is one that its schema accepts.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its name in `links`.
    pub name: String,
    /// The operation that it leads to, by its position in [`Model::operations`](super::Model::operations).
    pub operation: usize,
    /// The parameters that it gives, each once, as declared.
    pub parameters: Vec<LinkParameter>,
    /// The body that it gives, which is JSON.
    pub body: Option<LinkBody>,
    /// What it says about itself.
    pub docs: Docs,
    /// The name in the text.
    pub span: Span,
}

/// A parameter of the operation that a [`Link`] leads to.
#[derive(Clone, Debug)]
pub struct LinkParameter {
    /// Where it is sent.
    pub location: Location,
    /// The name on the wire, as the operation declares it.
    pub name: String,
    /// Its value.
    pub value: LinkValue,
}

/// Where a [`Link`] takes a value from.
#[derive(Clone, Debug)]
pub enum LinkValue {
    /// The value itself.
    Constant(Value),
    /// `$request.path.NAME`: the path parameter of that name of the request that was answered, which it has.
    RequestPath(String),
    /// `$response.body#/a/b`: the value at that place of the JSON body, which its schema lets be there. It may be absent.
    ResponseBody(Pointer),
}

/// The body that a [`Link`] gives.
#[derive(Clone, Debug)]
pub enum LinkBody {
    /// A value as a whole.
    Value(LinkValue),
    /// An object with an expression in it: its members, in declared order.
    Object(Vec<(String, LinkBody)>),
}

/// `x-specwright-progress`: how to wait until jobs that a response tells of have come to an end.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The member of the body that is the list of jobs.
    pub items: String,
    /// The member of a job that is its state.
    pub state: String,
    /// The states of a job that goes on.
    pub pending: Vec<String>,
    /// The states of a job that has succeeded.
    pub succeeded: Vec<String>,
    /// The states of a job that has failed.
    pub failed: Vec<String>,
    /// `firstDelay`: after how many seconds to ask first.
    pub first_delay: u64,
    /// `interval`: after how many seconds to ask again.
    pub interval: u64,
    /// `timeout`: after how many seconds to give up.
    pub timeout: u64,
    /// Where it stands.
    pub span: Span,
}
