//! Payloads for the linter's built-in document.

use super::rows::Files;

fn payload(text: String) -> Files {
    vec![("payload.json".to_owned(), text)]
}

fn yaml(text: String) -> Files {
    vec![("payload.yaml".to_owned(), text)]
}

fn object(n: usize, field: impl Fn(usize) -> String) -> Files {
    let fields: Vec<String> = (0..n).map(field).collect();
    payload(format!("{{{}}}", fields.join(",")))
}

/// n fields that the document does not have.
pub(super) fn unknown(n: usize) -> Files {
    object(n, |at| format!("\"desktop{at}\":1"))
}

/// Each field twice.
pub(super) fn duplicates(n: usize) -> Files {
    object(n, |at| format!("\"k{}\":1", at / 2))
}

/// n arrays, each in the one before.
pub(super) fn deep(n: usize) -> Files {
    payload("[".repeat(n) + &"]".repeat(n))
}

/// n items of the wrong type.
pub(super) fn items(n: usize) -> Files {
    let items = vec!["1"; n].join(",");
    payload(format!(
        "{{\"desktops\":[{items}],\"mode\":\"STOP_DESKTOP\"}}"
    ))
}

/// n items with a number that is to be a string.
pub(super) fn ids(n: usize) -> Files {
    let items = vec![r#"{"desktop_id":5}"#; n].join(",");
    payload(format!(
        "{{\"desktops\":[{items}],\"mode\":\"STOP_DESKTOP\"}}"
    ))
}

/// A key of n characters.
pub(super) fn key(n: usize) -> Files {
    payload(format!("{{\"{}\": 1}}", "desktop".repeat(n / 7)))
}

/// A number of n digits.
pub(super) fn digits(n: usize) -> Files {
    payload(format!(
        "{{\"mode\": {}, \"product_id\": 0.{}}}",
        "9".repeat(n),
        "1".repeat(n)
    ))
}

/// n commas too many.
pub(super) fn commas(n: usize) -> Files {
    payload(format!("[1{}]", ",".repeat(n)))
}

/// n lines with a suppression each.
pub(super) fn suppressions(n: usize) -> Files {
    yaml("a: [1, 2]\n".to_owned() + &"k: 1 # specwright: allow(unknown-field)\n".repeat(n))
}

/// n aliases.
pub(super) fn aliases(n: usize) -> Files {
    yaml("a: &a {desktop_id: b}\ndesktops:\n".to_owned() + &"- *a\n".repeat(n))
}

/// n merge keys.
pub(super) fn merges(n: usize) -> Files {
    yaml("a: &a {desktop_id: b}\ndesktops:\n".to_owned() + &"- {<<: *a, c: d}\n".repeat(n))
}

/// n documents of YAML.
pub(super) fn documents(n: usize) -> Files {
    yaml("---\na: 1\n".repeat(n))
}

/// n records that lack every field.
pub(super) fn records(n: usize) -> Files {
    vec![("payload.ndjson".to_owned(), "{\"a\": 1}\n".repeat(n))]
}

/// A configuration of that text, beside a payload.
fn configured(configuration: String, mut files: Files) -> Files {
    files.push(("specwright.toml".to_owned(), configuration));
    files
}

/// A baseline of n findings.
pub(super) fn baseline(n: usize) -> Files {
    let configuration = "baseline = \"b.json\"\n[[payloads]]\nfiles = [\"*.json\"]\n".to_owned();
    let entry = |at| {
        format!(
            "{{\"code\": \"unknown-field\", \"path\": \"payload.json\", \"fingerprint\": \"{at:016x}\"}}"
        )
    };
    let entries: Vec<String> = (0..n).map(entry).collect();
    let mut files = configured(configuration, unknown(n));
    files.push((
        "b.json".to_owned(),
        format!("{{\"findings\": [{}]}}", entries.join(",")),
    ));
    files
}

/// n globs for n files.
pub(super) fn globs(n: usize) -> Files {
    let globs: String = (0..n)
        .map(|at| format!("[[payloads]]\nfiles = [\"**/*{at}*/**/x{at}.json\"]\n"))
        .collect();
    let files = (0..n)
        .map(|at| (format!("d/y{at}.json"), "{}".to_owned()))
        .collect();
    configured(globs, files)
}

/// A configuration with one glob pattern of n characters, for n files.
pub(super) fn long_glob(n: usize) -> Files {
    let glob = format!("[[payloads]]\nfiles = [\"{}x.json\"]\n", "*a".repeat(n / 2));
    let files = (0..n)
        .map(|at| (format!("{}{at}.json", "a".repeat(100)), "{}".to_owned()))
        .collect();
    configured(glob, files)
}
