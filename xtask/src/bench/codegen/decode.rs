//! Decoding with the generated types beside serde's derive.
//!
//! One document gives the types; the same structs are written with `derive` by a template. One program, compiled with
//! optimization, decodes the same texts as both in turn.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::bench::data::Random;
use crate::bench::run::middle;
use crate::codegen::{self, Target};

const STRUCTS: usize = 100;
/// Instances of each struct.
const INSTANCES: usize = 40;

/// The fields: name, keyword lines of the schema, Rust type with derive, whether it is required, an instance.
const FIELDS: [(&str, &str, &str, bool, &str); 8] = [
    (
        "id",
        "type: string",
        "String",
        true,
        "\"a-name-of-some-length\"",
    ),
    (
        "count",
        "type: integer, format: int64",
        "i64",
        true,
        "9007199254740993",
    ),
    ("enabled", "type: boolean", "bool", true, "true"),
    (
        "display_name",
        "type: string",
        "Option<String>",
        false,
        "\"Büro 7, \\\"Süd\\\"\"",
    ),
    (
        "tags",
        "type: array, items: {type: string}",
        "Option<Vec<String>>",
        false,
        "[\"a\", \"bc\", \"def\"]",
    ),
    (
        "limit",
        "type: integer, format: int32",
        "Option<i32>",
        false,
        "100",
    ),
    (
        "note",
        "type: string, nullable: true",
        "Option<String>",
        true,
        "null",
    ),
    (
        "created_at",
        "type: string, format: date-time",
        "Option<String>",
        false,
        "\"2026-02-10T12:00:00Z\"",
    ),
];

const MAIN: &str = r#"
type Read = fn(&str);

fn read<T: serde::de::DeserializeOwned>(text: &str) {
    std::hint::black_box(serde_json::from_str::<T>(text).expect("the instance is valid"));
}

fn main() {
    let rounds: usize = std::env::args().nth(1).and_then(|rounds| rounds.parse().ok()).expect("a number");
    for _ in 0..rounds {
        for file in ["declared", "shuffled"] {
            let text = std::fs::read_to_string(format!("{file}.ndjson")).expect("the file is there");
            let lines: Vec<&str> = text.lines().collect();
            for readers in [&TYPES, &DERIVED] {
                let start = std::time::Instant::now();
                for (at, line) in lines.iter().enumerate() {
                    readers[at % readers.len()](line);
                }
                print!("{} ", start.elapsed().as_nanos());
            }
        }
        println!();
    }
}
"#;

const MANIFEST: &str = r#"[package]
name = "decode"
version = "0.1.0"
edition = "2024"

[dependencies]
bench-types = { path = "types" }
serde = { version = "1", features = ["derive"] }
serde_json = "1"

[profile.release]
codegen-units = 1

[workspace]
exclude = ["types"]
"#;

/// Adds a table.
pub(super) fn measure(folder: &Path, rounds: usize, report: &mut String) -> Result<(), String> {
    let work = folder.join("decode");
    let failed = |error: std::io::Error| format!("{}: {error}", work.display());
    write(&work).map_err(failed)?;
    let spec = work.join("structs.openapi.yaml");
    let target = Target::other(spec, work.join("types"), Some("bench-types".to_owned()));
    codegen::write(&target).map_err(|error| error.to_string())?;
    let built = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--quiet", "--release"])
        .current_dir(&work)
        .env("CARGO_TARGET_DIR", work.join("target"))
        .status()
        .map_err(failed)?;
    if !built.success() {
        return Err("the program that decodes cannot be built".to_owned());
    }
    let output = Command::new(work.join("target/release/decode"))
        .arg((rounds * 10).to_string())
        .current_dir(&work)
        .output()
        .map_err(failed)?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    table(&String::from_utf8_lossy(&output.stdout), report);
    Ok(())
}

fn table(times: &str, report: &mut String) {
    let rounds: Vec<Vec<f64>> = times
        .lines()
        .map(|line| {
            line.split_whitespace()
                .filter_map(|time| time.parse().ok())
                .collect()
        })
        .collect();
    let each = |at: usize| {
        let column = rounds.iter().filter_map(|round| round.get(at).copied());
        middle(column) / (STRUCTS * INSTANCES) as f64
    };
    let _ = writeln!(
        report,
        "\n| decoding {STRUCTS} structs of {} fields | the types | serde's derive | the types to derive |\n|---|---|---|---|",
        FIELDS.len()
    );
    for (name, at) in [("keys in declared order", 0), ("keys shuffled", 2)] {
        let (types, derived) = (each(at), each(at + 1));
        let _ = writeln!(
            report,
            "| {name} | {types:.0} ns | {derived:.0} ns | {:.2} |",
            types / derived
        );
    }
}

/// Writes the document, the program and the instances.
fn write(work: &Path) -> std::io::Result<()> {
    fs::create_dir_all(work.join("src"))?;
    fs::write(work.join("Cargo.toml"), MANIFEST)?;
    fs::write(work.join("structs.openapi.yaml"), document())?;
    fs::write(work.join("src/main.rs"), program())?;
    let mut random = Random(0x5EED);
    fs::write(work.join("declared.ndjson"), instances(|_| {}))?;
    fs::write(
        work.join("shuffled.ndjson"),
        instances(|members| shuffle(members, &mut random)),
    )
}

fn document() -> String {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: Structs, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n",
    );
    let required = FIELDS.iter().filter(|field| field.3).map(|field| field.0);
    let required = required.collect::<Vec<_>>().join(", ");
    for at in 0..STRUCTS {
        let _ = writeln!(
            text,
            "    S{at}:\n      type: object\n      required: [{required}]\n      properties:"
        );
        for (name, schema, ..) in FIELDS {
            let _ = writeln!(text, "        {name}: {{{schema}}}");
        }
    }
    text
}

fn program() -> String {
    let mut text = String::from("mod derived {\n");
    for at in 0..STRUCTS {
        let _ = writeln!(
            text,
            "    #[derive(Clone, Debug, PartialEq, serde::Deserialize)]\n    pub struct S{at} {{"
        );
        for (name, _, ty, ..) in FIELDS {
            let _ = writeln!(text, "        pub {name}: {ty},");
        }
        text += "    }\n";
    }
    text += "}\n\n";
    for (list, module) in [("TYPES", "bench_types::types"), ("DERIVED", "derived")] {
        let readers: Vec<String> = (0..STRUCTS)
            .map(|at| format!("read::<{module}::S{at}>"))
            .collect();
        let _ = writeln!(
            text,
            "const {list}: [Read; {STRUCTS}] = [{}];",
            readers.join(", ")
        );
    }
    text + MAIN
}

/// A line for each instance, its members in the order that `arrange` gives them.
fn instances(mut arrange: impl FnMut(&mut Vec<String>)) -> String {
    let lines = (0..STRUCTS * INSTANCES).map(|_| {
        let members = FIELDS.iter();
        let mut members = members
            .map(|field| format!("\"{}\": {}", field.0, field.4))
            .collect();
        arrange(&mut members);
        format!("{{{}}}\n", members.join(", "))
    });
    lines.collect()
}

fn shuffle(members: &mut [String], random: &mut Random) {
    for at in (1..members.len()).rev() {
        let bound = u64::try_from(at).unwrap_or(u64::MAX) + 1;
        let other = usize::try_from(random.next() % bound).unwrap_or(0);
        members.swap(at, other);
    }
}
