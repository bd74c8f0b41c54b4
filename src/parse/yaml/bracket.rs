//! Finds the bracket of a flow collection that is not closed.

/// Returns the byte offset of the innermost bracket in `text[from..to]` that is open at `to`; `None` if there is none.
/// At `from`, outside of any quotes, a flow collection begins, or only white space, comments, anchors, tags and the
/// indicators of block collections stand before one.
pub(super) fn innermost(text: &str, from: usize, to: usize) -> Option<usize> {
    let bytes = text.get(from..to)?.as_bytes();
    let mut open = Vec::new();
    let mut quote = None;
    // A quote or `#` within a plain scalar, such as `it's`, is a character of the scalar.
    let mut is_start = true;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let mut length = 1;
        match (quote, byte) {
            (Some(b'"'), b'\\') => length = 2,
            (Some(mark), _) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if is_start => quote = Some(byte),
            (None, b'#') if is_start => {
                let rest = bytes[at..].iter();
                length = rest.take_while(|byte| !b"\r\n".contains(byte)).count();
            }
            (None, b'[' | b'{') => open.push(from + at),
            (None, b']' | b'}') => {
                open.pop();
            }
            (None, _) => {}
        }
        is_start = byte.is_ascii_whitespace() || b",:[]{}".contains(&byte);
        at += length;
    }
    open.pop()
}

#[cfg(test)]
mod tests {
    use super::innermost;

    #[test]
    fn quotes_and_comments_open_nothing() {
        for (text, expected) in [
            ("[1, {a: b}, ", Some(0)),
            ("[it's, {a: 2", Some(7)),
            ("- # [\n  {a: ']', b: \"}\\\"]\" # }", Some(8)),
            ("[1]", None),
            ("", None),
        ] {
            assert_eq!(innermost(text, 0, text.len()), expected, "{text}");
        }
    }
}
