//! Plain scalars that YAML 1.1 and 1.2 read differently. The facts: <https://yaml.org/type/> for 1.1, chapter 10.3 of the
//! specification for 1.2.

/// What a scalar without quotes and tag is to a reader of YAML 1.1, where that differs from its [meaning](super::plain).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trap {
    /// The kind of the difference.
    pub kind: TrapKind,
    /// What it is to a 1.1 reader, such as `a date to a YAML 1.1 reader`.
    pub other: &'static str,
}

/// The kinds of [`Trap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrapKind {
    /// `yes`, `off`, `n`.
    Boolean,
    /// `2026-02-10`, perhaps with a time.
    Timestamp,
    /// `0123`, `1_000`, `12:30`, `1e3`.
    Number,
}

/// The trap that a plain scalar is, if it is one.
#[must_use]
pub fn trap(text: &str) -> Option<Trap> {
    let of = |kind, other| Some(Trap { kind, other });
    if is_boolean(text) {
        return of(TrapKind::Boolean, "a boolean to a YAML 1.1 reader");
    }
    // All the others begin with a digit or a sign.
    if !text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) {
        return None;
    }
    if is_timestamp(text) {
        return of(TrapKind::Timestamp, "a date to a YAML 1.1 reader");
    }
    number(text).and_then(|other| of(TrapKind::Number, other))
}

/// A JSON number as YAML of either version reads it: without an exponent, if that is not too long.
#[must_use]
pub fn in_full(number: &str) -> String {
    const MOST: usize = 20;
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: Option<usize> = exponent.trim_start_matches('+').parse().ok();
    match exponent.and_then(|exponent| exponent.checked_sub(fraction.len())) {
        Some(zeros) if zeros <= MOST => format!("{whole}{fraction}{}", "0".repeat(zeros)),
        Some(_) | None if number.contains(['e', 'E']) => {
            // A 1.1 float has a point, and a sign in its exponent.
            let fraction = if fraction.is_empty() { "0" } else { fraction };
            let power = number.split(['e', 'E']).nth(1).unwrap_or("0");
            let sign = if power.starts_with(['+', '-']) {
                ""
            } else {
                "+"
            };
            format!("{whole}.{fraction}e{sign}{power}")
        }
        Some(_) | None => number.to_owned(),
    }
}

fn is_boolean(text: &str) -> bool {
    matches!(
        text,
        "y" | "Y"
            | "yes"
            | "Yes"
            | "YES"
            | "n"
            | "N"
            | "no"
            | "No"
            | "NO"
            | "on"
            | "On"
            | "ON"
            | "off"
            | "Off"
            | "OFF"
    )
}

/// `2026-02-10`, perhaps with a time.
fn is_timestamp(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let digits = |part: &str, least: usize, most: usize| {
        (least..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (Some(year), Some(month), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let day = rest.split(['T', 't', ' ', '\t']).next().unwrap_or_default();
    let time = &rest[day.len()..];
    let plausible = time.is_empty() || time.contains(':');
    digits(year, 4, 4) && digits(month, 1, 2) && digits(day, 1, 2) && plausible
}

/// What a 1.1 reader makes of a number that a 1.2 reader takes for something else.
fn number(text: &str) -> Option<&'static str> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let all =
        |text: &str, allowed: &dyn Fn(char) -> bool| !text.is_empty() && text.chars().all(allowed);
    if let Some(rest) = unsigned.strip_prefix("0o") {
        return all(rest, &|c| c.is_digit(8)).then_some("text to a YAML 1.1 reader");
    }
    if let Some(rest) = unsigned.strip_prefix("0b") {
        return all(rest, &|c| "01_".contains(c)).then_some("a binary number to a YAML 1.1 reader");
    }
    let decimal = all(unsigned, &|c| c.is_ascii_digit());
    if decimal && unsigned.len() > 1 && unsigned.starts_with('0') {
        return Some("an octal number, or text, to a YAML 1.1 reader");
    }
    if unsigned.contains('_') && all(unsigned, &|c| c.is_ascii_digit() || "_.".contains(c)) {
        return Some("a number to a YAML 1.1 reader");
    }
    if is_sexagesimal(unsigned) {
        return Some("a number to the base 60 to a YAML 1.1 reader");
    }
    // A 1.1 float has a point, and a sign in its exponent.
    let (mantissa, exponent) = unsigned.split_once(['e', 'E'])?;
    let is_float = all(mantissa, &|c| c.is_ascii_digit() || c == '.')
        && all(exponent.trim_start_matches(['-', '+']), &|c| {
            c.is_ascii_digit()
        });
    let same = mantissa.contains('.') && exponent.starts_with(['-', '+']);
    (is_float && !same).then_some("text to a YAML 1.1 reader")
}

/// `12:30:45`: groups of two digits, each below 60.
fn is_sexagesimal(text: &str) -> bool {
    let mut groups = text.split(':');
    let first = groups.next().unwrap_or_default();
    let mut more = 0;
    let all = groups.all(|group| {
        more += 1;
        let whole = group.split('.').next().unwrap_or_default();
        whole.len() <= 2 && whole.parse::<u8>().is_ok_and(|number| number < 60)
    });
    let digits = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
    digits && all && more > 0
}
