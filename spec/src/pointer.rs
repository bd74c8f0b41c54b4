//! JSON Pointers (RFC 6901).

use std::fmt;
use std::sync::Arc;

/// The way from a document's root to one of its nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer {
    /// Shared, as a model names one place many times.
    tokens: Arc<[String]>,
}

impl Pointer {
    /// The root itself.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads `/a/b` or `` (with `~0` and `~1` escapes); `None` if it is neither empty nor starts with a slash.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::root());
        }
        let tokens = text
            .strip_prefix('/')?
            .split('/')
            .map(|token| token.replace("~1", "/").replace("~0", "~"))
            .collect();
        Some(Self { tokens })
    }

    /// Reads the fragment of a URI reference: a pointer with percent escapes.
    #[must_use]
    pub fn of_fragment(fragment: &str) -> Option<Self> {
        Self::parse(&percent_decoded(fragment))
    }

    /// One step further down: a mapping's key or a sequence's index.
    #[must_use]
    pub fn child(&self, token: impl fmt::Display) -> Self {
        let mut tokens = Vec::with_capacity(self.tokens.len() + 1);
        tokens.extend_from_slice(&self.tokens);
        tokens.push(token.to_string());
        Self {
            tokens: tokens.into(),
        }
    }

    /// Returns the place of what `inner` names below the node.
    #[must_use]
    pub fn join(&self, inner: &Self) -> Self {
        let tokens = self.tokens.iter().chain(inner.tokens.iter());
        Self {
            tokens: tokens.cloned().collect(),
        }
    }

    /// The pointer of what holds the node; the root is held by nothing.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, holder) = self.tokens.split_last()?;
        Some(Self {
            tokens: holder.into(),
        })
    }

    /// The unescaped steps, from the root down.
    #[must_use]
    pub fn tokens(&self) -> &[String] {
        &self.tokens
    }
}

/// The fragment of a URI as text; what is not valid stays as it is.
pub(crate) fn percent_decoded(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, after @ ..] = rest {
        let decoded = match (first, after) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match decoded {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| fragment.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for token in self.tokens() {
            f.write_str("/")?;
            if token.contains(['~', '/']) {
                f.write_str(&token.replace('~', "~0").replace('/', "~1"))?;
            } else {
                f.write_str(token)?;
            }
        }
        Ok(())
    }
}
