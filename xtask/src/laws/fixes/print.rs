//! Prints instances in each format and in all styles of the format.

mod json;
mod yaml;

use serde_json::Value;
use specwright::parse::Format;
use specwright_spec::sample::Random;

/// Prints instances as a text: the first one as JSON, all as YAML documents, or all as lines of NDJSON.
pub(super) fn text(instances: &[Value], format: Format, random: &mut Random) -> String {
    let first = instances.first().unwrap_or(&Value::Null);
    match format {
        Format::Yaml => yaml::text(instances, random),
        Format::Json => json::text(first, json::Style::of_json(random), random),
        Format::JsonWithComments => json::text(first, json::Style::with_comments(random), random),
        Format::JsonLines => json::lines(instances, random),
    }
}

/// Texts of comments, some of which look like other tokens.
const COMMENTS: [&str; 8] = [
    "c",
    "note",
    "it's \"so",
    "&a *b !c",
    "[{,",
    "key: value",
    "a # b",
    "| > -",
];

fn comment(random: &mut Random) -> &'static str {
    random.pick(&COMMENTS).copied().unwrap_or_default()
}
