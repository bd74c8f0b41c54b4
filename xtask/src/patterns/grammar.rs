//! Random patterns of all of the syntax.

use specwright_spec::sample::Random;

use super::syntax::{
    ATOMS, Atom, CHARACTERS, FIXED_LENGTH, MEMBERS, NAMES, NOISE, PROPERTIES, SMALL_ATOMS,
};

/// A part of a pattern, with what is needed to make strings that match it.
#[derive(Debug)]
pub(super) enum Part {
    /// An atom as it is written, and characters that it matches.
    Atom(String, String),
    /// `^`, `\b`.
    Assertion(&'static str),
    Sequence(Vec<Part>),
    Alternatives(Vec<Part>),
    /// A part, a quantifier as it is written, and the fewest and the most times in random strings.
    Repeat(Box<Part>, String, usize, usize),
    /// A group that references may name.
    Capture(Name, Box<Part>),
    /// A reference to one of the groups: which one is the remainder of the number by their count.
    Reference(usize),
    /// `(?=`, `(?!`, `(?<=` or `(?<!`.
    Look(&'static str, Box<Part>),
}

/// The name of a group; `None` for a group without a name. Each name is used once.
pub(super) type Name = Option<(&'static str, &'static str)>;

/// The deepest nesting.
const DEEPEST: usize = 4;
/// So many of a hundred patterns match strings of one length alone.
const FIXED: usize = 10;
/// So many of a hundred patterns without noise have two characters.
const SMALL: usize = 50;
/// In so many of a hundred patterns something is inserted or removed.
const NOISY: usize = 20;

/// Returns a random pattern.
pub(super) fn pattern(random: &mut Random) -> Pattern {
    let is_noisy = random.chance(NOISY);
    let is_small = !is_noisy && random.chance(SMALL);
    let context = &mut Context {
        left: NAMES.to_vec(),
        is_plain: is_noisy,
        is_small,
        deepest: usize::from(is_small) + random.below(DEEPEST),
    };
    let part = if !is_small && random.chance(FIXED) {
        fixed_length(random, context)
    } else {
        alternatives(random, context, 0)
    };
    let mut captures = Vec::new();
    list_captures(&part, &mut captures);
    let mut text = String::new();
    write_content(&part, &captures, &mut text);
    if is_noisy {
        text = noisy(&text, random);
    }
    Pattern {
        part,
        text,
        characters: if is_small { "ab" } else { CHARACTERS },
    }
}

/// A random pattern.
pub(super) struct Pattern {
    /// What the pattern was meant to be.
    pub(super) part: Part,
    /// The pattern as it is written.
    pub(super) text: String,
    /// The characters to change its strings by.
    pub(super) characters: &'static str,
}

/// What the parts of a pattern have in common.
struct Context {
    /// The group names that are not taken.
    left: Vec<(&'static str, &'static str)>,
    /// `true` if the pattern needs no flag `u`: the flag refuses what Annex B accepts, so without it that can be judged.
    is_plain: bool,
    /// `true` if the pattern is about `a` and `b` alone, so that what groups have matched often matters.
    is_small: bool,
    /// The deepest nesting of this pattern.
    deepest: usize,
}

impl Context {
    fn pick(&self, atoms: &[Atom], random: &mut Random) -> Atom {
        let needs_flag = |written: &str| {
            let escapes = ["\\u", "\\p", "\\P"];
            let mut escapes = escapes.iter();
            escapes.any(|escape| written.contains(escape))
                || written
                    .chars()
                    .any(|character| u32::from(character) > 0xFFFF)
        };
        let atoms = if self.is_small { &SMALL_ATOMS } else { atoms };
        let atom = random.pick(atoms).copied();
        let atom = atom.filter(|(written, _)| !self.is_plain || !needs_flag(written));
        atom.unwrap_or(("a", "a"))
    }
}

fn alternatives(random: &mut Random, context: &mut Context, depth: usize) -> Part {
    let count = if random.chance(25) {
        2 + random.below(2)
    } else {
        1
    };
    let mut parts: Vec<Part> = (0..count)
        .map(|_| sequence(random, context, depth))
        .collect();
    match parts.len() {
        1 => parts.remove(0),
        _ => Part::Alternatives(parts),
    }
}

fn sequence(random: &mut Random, context: &mut Context, depth: usize) -> Part {
    let count = if depth == 0 {
        1 + random.below(5)
    } else {
        random.below(4)
    };
    let mut parts: Vec<Part> = (0..count).map(|_| term(random, context, depth)).collect();
    if depth == 0 && random.chance(40) {
        parts.insert(0, Part::Assertion("^"));
    }
    if depth == 0 && random.chance(40) {
        parts.push(Part::Assertion("$"));
    }
    Part::Sequence(parts)
}

fn term(random: &mut Random, context: &mut Context, depth: usize) -> Part {
    let least = if context.is_small { 24 } else { 0 };
    let kind = least
        + random.below(if depth < context.deepest {
            100 - least
        } else {
            60 - least
        });
    match kind {
        36..42 if context.is_small => quantified(Part::Reference(random.below(1000)), random),
        0..30 => quantified(atom(random, context), random),
        30..42 => quantified(class(random, context), random),
        42..50 => Part::Assertion(
            random
                .pick(&["^", "$", "\\b", "\\B", "\\b", "\\B"])
                .unwrap_or(&"^"),
        ),
        50..60 => quantified(Part::Reference(random.below(1000)), random),
        60..70 => quantified(wrapped(random, context, depth), random),
        70..86 => {
            let name = if random.chance(25) && !context.left.is_empty() {
                Some(context.left.remove(random.below(context.left.len())))
            } else {
                None
            };
            let content = Box::new(alternatives(random, context, depth + 1));
            quantified(Part::Capture(name, content), random)
        }
        _ => {
            let begin = random
                .pick(&["(?=", "(?!", "(?<=", "(?<!"])
                .unwrap_or(&"(?=");
            Part::Look(begin, Box::new(alternatives(random, context, depth + 1)))
        }
    }
}

/// `^[0-9a-f]{8}(-[0-9a-f]{4}){3}$`.
fn fixed_length(random: &mut Random, context: &Context) -> Part {
    let mut parts = vec![Part::Assertion("^")];
    for _ in 0..random.below(4) {
        let (written, matched) = context.pick(&FIXED_LENGTH, random);
        let mut part = Part::Atom(written.to_owned(), matched.to_owned());
        if random.chance(30) {
            part = Part::Sequence(vec![part, Part::Atom("-".to_owned(), "-".to_owned())]);
            part = Part::Capture(None, Box::new(part));
        }
        if random.chance(50) {
            let times = random.below(5);
            part = Part::Repeat(Box::new(part), format!("{{{times}}}"), times, times);
        }
        parts.push(part);
    }
    parts.push(Part::Assertion("$"));
    Part::Sequence(parts)
}

/// Generates a non-capturing group: alternatives are rendered inside of `(?:..)`.
fn wrapped(random: &mut Random, context: &mut Context, depth: usize) -> Part {
    match alternatives(random, context, depth + 1) {
        Part::Alternatives(parts) => Part::Alternatives(parts),
        other => Part::Alternatives(vec![other]),
    }
}

fn atom(random: &mut Random, context: &Context) -> Part {
    if !context.is_plain && !context.is_small && random.chance(6) {
        let letter = if random.chance(70) { 'p' } else { 'P' };
        let name = random.pick(&PROPERTIES).unwrap_or(&"L");
        return Part::Atom(
            format!("\\{letter}{{{name}}}"),
            "aA0 é中\u{301}😀".to_owned(),
        );
    }
    let (written, matched) = context.pick(&ATOMS, random);
    Part::Atom(written.to_owned(), matched.to_owned())
}

fn class(random: &mut Random, context: &Context) -> Part {
    let negated = random.chance(30);
    let (mut written, mut matched) = (
        String::from(if negated { "[^" } else { "[" }),
        String::new(),
    );
    for _ in 0..random.below(4) {
        let (member, characters) = context.pick(&MEMBERS, random);
        written += member;
        matched += characters;
    }
    written += if random.chance(8) { "-]" } else { "]" };
    if negated {
        matched = "x9 é\n".to_owned();
    }
    Part::Atom(written, matched)
}

fn quantified(part: Part, random: &mut Random) -> Part {
    if random.chance(60) {
        return part;
    }
    let (least, more) = (random.below(4), random.below(3));
    let (mut sign, least, most) = match random.below(6) {
        0 => ("*".to_owned(), 0, 3),
        1 => ("+".to_owned(), 1, 3),
        2 => ("?".to_owned(), 0, 1),
        3 => (format!("{{{least}}}"), least, least),
        4 => (format!("{{{least},}}"), least, least + 2),
        _ => (format!("{{{least},{}}}", least + more), least, least + more),
    };
    if random.chance(30) {
        sign += "?";
    }
    Part::Repeat(Box::new(part), sign, least, most)
}

/// Lists the names of all groups that references may name, in their order.
pub(super) fn list_captures(part: &Part, found: &mut Vec<Name>) {
    match part {
        Part::Capture(name, content) => {
            found.push(*name);
            list_captures(content, found);
        }
        Part::Sequence(parts) | Part::Alternatives(parts) => {
            parts.iter().for_each(|part| list_captures(part, found));
        }
        Part::Repeat(part, ..) | Part::Look(_, part) => list_captures(part, found),
        Part::Atom(..) | Part::Assertion(_) | Part::Reference(_) => {}
    }
}

/// Writes the content of a group, where alternatives need no group of their own.
fn write_content(part: &Part, captures: &[Name], text: &mut String) {
    let Part::Alternatives(parts) = part else {
        return write(part, captures, text);
    };
    for (nth, part) in parts.iter().enumerate() {
        *text += if nth > 0 { "|" } else { "" };
        write(part, captures, text);
    }
}

fn write(part: &Part, captures: &[Name], text: &mut String) {
    match part {
        Part::Atom(written, _) => *text += written,
        Part::Assertion(written) => *text += written,
        Part::Sequence(parts) => parts.iter().for_each(|part| write(part, captures, text)),
        Part::Alternatives(_) => {
            *text += "(?:";
            write_content(part, captures, text);
            *text += ")";
        }
        Part::Repeat(part, sign, ..) => {
            write(part, captures, text);
            *text += sign;
        }
        Part::Capture(name, content) => {
            match name {
                Some((name, _)) => *text += &format!("(?<{name}>"),
                None => *text += "(",
            }
            write_content(content, captures, text);
            *text += ")";
        }
        Part::Reference(number) => *text += &reference(*number, captures),
        Part::Look(begin, content) => {
            *text += begin;
            write_content(content, captures, text);
            *text += ")";
        }
    }
}

/// A digit behind the reference would belong to its number, so it stands in a group.
fn reference(number: usize, captures: &[Name]) -> String {
    let Some(index) = number.checked_rem(captures.len()) else {
        return "a".to_owned();
    };
    match captures[index] {
        Some((_, name)) if !number.is_multiple_of(3) => format!("\\k<{name}>"),
        Some(_) | None => format!("(?:\\{})", index + 1),
    }
}

/// Inserts or removes something at a random place.
fn noisy(text: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let at = random.below(characters.len() + 1);
    if random.chance(30) && at < characters.len() {
        characters.remove(at);
    } else {
        let noise = random.pick(&NOISE).unwrap_or(&"");
        characters.splice(at..at, noise.chars());
    }
    characters.into_iter().collect()
}
