//! Items to formatted text, with the place in the document that each line comes from.

use proc_macro2::{Ident, Spacing, TokenStream, TokenTree};
use serde_json::Value;
use specwright_spec::Span;
use specwright_spec::sanitize::Json;

use super::docs;
use super::features::Feature;
use crate::files::File;
use crate::path::FilePath;
use crate::stamp;
use crate::text::{DocText, Docs, on_one_line};

/// A file that is being written.
pub(super) struct Builder {
    text: String,
    origins: Vec<Option<Span>>,
}

impl Builder {
    /// Starts a Rust file with its header and module documentation.
    pub(super) fn rust(summary: &DocText) -> Self {
        let mut builder = Self::plain();
        builder.header("//");
        builder.inner_docs(summary);
        builder
    }

    /// Starts an empty file.
    pub(super) fn plain() -> Self {
        Self {
            text: String::new(),
            origins: Vec::new(),
        }
    }

    /// Adds the comment that marks the file as generated.
    pub(super) fn header(&mut self, mark: &'static str) {
        self.line(&format!("{mark} {}", stamp::header()), None);
    }

    /// Adds lines of the generator's source.
    pub(super) fn lines(&mut self, text: &'static str) {
        for line in text.lines() {
            self.line(line, None);
        }
    }

    /// Adds a blank line.
    pub(super) fn blank(&mut self) {
        self.line("", None);
    }

    /// Adds module documentation.
    pub(super) fn inner_docs(&mut self, text: &DocText) {
        for line in text.lines() {
            self.line(format!("//! {line}").trim_end(), None);
        }
    }

    /// Adds module documentation with its origins in the document.
    pub(super) fn placed_inner_docs(&mut self, docs: &Docs) {
        for line in docs.lines() {
            let shown = format!("//! {}", line.text());
            self.line(shown.trim_end(), Some(line.origin));
        }
    }

    /// `mod list_pets;`
    pub(super) fn module(&mut self, name: &Ident, origin: Option<Span>) {
        self.line(&format!("mod {name};"), origin);
    }

    /// `#[cfg(feature = "http")]` above an item that is there only with a feature.
    pub(super) fn behind(&mut self, feature: Option<Feature>) {
        if let Some(feature) = feature {
            self.line(&format!("#[cfg(feature = {:?})]", feature.name()), None);
        }
    }

    /// `pub use wire::{Invalid, Open};`, as rustfmt would have it.
    pub(super) fn import(
        &mut self,
        verb: &'static str,
        module: &Ident,
        names: &[Ident],
        origin: Option<Span>,
    ) {
        for line in import(verb, module, names).lines() {
            self.line(line, origin);
        }
    }

    /// Imports of those modules of the crate that the items mention.
    pub(super) fn imports(&mut self, items: &TokenStream, modules: &[&'static str]) {
        for module in modules {
            if mentions(items, module) {
                self.line(&format!("use crate::{module};"), None);
            }
        }
    }

    /// Adds JSON; `origin` returns the place in the document of each line.
    pub(super) fn json(&mut self, json: &Value, mut origin: impl FnMut(&str) -> Option<Span>) {
        for line in format!("{:#}", Json(json)).lines() {
            self.line(line, origin(line));
        }
    }

    /// Adds a comment of one line, and TOML.
    pub(super) fn toml(&mut self, comment: &str, toml: &toml_edit::DocumentMut) {
        self.line(&format!("# {}", on_one_line(comment)), None);
        for line in toml.to_string().lines() {
            self.line(line, None);
        }
    }

    fn line(&mut self, line: &str, origin: Option<Span>) {
        self.text.push_str(line);
        self.text.push('\n');
        self.origins.push(origin);
    }

    /// What was written by itself, part by part.
    pub(super) fn append(&mut self, parts: &[Self]) {
        self.text
            .reserve(parts.iter().map(|part| part.text.len()).sum());
        self.origins
            .reserve(parts.iter().map(|part| part.origins.len()).sum());
        for part in parts {
            self.text.push_str(&part.text);
            self.origins.extend_from_slice(&part.origins);
        }
    }

    /// Items, formatted, after a blank line. A group of items that belong together is one call.
    pub(super) fn item(&mut self, tokens: TokenStream) {
        let file = match syn::parse2::<syn::File>(tokens) {
            Ok(file) => file,
            // Tokens that are no items would be a mistake of an emitter, which the compiler tells of.
            Err(error) => {
                self.blank();
                return self.line(&error.into_compile_error().to_string(), None);
            }
        };
        let mut origin = None;
        for mut item in file.items {
            self.line("", None);
            docs::set_apart(&mut item);
            let one = syn::File {
                shebang: None,
                frontmatter: None,
                attrs: Vec::new(),
                items: vec![item],
            };
            for line in prettyplease::unparse(&one).lines() {
                self.printed(line, &mut origin);
            }
        }
    }

    /// A line that the formatter gives, at the place that the documentation before it names.
    fn printed(&mut self, line: &str, origin: &mut Option<Span>) {
        let Some(documentation) = docs::lines(line) else {
            return self.line(line, *origin);
        };
        let mut is_blank = true;
        for (span, line) in documentation {
            is_blank = false;
            *origin = Some(span);
            self.line(&line, *origin);
        }
        if is_blank {
            self.line("", *origin);
        }
    }

    /// The finished file.
    pub(super) fn file(self, path: &str) -> File {
        let path = FilePath::new(path);
        File {
            text: stamp::seal(&path, self.text),
            path,
            origins: self.origins,
        }
    }
}

/// A line of Rust is no longer, where the formatter can help it.
const WIDTH: usize = 100;

fn import(verb: &str, module: &Ident, names: &[Ident]) -> String {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let list = match names.as_slice() {
        [] => return String::new(),
        [only] => only.clone(),
        _ => format!("{{{}}}", names.join(", ")),
    };
    let line = format!("{verb} {module}::{list};\n");
    if line.len() <= WIDTH + 1 {
        return line;
    }
    let mut lines = format!("{verb} {module}::{{\n");
    let mut row = String::from("   ");
    for name in names {
        if row.len() + name.len() + 2 > WIDTH {
            lines += &format!("{row}\n");
            row = String::from("   ");
        }
        row += &format!(" {name},");
    }
    format!("{lines}{row}\n}};\n")
}

/// Whether a path in the tokens begins with a module of that name.
pub(super) fn mentions(tokens: &TokenStream, name: &str) -> bool {
    let (mut is_first, mut is_name, mut is_colon) = (true, false, false);
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => {
            is_name = is_first && ident == name;
            is_first = true;
            false
        }
        TokenTree::Punct(punct) => {
            let is_path = punct.as_char() == ':' && punct.spacing() == Spacing::Joint;
            // What stands behind the second colon of a path goes on with it.
            is_first = !std::mem::replace(&mut is_colon, is_path);
            std::mem::take(&mut is_name) && is_path
        }
        TokenTree::Group(group) => {
            (is_first, is_name) = (true, false);
            mentions(&group.stream(), name)
        }
        TokenTree::Literal(_) => {
            (is_first, is_name) = (true, false);
            false
        }
    })
}
