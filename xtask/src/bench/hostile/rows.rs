//! The table of inputs. A size is chosen so that a run takes several times as long as the start of a process.

use serde_json::Value;

use super::{chains, documents, names, operations, payloads, refusals, schemas};

/// The document of a row, in its folder.
pub(super) const DOCUMENT: &str = "api.json";

/// The files of an input, each with its path and its text.
pub(super) type Files = Vec<(String, String)>;

/// One input.
pub(super) struct Row {
    /// What is large in it.
    pub(super) name: &'static str,
    /// n.
    pub(super) size: usize,
    /// Makes the input of a size.
    pub(super) files: fn(usize) -> Files,
    pub(super) command: Command,
}

/// What is run on an input.
#[derive(Clone, Copy)]
pub(super) enum Command {
    /// The generator, from [`DOCUMENT`].
    Generate,
    /// The linter, with these arguments.
    Lint(&'static [&'static str]),
}

/// A document alone.
pub(super) fn document(document: &Value) -> Files {
    vec![(DOCUMENT.to_owned(), document.to_string())]
}

const fn generate(name: &'static str, size: usize, files: fn(usize) -> Files) -> Row {
    let command = Command::Generate;
    Row {
        name,
        size,
        files,
        command,
    }
}

const fn lint(name: &'static str, size: usize, files: fn(usize) -> Files) -> Row {
    lint_with(name, size, files, &["payload.json"])
}

/// A payload and the document that it is linted with.
const fn lint_spec(name: &'static str, size: usize, files: fn(usize) -> Files) -> Row {
    lint_with(name, size, files, &["--spec", DOCUMENT, "payload.json"])
}

const fn lint_with(
    name: &'static str,
    size: usize,
    files: fn(usize) -> Files,
    arguments: &'static [&'static str],
) -> Row {
    let command = Command::Lint(arguments);
    Row {
        name,
        size,
        files,
        command,
    }
}

/// Every input.
pub(super) const ALL: &[Row] = &[
    generate("array $ref chain", 10_000, chains::arrays),
    generate("object $ref chain", 1_000, chains::objects),
    generate("$ref to $ref chain", 20_000, chains::references),
    generate("$ref ring", 1_000, chains::ring),
    generate("mutual recursion, two ways", 500, chains::recursion),
    generate("allOf chain", 500, chains::all_of),
    generate(
        "allOf chain, a property each",
        4_000,
        chains::all_of_properties,
    ),
    generate("allOf wide", 2_000, chains::all_of_wide),
    generate("oneOf chain", 500, chains::one_of),
    generate("oneOf wide, discriminator", 500, documents::discriminator),
    generate("oneOf wide", 500, documents::one_of_wide),
    generate("oneOf nested, inline", 50, documents::one_of_nested),
    generate("anyOf beside anyOf", 30, documents::product),
    generate("deep inline schemas", 20, documents::deep),
    generate("colliding schema names", 2_500, names::schemas),
    generate("colliding property names", 2_500, names::properties),
    generate("colliding enum values", 10_000, names::values),
    generate("colliding operation IDs", 500, names::operations),
    generate("colliding parameter names", 1_000, names::parameters),
    generate("colliding inline names", 1_000, names::inline),
    generate("one object", 2_500, documents::object),
    generate("one object, too wide", 25_000, documents::object),
    generate("one object, required", 2_500, documents::required),
    generate("required without properties", 2_500, documents::undeclared),
    generate("one enum", 20_000, documents::enumeration),
    generate("enum of objects", 1_000, documents::object_values),
    generate("operations of one prefix", 250, operations::one_prefix),
    generate("equivalent paths", 5_000, refusals::equivalent_paths),
    generate("parameters of one path", 200, operations::path_parameters),
    generate("tags", 20_000, operations::tags),
    generate("servers", 2_000, operations::servers),
    generate("variables of one server", 1_000, operations::variables),
    generate("responses and headers", 500, operations::headers),
    generate("security schemes", 500, operations::security),
    generate("links", 200, operations::links),
    generate("a long pattern", 5_000, documents::long_pattern),
    generate("a pattern with groups", 500, documents::groups),
    generate("patterns", 1_000, documents::patterns),
    generate("long strings", 2_000_000, documents::strings),
    generate("a description of brackets", 200_000, documents::brackets),
    generate("a description of lines", 20_000, documents::lines),
    generate("a description of quotes", 100_000, documents::quotes),
    generate("an example", 50_000, documents::example),
    generate("siblings of $ref", 2_000, documents::siblings),
    generate("files", 1_000, documents::files),
    generate("one file, many times", 5_000, documents::one_file),
    generate("chain of files", 60, documents::file_chain),
    generate("YAML aliases", 10_000, documents::aliases),
    generate("duplicate keys", 20_000, refusals::duplicate_keys),
    generate("unknown keywords", 20_000, refusals::unknown_keywords),
    generate("dangling $ref", 5_000, refusals::dangling),
    generate("errors in one line", 20_000, refusals::values),
    generate("required names misspelt", 5_000, refusals::misspelt),
    lint("unknown fields", 100_000, payloads::unknown),
    lint("duplicate fields", 100_000, payloads::duplicates),
    lint("deep arrays", 5_000_000, payloads::deep),
    lint("wrong items in one line", 100_000, payloads::items),
    lint("a long key", 1_000_000, payloads::key),
    lint("a number of digits", 4_000_000, payloads::digits),
    lint("commas", 2_000_000, payloads::commas),
    lint_with(
        "fixes",
        100_000,
        payloads::commas,
        &["--diff", "payload.json"],
    ),
    lint_with(
        "fixes of types",
        50_000,
        payloads::ids,
        &["--diff", "payload.json"],
    ),
    lint_with(
        "suppressions",
        20_000,
        payloads::suppressions,
        &["payload.yaml"],
    ),
    lint_with(
        "YAML aliases, linter",
        50_000,
        payloads::aliases,
        &["payload.yaml"],
    ),
    lint_with(
        "YAML merge keys",
        5_000,
        payloads::merges,
        &["payload.yaml"],
    ),
    lint_with(
        "YAML documents",
        50_000,
        payloads::documents,
        &["payload.yaml"],
    ),
    lint_with(
        "wrong records",
        100_000,
        payloads::records,
        &["payload.ndjson"],
    ),
    lint_with("baseline", 20_000, payloads::baseline, &[]),
    lint_with("globs", 250, payloads::globs, &[]),
    lint_with("a long glob", 1_000, payloads::long_glob, &[]),
    lint_with(
        "all formats",
        50_000,
        payloads::items,
        &[
            "--output",
            "sarif=a",
            "--output",
            "github=b",
            "--output",
            "human=c",
            "--output",
            "junit=d",
            "--output",
            "gitlab=e",
            "payload.json",
        ],
    ),
    lint_spec("oneOf branches and fields", 2_500, schemas::branches),
    lint_spec("enum values and items", 5_000, schemas::values),
    lint_spec("unique numbers", 200_000, schemas::unique_numbers),
    lint_spec("unique objects", 100_000, schemas::unique_objects),
    lint_spec("unique large numbers", 20_000, schemas::unique_large),
    lint_spec("multipleOf 1e-300", 50_000, schemas::multiples),
    lint_spec("required fields missing", 5_000, schemas::missing),
    lint_spec("recursive schema, deep", 60, schemas::recursive),
    lint_spec("pattern: nested repetition", 1_000_000, schemas::repetition),
    lint_spec("pattern: look-behind", 20_000, schemas::look_behind),
    lint_spec("pattern: look-ahead", 20_000, schemas::look_ahead),
    lint_spec("pattern: back-reference", 2_500, schemas::back_reference),
    lint_spec(
        "patterns of 10 looks, many strings",
        1_000,
        schemas::strings,
    ),
    lint_spec("a counted pattern", 600, schemas::counted),
];
