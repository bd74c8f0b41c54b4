//! How a caller authenticates.

/// A way to authenticate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: &'static str,
    /// How it is done.
    pub kind: SecurityKind,
}

/// How a [`SecurityScheme`] is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecurityKind {
    /// A key is sent as the header of that name.
    ApiKeyHeader(&'static str),
    /// A key is sent as the query parameter of that name.
    ApiKeyQuery(&'static str),
    /// A key is sent as the cookie of that name.
    ApiKeyCookie(&'static str),
    /// The header `Authorization` is sent, with a signature of the request by an access key: `SDK-HMAC-SHA256`.
    SdkHmacSha256,
    /// The header `Authorization` is sent, with a scheme of that name, such as `basic` or `bearer`.
    Http(&'static str),
    /// By OAuth 2.
    OAuth2,
    /// By OpenID Connect.
    OpenIdConnect,
}
