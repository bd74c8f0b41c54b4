//! The contract that the arguments name, and `specwright schema`.

use specwright_spec::sanitize::{Json, Text};

use super::{CLEAN, ContractArguments, say, warn};
use crate::contract::Contract;
use crate::policies::{Failure, Policies};

/// Prints the JSON Schema of a part.
pub(super) fn run(arguments: &ContractArguments) -> Result<u8, Failure> {
    let mut policies = Policies::new(arguments.wishes());
    let contracts = policies.contracts(arguments.document())?;
    let (operation, part) = named(arguments);
    let schema = contracts.schema(operation, part)?;
    policies.warn(arguments.document(), &contracts, operation, part)?;
    warn(&policies);
    say(&Text::lines(&format!("{:#}\n", Json(&schema))))?;
    Ok(CLEAN)
}

/// The contract that the arguments name.
pub(super) fn contract(arguments: &ContractArguments) -> Result<Contract, Failure> {
    let mut policies = Policies::new(arguments.wishes());
    let (operation, part) = named(arguments);
    let contract = policies.choose(arguments.document(), operation, part)?;
    warn(&policies);
    Ok(contract)
}

fn named(arguments: &ContractArguments) -> (Option<&str>, &str) {
    let part = arguments.part.as_deref().unwrap_or("request");
    (arguments.operation.as_deref(), part)
}
