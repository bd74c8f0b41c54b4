//! Words for people out of texts that may be hostile: short, and without characters that a terminal obeys.

use crate::sanitize;

/// How many characters a value may have, and how many are kept of a longer one.
const VALUE: usize = 160;
const KEPT: usize = 120;
/// How many bytes a text may have as a whole.
const WHOLE: usize = 2_000;
const CUT: char = '…';

/// `text` with its values, which stand in backticks, cut to a readable length, and with nothing invisible.
pub(crate) fn legible(text: &str) -> String {
    let is_plain = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
    if text.len() <= VALUE && text.bytes().all(is_plain) && !text.contains("##") {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len().min(WHOLE));
    for (at, part) in text.split('`').enumerate() {
        if at > 0 {
            shown.push('`');
        }
        if shown.len() > WHOLE {
            shown.push(CUT);
            break;
        }
        let is_long = part.chars().nth(VALUE).is_some();
        let kept = if is_long { KEPT } else { VALUE };
        let end = part
            .char_indices()
            .nth(kept)
            .map_or(part.len(), |(end, _)| end);
        shown.push_str(&sanitize::line(&part[..end]));
        if is_long {
            shown.push(CUT);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::legible;

    #[test]
    fn values_are_cut_and_sentences_are_not() {
        let usual = "`a` is not a value of `b`: é, 名";
        assert_eq!(legible(usual), usual);
        let long = "ü".repeat(1_000_000);
        let expected = format!("`{}…` leads nowhere", "ü".repeat(120));
        assert_eq!(legible(&format!("`{long}` leads nowhere")), expected);
        assert!(legible(&"`".repeat(1_000_000)).len() < 2_100);
        assert!(legible(&"`a` and ".repeat(1_000_000)).len() < 2_100);
    }

    #[test]
    fn nothing_is_invisible() {
        assert_eq!(
            legible("`\u{1b}[31ma\nb\u{0}\u{202e}`"),
            r"`\u{1b}[31ma\nb\u{0}\u{202e}`"
        );
    }
}
