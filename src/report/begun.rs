//! Tells by its first bytes whether a file is a report of a format.

use super::Style;

impl Style {
    /// Returns `true` if a report of this format begins like these bytes, which are the first of a file.
    #[must_use]
    pub(crate) fn is_begun_by(self, bytes: &[u8]) -> bool {
        const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        const SARIF: &str = r#"{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"specwright""#;

        let text = String::from_utf8_lossy(bytes);
        let line = text.lines().next().unwrap_or_default();
        let is_xml = |root: &str| {
            text.strip_prefix(XML)
                .is_some_and(|rest| rest.starts_with(root))
        };
        match self {
            Self::Human => severity_and_code(line).is_some_and(|rest| rest.starts_with(": ")),
            Self::Concise => [": error[", ": warning["].iter().any(|word| {
                let at = line.find(word).map(|at| at + 2);
                let rest = at.and_then(|at| severity_and_code(&line[at..]));
                rest.is_some_and(|rest| rest.starts_with(' '))
            }),
            Self::Json => text.starts_with(r#"{"version":1,"files":["#),
            Self::Jsonl => {
                line.starts_with(r#"{"path":""#)
                    && [r#","code":""#, r#","severity":""#]
                        .iter()
                        .all(|name| line.contains(name))
            }
            Self::Sarif => text.starts_with(SARIF),
            Self::Github => ["::error file=", "::warning file="]
                .iter()
                .any(|command| line.starts_with(command)),
            Self::Gitlab => text == "[\n]\n" || text.starts_with("[\n{\"description\":\""),
            Self::Junit => is_xml("<testsuites name=\"specwright\""),
            Self::Checkstyle => is_xml("<checkstyle version="),
            Self::Rdjson => text.starts_with(r#"{"source":{"name":"specwright"}"#),
        }
    }
}

/// Returns what stands behind `error[code]` or `warning[code]`.
fn severity_and_code(line: &str) -> Option<&str> {
    let code = line
        .strip_prefix("error[")
        .or(line.strip_prefix("warning["))?;
    let (code, rest) = code.split_once(']')?;
    let is_code = code
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    is_code.then_some(rest)
}
