//! What must hold for a crate, whatever its document says.

use std::collections::BTreeSet;
use std::fmt;

use proc_macro2::TokenStream;
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use specwright_codegen::{File, Files};
use toml_edit::{DocumentMut, TableLike};

use super::document::{Slot, named};
use super::tokens::{self, Tokens};

/// A text of the document that became something else, or was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The file of the crate.
    pub path: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.what)
    }
}

/// Checks each file of a crate, and returns all that is wrong.
///
/// The words of the slots are in literals, documentation, and identifiers made of the whole text of their slot; documentation has
/// no HTML, no link to other than web and mail addresses, and no code that rustdoc compiles but the generator's own; the manifest
/// has the tables that the generator writes; schemas are JSON.
#[must_use]
pub fn files(files: &Files, slots: &[Slot<'_>]) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in files.iter() {
        let mut found = Vec::new();
        if !file.path.bytes().all(is_plain) {
            found.push("the path is not plain".to_owned());
        }
        if file.path.ends_with(".rs") {
            rust(file, slots, &mut found);
        } else if file.path == "Cargo.toml" {
            manifest(&file.text, slots, &mut found);
        } else if let Err(error) = serde_json::from_str::<serde_json::Value>(&file.text) {
            found.push(format!("not JSON: {error}"));
        }
        let found = found.into_iter().map(|what| Violation {
            path: file.path.to_string(),
            what,
        });
        violations.extend(found);
    }
    violations
}

/// The slots of whose text the documentation shows something.
#[must_use]
pub fn shown(files: &Files, slots: &[Slot<'_>]) -> BTreeSet<usize> {
    let rust = files.iter().filter(|file| file.path.ends_with(".rs"));
    let docs = rust.filter_map(|file| Some(parsed(&file.text)?.docs));
    docs.flatten().flat_map(|doc| named(&doc, slots)).collect()
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._-/".contains(&byte) || !byte.is_ascii()
}

fn parsed(text: &str) -> Option<Tokens> {
    Some(tokens::of(text.parse::<TokenStream>().ok()?))
}

fn rust(file: &File, slots: &[Slot<'_>], found: &mut Vec<String>) {
    if let Err(error) = syn::parse_file(&file.text) {
        return found.push(format!("not Rust: {error}"));
    }
    let Some(tokens) = parsed(&file.text) else {
        return found.push("not tokens".to_owned());
    };
    in_place(&file.text, &tokens, slots, found);
    // The helper modules are the generator's own from the first line to the last.
    if file.path.starts_with("src/wire") {
        return;
    }
    for doc in &tokens.docs {
        documentation(doc, slots, found);
    }
    for note in &tokens.notes {
        links(note, slots, found);
    }
}

/// The words are in literals, and in identifiers that are names of the document.
fn in_place(text: &str, tokens: &Tokens, slots: &[Slot<'_>], found: &mut Vec<String>) {
    for ident in &tokens.idents {
        for id in named(ident, slots) {
            if !letters(ident).contains(&start(&slots[id])) {
                found.push(format!(
                    "`{ident}` is code of {} ({})",
                    slots[id], slots[id].fragment.name
                ));
            }
        }
    }
    let held = tokens.idents.iter().chain(&tokens.literals);
    let held: usize = held.map(|token| count(token)).sum();
    if count(text) != held {
        found.push("a word is neither in a literal nor in a name".to_owned());
    }
}

/// What a name that is made of the whole text of a slot contains.
fn start(slot: &Slot<'_>) -> String {
    letters(&slot.text()).chars().take(LONGEST).collect()
}

/// So many characters of a name are left when it is cut.
const LONGEST: usize = 100;

/// The ASCII letters and digits, which are all that a name keeps of a text for certain.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

fn count(text: &str) -> usize {
    text.to_ascii_lowercase().matches("zq").count()
}

/// The options with which rustdoc reads the documentation of an item.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

fn documentation(doc: &str, slots: &[Slot<'_>], found: &mut Vec<String>) {
    links(doc, slots, found);
    // Rustdoc looks for examples without the extensions, and shows the text with them.
    for options in [options(), Options::empty()] {
        let mut code: Option<String> = None;
        for event in Parser::new_ext(doc, options) {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                    found.push(format!("an indented block is compiled:\n{doc}"));
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if !is_inert(&info) => {
                    code = Some(String::new());
                }
                Event::End(TagEnd::CodeBlock) => {
                    if let Some(code) = code.take() {
                        example(&code, slots, doc, found);
                    }
                }
                Event::Text(text) => {
                    if let Some(code) = &mut code {
                        code.push_str(&text);
                    }
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    found.push(format!("HTML `{html}` in:\n{doc}"));
                }
                _ => {}
            }
        }
    }
}

/// Whether rustdoc takes a block for something other than Rust.
fn is_inert(info: &str) -> bool {
    const INERT: [&str; 9] = [
        "text", "json", "yaml", "http", "bash", "shell", "sh", "xml", "toml",
    ];
    INERT.contains(&info.trim())
}

/// An example of the generator's own has the document's text in literals only.
fn example(code: &str, slots: &[Slot<'_>], doc: &str, found: &mut Vec<String>) {
    let Some(tokens) = parsed(code) else {
        return found.push(format!("an example is not Rust:\n{doc}"));
    };
    let mut wrong = Vec::new();
    in_place(code, &tokens, slots, &mut wrong);
    found.extend(
        wrong
            .iter()
            .map(|what| format!("{what} in an example:\n{doc}")),
    );
}

fn links(doc: &str, slots: &[Slot<'_>], found: &mut Vec<String>) {
    let mut broken = Vec::new();
    let parser = Parser::new_with_broken_link_callback(
        doc,
        options(),
        Some(|link: BrokenLink<'_>| {
            broken.push(link.reference.to_string());
            None
        }),
    );
    for event in parser {
        if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event
            && !is_allowed(&dest_url, slots)
        {
            found.push(format!("a link to `{dest_url}` in:\n{doc}"));
        }
    }
    // The generator links its own items, whose names may be the document's.
    let is_item = |id: &usize, name: &str| letters(name).contains(&start(&slots[*id]));
    let is_words = |name: &str| named(name, slots).iter().any(|id| !is_item(id, name));
    let of_document = broken.iter().filter(|name| is_words(name));
    found.extend(of_document.map(|name| format!("`[{name}]` is a link to an item in:\n{doc}")));
}

/// Web and mail addresses, and items of the crate, which have no words of the document but as names.
fn is_allowed(address: &str, slots: &[Slot<'_>]) -> bool {
    let lower = address.to_ascii_lowercase();
    let known = ["http://", "https://", "mailto:"];
    known.iter().any(|scheme| lower.starts_with(scheme))
        || named(address, slots).is_empty() && !lower.replace("::", "").contains([':', '/'])
}

fn manifest(text: &str, slots: &[Slot<'_>], found: &mut Vec<String>) {
    const TABLES: [&str; 5] = ["package", "lib", "dependencies", "features", "workspace"];
    const PACKAGE: [&str; 5] = ["name", "version", "edition", "rust-version", "description"];
    let manifest: DocumentMut = match text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return found.push(format!("not TOML: {error}")),
    };
    for (name, table) in manifest.iter() {
        if !TABLES.contains(&name) {
            found.push(format!("the table `{name}`"));
        }
        let members = table.as_table_like();
        for (key, value) in members.into_iter().flat_map(TableLike::iter) {
            if name == "package" && !PACKAGE.contains(&key) {
                found.push(format!("the key `{key}` of the package"));
            }
            let is_description = name == "package" && key == "description";
            let shown = format!("{key} = {value}");
            if !is_description && !named(&shown, slots).is_empty() {
                found.push(format!("`{shown}` of `{name}` is the document's"));
            }
        }
    }
}
