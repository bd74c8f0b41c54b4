//! Texts of the document as CommonMark in a comment.

/// CommonMark that rustdoc takes for text only: no block of it is compiled as an example.
pub(super) fn tamed(text: &str) -> String {
    let mut lines = Vec::new();
    let mut fence: Option<String> = None;
    let mut after_blank = true;
    for line in text.lines() {
        let bare = line.trim_start();
        let marks: String = bare
            .chars()
            .take_while(|c| matches!(c, '`' | '~'))
            .collect();
        match &fence {
            Some(open) => {
                if bare.trim_end() == marks && marks.starts_with(open.as_str()) {
                    fence = None;
                }
                lines.push(line.to_owned());
            }
            None if marks.len() >= 3 => {
                let info = bare[marks.len()..].trim();
                let inert = ["json", "yaml", "http", "bash", "shell", "sh", "xml"].contains(&info);
                lines.push(format!("{marks}{}", if inert { info } else { "text" }));
                fence = Some(marks);
            }
            // An indented block would be compiled as an example, too.
            None if after_blank && (line.starts_with("    ") || line.starts_with('\t')) => {
                lines.push(format!("   {bare}"));
            }
            None => lines.push(line.replace('\t', "    ")),
        }
        after_blank = bare.is_empty() || (after_blank && line.starts_with("    "));
    }
    lines.extend(fence);
    lines.join("\n")
}

/// A line that a comment can hold: control and direction-changing characters are written as their numbers.
pub(super) fn printable(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for c in line.trim_end().chars() {
        let hidden = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || hidden {
            text.extend(format!("U+{:04X}", u32::from(c)).chars());
        } else {
            text.push(c);
        }
    }
    text
}

/// A text as CommonMark's code, whatever is in it.
pub(crate) fn code(text: &str) -> String {
    if text.is_empty() {
        return "the empty text".to_owned();
    }
    let text = printable(text);
    let mut marks = "`".to_owned();
    while text.contains(marks.as_str()) {
        marks.push('`');
    }
    // A mark beside a mark of the text itself would be one of two.
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{marks}{space}{text}{space}{marks}")
}
