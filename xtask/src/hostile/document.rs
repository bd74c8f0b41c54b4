//! Documents with a fragment in every string position that OpenAPI has.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::{Map, Value};
use specwright_codegen::{Files, Options, generate};
use specwright_spec::positions::{self, Position};
use specwright_spec::{Errors, Source, Span, Tolerance, contract, load_with, resolve};

use super::Error;
use super::fragments::Fragment;

const SEED: &str = include_str!("seed.yaml");

/// The package of the crates.
pub const PACKAGE: &str = "hostile";

/// A place of the document for one fragment. A name, such as that of a property, stands in several positions.
#[derive(Clone, Debug)]
pub struct Slot<'t> {
    /// The positions of the grammar.
    pub positions: BTreeSet<Position>,
    /// The word by which the text is found again.
    pub word: String,
    /// The fragment.
    pub fragment: Fragment<'t>,
    /// The code with which the generator refused the fragment here, so that the slot has the word alone, or nothing.
    pub refused: Option<String>,
    /// The position that is added to the seed document by the grammar's tables.
    added: Option<Position>,
}

impl fmt::Display for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let positions: Vec<String> = self.positions.iter().map(ToString::to_string).collect();
        f.write_str(&positions.join(", "))
    }
}

impl Slot<'_> {
    /// The text at the slot.
    #[must_use]
    pub fn text(&self) -> String {
        match self.refused {
            None => self.fragment.with(&self.word),
            Some(_) => self.word.clone(),
        }
    }
}

/// A crate, and what its document has where.
#[derive(Debug)]
pub struct Made<'t> {
    /// The document.
    pub document: String,
    /// The slots of the document; the first is the name of its file.
    pub slots: Vec<Slot<'t>>,
    /// The crate.
    pub files: Files,
}

/// Generates a crate from a document of `copies` copies of the seed document. `choose` returns the fragment for each slot.
///
/// A fragment that the generator refuses is taken out of the place that the error points at.
///
/// # Errors
/// The generator refuses the document for a reason that no fragment is the cause of.
pub fn make<'t>(copies: usize, choose: &dyn Fn(usize) -> Fragment<'t>) -> Result<Made<'t>, Error> {
    let (seed, mut slots) = seed(copies, choose)?;
    loop {
        let document = filled(&seed, &slots);
        let errors = match crate_of(&document, &slots[0].text()) {
            Ok(files) => {
                return Ok(Made {
                    document,
                    slots,
                    files,
                });
            }
            Err(errors) => errors,
        };
        let mut is_new = false;
        for (slot, code) in blamed(&errors, &document, &slots) {
            is_new |= slots[slot].refused.is_none();
            slots[slot].refused = Some(code);
        }
        if !is_new {
            return Err(Error::Refused(errors));
        }
    }
}

/// Generates the crate of a document with the name of its file.
///
/// # Errors
/// The document has mistakes.
pub fn crate_of(document: &str, name: &str) -> Result<Files, Errors> {
    let source = Source::new(name.to_owned(), document.to_owned());
    let nothing_beside = |_: &str| Err(String::new());
    let model = resolve(&load_with(source, &nothing_beside)?);
    let options = Options {
        package: PACKAGE.to_owned(),
        is_member: false,
    };
    let contract = contract(&model);
    contract
        .diagnostics
        .judge(&model.source, Tolerance::STRICT)?;
    generate(&model, &contract, &options)
}

/// The copies of the seed with a number in the place of each slot, as in `@17@`, and the slots.
fn seed<'t>(
    copies: usize,
    choose: &dyn Fn(usize) -> Fragment<'t>,
) -> Result<(Value, Vec<Slot<'t>>), Error> {
    let mut slots = Vec::new();
    let mut new = |added: Option<Position>| {
        let id = slots.len();
        slots.push(Slot {
            positions: BTreeSet::new(),
            word: format!("zq{id}qz"),
            fragment: choose(id),
            refused: None,
            added,
        });
        id
    };
    new(None);
    let mut document = Value::Object(Map::new());
    for copy in 0..copies {
        let text = SEED.replace("%N", &copy.to_string());
        let mut part: Value = serde_yaml::from_str(&text).map_err(Error::Seed)?;
        let mut ids = BTreeMap::new();
        positions::rewrite(&mut part, &mut |_, text| {
            let number = |word: &str| {
                let id = *ids.entry(word.to_owned()).or_insert_with(|| new(None));
                format!("@{id}@")
            };
            numbered(text, number)
        });
        merge(&mut document, part);
    }
    let there = found(&document);
    for position in positions::all() {
        if !there.contains_key(&position) {
            new(Some(position));
        }
    }
    for (position, ids) in there {
        for id in ids {
            slots[id].positions.insert(position.clone());
        }
    }
    for slot in &mut slots {
        slot.positions.extend(slot.added.clone());
    }
    Ok((document, slots))
}

/// The text with the number of the slot in place of each `@word`.
fn numbered(text: &str, mut number: impl FnMut(&str) -> String) -> Option<String> {
    let mut parts = text.split('@');
    let mut numbered = parts.next()?.to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_lowercase());
        let (word, rest) = part.split_at(end.unwrap_or(part.len()));
        numbered += &number(word);
        numbered += rest;
    }
    Some(numbered)
}

/// Adds the members and items of one document to those of another.
fn merge(one: &mut Value, other: Value) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            for (key, value) in other {
                match one.get_mut(&key) {
                    Some(there) => merge(there, value),
                    None => {
                        one.insert(key, value);
                    }
                }
            }
        }
        (Value::Array(one), Value::Array(other)) => one.extend(other),
        // One document has one title.
        (_, _) => {}
    }
}

/// The slots at each position.
fn found(document: &Value) -> BTreeMap<Position, BTreeSet<usize>> {
    let mut found: BTreeMap<Position, BTreeSet<usize>> = BTreeMap::new();
    positions::rewrite(&mut document.clone(), &mut |position, text| {
        let ids = text.split('@').skip(1).step_by(2);
        let ids: BTreeSet<usize> = ids.filter_map(|id| id.parse().ok()).collect();
        if !ids.is_empty() {
            found.entry(position.clone()).or_default().extend(ids);
        }
        None
    });
    found
}

/// The document with the texts of the slots.
fn filled(seed: &Value, slots: &[Slot<'_>]) -> String {
    let mut document = seed.clone();
    for (id, slot) in slots.iter().enumerate() {
        if let (Some(position), None) = (&slot.added, &slot.refused) {
            positions::add(&mut document, position, &format!("@{id}@"));
        }
    }
    positions::rewrite(&mut document, &mut |_, text| {
        let mut parts = text.split('@');
        let mut filled = parts.next()?.to_owned();
        while let Some(id) = parts.next() {
            filled += &slots[id.parse::<usize>().ok()?].text();
            filled += parts.next()?;
        }
        Some(filled)
    });
    format!("{document:#}")
}

/// The slots at which errors point, each with the code.
fn blamed(errors: &Errors, document: &str, slots: &[Slot<'_>]) -> Vec<(usize, String)> {
    let mut blamed = Vec::new();
    for error in errors.errors() {
        let related = error.related.iter();
        let related = related.map(|related| lines(document, related.span));
        let related: Vec<&str> = related.collect();
        let texts = [
            lines(document, error.span),
            &error.message,
            &related.join(" "),
        ];
        // The place is the surest witness, unless it is a whole object.
        let ids = texts.into_iter().map(|text| named(text, slots));
        let ids = ids.filter(|ids| !ids.is_empty());
        if let Some(ids) = ids.min_by_key(|ids| ids.len() > 3) {
            blamed.extend(ids.into_iter().map(|id| (id, error.code.to_string())));
        }
    }
    blamed
}

/// The lines around a place; each text of the document has a line of its own.
fn lines(document: &str, span: Span) -> &str {
    let start = document[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = document[span.end..].find('\n');
    &document[start..end.map_or(document.len(), |at| span.end + at)]
}

/// The slots whose words a text holds.
pub(super) fn named(text: &str, slots: &[Slot<'_>]) -> BTreeSet<usize> {
    let text = text.to_ascii_lowercase();
    let starts = text.match_indices("zq").map(|(at, _)| at + 2);
    let ids = starts.filter_map(|at| {
        let end = text[at..].find("qz")?;
        text[at..at + end].parse::<usize>().ok()
    });
    ids.filter(|id| *id < slots.len()).collect()
}
