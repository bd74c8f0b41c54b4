//! The header `Prefer` of RFC 7240: which answer a request would like.

use http::HeaderMap;

/// `Prefer: code=409, example=one-desktop`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Preference {
    pub(super) code: Option<u16>,
    pub(super) example: Option<String>,
}

impl Preference {
    /// What the headers of a request prefer; preferences of other kinds do not matter.
    pub(super) fn of(headers: &HeaderMap) -> Result<Self, String> {
        let mut wanted = Self::default();
        for line in headers.get_all("prefer") {
            let line = String::from_utf8_lossy(line.as_bytes()).into_owned();
            for preference in line.split([',', ';']) {
                let (name, value) = preference.split_once('=').unwrap_or((preference, ""));
                let value = value.trim().trim_matches('"');
                match name.trim().to_ascii_lowercase().as_str() {
                    "code" => wanted.code = Some(code(value)?),
                    "example" => wanted.example = Some(value.to_owned()),
                    _ => {}
                }
            }
        }
        Ok(wanted)
    }

    pub(super) const fn is_none(&self) -> bool {
        self.code.is_none() && self.example.is_none()
    }
}

fn code(text: &str) -> Result<u16, String> {
    let code = text.parse().ok().filter(|code| (200..=599).contains(code));
    code.ok_or_else(|| format!("`Prefer: code={}` is no status", text.escape_debug()))
}
