//! A lexer for markup: comments, and in YAML also anchors, aliases, tags and directives.

/// The markup of a text, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Markup {
    pub(super) comments: Vec<String>,
    /// The source text of anchors, aliases, tags and directives, including `&`, `*`, `!` or `%`.
    pub(super) properties: Vec<String>,
}

/// Returns the comments of a JSON text, which may be malformed.
pub(super) fn of_json(text: &str) -> Markup {
    let mut comments = Vec::new();
    let mut at = 0;
    let mut previous = ':';
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match first {
            '"' => string(rest, '"'),
            // An apostrophe inside a word does not begin a string.
            '\'' if "{[,:=".contains(previous) => string(rest, '\''),
            '/' if rest.starts_with("//") => {
                let length = line(rest);
                comments.push(rest[..length].to_owned());
                length
            }
            '/' if rest.starts_with("/*") => {
                let length = rest.find("*/").map_or(rest.len(), |end| end + 2);
                comments.push(rest[..length].to_owned());
                length
            }
            other => other.len_utf8(),
        };
        if !first.is_whitespace() {
            previous = first;
        }
        at += length;
    }
    Markup {
        comments,
        properties: Vec::new(),
    }
}

/// Returns the markup of a YAML text.
pub(super) fn of_yaml(text: &str) -> Markup {
    let mut lexer = Lexer {
        text: text.trim_start_matches('\u{FEFF}'),
        at: 0,
        flow: 0,
        is_begun: false,
        markup: Markup::default(),
    };
    while lexer.at < lexer.text.len() {
        lexer.token();
    }
    lexer.markup
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// The number of open flow collections.
    flow: usize,
    /// `true` inside a document, where `%` does not begin a directive.
    is_begun: bool,
    markup: Markup,
}

impl<'t> Lexer<'t> {
    fn token(&mut self) {
        let text: &'t str = self.text;
        let rest = &text[self.at..];
        let is_line_start = self.at == 0 || text[..self.at].ends_with('\n');
        let is_marker = |marker: &str| {
            let behind = rest.strip_prefix(marker);
            is_line_start && behind.is_some_and(|behind| ends_word(behind, false))
        };
        let first = rest.chars().next().unwrap_or('\n');
        let behind = &rest[first.len_utf8()..];
        if is_marker("---") || is_marker("...") {
            self.is_begun = rest.starts_with('-');
            self.at += 3;
            return;
        }
        self.at += match first {
            ' ' | '\t' | '\r' | '\n' => 1,
            '#' => {
                let length = line(rest);
                self.markup.comments.push(rest[..length].to_owned());
                length
            }
            '%' if is_line_start && !self.is_begun => {
                let length = line(rest);
                self.markup.properties.push(rest[..length].to_owned());
                length
            }
            '"' => string(rest, '"'),
            '\'' => quoted(rest),
            '&' | '*' | '!' => {
                let length = property(rest);
                self.markup.properties.push(rest[..length].to_owned());
                length
            }
            '[' | '{' => {
                self.flow += 1;
                1
            }
            ']' | '}' if self.flow > 0 => {
                self.flow -= 1;
                1
            }
            ',' if self.flow > 0 => 1,
            '-' | '?' if ends_word(behind, self.flow > 0) => 1,
            // In a flow collection, no white space is required between a quoted key, `:` and the value.
            ':' if self.flow > 0 || ends_word(behind, false) => 1,
            '|' | '>' if self.flow == 0 => self.block_scalar(rest),
            _ => self.plain(rest),
        };
        self.is_begun |= !first.is_whitespace() && !"#%".contains(first);
    }

    fn plain(&self, rest: &str) -> usize {
        let mut previous = ' ';
        for (at, c) in rest.char_indices() {
            let behind = &rest[at + c.len_utf8()..];
            let ends = match c {
                '\n' | '\r' => true,
                '#' => at > 0 && previous.is_whitespace(),
                ':' => at > 0 && ends_word(behind, self.flow > 0),
                ',' | '[' | ']' | '{' | '}' => at > 0 && self.flow > 0,
                _ => false,
            };
            if ends {
                return at;
            }
            previous = c;
        }
        rest.len()
    }

    /// Returns the length, in bytes, of a literal or folded scalar: its header, and the lines that are blank or
    /// indented at least as much as the first one.
    fn block_scalar(&mut self, rest: &str) -> usize {
        let header = line(rest);
        if let Some(comment) = rest[..header].find('#') {
            self.markup.comments.push(rest[comment..header].to_owned());
        }
        let start = self.text[..self.at].rfind('\n').map_or(0, |end| end + 1);
        let own_line = &self.text[start..];
        let least = match own_line.starts_with("---") {
            true => 0,
            false => depth(own_line) + 1,
        };
        let mut length = header;
        let mut content = None;
        for line in rest[header..].split_inclusive('\n') {
            let is_blank = line.trim().is_empty();
            let ends = match content {
                _ if is_blank => false,
                None => depth(line) < least,
                Some(content) => depth(line) < content,
            };
            if ends {
                break;
            }
            if content.is_none() && !is_blank {
                content = Some(depth(line));
            }
            length += line.len();
        }
        length
    }
}

/// Returns the length, in bytes, of an anchor, alias or tag. White space or a flow indicator, such as `,`, ends it.
fn property(rest: &str) -> usize {
    if let Some(end) = rest.strip_prefix("!<").and_then(|rest| rest.find('>')) {
        return end + 3;
    }
    let ends = |c: char| c.is_whitespace() || ",[]{}".contains(c);
    rest.find(ends).unwrap_or(rest.len())
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn ends_word(behind: &str, is_in_flow: bool) -> bool {
    let next = behind.chars().next();
    next.is_none_or(|next| next.is_whitespace() || (is_in_flow && ",[]{}".contains(next)))
}

/// Returns the length, in bytes, of the first line without its line break.
fn line(rest: &str) -> usize {
    let line = rest.split('\n').next().unwrap_or(rest);
    line.trim_end_matches('\r').len()
}

/// Returns the length, in bytes, of a string with backslash escapes; an unclosed string extends to the end of the text.
fn string(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Returns the length, in bytes, of a single-quoted scalar, in which `''` is an escaped quote.
fn quoted(rest: &str) -> usize {
    let mut at = 1;
    loop {
        match rest[at..].find('\'') {
            None => return rest.len(),
            Some(end) if rest[at + end + 1..].starts_with('\'') => at += end + 2,
            Some(end) => return at + end + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{of_json, of_yaml};

    #[test]
    fn markup_is_what_is_outside_of_scalars() {
        let text = "\u{FEFF}%YAML 1.2\r\n--- # 1\r\n\"a # 0\": &a 'it''s # 0' # 2\r\n*a : !!str a#b # 3\r\n? !<x> &b |- # 4\r\n    # 0\r\n  # 5\r\n: \
                    [a:b#, &c c, *c , {\"d\":*c}, # 6\r\n !t x]\r\n- e &0 *0 !0\r\n...\r\n%TAG ! x\r\n--- >\r\n# 0\r\n";
        let markup = of_yaml(text);
        assert_eq!(markup.comments, ["# 1", "# 2", "# 3", "# 4", "# 5", "# 6"]);
        let properties = "%YAML 1.2, &a, *a, !!str, !<x>, &b, &c, *c, *c, !t, %TAG ! x";
        assert_eq!(markup.properties.join(", "), properties);
    }

    #[test]
    fn comments_of_json_are_outside_of_strings() {
        let text = "{// 1\n\"a//0\\\"/*0*/\": '/*0*/' /* 2\n*/, it's: 1 // 3";
        assert_eq!(of_json(text).comments, ["// 1", "/* 2\n*/", "// 3"]);
    }
}
