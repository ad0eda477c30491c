//! The container tools' auth files: containers-auth.json(5) and Docker's `config.json`. A file maps
//! places to entries, and names helpers that are asked.
//!
//! An entry is read when it is the one that is wanted. A malformed one is then an error that names its
//! key; it does no harm to the others.

use crate::{Credential, Host, Repository};
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::Engine as _;
use report::visible;
use serde::de::IgnoredAny;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// Writers of auth files differ in whether they pad
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// An auth file as written. `null` stands for what is absent, everywhere.
#[derive(Clone, Default, Deserialize)]
pub struct AuthFile {
    #[serde(default)]
    auths: Option<BTreeMap<String, Value>>,
    #[serde(default, rename = "credHelpers")]
    helpers: Option<BTreeMap<String, Value>>,
    #[serde(default, rename = "credsStore")]
    store: Option<Value>,
}

/// The suffix of `docker-credential-…`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper(pub String);

/// Asks a helper what it has for a server; `None` where it knows none
pub type Asks<'a> = &'a dyn Fn(&Helper, &str) -> Result<Option<Credential>, String>;

/// How well a key fits a repository; a greater one is read first
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Parts of the repository's name that the key has
    parts: usize,
    /// Written as a place (`registry.example/fleet`), and not as an address (`https://registry.example/v1/`)
    is_place: bool,
    /// Under the name that the user gave, and not under another name of the same registry
    is_said: bool,
}

impl AuthFile {
    /// Reads a file; an empty one says nothing. An error tells the place and no content, which is
    /// secret.
    ///
    /// # Errors
    /// When it is no JSON of this shape.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        // A list would do for a structure.
        let object = serde_json::from_str::<BTreeMap<String, IgnoredAny>>(text);
        let file = object.and_then(|_| serde_json::from_str(text));
        file.map_err(|error| {
            format!(
                "not an auth file: line {}, column {}",
                error.line(),
                error.column()
            )
        })
    }

    /// Who we are to the registry of a repository: by the registry's own helper (`credHelpers`), else
    /// by the entry of the most specific key (`auths`), else by the helper for all (`credsStore`)
    ///
    /// # Errors
    /// When what is wanted is malformed, or a helper fails.
    pub fn credential(
        &self,
        repository: &Repository,
        ask: Asks<'_>,
    ) -> Result<Option<Credential>, String> {
        let own = self.own_helper(&repository.host);
        if let Some((key, name)) = own {
            let helper = helper(name).map_err(|said| format!("`credHelpers` of `{key}` {said}"))?;
            let found = helper.map_or(Ok(None), |helper| asked(&helper, &repository.host, ask))?;
            if found.is_some() {
                return Ok(found);
            }
        }
        let found = self.written(repository)?;
        // A registry with an entry of its own in `credHelpers`, even an empty one, has not the store.
        if found.is_some() || own.is_some() {
            return Ok(found);
        }
        let store = self.store.as_ref().map_or(Ok(None), helper);
        let store = store.map_err(|said| format!("`credsStore` {said}"))?;
        store.map_or(Ok(None), |store| asked(&store, &repository.host, ask))
    }

    fn own_helper(&self, host: &Host) -> Option<(&str, &Value)> {
        let fits = |key: &str| fit(key, host, "");
        let named = self.helpers.iter().flatten();
        let named = named.filter_map(|(key, name)| Some((fits(key)?, key, name)));
        let best = named.max_by_key(|(fit, ..)| *fit);
        best.map(|(_, key, name)| (key.as_str(), name))
    }

    /// What the file itself has
    fn written(&self, repository: &Repository) -> Result<Option<Credential>, String> {
        let path = repository.path();
        let entries = self.auths.iter().flatten();
        let fitting = entries
            .filter_map(|(key, entry)| Some((fit(key, &repository.host, &path)?, key, entry)));
        let mut fitting: Vec<_> = fitting.collect();
        fitting.sort_by(|(one, ..), (other, ..)| other.cmp(one));
        for (_, key, entry) in fitting {
            let found = credential(entry);
            let found = found.map_err(|said| format!("the entry `{}` {said}", visible(key)))?;
            // Where a helper holds the secret the entry is empty.
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}

/// How a key fits. One that has a scheme is an address of the host, whatever its path; one that has
/// none is the host, or the host with the beginning of a repository's path.
fn fit(key: &str, host: &Host, path: &str) -> Option<Fit> {
    let lower = key.to_ascii_lowercase();
    let address = ["https://", "http://"];
    let address = address.iter().find_map(|scheme| lower.strip_prefix(scheme));
    let place = address.unwrap_or(&lower);
    let (named, rest) = place.split_once('/').unwrap_or((place, ""));
    let is_said = host.to_string().eq_ignore_ascii_case(named);
    if !is_said && !host.names().contains(&named) {
        return None;
    }
    let fits = |parts, is_place| Fit {
        parts,
        is_place,
        is_said,
    };
    if address.is_some() || rest.is_empty() {
        return Some(fits(0, address.is_none() && !place.ends_with('/')));
    }
    let below = path.strip_prefix(rest.trim_end_matches('/'));
    if below.is_some_and(|below| below.is_empty() || below.starts_with('/')) {
        return Some(fits(rest.trim_end_matches('/').split('/').count(), true));
    }
    // Docker writes the API's address without a scheme, too.
    matches!(rest, "v1/" | "v2/" | "v1" | "v2").then(|| fits(0, false))
}

/// An entry of `auths`; `None` where it is empty
fn credential(entry: &Value) -> Result<Option<Credential>, &'static str> {
    let fields = match entry {
        Value::Null => return Ok(None),
        Value::Object(fields) => fields,
        _ => return Err("is not an object"),
    };
    let field = |name: &str| match fields.get(name) {
        None | Some(Value::Null) => Ok(""),
        Some(Value::String(text)) => Ok(text.as_str()),
        Some(_) => Err("has a field that is not a string"),
    };
    let (token, auth) = (field("identitytoken")?, field("auth")?);
    let (user, secret) = (field("username")?, field("password")?);
    if !token.is_empty() {
        return Ok(Some(Credential::Identity(token.to_owned())));
    }
    if !auth.trim().is_empty() {
        return decoded(auth).map(Some);
    }
    let is_there = !user.is_empty() || !secret.is_empty();
    Ok(is_there.then(|| basic(user, secret)))
}

/// `auth` is base64 of `name:password`
fn decoded(auth: &str) -> Result<Credential, &'static str> {
    let one_line: String = auth.split_ascii_whitespace().collect();
    let text = BASE64.decode(one_line).ok();
    let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
    let pair = text.as_deref().and_then(|text| text.split_once(':'));
    let (user, secret) = pair.ok_or("has an `auth` that is not the base64 of `name:password`")?;
    Ok(basic(user, secret))
}

/// Docker once padded passwords with zeros
fn basic(user: &str, secret: &str) -> Credential {
    Credential::new(user, secret.trim_matches('\0'))
}

/// A helper by its name, which is no path
fn helper(name: &Value) -> Result<Option<Helper>, String> {
    let name = match name {
        Value::Null => return Ok(None),
        Value::String(name) if name.is_empty() => return Ok(None),
        Value::String(name) => name,
        _ => return Err("names no helper: it is not a string".to_owned()),
    };
    let legal = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if !name.chars().all(legal) {
        return Err(format!(
            "names no helper: `{}` cannot follow `docker-credential-`",
            visible(name)
        ));
    }
    Ok(Some(Helper(name.clone())))
}

/// A helper knows a registry by the name that was logged in to: Docker Hub has several
fn asked(helper: &Helper, host: &Host, ask: Asks<'_>) -> Result<Option<Credential>, String> {
    for server in host.servers() {
        let found = ask(helper, &server)?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

impl fmt::Debug for AuthFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.auths.iter().flatten().map(|(key, _)| key);
        f.debug_list().entries(keys).finish()
    }
}

#[cfg(test)]
mod tests;
