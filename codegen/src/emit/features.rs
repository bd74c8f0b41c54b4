//! The features of a crate, and the dependencies that they bring in.

use std::collections::BTreeSet;
use std::fmt;

use specwright_spec::model::SecurityKind;

use super::reading;
use crate::ir::{Api, Format};

/// A feature of a crate. None is on by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Feature {
    Base64,
    Blocking,
    Http,
    Jiff,
    Reqwest,
    Url,
    Uuid,
}

impl Feature {
    /// The feature behind which texts of a format are read.
    pub(super) const fn of(format: Format) -> Self {
        match format {
            Format::Uuid => Self::Uuid,
            Format::DateTime | Format::Date => Self::Jiff,
            Format::Uri => Self::Url,
            Format::Byte => Self::Base64,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Blocking => "blocking",
            Self::Http => "http",
            Self::Jiff => "jiff",
            Self::Reqwest => "reqwest",
            Self::Url => "url",
            Self::Uuid => "uuid",
        }
    }

    /// What it brings.
    pub(super) const fn what(self) -> &'static str {
        match self {
            Self::Base64 => "texts of the format `byte` as the bytes that they encode",
            Self::Blocking => "`BlockingClient`, and all of `reqwest`",
            Self::Http => {
                "each operation's `call`, which becomes a request of the crate `http` and reads the answer to it, whatever sends it"
            }
            Self::Jiff => {
                "texts of the formats `date-time` and `date` as `Timestamp` and `civil::Date`"
            }
            Self::Reqwest => {
                "`Client`, which sends calls with the crate `reqwest`, and all of `http`"
            }
            Self::Url => "texts of the format `uri` as `Url`",
            Self::Uuid => "texts of the format `uuid` as `Uuid`",
        }
    }

    /// What it turns on, as the manifest names it.
    pub(super) fn enables(self, api: &Api) -> Vec<String> {
        let (features, dependencies) = self.turns_on(api);
        let features = features.iter().map(|name| (*name).to_owned());
        let dependencies = dependencies
            .iter()
            .map(|known| format!("dep:{}", known.name()));
        features.chain(dependencies).collect()
    }

    /// The features and dependencies that it turns on.
    fn turns_on(self, api: &Api) -> (&'static [&'static str], &'static [Dependency]) {
        match self {
            Self::Base64 => (&[], &[Dependency::Base64]),
            Self::Blocking => (&["reqwest", "reqwest/blocking"], &[]),
            Self::Http if signs(api) => (
                &[],
                &[
                    Dependency::Hmac,
                    Dependency::Http,
                    Dependency::Jiff,
                    Dependency::Sha2,
                ],
            ),
            Self::Http => (&[], &[Dependency::Http]),
            Self::Jiff => (&[], &[Dependency::Jiff]),
            Self::Reqwest => (
                &["http"],
                &[
                    Dependency::Fastrand,
                    Dependency::Reqwest,
                    Dependency::Tokio,
                    Dependency::Tracing,
                ],
            ),
            Self::Url => (&[], &[Dependency::Url]),
            Self::Uuid => (&[], &[Dependency::Uuid]),
        }
    }
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// An optional dependency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dependency {
    Base64,
    Fastrand,
    Hmac,
    Http,
    Jiff,
    Reqwest,
    Sha2,
    Tokio,
    Tracing,
    Url,
    Uuid,
}

impl Dependency {
    const ALL: [Self; 11] = [
        Self::Base64,
        Self::Fastrand,
        Self::Hmac,
        Self::Http,
        Self::Jiff,
        Self::Reqwest,
        Self::Sha2,
        Self::Tokio,
        Self::Tracing,
        Self::Url,
        Self::Uuid,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Fastrand => "fastrand",
            Self::Hmac => "hmac",
            Self::Http => "http",
            Self::Jiff => "jiff",
            Self::Reqwest => "reqwest",
            Self::Sha2 => "sha2",
            Self::Tokio => "tokio",
            Self::Tracing => "tracing",
            Self::Url => "url",
            Self::Uuid => "uuid",
        }
    }

    /// Which versions of the crate will do.
    pub(super) const fn version(self) -> &'static str {
        match self {
            Self::Base64 => "0.23",
            Self::Fastrand | Self::Url => "2",
            Self::Hmac | Self::Reqwest => "0.13",
            Self::Http | Self::Tokio | Self::Uuid => "1",
            Self::Jiff => "0.2",
            Self::Sha2 => "0.11",
            Self::Tracing => "0.1",
        }
    }

    /// Those of its features that are needed.
    pub(super) const fn features(self) -> &'static [&'static str] {
        match self {
            Self::Base64
            | Self::Fastrand
            | Self::Http
            | Self::Jiff
            | Self::Tracing
            | Self::Url
            | Self::Uuid => &["std"],
            Self::Hmac | Self::Sha2 => &[],
            Self::Reqwest => &["rustls"],
            Self::Tokio => &["time"],
        }
    }
}

/// Returns `true` if a generated crate can depend on a crate of this name.
pub(crate) fn is_dependency(krate: &str) -> bool {
    let is_always = ["serde", "serde_json"].contains(&krate);
    is_always || Dependency::ALL.iter().any(|known| known.name() == krate)
}

/// The features that a crate has.
pub(super) fn of(api: &Api) -> BTreeSet<Feature> {
    let mut features: BTreeSet<Feature> = reading::formats(api).map(Feature::of).collect();
    if !api.operations.is_empty() {
        features.extend([Feature::Blocking, Feature::Http, Feature::Reqwest]);
    }
    features
}

/// The dependencies that the features of a crate turn on, by name.
pub(super) fn dependencies(api: &Api) -> BTreeSet<Dependency> {
    let features = of(api).into_iter();
    let enabled = features.flat_map(|feature| feature.turns_on(api).1);
    enabled.copied().collect()
}

/// Whether callers can sign their requests.
pub(super) fn signs(api: &Api) -> bool {
    let mut schemes = api.security.iter();
    schemes.any(|scheme| matches!(scheme.kind, SecurityKind::Signature(_)))
}
