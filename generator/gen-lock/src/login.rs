//! Who we are to indexes and mirrors. A login goes to the origin that it was given for: scheme,
//! host and port; an entry of `~/.netrc` to the host that it names.

mod keyring;
mod netrc;

use crate::environment::Environment;
use crate::file;
use netrc::Netrc;
use reqwest::Url;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Such files are small
const LARGEST: u64 = 1 << 20;

/// The logins of this machine's user
#[derive(Default)]
pub struct Logins {
    /// The roots of indexes and mirrors, with the user and password that stand in them
    roots: Mutex<Vec<Url>>,
    netrc: Netrc,
    /// Whether the user's keyring is asked, as uv and pip do when they are told so
    keyring: bool,
    /// What the keyring said, by root
    asked: Mutex<BTreeMap<String, Option<String>>>,
}

impl Logins {
    /// Reads the user's netrc file. One that cannot be read gives no login, as pip and uv have it.
    pub fn of(environment: &Environment) -> Self {
        let netrc = environment.netrc.as_deref().and_then(read);
        Self {
            netrc: netrc.unwrap_or_default(),
            keyring: environment.keyring,
            ..Self::default()
        }
    }

    /// Takes a root of an index or mirror, and the login in it
    pub fn add(&self, root: &Url) {
        let mut roots = self.roots.lock().unwrap_or_else(PoisonError::into_inner);
        if !roots.contains(root) {
            roots.push(root.clone());
        }
    }

    /// The address with the login for it. For a place that is no index's or mirror's own, only a login that
    /// names its host counts.
    pub fn of_url(&self, url: &Url) -> Url {
        let root = self.root(url);
        let own = root.as_ref().filter(|_| url.username().is_empty());
        let own = own.unwrap_or(url);
        let user = decoded(own.username());
        if let Some(password) = own.password() {
            return with(url, &user, &decoded(password));
        }
        let host = url.host_str().unwrap_or_default();
        // A page may link to any host, and one that nobody named is not told who we are.
        let takes_default = root.is_some();
        let named = self.netrc.login(host, &user);
        let named = named.or(self.netrc.default(&user).filter(|_| takes_default));
        if let Some(login) = named {
            return with(url, &login.user, &login.password);
        }
        if user.is_empty() {
            return url.clone();
        }
        let kept = root.and_then(|root| self.ask(&root, &user));
        with(url, &user, &kept.unwrap_or_default())
    }

    /// The root of the same origin that has most of the path in common, one with a login first
    fn root(&self, url: &Url) -> Option<Url> {
        let roots = self.roots.lock().unwrap_or_else(PoisonError::into_inner);
        let same = roots.iter().filter(|root| root.origin() == url.origin());
        let rank = |root: &&Url| (!root.username().is_empty(), in_common(root, url));
        // `max_by_key` gives the last of equals, and the first counts.
        same.rev().max_by_key(rank).cloned()
    }

    fn ask(&self, root: &Url, user: &str) -> Option<String> {
        if !self.keyring {
            return None;
        }
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let known = asked.entry(format!("{user} {root}"));
        known
            .or_insert_with(|| keyring::password(root, user))
            .clone()
    }
}

fn read(path: &Path) -> Option<Netrc> {
    let size = path.metadata().ok()?.len();
    if size > LARGEST {
        return None;
    }
    file::read(path).ok().map(|text| Netrc::parse(&text))
}

fn in_common(root: &Url, url: &Url) -> usize {
    let parts = |url: &Url| -> Vec<String> { url.path().split('/').map(str::to_owned).collect() };
    let pairs = parts(root).into_iter().zip(parts(url));
    pairs.take_while(|(one, other)| one == other).count()
}

/// Both setters fail only where an address can have no user
fn with(url: &Url, user: &str, password: &str) -> Url {
    let mut url = url.clone();
    let _ = url.set_username(user);
    let _ = url.set_password(Some(password).filter(|password| !password.is_empty()));
    url
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests;
