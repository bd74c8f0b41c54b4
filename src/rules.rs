//! The rules: every finding's code, what it means, and how severe it is unless told otherwise.

use crate::diagnostic::Severity;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its stable name, kebab case.
    pub code: &'static str,
    /// How severe its findings are unless told otherwise.
    pub level: Severity,
    /// What a finding says, in one line.
    pub summary: &'static str,
    /// Why it matters, and the way out.
    pub explanation: &'static str,
}

/// The rule of that name.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.code == code)
}

macro_rules! rules {
    ($($(#[doc = $explanation:literal])+ $name:ident = $code:literal, $level:ident, $summary:literal;)*) => {
        $(
            $(#[doc = $explanation])+
            pub static $name: Rule = Rule {
                code: $code,
                level: Severity::$level,
                summary: $summary,
                explanation: concat!($($explanation, "\n"),+),
            };
        )*

        /// All rules, in the order of this table.
        pub static ALL: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    /// The file is not there, may not be read, or is a folder, a device or a socket; a pipe is read only if the command line
    /// names it. Or the file cannot be replaced by its mended text, as it is read-only or has several hard links.
    INACCESSIBLE_FILE = "inaccessible-file", Error, "a file cannot be read or written";
    /// The file has no value in it, perhaps because it was cut off or never written.
    EMPTY_FILE = "empty-file", Error, "a file holds no value";
    /// Payloads are UTF-8. Save the file again in that encoding.
    WRONG_ENCODING = "wrong-encoding", Error, "a text is not UTF-8";
    /// JSON that is sent over a network must not begin with U+FEFF, and some servers refuse it. It is safe to remove.
    BYTE_ORDER_MARK = "byte-order-mark", Error, "a text begins with U+FEFF";
    /// The text is no JSON or YAML at this place, and no more exact name is known for it.
    SYNTAX = "syntax", Error, "a text is malformed";
    /// JSON has no comma behind the last item or member. It is safe to remove.
    TRAILING_COMMA = "trailing-comma", Error, "a comma stands behind the last item or member";
    /// Items and members are separated by commas.
    MISSING_COMMA = "missing-comma", Error, "two items or members are not separated";
    /// JSON has no comments; name the file `.jsonc` to have them, or move the text out of the payload.
    COMMENT = "comment", Error, "a comment stands in JSON";
    /// JSON has only double quotes: no single ones, and none of those that word processors put in their place.
    SINGLE_QUOTES = "single-quotes", Error, "a text stands in other quotes than double ones";
    /// JSON has every name in double quotes.
    UNQUOTED_NAME = "unquoted-name", Error, "a name stands without quotes";
    /// JSON has the words `null`, `true` and `false` in lower case, and no other: no `NaN`, `Infinity` or `undefined`.
    UNKNOWN_WORD = "unknown-word", Error, "a word is not a JSON value";
    /// A JSON number is `-` if it is negative, digits without leading zeros, and perhaps a fraction and an exponent.
    INVALID_NUMBER = "invalid-number", Error, "a number is not written as JSON has it";
    /// JSON has the escapes `\" \\ \/ \b \f \n \r \t` and `\u` with four hexadecimal digits.
    INVALID_ESCAPE = "invalid-escape", Error, "a backslash does not begin an escape that JSON has";
    /// Characters beyond U+FFFF are two escapes, a high surrogate and then a low one; half of such a pair is no character.
    LONE_SURROGATE = "lone-surrogate", Error, "an escape is half a character";
    /// Characters below U+0020 must be escaped in a string, a line break as `\n`.
    CONTROL_CHARACTER = "control-character", Error, "a control character is not escaped";
    /// A string, list or object begins and does not end.
    UNCLOSED = "unclosed", Error, "something begins and does not end";
    /// A payload is one value; name the file `.ndjson` if it holds one for each line.
    SEVERAL_VALUES = "several-values", Error, "a file holds more than one value";
    /// Values are nested deeper than any payload needs to be, and other readers give up too.
    TOO_DEEP = "too-deep", Error, "values are nested too deeply";
    /// The payload is larger than can be checked, or would be once its aliases are written out; or the file, or a record of
    /// it, is larger than the limit of 256 MiB, which `--max-size` raises.
    TOO_LARGE = "too-large", Error, "a payload is too large";
    /// YAML is indented by spaces.
    TAB_INDENTATION = "tab-indentation", Error, "a tab indents YAML";
    /// The YAML value has no counterpart in JSON, which is what is sent.
    NOT_JSON = "not-json", Error, "a YAML value cannot be sent as JSON";
    /// Readers disagree which of the values counts: most take the last one, some the first, some refuse.
    DUPLICATE_KEY = "duplicate-key", Error, "a name stands twice in one object";

    /// YAML 1.1 readers take this word for a boolean; quote it, so that all read the same text.
    YAML_BOOLEAN = "yaml-boolean", Warning, "YAML 1.1 reads a word as a boolean";
    /// YAML 1.1 and 1.2 read this number differently, or one of them reads text; quote it or write it in full.
    YAML_NUMBER = "yaml-number", Warning, "YAML 1.1 and 1.2 disagree about a number";
    /// YAML 1.1 readers take this text for a date; quote it, so that all read the same text.
    YAML_TIMESTAMP = "yaml-timestamp", Warning, "YAML 1.1 reads a text as a date";
    /// `<<` merges another mapping in YAML 1.1 and is a field of that name in 1.2; write the fields out.
    YAML_MERGE_KEY = "yaml-merge-key", Warning, "YAML 1.1 merges where 1.2 has a field";

    /// The document requires the field, and the server refuses a request without it.
    MISSING_FIELD = "missing-field", Error, "a required field is missing";
    /// The value is of another type than the document gives. Text, numbers and booleans are not converted.
    WRONG_TYPE = "wrong-type", Error, "a value is of the wrong type";
    /// The document lists the allowed values, and upper and lower case count.
    WRONG_VALUE = "wrong-value", Error, "a value is none of the allowed ones";
    /// Lengths are counted in Unicode code points.
    WRONG_LENGTH = "wrong-length", Error, "a text is too short or too long";
    /// The text does not match the document's regular expression.
    WRONG_PATTERN = "wrong-pattern", Error, "a text does not match the pattern";
    /// The number is outside the document's bounds, or not a multiple of its step. The formats `int32`, `int64` and `uint64` of
    /// integers are bounds, too. An integer without such a format is held to signed 64 bits even if the document sets no bound;
    /// with a `minimum` of at least 0 and a `maximum` beyond these, to unsigned 64.
    OUT_OF_RANGE = "out-of-range", Error, "a number is out of range";
    /// The list or object holds fewer or more than the document allows.
    WRONG_COUNT = "wrong-count", Error, "there are too few or too many items or fields";
    /// The document wants each item of the list once.
    REPEATED_ITEM = "repeated-item", Error, "an item stands twice in a list";
    /// The object is closed: the document allows no fields but the ones it names.
    FORBIDDEN_FIELD = "forbidden-field", Error, "a field is not allowed here";
    /// The document allows no value here, or excludes this one.
    FORBIDDEN_VALUE = "forbidden-value", Error, "a value is not allowed here";
    /// The property is `readOnly`. OpenAPI 3.0.3 (Schema Object) says that a request SHOULD NOT have it, and does not say what
    /// a service does with it: some ignore it, some refuse the request. The generated type of the request
    /// rejects it. Where the service is known to ignore it, set the rule to `warn`.
    READ_ONLY_FIELD = "read-only-field", Error, "a field of responses stands in a request";
    /// The property is `writeOnly`. OpenAPI 3.0.3 (Schema Object) says that a response SHOULD NOT have it, as it may be a
    /// secret. Where it does no harm, set the rule to `warn`.
    WRITE_ONLY_FIELD = "write-only-field", Error, "a field of requests stands in a response";
    /// The value matches no schema of a `oneOf` or `anyOf`, or several schemas of a `oneOf`. Where one of them is meant, its own
    /// findings are reported in place of this one: the schema that the discriminator or another listed value names, that declares
    /// most of the fields, or that the value is closest to.
    WRONG_VARIANT = "wrong-variant", Error, "a value matches no schema of a union, or too many";
    /// The pattern takes too long on this text; nothing is known of the value.
    PATTERN_LIMIT = "pattern-limit", Error, "a pattern takes too long";

    /// A file with so many findings is likely not what it should be, and a report of all of them helps nobody. They are not
    /// even looked for, unless there are no more than a few thousand; so it is an error where they were not all counted.
    TOO_MANY_FINDINGS = "too-many-findings", Error, "findings of a file are left out";

    /// The document does not name the field; the server may ignore it, so a misspelt name goes unnoticed.
    UNKNOWN_FIELD = "unknown-field", Warning, "a field is not in the document";
    /// A `format` of strings decides nothing in OpenAPI, so the value is valid. But it does not look like its format, which
    /// is seldom meant. Findings are shown for formats whose syntax nobody disputes: `uuid`, `date`, `ipv4` and `ipv6`. For
    /// the others there are none unless the rule's own level is set to `warn` or `deny`, as services send and accept what
    /// the specifications rule out: `date-time` (`+0000`), `time` (`10:00:00`), `duration`, `email`, `hostname` (`a_b.c`),
    /// `uri` (`/x`), `uri-reference`, `iri` and `json-pointer`. Other formats are not looked at. Formats of
    /// integers set bounds: see `out-of-range`.
    SUSPICIOUS_FORMAT = "suspicious-format", Warning, "a string does not look like its format";
    /// `specwright.toml` says something that is not understood, and nothing is checked until it is.
    INVALID_CONFIGURATION = "invalid-configuration", Error, "the configuration has a mistake";
    /// A comment accepts a finding that is not there, perhaps because it was mended. It is safe to remove.
    UNUSED_SUPPRESSION = "unused-suppression", Warning, "a comment accepts a finding that is not there";
    /// A comment is meant for the linter, and says nothing that it understands.
    INVALID_SUPPRESSION = "invalid-suppression", Warning, "a comment for the linter is not understood";
}
