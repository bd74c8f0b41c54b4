//! The matcher of strings for every pattern of the dialect, and its choice of an engine.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use regex_automata::meta::Regex;

use super::automaton;
use super::fixed_length::FixedLength;
use super::wire::Wire;
use super::{Mistake, parse};

/// A compiled pattern. All engines give the verdict of ECMA-262; they differ in speed.
#[derive(Clone, Debug)]
pub struct Matcher(Engine);

#[derive(Clone, Debug)]
enum Engine {
    /// Compares each character with its class.
    FixedLength(FixedLength),
    /// Matches in linear time.
    Automaton(Regex),
    /// Matches as the types of generated crates do, with a budget: for look-around and references to groups.
    Wire(Wire),
}

/// The matchers of all patterns so far: the nodes of [`Wire`] live as long as the program.
static KNOWN: Mutex<BTreeMap<String, Matcher>> = Mutex::new(BTreeMap::new());

fn known() -> MutexGuard<'static, BTreeMap<String, Matcher>> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Matcher {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// Returns the first mistake if the text is not a pattern of ECMA-262, or not supported.
    pub fn new(text: &str) -> Result<Self, Mistake> {
        if let Some(known) = known().get(text) {
            return Ok(known.clone());
        }
        let parsed = parse(text)?;
        let engine = FixedLength::of(&parsed).map(Engine::FixedLength);
        let engine = engine.or_else(|| automaton::compile(&parsed).map(Engine::Automaton));
        let engine = engine.unwrap_or_else(|| Engine::Wire(Wire::of(&parsed)));
        let matcher = Self(engine);
        known().insert(text.to_owned(), matcher.clone());
        Ok(matcher)
    }

    /// Returns `true` if the string matches; `None` if that takes more steps than a string of its length may take, or than
    /// are left in `budget`, from which the steps are taken. Patterns that match in linear time take no steps.
    #[must_use]
    pub fn verdict(&self, text: &str, budget: &mut usize) -> Option<bool> {
        match &self.0 {
            Engine::FixedLength(sequence) => Some(sequence.is_match(text)),
            Engine::Automaton(regex) => Some(regex.is_match(text)),
            Engine::Wire(wire) => wire.verdict(text, budget),
        }
    }
}
