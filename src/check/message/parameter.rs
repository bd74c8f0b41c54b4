//! Messages about missing request parameters.

use serde_json::Value;
use specwright_spec::Pointer;
use specwright_spec::model::Location;

use super::value;
use crate::contract::Contract;
use crate::parse::quoted;

const LOCATIONS: [Location; 4] = [
    Location::Path,
    Location::Query,
    Location::Header,
    Location::Cookie,
];

/// Returns the message about a missing property of the schema at `owner` if the property is a request parameter, or the
/// object with all parameters in a location such as `query`; `None` for any other property.
pub(super) fn missing(contract: &Contract, owner: &Pointer, name: &str) -> Option<String> {
    if !contract.has_parameters() {
        return None;
    }
    let location = |name: &str| {
        let mut locations = LOCATIONS.map(Location::as_str).into_iter();
        locations.find(|location| *location == name)
    };
    match owner.tokens() {
        [properties, group] if properties == "properties" => {
            let location = location(group)?;
            let shown = quoted(name);
            Some(format!("missing required {location} parameter {shown}"))
        }
        [] => {
            let location = location(name)?;
            let group = owner.child("properties").child(name).child("required");
            let names = contract.schema().at(&group).and_then(Value::as_array)?;
            let parameters = match names.len() {
                1 => "parameter",
                _ => "parameters",
            };
            let names = value::list(names);
            Some(format!("missing required {location} {parameters} {names}"))
        }
        [_, ..] => None,
    }
}
