//! Where an API is served.

/// A server of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its address, with the names of variables in braces.
    pub url: &'static str,
    /// The first line of what the document says about it; empty if it says nothing.
    pub description: &'static str,
    /// The variables, in declared order.
    pub variables: &'static [ServerVariable],
}

/// A variable in the address of a [`Server`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: &'static str,
    /// Its value where none is given.
    pub default: &'static str,
    /// The allowed values. If there are none, every value that fits the variable's position in the URL is allowed.
    pub values: &'static [&'static str],
    /// The first line of what the document says about it; empty if it says nothing.
    pub description: &'static str,
}

impl Server {
    /// The address with values in the place of its variables: those of these pairs of names and values, and the defaults of
    /// the others.
    ///
    /// A value that the document does not list cannot change the rest of the URL: it is checked to be a part of a host name, a
    /// port, or a part of a path, as the position of the variable demands.
    ///
    /// # Errors
    ///
    /// The server has no variable of a name, or a value is not allowed for its variable. The error does not show the value.
    pub fn address(&self, values: &[(&str, &str)]) -> Result<String, InvalidServerVariable> {
        for (name, value) in values {
            let variable = self.variable(name);
            let variable = variable.ok_or_else(|| InvalidServerVariable::new(name, UNKNOWN))?;
            if !variable.values.is_empty() && !variable.values.contains(value) {
                return Err(InvalidServerVariable::new(name, UNLISTED));
            }
        }
        let mut address = String::new();
        let mut rest = self.url;
        while let Some((before, (name, behind))) = rest
            .split_once('{')
            .and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
        {
            address.push_str(before);
            let given = values.iter().find(|(known, _)| *known == name);
            match (given, self.variable(name)) {
                (Some((_, value)), Some(variable)) => {
                    if !variable.lists(value) {
                        check_value(&address, value, behind)
                            .map_err(|rule| InvalidServerVariable::new(name, rule))?;
                    }
                    address.push_str(value);
                }
                (None, Some(variable)) => address.push_str(variable.default),
                // The document declares no such variable.
                (_, None) => address.extend(["{", name, "}"]),
            }
            rest = behind;
        }
        address.push_str(rest);
        Ok(address)
    }

    fn variable(&self, name: &str) -> Option<&ServerVariable> {
        self.variables.iter().find(|known| known.name == name)
    }
}

impl ServerVariable {
    /// Returns `true` if the document itself gives the variable this value.
    fn lists(&self, value: &str) -> bool {
        self.default == value || self.values.contains(&value)
    }
}

/// A value for a variable of a [`Server`] that there is not, or that may not have it. The value is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidServerVariable {
    /// The name of the variable.
    pub name: String,
    rule: &'static str,
}

impl InvalidServerVariable {
    fn new(name: &str, rule: &'static str) -> Self {
        let name = name.to_owned();
        Self { name, rule }
    }
}

impl std::fmt::Display for InvalidServerVariable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the server variable {:?} {}", self.name, self.rule)
    }
}

impl std::error::Error for InvalidServerVariable {}

const UNKNOWN: &str = "is not one of this server";
const UNLISTED: &str = "must have one of its listed values";
const SCHEME: &str = "must be `http`, `https`, `ws` or `wss`";
const HOST: &str = "must be a part of a host name: letters, digits, `-` and `.`";
const PORT: &str = "must be a port: a number up to 65535";
const PATH: &str =
    "must be a part of a path, without `?`, `#`, `%`, `\\`, `//` and the segments `.` and `..`";
const PATH_START: &str = "must be empty or a path that begins with `/`";
const QUERY: &str = "must have letters, digits, `-`, `.`, `_` and `~` only";
const URL: &str = "must be an address like `https://example.com/path`, or a path";

/// Checks that a value between `before` and `behind` changes nothing of the URL but the part that the variable is in.
///
/// The part follows from what is written already, with the values of variables that stand before this one.
fn check_value(before: &str, value: &str, behind: &str) -> Result<(), &'static str> {
    let ok = |is_valid: bool, rule| if is_valid { Ok(()) } else { Err(rule) };
    let absolute = before.split_once("://").map(|(_, authority)| authority);
    let Some(authority) = absolute.or_else(|| before.strip_prefix("//")) else {
        return match (before, behind.as_bytes().first()) {
            ("", None | Some(b'/')) => ok(is_url(value, behind), URL),
            (_, Some(b':')) => ok(matches!(value, "http" | "https" | "ws" | "wss"), SCHEME),
            (path, _) if path.starts_with('/') => ok(is_path(path, value, behind), PATH),
            _ => ok(!value.is_empty() && value.bytes().all(is_unreserved), QUERY),
        };
    };
    if authority.contains(['?', '#']) {
        return ok(value.bytes().all(is_unreserved), QUERY);
    }
    let ends = behind.is_empty() || behind.starts_with('/');
    let is_whole_host = !authority.is_empty() && !authority.ends_with(['.', '-', ':']);
    if authority.contains('/') || (ends && is_whole_host && value.starts_with('/')) {
        return ok(is_path(before, value, behind), PATH);
    }
    let name = authority.rsplit(']').next().unwrap_or_default();
    if let Some((_, port)) = name.split_once(':') {
        return ok(is_port(&format!("{port}{value}")) && is_digits(value), PORT);
    }
    if authority.is_empty() && (ends || behind.starts_with(':')) {
        return ok(is_authority(value, ends), HOST);
    }
    // A host name that is written to its end is not made longer.
    let goes_on = behind.starts_with(|c: char| c.is_ascii_alphanumeric() || ".-".contains(c));
    if !goes_on && is_whole_host {
        return ok(value.is_empty(), PATH_START);
    }
    let begins_label = authority.is_empty() || authority.ends_with('.');
    let labels = value.strip_prefix('.').filter(|_| !begins_label);
    ok(is_host(labels.unwrap_or(value)), HOST)
}

/// Returns `true` for an absolute address with nothing but a scheme, a host, a port and a path, or for a path alone.
fn is_url(value: &str, behind: &str) -> bool {
    let address = value.split_once("://");
    let Some((scheme, address)) = address else {
        return value.starts_with('/') && is_path("", value, behind);
    };
    let end = address.find('/').unwrap_or(address.len());
    let (authority, path) = address.split_at(end);
    matches!(scheme, "http" | "https" | "ws" | "wss")
        && is_authority(authority, true)
        && (path.is_empty() || is_path("", path, behind))
}

/// Returns `true` for a host name or an IP address, perhaps with a port.
fn is_authority(value: &str, may_have_port: bool) -> bool {
    let is_address = |address: &str| {
        let address = address.strip_suffix(']');
        address.is_some_and(|address| address.parse::<core::net::Ipv6Addr>().is_ok())
    };
    let (host, port) = match value.rsplit_once(':') {
        Some((host, port)) if !value.ends_with(']') => (host, Some(port)),
        _ => (value, None),
    };
    let is_named = match host.strip_prefix('[') {
        Some(address) => is_address(address),
        None => is_host(host),
    };
    is_named && port.is_none_or(|port| may_have_port && is_port(port))
}

fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-')
    };
    name.split('.').all(is_label)
}

fn is_port(text: &str) -> bool {
    is_digits(text) && text.parse::<u16>().is_ok()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns `true` if a value adds to a path, and takes nothing of it away.
fn is_path(before: &str, value: &str, behind: &str) -> bool {
    let is_plain = |byte: u8| is_unreserved(byte) || b"!$&'()*+,;=:@/".contains(&byte);
    let start = before.rsplit('/').next().unwrap_or_default();
    let end = behind.split(['/', '{']).next().unwrap_or_default();
    let slash = |is_there: bool| if is_there { "/" } else { "" };
    let around = [
        slash(before.ends_with('/')),
        value,
        slash(behind.starts_with('/')),
    ];
    let written = format!("{start}{value}{end}").replace("%2e", ".");
    let mut segments = written.split('/');
    value.bytes().all(is_plain)
        && !around.concat().contains("//")
        && !segments.any(|segment| matches!(segment, "." | ".."))
}

const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}
