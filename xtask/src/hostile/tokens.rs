//! The tokens of a Rust file, as far as they hold text: identifiers, literals and documentation.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What the tokens of a file hold.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// The identifiers, without `r#`.
    pub(super) idents: Vec<String>,
    /// The literals as written; documentation is among them.
    pub(super) literals: Vec<String>,
    /// The documentation of each item, as rustdoc joins its lines.
    pub(super) docs: Vec<String>,
    /// The notes of deprecated items.
    pub(super) notes: Vec<String>,
}

/// Collects what the tokens hold, however deep.
pub(super) fn of(stream: TokenStream) -> Tokens {
    let mut tokens = Tokens::default();
    visit(stream, &mut tokens);
    tokens
}

fn visit(stream: TokenStream, tokens: &mut Tokens) {
    let mut lines: Vec<String> = Vec::new();
    let mut stream = stream.into_iter().peekable();
    while let Some(token) = stream.next() {
        let is_hash = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
        if is_hash {
            // `#!` belongs to the module around it, which has no other lines beside these.
            if matches!(stream.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '!') {
                stream.next();
            }
            if let Some(TokenTree::Group(group)) = stream.peek()
                && group.delimiter() == Delimiter::Bracket
            {
                lines.extend(doc(group.stream()));
                tokens.notes.extend(note(group.stream()));
                visit(group.stream(), tokens);
                stream.next();
            }
            continue;
        }
        finish(&mut lines, tokens);
        match token {
            TokenTree::Group(group) => visit(group.stream(), tokens),
            TokenTree::Ident(ident) => {
                let ident = ident.to_string();
                let plain = ident.strip_prefix("r#").unwrap_or(&ident);
                tokens.idents.push(plain.to_owned());
            }
            TokenTree::Literal(literal) => tokens.literals.push(literal.to_string()),
            TokenTree::Punct(_) => {}
        }
    }
    finish(&mut lines, tokens);
}

/// The text of `doc = ".."`.
fn doc(attribute: TokenStream) -> Option<String> {
    let mut parts = attribute.into_iter();
    match (parts.next()?, parts.next()?, parts.next()?) {
        (TokenTree::Ident(ident), TokenTree::Punct(_), literal) if ident == "doc" => text(literal),
        _ => None,
    }
}

/// The text of `deprecated(note = "..")`.
fn note(attribute: TokenStream) -> Option<String> {
    let mut parts = attribute.into_iter();
    match (parts.next()?, parts.next()?) {
        (TokenTree::Ident(ident), TokenTree::Group(group)) if ident == "deprecated" => {
            group.stream().into_iter().find_map(text)
        }
        _ => None,
    }
}

fn text(token: TokenTree) -> Option<String> {
    let literal: syn::LitStr = syn::parse2(TokenStream::from(token)).ok()?;
    Some(literal.value())
}

fn finish(lines: &mut Vec<String>, tokens: &mut Tokens) {
    if !lines.is_empty() {
        tokens.docs.push(joined(&lines.join("\n")));
        lines.clear();
    }
}

/// The documentation without the indentation that all of its lines share.
fn joined(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let written = text.lines().filter(|line| !line.trim().is_empty());
    let shared = written.map(indent).min().unwrap_or_default();
    let lines = text.lines().map(|line| line.get(shared..).unwrap_or(""));
    lines.collect::<Vec<_>>().join("\n")
}
