//! The addresses of servers, which may hold what must not be shown.

use http::Uri;

use super::Invalid;

/// Parses the address of a server: of the scheme `http` or `https`, with a host, and without a user, a query and a fragment.
///
/// # Errors
///
/// The rule that the address breaks. The message does not show the address, which may hold a password or a key.
pub(super) fn parse_address(server: &str) -> Result<Uri, Invalid> {
    let invalid = |rule: &str| Invalid::new("the server's address", rule.to_owned());
    let example = "must be like `https://example.com`, without a query and a fragment";
    let uri = server.parse::<Uri>().map_err(|_| invalid(example))?;
    let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    if authority.contains('@') {
        return Err(invalid(
            "must not contain a user name or a password; use credentials",
        ));
    }
    if !is_http || uri.host().is_none_or(str::is_empty) || server.contains(['?', '#']) {
        return Err(invalid(example));
    }
    Ok(uri)
}
