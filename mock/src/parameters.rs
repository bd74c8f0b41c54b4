//! The parameters of a request as JSON.

mod text;

use serde_json::{Map, Value};
use specwright_spec::Model;
use specwright_spec::model::{Location, Operation, Parameter, ParameterFormat, Shape, Style};

pub(crate) use self::text::{Text, cookies, pairs};
use self::text::{literal, value};
use crate::auth;
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
    let cookie = texts.headers.get_all(http::header::COOKIE).iter();
    let cookie: Vec<_> = cookie
        .map(|line| String::from_utf8_lossy(line.as_bytes()))
        .collect();
    let cookie = cookie.join("; ");
    let mut query = Pairs::new(pairs(texts.query));
    let mut cookies = Pairs::new(cookies(&cookie));
    // Keys are no parameters of an operation.
    query.take(|name| auth::is_query_key(model, name));
    // Every location has an object, even an empty one, so that each missing parameter is reported by its name.
    let locations = operation.parameters.iter().map(|parameter| {
        let location = parameter.location.as_str();
        (location.to_owned(), Map::new().into())
    });
    let mut all: Map<String, Value> = locations.collect();
    let mut add = |location: Location, name: &str, value: Value| {
        let group = all.entry(location.as_str());
        let group = group.or_insert_with(|| Map::new().into());
        if let Some(group) = group.as_object_mut() {
            group.insert(name.to_owned(), value);
        }
    };
    // An object whose members stand by themselves may have whatever is not another's.
    let mut parameters: Vec<(usize, &Parameter)> =
        operation.parameters.iter().enumerate().collect();
    parameters.sort_by_key(|(_, parameter)| is_spread(model, parameter));
    for (position, parameter) in parameters {
        let found = match parameter.location {
            Location::Path => {
                let mut given = texts.route.parameters.iter();
                let given = given.find(|(known, _)| *known == position);
                given.map(|(_, text)| of_path(model, parameter, text))
            }
            Location::Query => of_pairs(model, parameter, &mut query),
            Location::Cookie => of_pairs(model, parameter, &mut cookies),
            Location::Header => of_header(model, parameter, texts.headers),
        };
        if let Some(found) = found {
            add(parameter.location, &parameter.name, found);
        }
    }
    for (name, text) in query.0 {
        add(Location::Query, &name, text.decoded().into());
    }
    Value::Object(all)
}

/// The names and values that no parameter has taken yet.
struct Pairs<'q>(Vec<(String, Text<'q>)>);

impl<'q> Pairs<'q> {
    const fn new(pairs: Vec<(String, Text<'q>)>) -> Self {
        Self(pairs)
    }

    /// Those of such a name.
    fn take(&mut self, is_wanted: impl Fn(&str) -> bool) -> Vec<(String, Text<'q>)> {
        let (taken, left) = std::mem::take(&mut self.0)
            .into_iter()
            .partition(|(name, _)| is_wanted(name));
        self.0 = left;
        taken
    }

    fn named(&mut self, wanted: &str) -> Vec<Text<'q>> {
        let taken = self.take(|name| name == wanted).into_iter();
        taken.map(|(_, text)| text).collect()
    }
}

/// Whether the members of an object stand among the names of other parameters.
fn is_spread(model: &Model, parameter: &Parameter) -> bool {
    let is_object = matches!(model.schema(parameter.schema).shape, Shape::Object(_));
    match &parameter.format {
        ParameterFormat::Style { style, explode, .. } => {
            is_object && *explode && *style == Style::Form
        }
        ParameterFormat::Content(_) => false,
    }
}

fn of_path(model: &Model, parameter: &Parameter, text: &str) -> Value {
    let whole = Text::of_path(text);
    let (style, explode) = match &parameter.format {
        ParameterFormat::Content(_) => return whole.json(),
        ParameterFormat::Style { style, explode, .. } => (style, *explode),
    };
    let named = format!("{}=", parameter.name);
    let (text, separator) = match style {
        Style::Label => {
            let separator = if explode { '.' } else { ',' };
            (whole.without("."), separator)
        }
        Style::Matrix => {
            let separator = if explode { ';' } else { ',' };
            (whole.without(";").without(&named), separator)
        }
        Style::Simple
        | Style::Form
        | Style::SpaceDelimited
        | Style::PipeDelimited
        | Style::DeepObject => (whole, ','),
    };
    if let (Style::Matrix, true, Shape::Array(array)) =
        (style, explode, &model.schema(parameter.schema).shape)
    {
        let parts = text.parts(separator, false).into_iter();
        return parts
            .map(|part| value(model, array.items, &Text::of_path(&part).without(&named)))
            .collect();
    }
    joined(model, parameter, &text, separator, explode)
}

fn of_header(model: &Model, parameter: &Parameter, headers: &http::HeaderMap) -> Option<Value> {
    let values = headers.get_all(parameter.name.as_str()).iter();
    let values = values.map(|value| String::from_utf8_lossy(value.as_bytes()));
    let values: Vec<_> = values.collect();
    if values.is_empty() {
        return None;
    }
    let text = values.join(",");
    let text = Text::plain(&text);
    Some(match &parameter.format {
        ParameterFormat::Content(_) => text.json(),
        ParameterFormat::Style { explode, .. } => joined(model, parameter, &text, ',', *explode),
    })
}

fn of_pairs(model: &Model, parameter: &Parameter, pairs: &mut Pairs<'_>) -> Option<Value> {
    let ParameterFormat::Style { style, explode, .. } = &parameter.format else {
        return pairs.named(&parameter.name).first().map(Text::json);
    };
    let shape = &model.schema(parameter.schema).shape;
    if let (Shape::Object(_), Style::DeepObject) | (Shape::Object(_), Style::Form) = (shape, style)
        && (*explode || *style == Style::DeepObject)
    {
        return members(model, parameter, *style == Style::DeepObject, pairs);
    }
    let values = pairs.named(&parameter.name);
    let first = values.first()?;
    Some(match shape {
        Shape::Array(array) if *explode => {
            let items = values.iter().map(|text| value(model, array.items, text));
            items.collect()
        }
        _ => {
            let separator = match style {
                Style::SpaceDelimited => ' ',
                Style::PipeDelimited => '|',
                Style::Simple | Style::Form | Style::Label | Style::Matrix | Style::DeepObject => {
                    ','
                }
            };
            joined(model, parameter, first, separator, false)
        }
    })
}

/// An object each of whose members is a pair: `name[member]=value` if it is deep, otherwise `member=value`.
fn members(
    model: &Model,
    parameter: &Parameter,
    is_deep: bool,
    pairs: &mut Pairs<'_>,
) -> Option<Value> {
    let Shape::Object(object) = &model.schema(parameter.schema).shape else {
        return None;
    };
    let is_named = |member: &str| object.properties.iter().any(|it| it.name == member);
    let takes_all = is_deep || object.additional.schema().is_some();
    let member = |name: &str| {
        let inner = name.strip_prefix(parameter.name.as_str());
        let inner = inner.and_then(|name| name.strip_prefix('[')?.strip_suffix(']'));
        let member = if is_deep { inner? } else { name };
        (takes_all || is_named(member)).then(|| member.to_owned())
    };
    let mut members = Map::new();
    for (name, text) in pairs.take(|name| member(name).is_some()) {
        let Some(name) = member(&name) else { continue };
        let mut properties = object.properties.iter();
        let schema = properties.find(|property| property.name == name);
        let schema = schema.map(|it| it.schema).or(object.additional.schema());
        let list = schema.map(|schema| &model.schema(schema).shape);
        if let Some(Shape::Array(array)) = list {
            let list = members
                .entry(name)
                .or_insert_with(|| Vec::<Value>::new().into());
            if let Some(list) = list.as_array_mut() {
                list.push(value(model, array.items, &text));
            }
        } else {
            members
                .entry(name)
                .or_insert_with(|| value(model, schema, &text));
        }
    }
    (!members.is_empty()).then(|| members.into())
}

/// A value whose parts are in one text.
fn joined(
    model: &Model,
    parameter: &Parameter,
    text: &Text<'_>,
    separator: char,
    explode: bool,
) -> Value {
    match &model.schema(parameter.schema).shape {
        Shape::Array(_) if text.is_empty() => Value::Array(Vec::new()),
        Shape::Array(array) => {
            let is_text = array
                .items
                .is_none_or(|items| literal(model, items, "1").is_none());
            let parts = text.parts(separator, is_text).into_iter();
            parts
                .map(|part| value(model, array.items, &text.other(&part)))
                .collect()
        }
        Shape::Object(object) => {
            let parts = text.parts(separator, true);
            let pairs: Vec<(&str, &str)> = match explode {
                true => parts.iter().filter_map(|it| it.split_once('=')).collect(),
                false => {
                    let pairs = parts.chunks_exact(2);
                    pairs
                        .map(|pair| (pair[0].as_str(), pair[1].as_str()))
                        .collect()
                }
            };
            let member = |(name, part): (&str, &str)| {
                let name = text.other(name).decoded();
                let mut properties = object.properties.iter();
                let schema = properties.find(|property| property.name == name);
                let schema = schema.map(|it| it.schema).or(object.additional.schema());
                let value = value(model, schema, &text.other(part));
                (name, value)
            };
            Value::Object(pairs.into_iter().map(member).collect())
        }
        _ => value(model, Some(parameter.schema), text),
    }
}
