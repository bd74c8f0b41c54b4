//! One cause, one finding: violations that say the same in other words are put together.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use specwright_spec::pattern::Lengths;
use specwright_spec::{Pointer, Span};

use super::broken::{self, Broken};
use super::origin;
use super::violation::{Layer, Violation};
use crate::contract::{Advice, Contract};
use crate::parse::quoted;
use crate::payload::Node;
use crate::suggest;

/// What one finding will be about.
#[derive(Debug)]
pub(super) struct Cause<'p, 'c> {
    pub(super) violation: Violation<'p, 'c>,
    /// The advice that it goes against; without one it breaks the contract.
    pub(super) advice: Option<Advice<'c>>,
    /// Of a missing member: the key that seems to be meant for it.
    pub(super) misnamed: Option<Node<'p>>,
    /// What the document says about that key.
    pub(super) said: Option<Advice<'c>>,
    /// The names that the object has which an unknown member is in, as far as the document may know them.
    pub(super) siblings: Rc<HashSet<&'p str>>,
    /// Whether what was meant is looked for: not for causes that come after very many others.
    pub(super) in_full: bool,
}

impl<'p, 'c> Cause<'p, 'c> {
    /// Creates the cause of one violation, not yet related to other violations.
    pub(super) fn new(violation: Violation<'p, 'c>) -> Self {
        Self {
            advice: match &violation.layer {
                Layer::Advice(advice) => Some(advice.clone()),
                Layer::Keyword | Layer::Silence => None,
            },
            violation,
            misnamed: None,
            said: None,
            siblings: Rc::default(),
            in_full: true,
        }
    }
}

/// The maximum number of causes of a payload for which corrections and the exact keyword in the document are searched.
const IN_FULL: usize = 2000;

/// Returns the causes of the violations; violations of the same cause are merged.
pub(super) fn of<'p, 'c>(
    violations: Vec<Violation<'p, 'c>>,
    contract: &'c Contract,
) -> Vec<Cause<'p, 'c>> {
    let mut causes: Vec<Cause<'p, 'c>> = violations.into_iter().map(Cause::new).collect();
    drop_repeated(&mut causes);
    drop_types_of_enums(&mut causes, contract);
    drop_implied(&mut causes);
    drop_lengths_of_patterns(&mut causes);
    name_misnamed(&mut causes);
    name_by_advice(&mut causes);
    name_siblings(&mut causes, contract);
    if causes.len() > IN_FULL {
        causes.sort_by_key(|cause| cause.violation.found.start());
        for cause in &mut causes[IN_FULL..] {
            cause.in_full = false;
        }
    }
    causes
}

/// Each object's names are gathered once, however many of its members are unknown, and only those that may be meant.
fn name_siblings<'p>(causes: &mut [Cause<'p, '_>], contract: &Contract) {
    let known = contract.names();
    let is_known = |name: &&str| known.as_ref().is_none_or(|known| known.contains(*name));
    let mut names: HashMap<Span, Rc<HashSet<&'p str>>> = HashMap::new();
    for cause in causes {
        if let (Some(object), Broken::Unknown(_)) =
            (cause.violation.object, &cause.violation.broken)
        {
            let all = object.members().map(|member| member.key.text());
            let of_object = || Rc::new(all.filter(is_known).collect());
            let own = names.entry(object.span()).or_insert_with(of_object);
            cause.siblings = Rc::clone(own);
        }
    }
}

/// The same thing is often found by several ways through the schema.
fn drop_repeated(causes: &mut Vec<Cause<'_, '_>>) {
    let mut seen = BTreeSet::new();
    causes.retain(|cause| {
        let what = match &cause.advice {
            Some(advice) => format!("{} {}", advice.code, advice.message),
            None => format!("{:?}", cause.violation.broken),
        };
        seen.insert((cause.violation.pointer.clone(), what))
    });
}

/// Drops the type violation of a value that also violates an `enum`, unless the document itself has the `type`: a
/// contract adds the type to each `enum`.
fn drop_types_of_enums(causes: &mut Vec<Cause<'_, '_>>, contract: &Contract) {
    let unlisted = causes
        .iter()
        .filter(|cause| matches!(cause.violation.broken, Broken::Value(_)));
    let unlisted: BTreeSet<Pointer> = unlisted
        .map(|cause| cause.violation.pointer.clone())
        .collect();
    causes.retain(|cause| {
        let violation = &cause.violation;
        violation.broken != Broken::Type
            || !unlisted.contains(&violation.pointer)
            || origin::is_type_written(violation, contract)
    });
}

/// A value of the wrong type breaks what is said of values of the right one too, and a field with a message of its own is not merely unknown.
fn drop_implied(causes: &mut Vec<Cause<'_, '_>>) {
    let places = |wanted: &dyn Fn(&Cause<'_, '_>) -> bool| -> BTreeSet<Pointer> {
        let found = causes.iter().filter(|cause| wanted(cause));
        found.map(|cause| cause.violation.pointer.clone()).collect()
    };
    let mistyped = places(&|cause| cause.violation.broken == Broken::Type);
    let unknown = places(&|cause| matches!(cause.violation.broken, Broken::Unknown(_)));
    let known =
        places(&|cause| cause.advice.is_some() && cause.violation.broken == Broken::Forbidden);
    causes.retain(|cause| {
        let pointer = &cause.violation.pointer;
        match &cause.violation.broken {
            Broken::Value(_)
            | Broken::Length(_)
            | Broken::Pattern(_)
            | Broken::Format(_)
            | Broken::Range(_)
            | Broken::Step(_) => !mistyped.contains(pointer),
            Broken::Unknown(_) => !known.contains(pointer),
            // The validator also reports a required property as missing if the property is present but not allowed.
            Broken::Missing(name) => !unknown.contains(&pointer.child(name)),
            Broken::MissingTag(..)
            | Broken::MissingOne(_)
            | Broken::Type
            | Broken::Kind(_)
            | Broken::Items(_)
            | Broken::Members(_)
            | Broken::Repeated
            | Broken::Forbidden
            | Broken::Ambiguous(_)
            | Broken::NoVariant
            | Broken::PatternLimit
            | Broken::Undecided
            | Broken::Other(_) => true,
        }
    });
}

/// Drops the length violation of a string if every string that matches the violated pattern has an allowed length.
fn drop_lengths_of_patterns(causes: &mut Vec<Cause<'_, '_>>) {
    let mut patterns: HashMap<Pointer, Vec<Lengths>> = HashMap::new();
    for cause in causes.iter().filter(|cause| cause.advice.is_none()) {
        if let Broken::Pattern(pattern) = &cause.violation.broken {
            let known = patterns.entry(cause.violation.pointer.clone());
            known.or_default().extend(broken::lengths(pattern));
        }
    }
    causes.retain(|cause| {
        let patterns = patterns.get(&cause.violation.pointer);
        match (&cause.violation.broken, patterns) {
            (Broken::Length(limit), Some(patterns)) if cause.advice.is_none() => {
                let mut patterns = patterns.iter();
                !patterns.any(|lengths| limit.is_implied_by(*lengths))
            }
            (_, Some(_) | None) => true,
        }
    });
}

/// A missing member beside an unknown one of almost the same name: it is there, under a wrong name.
fn name_misnamed(causes: &mut Vec<Cause<'_, '_>>) {
    let mut missing: BTreeMap<Pointer, Vec<usize>> = BTreeMap::new();
    for (index, cause) in causes.iter().enumerate() {
        if let Broken::Missing(_) = cause.violation.broken {
            let object = cause.violation.pointer.clone();
            missing.entry(object).or_default().push(index);
        }
    }
    let mut dropped = BTreeSet::new();
    for index in 0..causes.len() {
        let violation = &causes[index].violation;
        let Broken::Unknown(name) = &violation.broken else {
            continue;
        };
        let open = missing
            .get(&violation.pointer.parent().unwrap_or_default())
            .into_iter()
            .flatten();
        let open = open
            .copied()
            .filter(|open| causes[*open].misnamed.is_none() && !dropped.contains(open));
        let open: Vec<(usize, &str)> = open
            .filter_map(|open| match &causes[open].violation.broken {
                Broken::Missing(name) => Some((open, name.as_str())),
                _ => None,
            })
            .collect();
        let Some(meant) = suggest::closest(name, open.iter().map(|(_, name)| *name)) else {
            continue;
        };
        let Some(&(meant, _)) = open.iter().find(|(_, name)| *name == meant) else {
            continue;
        };
        if causes[meant].advice.is_some() {
            // The unknown name is the cause, and says what is meant.
            dropped.insert(meant);
        } else {
            causes[meant].misnamed = causes[index].violation.found.key;
            causes[meant].violation.declared = Rc::clone(&causes[index].violation.declared);
            dropped.insert(index);
        }
    }
    drop_all(causes, &dropped);
}

/// A missing member beside one of which the document says that another is to be used instead.
fn name_by_advice(causes: &mut Vec<Cause<'_, '_>>) {
    let mut dropped = BTreeSet::new();
    for index in 0..causes.len() {
        let Cause {
            violation,
            advice: Some(advice),
            ..
        } = &causes[index]
        else {
            continue;
        };
        let (advice, key) = (advice.clone(), violation.found.key);
        let object = violation.pointer.parent().unwrap_or_default();
        if violation.broken != Broken::Forbidden || key.is_none() {
            continue;
        }
        let missing = causes.iter_mut().find(|cause| {
            let Broken::Missing(name) = &cause.violation.broken else {
                return false;
            };
            let is_open = cause.advice.is_none() && cause.misnamed.is_none();
            let instead = format!("use {} instead", quoted(name));
            is_open && cause.violation.pointer == object && advice.message.contains(&instead)
        });
        if let Some(missing) = missing {
            missing.misnamed = key;
            missing.said = Some(advice);
            dropped.insert(index);
        }
    }
    drop_all(causes, &dropped);
}

fn drop_all(causes: &mut Vec<Cause<'_, '_>>, dropped: &BTreeSet<usize>) {
    let mut index = 0;
    causes.retain(|_| {
        index += 1;
        !dropped.contains(&(index - 1))
    });
}
