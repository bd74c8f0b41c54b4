//! Patterns for each rule of the specification that random patterns seldom depend on.

/// Patterns, and strings that tell a right matcher from a wrong one.
pub(super) const FEATURES: [(&str, &[&str]); 42] = [
    (
        "^.$",
        &["a", "😀", "\n", "\r", "\u{2028}", "\u{2029}", "\u{85}", ""],
    ),
    (
        "^\\s$",
        &["\u{B}", "\u{FEFF}", "\u{85}", "\u{180E}", "\u{200B}"],
    ),
    ("^\\w$", &["a", "_", "é", "\u{17F}", "\u{212A}", "\u{663}"]),
    ("\\bcaf\\b", &["café", "cafe", "un caf."]),
    ("caf\\B", &["café", "cafe", "caf"]),
    ("\\B", &["aéb", "éé", "a😀b", "", "ab"]),
    ("^\\B😀\\B$", &["😀"]),
    ("^[\\b]$", &["\u{8}", "b", "\\"]),
    ("^\\0$", &["\0", "0"]),
    ("^\\cJ$", &["\n", "J", "\u{A}\n"]),
    ("^[\\uD83D\\uDE00]$", &["😀", "\u{FFFD}"]),
    ("a$", &["a", "a\n"]),
    // An iteration begins without matches of its groups.
    ("^(?:(a)|b)+c\\1$", &["abc", "abca", "bac", "baca"]),
    ("^(?:(a)|b){2}\\1$", &["ab", "aba", "ba", "baa"]),
    // An empty iteration beyond the fewest is none.
    ("^(?:(a)|b|)*c\\1$", &["aca", "ac", "abc", "c"]),
    ("^(?:(a)|b|){2}c\\1$", &["aca", "ac", "abc", "c"]),
    // A group without a match is the empty string.
    ("^(?:(a)|b)\\1$", &["aa", "b", "ba"]),
    ("^\\1(a)$", &["a", "aa"]),
    ("^(a\\1)$", &["a", "aa"]),
    ("^(?:\\2(b)|(a))+$", &["aab", "ab", "aba"]),
    // A look-behind is matched backward.
    ("(?<=\\1(a))b", &["ab", "aab"]),
    ("(?<=(a)\\1)b", &["ab", "aab"]),
    ("(?<=([ab]+)([bc]+))$", &["abc", "c"]),
    ("^(ab)c(?<=\\1c)$", &["abc"]),
    ("(?<=^(\\w)(\\w+))\\1\\2$", &["abcabc", "aba", "abcbca"]),
    // What a look-around has matched first is not tried otherwise, and what a negated one has matched is lost.
    ("^(?=(a+))\\1b", &["aab", "b"]),
    ("^(?=(a+))a\\1b", &["aab", "aaab"]),
    ("^(?=(a+?))a*b\\1$", &["aaba", "aabaa"]),
    ("^(?!(a)b)\\1a$", &["a", "aa"]),
    // These are refused, some of them by the flag `u` alone.
    ("(?<a>b)(?<a>c)", &[]),
    ("(?<a>b)|(?<a>c)", &[]),
    ("(?<1>a)", &[]),
    ("(?<a>b)\\k<c>", &[]),
    ("\\p{lu}", &[]),
    ("\\p{Greek}", &[]),
    ("\\p{Block=ASCII}", &[]),
    ("\\p{gc=Alphabetic}", &[]),
    ("\\p{Script}", &[]),
    ("^\\00$", &["\0", "\0\u{30}"]),
    ("[\\B]", &[]),
    ("(?<=a)?", &[]),
    ("^(?<\\u{61}é>a)\\k<a\\u00e9>$", &["aa", "a"]),
];
