//! The parameters of a request as JSON.

use serde_json::{Map, Value};
use specwright_spec::Model;
use specwright_spec::model::{
    Location, Operation, Parameter, ParameterFormat, SchemaId, Shape, Style,
};

use crate::route::Route;

/// What parameters are read from.
pub(crate) struct Texts<'r> {
    pub(crate) route: &'r Route,
    /// What stands behind the `?`.
    pub(crate) query: &'r str,
    pub(crate) headers: &'r http::HeaderMap,
}

/// The parameters, by location and name, as their contract has them. What cannot be read as its schema says stays a text, so that
/// the contract refuses it.
pub(crate) fn read(model: &Model, operation: &Operation, texts: &Texts<'_>) -> Value {
    let query = pairs(texts.query);
    let cookies = cookies(texts.headers);
    let mut all = Map::new();
    let mut used: Vec<&str> = Vec::new();
    for (position, parameter) in operation.parameters.iter().enumerate() {
        let found = match parameter.location {
            Location::Path => {
                let mut given = texts.route.parameters.iter();
                let given = given.find(|(known, _)| *known == position);
                given.map(|(_, text)| of_path(model, parameter, text))
            }
            Location::Query => of_pairs(model, parameter, &query, &mut used),
            Location::Cookie => of_pairs(model, parameter, &cookies, &mut Vec::new()),
            Location::Header => of_header(model, parameter, texts.headers),
        };
        if let Some(found) = found {
            let location = parameter.location.as_str().to_owned();
            let group = all.entry(location).or_insert_with(|| Map::new().into());
            if let Some(group) = group.as_object_mut() {
                group.insert(parameter.name.clone(), found);
            }
        }
    }
    for (name, value) in &query {
        if !used.iter().any(|used| used == name) && !is_credential(model, name) {
            let group = all.entry("query").or_insert_with(|| Map::new().into());
            if let Some(group) = group.as_object_mut() {
                group.insert(name.clone(), value.clone().into());
            }
        }
    }
    Value::Object(all)
}

/// Whether a key is sent as the query parameter of that name, which is no parameter of an operation.
fn is_credential(model: &Model, name: &str) -> bool {
    use specwright_spec::model::SecurityKind;
    let mut schemes = model.security_schemes.iter();
    schemes.any(|scheme| match &scheme.kind {
        SecurityKind::ApiKey {
            location: Location::Query,
            name: key,
        } => key == name,
        SecurityKind::ApiKey { .. }
        | SecurityKind::Http { .. }
        | SecurityKind::Signature(_)
        | SecurityKind::OAuth2
        | SecurityKind::OpenIdConnect => false,
    })
}

fn of_path(model: &Model, parameter: &Parameter, text: &str) -> Value {
    let text = decoded(text);
    match &parameter.format {
        ParameterFormat::Content(_) => json(&text),
        ParameterFormat::Style { style, explode, .. } => {
            let (text, separator) = match style {
                Style::Label => (text.strip_prefix('.').unwrap_or(&text), '.'),
                Style::Matrix => {
                    let named = text.strip_prefix(';').unwrap_or(&text);
                    let value = named.strip_prefix(&format!("{}=", parameter.name));
                    (value.unwrap_or(named), if *explode { ';' } else { ',' })
                }
                Style::Simple
                | Style::Form
                | Style::SpaceDelimited
                | Style::PipeDelimited
                | Style::DeepObject => (text.as_str(), ','),
            };
            joined(model, parameter.schema, text, separator, *explode)
        }
    }
}

fn of_header(model: &Model, parameter: &Parameter, headers: &http::HeaderMap) -> Option<Value> {
    let values = headers.get_all(parameter.name.as_str()).iter();
    let values = values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let values: Vec<String> = values.collect();
    if values.is_empty() {
        return None;
    }
    let text = values.join(",");
    Some(match &parameter.format {
        ParameterFormat::Content(_) => json(&text),
        ParameterFormat::Style { explode, .. } => {
            joined(model, parameter.schema, &text, ',', *explode)
        }
    })
}

fn of_pairs<'q>(
    model: &Model,
    parameter: &Parameter,
    pairs: &'q [(String, String)],
    used: &mut Vec<&'q str>,
) -> Option<Value> {
    let mut of_name = |name: &str| {
        let found = pairs.iter().filter(|(known, _)| known == name);
        let values: Vec<&str> = found
            .map(|(name, value)| {
                used.push(name);
                value.as_str()
            })
            .collect();
        values
    };
    let ParameterFormat::Style { style, explode, .. } = &parameter.format else {
        return of_name(&parameter.name).first().map(|text| json(text));
    };
    match shape(model, parameter.schema) {
        Some(Shape::Array(array)) => {
            let values = of_name(&parameter.name);
            if values.is_empty() {
                return None;
            }
            let item = |text: &str| match array.items {
                Some(items) => scalar(model, items, text),
                None => text.into(),
            };
            if *explode {
                return Some(values.into_iter().map(item).collect());
            }
            let separator = match style {
                Style::SpaceDelimited => ' ',
                Style::PipeDelimited => '|',
                _ => ',',
            };
            Some(values[0].split(separator).map(item).collect())
        }
        Some(Shape::Object(object)) => {
            let name_of = |member: &str| match style {
                Style::DeepObject => format!("{}[{member}]", parameter.name),
                _ => member.to_owned(),
            };
            if !*explode && *style != Style::DeepObject {
                let text = of_name(&parameter.name).first().copied()?;
                return Some(joined(model, parameter.schema, text, ',', false));
            }
            let members = object.properties.iter().filter_map(|property| {
                let values = of_name(&name_of(&property.name));
                let text = values.first()?;
                Some((property.name.clone(), scalar(model, property.schema, text)))
            });
            let members: Map<String, Value> = members.collect();
            (!members.is_empty()).then(|| members.into())
        }
        _ => {
            let values = of_name(&parameter.name);
            let text = values.first()?;
            Some(scalar(model, parameter.schema, text))
        }
    }
}

/// A value whose parts are in one text.
fn joined(model: &Model, schema: SchemaId, text: &str, separator: char, explode: bool) -> Value {
    match shape(model, schema) {
        Some(Shape::Array(_)) if text.is_empty() => Value::Array(Vec::new()),
        Some(Shape::Array(array)) => {
            let item = |text: &str| match array.items {
                Some(items) => scalar(model, items, text),
                None => text.into(),
            };
            text.split(separator).map(item).collect()
        }
        Some(Shape::Object(object)) => {
            let parts: Vec<&str> = text.split(separator).collect();
            let pairs: Vec<(&str, &str)> = match explode {
                true => parts
                    .iter()
                    .filter_map(|part| part.split_once('='))
                    .collect(),
                false => parts
                    .chunks_exact(2)
                    .map(|pair| (pair[0], pair[1]))
                    .collect(),
            };
            let member = |(name, text): (&str, &str)| {
                let mut properties = object.properties.iter();
                let known = properties.find(|property| property.name == name);
                let value = known.map_or_else(
                    || text.into(),
                    |property| scalar(model, property.schema, text),
                );
                (name.to_owned(), value)
            };
            Value::Object(pairs.into_iter().map(member).collect())
        }
        _ => scalar(model, schema, text),
    }
}

/// A text as a number or a boolean, where only these will do.
fn scalar(model: &Model, schema: SchemaId, text: &str) -> Value {
    let schema = model.schema(schema);
    let literal = || serde_json::from_str::<Value>(text).ok();
    let literal = match &schema.shape {
        Shape::Boolean => literal().filter(Value::is_boolean),
        Shape::Integer(_) | Shape::Number(_) => literal().filter(Value::is_number),
        Shape::Enum(values) => {
            let mut values = values.iter();
            let is_text = values.any(|value| value.value == *text);
            literal().filter(|literal| !is_text && !literal.is_string())
        }
        Shape::Any | Shape::Mixed(_) | Shape::Union(_) => {
            literal().filter(|literal| literal.is_boolean() || literal.is_number())
        }
        Shape::Array(_) | Shape::Object(_) => literal(),
        Shape::Never | Shape::Null | Shape::String(_) => None,
    };
    literal.unwrap_or_else(|| text.into())
}

fn shape(model: &Model, schema: SchemaId) -> Option<&Shape> {
    Some(&model.schema(schema).shape)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

/// The names and values of a query.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let plain = |text: &str| decoded(&text.replace('+', " "));
    pairs
        .map(|(name, value)| (plain(name), plain(value)))
        .collect()
}

fn cookies(headers: &http::HeaderMap) -> Vec<(String, String)> {
    let lines = headers.get_all(http::header::COOKIE).iter();
    let lines = lines.map(|line| String::from_utf8_lossy(line.as_bytes()).into_owned());
    let lines: Vec<String> = lines.collect();
    let pairs = lines.iter().flat_map(|line| line.split(';'));
    let pairs = pairs.filter_map(|pair| pair.trim().split_once('='));
    pairs
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

/// A percent-encoded text; what is no UTF-8 is replaced.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let digits = behind.get(..2).filter(|_| *first == b'%');
        let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
