//! The matcher of strings for every pattern of the dialect, and its choice of an engine.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use regex_automata::meta::Regex;

use super::automaton;
use super::fixed_length::FixedLength;
use super::length::Lengths;
use super::wire::Wire;
use super::{Mistake, Pattern, parse};

/// A compiled pattern. All engines give the verdict of ECMA-262; they differ in speed.
#[derive(Clone)]
pub struct Matcher {
    engine: Engine,
    lengths: Lengths,
}

#[derive(Clone)]
enum Engine {
    /// Compares each character with its class.
    FixedLength(FixedLength),
    /// Matches in linear time.
    Automaton(Regex),
    /// Matches as the types of generated crates do, with a budget: for look-around and references to groups.
    Wire(Wire),
}

impl Engine {
    fn fastest(pattern: &Pattern) -> Self {
        let fixed_length = FixedLength::of(pattern).map(Self::FixedLength);
        fixed_length
            .or_else(|| automaton::compile(pattern).map(Self::Automaton))
            .unwrap_or_else(|| Self::Wire(Wire::of(pattern)))
    }
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
        let matcher = Self {
            engine: Engine::fastest(&parsed),
            lengths: Lengths::of(&parsed),
        };
        known().insert(text.to_owned(), matcher.clone());
        Ok(matcher)
    }

    /// Compiles a pattern for each engine that takes it. Their verdicts are the same: tests compare them.
    ///
    /// # Errors
    /// Returns the first mistake, like [`Matcher::new`].
    pub fn engines(text: &str) -> Result<Vec<Self>, Mistake> {
        let parsed = parse(text)?;
        let fixed_length = FixedLength::of(&parsed).map(Engine::FixedLength);
        let automaton = automaton::compile(&parsed).map(Engine::Automaton);
        let wire = Some(Engine::Wire(Wire::of(&parsed)));
        let engines = [fixed_length, automaton, wire].into_iter().flatten();
        let lengths = Lengths::of(&parsed);
        Ok(engines.map(|engine| Self { engine, lengths }).collect())
    }

    /// Returns bounds for the length, in characters, of the strings that match the pattern.
    #[must_use]
    pub const fn lengths(&self) -> Lengths {
        self.lengths
    }

    /// Returns the name of the engine.
    #[must_use]
    pub const fn engine(&self) -> &'static str {
        match self.engine {
            Engine::FixedLength(_) => "fixed length",
            Engine::Automaton(_) => "automaton",
            Engine::Wire(_) => "generated crates",
        }
    }

    /// Returns `true` if the string matches; `None` if that takes more steps than a string of its length may take, or than
    /// are left in `budget`, from which the steps are taken. Patterns that match in linear time take no steps.
    #[must_use]
    pub fn verdict(&self, text: &str, budget: &mut usize) -> Option<bool> {
        match &self.engine {
            Engine::FixedLength(sequence) => Some(sequence.is_match(text)),
            Engine::Automaton(regex) => Some(regex.is_match(text)),
            Engine::Wire(wire) => wire.verdict(text, budget),
        }
    }
}

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Matcher").field(&self.engine()).finish()
    }
}
