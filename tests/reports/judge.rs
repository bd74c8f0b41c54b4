//! The judge of printed bytes. It shares no code with the programs that print.

use std::collections::BTreeSet;

/// Checks everything that a program printed or wrote for people and machines: nothing in it controls a terminal, hides or
/// reverses text, or is a command to a service that shows the log. With `colours`, escape sequences of colours may be in
/// it; with `commands`, every line must be an annotation of GitHub's.
///
/// # Errors
/// Returns the first violation.
pub(crate) fn check(bytes: &[u8], colours: bool, commands: bool) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let plain = if colours {
        uncoloured(text)
    } else {
        text.to_owned()
    };
    // A diff keeps the line ends of its files.
    let plain = plain.replace("\r\n", "\n");
    for line in plain.split('\n') {
        if let Some(found) = line.chars().find(|c| is_harmful(*c)) {
            return Err(format!("U+{:04X} in {line:?}", u32::from(found)));
        }
        if commands && !line.is_empty() {
            annotation(line).ok_or_else(|| format!("no annotation: {line:?}"))?;
            continue;
        }
        let visible: String = line.chars().filter(|c| !is_ignored(*c)).collect();
        let start = visible.trim_start();
        if start.starts_with("::") && !start.starts_with("::: ") {
            return Err(format!("a workflow command: {line:?}"));
        }
        let marker = ["##[", "##vso[", "##teamcity["]
            .iter()
            .find(|marker| visible.contains(**marker));
        if let Some(marker) = marker {
            return Err(format!("`{marker}` in {line:?}"));
        }
        if start.starts_with("FORGED") {
            return Err(format!("foreign text has a line of its own: {line:?}"));
        }
    }
    Ok(())
}

/// Returns the values of an annotation's properties, and its message, as GitHub's runner reads them.
pub(crate) fn annotation(line: &str) -> Option<(Vec<(String, String)>, String)> {
    const NAMES: [&str; 6] = ["file", "line", "endLine", "col", "endColumn", "title"];
    let rest = line
        .strip_prefix("::error ")
        .or_else(|| line.strip_prefix("::warning "))?;
    let (properties, message) = rest.split_once("::")?;
    let mut values = Vec::new();
    for property in properties.split(',') {
        let (name, value) = property.split_once('=')?;
        if !NAMES.contains(&name) {
            return None;
        }
        let value = value
            .replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%25", "%");
        values.push((name.to_owned(), value));
    }
    let names: BTreeSet<&String> = values.iter().map(|(name, _)| name).collect();
    let once = names.len() == values.len() && names.contains(&"file".to_owned());
    let message = message.replace("%0A", "\n").replace("%25", "%");
    once.then_some((values, message))
}

/// The text without escape sequences that select colours.
fn uncoloured(text: &str) -> String {
    let mut plain = String::new();
    let mut parts = text.split("\u{1b}[");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match digits.strip_prefix('m') {
            Some(rest) => plain.push_str(rest),
            None => plain.push_str("\u{1b}["),
        }
    }
    plain
}

fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}'
            | '\u{E0000}'..='\u{E007F}')
}

fn is_ignored(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}
