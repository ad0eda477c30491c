//! Who we are to a registry, by the container tools' own auth files (containers-auth.json(5) and
//! Docker's config.json): a map of places to `auth`, and helpers that are asked by name.

use crate::{Host, Repository};
use base64::Engine as _;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// A name and its secret
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    /// Name and password
    Basic {
        /// The name
        user: String,
        /// The password, or a token in its place
        secret: String,
    },
    /// A token that is traded for others (OAuth 2 refresh token)
    Identity(String),
}

/// Where credentials come from
pub trait Credentials: Send + Sync {
    /// Those for a repository; none where nobody logged in
    ///
    /// # Errors
    /// When a file or a helper cannot be read. The text holds no secret.
    fn of(&self, repository: &Repository) -> Result<Option<Credential>, String>;
}

/// Nobody in particular
#[derive(Debug)]
pub struct Nobody;

/// An auth file as written
#[derive(Clone, Default, Deserialize)]
pub struct AuthFile {
    #[serde(default)]
    auths: BTreeMap<String, Entry>,
    #[serde(default, rename = "credHelpers")]
    helpers: BTreeMap<String, String>,
    #[serde(default, rename = "credsStore")]
    store: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
struct Entry {
    #[serde(default)]
    auth: String,
    #[serde(default, rename = "identitytoken")]
    identity_token: String,
}

/// The suffix of `docker-credential-…`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper(pub String);

impl AuthFile {
    /// Reads a file; an error tells the place and no content, which is secret
    ///
    /// # Errors
    /// When it is no JSON of this shape.
    pub fn parse(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| {
            format!(
                "no auth file: line {}, column {}",
                error.line(),
                error.column()
            )
        })
    }

    /// The helper to ask for a host: its own, or the one for all
    pub fn helper(&self, host: &Host) -> Option<Helper> {
        let own = self
            .helpers
            .get(&host.to_string())
            .or(self.store.as_ref())?;
        let legal = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        (!own.is_empty() && own.chars().all(legal)).then(|| Helper(own.clone()))
    }

    /// What the file itself has: the entry of the longest prefix, `host/namespace` before `host`
    ///
    /// # Errors
    /// When the entry is no base64 of `name:password`.
    pub fn credential(&self, repository: &Repository) -> Result<Option<Credential>, String> {
        let full = repository.to_string();
        let mut place = full.as_str();
        loop {
            if let Some(entry) = self.entry(place) {
                return entry.credential(place).map(Some);
            }
            match place.rsplit_once('/') {
                Some((shorter, _)) => place = shorter,
                None => return Ok(None),
            }
        }
    }

    /// Docker writes hosts as addresses, too
    fn entry(&self, place: &str) -> Option<&Entry> {
        let spellings = ["", "https://", "http://"];
        let mut entries = spellings.iter().flat_map(|scheme| {
            ["", "/v1/", "/v2/"].map(|end| self.auths.get(&format!("{scheme}{place}{end}")))
        });
        entries.find_map(|entry| entry.filter(|entry| !entry.is_empty()))
    }
}

impl Entry {
    /// Where a helper holds the secret the entry is empty
    fn is_empty(&self) -> bool {
        self.auth.is_empty() && self.identity_token.is_empty()
    }

    fn credential(&self, place: &str) -> Result<Credential, String> {
        if !self.identity_token.is_empty() {
            return Ok(Credential::Identity(self.identity_token.clone()));
        }
        let decoded = base64::engine::general_purpose::STANDARD.decode(self.auth.trim());
        let text = decoded.ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let pair = text.as_deref().and_then(|text| text.split_once(':'));
        let (user, secret) =
            pair.ok_or_else(|| format!("`auth` of `{place}` is no base64 of `name:password`"))?;
        Ok(Credential::Basic {
            user: user.to_owned(),
            secret: secret.trim_end_matches('\0').to_owned(),
        })
    }
}

impl Credentials for Nobody {
    fn of(&self, _: &Repository) -> Result<Option<Credential>, String> {
        Ok(None)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(…)")
    }
}

impl fmt::Debug for AuthFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.auths.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{AuthFile, Credential, Helper};
    use crate::Repository;

    const FILE: &str = r#"{
      "auths": {
        "registry.example": {"auth": "YTpi"},
        "registry.example/fleet": {"auth": "Yzpk"},
        "https://old.example/v1/": {"auth": "ZTpm"},
        "token.example": {"auth": "", "identitytoken": "t"},
        "broken.example": {"auth": "%%"},
        "helped.example": {}
      },
      "credHelpers": {"helped.example": "pass", "evil.example": "../../bin/sh"}
    }"#;

    fn of(text: &str) -> Result<Option<Credential>, String> {
        let repository: Repository = text.parse().unwrap();
        AuthFile::parse(FILE).unwrap().credential(&repository)
    }

    fn basic(user: &str, secret: &str) -> Result<Option<Credential>, String> {
        let (user, secret) = (user.to_owned(), secret.to_owned());
        Ok(Some(Credential::Basic { user, secret }))
    }

    #[test]
    fn the_longest_place_wins() {
        assert_eq!(of("registry.example/fleet/a"), basic("c", "d"));
        assert_eq!(of("registry.example/fleets"), basic("a", "b"));
        assert_eq!(of("old.example/a"), basic("e", "f"));
        assert_eq!(
            of("token.example/a"),
            Ok(Some(Credential::Identity("t".to_owned())))
        );
        assert_eq!(of("other.example/a"), Ok(None));
        assert_eq!(of("helped.example/a"), Ok(None));
    }

    #[test]
    fn errors_and_debug_hold_no_secret() {
        let error = of("broken.example/a").unwrap_err();
        assert_eq!(
            error,
            "`auth` of `broken.example` is no base64 of `name:password`"
        );
        let error = AuthFile::parse(r#"{"auths":{"a":{"auth":["hunter2"]}}}"#).unwrap_err();
        assert!(error.starts_with("no auth file: line 1"), "{error}");
        assert_eq!(
            format!("{:?}", of("registry.example/a").unwrap()),
            "Some(Credential(…))"
        );
    }

    #[test]
    fn a_helper_is_a_program_of_that_name_alone() {
        let file = AuthFile::parse(FILE).unwrap();
        let helper = |text: &str| file.helper(&text.parse::<Repository>().unwrap().host);
        assert_eq!(helper("helped.example/a"), Some(Helper("pass".to_owned())));
        assert_eq!(helper("evil.example/a"), None);
        assert_eq!(helper("registry.example/a"), None);
    }
}
