//! Who we are to indexes and mirrors. A login goes to the origin that it was given for: scheme,
//! host and port; an entry of `~/.netrc` to the host that it names; one of apt's `auth.conf` to the
//! addresses that it names, where they are no Python index's.

mod apt;
mod keyring;
mod netrc;

use crate::environment::Environment;
use crate::file;
use crate::printer::Printer;
use apt::Apt;
use netrc::{Login, Netrc};
use reqwest::Url;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// Such files are small
const LARGEST: u64 = 1 << 20;

/// The logins of this machine's user
#[derive(Default)]
pub struct Logins {
    /// The roots of indexes and mirrors, with the user and password that stand in them
    roots: Mutex<Vec<Root>>,
    netrc: Netrc,
    /// What apt's files say; read where Debian is asked
    apt: OnceLock<Apt>,
    /// Whether the user's keyring is asked, as uv and pip do when they are told so
    keyring: bool,
    /// What the keyring said, by root
    asked: Mutex<BTreeMap<String, Option<String>>>,
    /// What a person has to know of the files, without a secret
    notes: Mutex<Vec<String>>,
}

/// An index or mirror
#[derive(Clone, PartialEq, Eq)]
struct Root {
    url: Url,
    /// Whether it is an archive of Debian's
    is_debian: bool,
}

impl Logins {
    /// Reads the user's netrc file. One that cannot be read gives no login, as pip and uv have it.
    pub fn of(environment: &Environment) -> Self {
        let netrc = environment.netrc.as_deref().and_then(read);
        let (netrc, notes) = netrc.unwrap_or_default();
        Self {
            netrc,
            notes: Mutex::new(notes),
            keyring: environment.keyring,
            ..Self::default()
        }
    }

    /// Takes the root of an index, and the login in it
    pub fn add(&self, root: &Url) {
        self.put(root, false);
    }

    /// Takes the root of an archive of Debian's, and the login in it. apt's own folder has others.
    pub fn add_debian(&self, root: &Url, apt: &Path) {
        self.put(root, true);
        let apt = self.apt.get_or_init(|| {
            let (apt, notes) = Apt::read(apt);
            locked(&self.notes).extend(notes);
            apt
        });
        if root.username().is_empty() {
            locked(&self.notes).extend(apt.bare(root));
        }
    }

    fn put(&self, root: &Url, is_debian: bool) {
        let mut roots = locked(&self.roots);
        let root = Root {
            url: root.clone(),
            is_debian,
        };
        if !roots.contains(&root) {
            roots.push(root);
        }
    }

    /// Tells what is wrong with the files, each thing once
    pub fn tell(&self, printer: &Printer) {
        static TOLD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
        for note in std::mem::take(&mut *locked(&self.notes)) {
            if locked(&TOLD).insert(note.clone()) {
                printer.say(format!("warning: {note}"));
            }
        }
    }

    /// The address with the login for it. For a place that is no index's or mirror's own, only a login that
    /// names its host counts.
    pub fn of_url(&self, url: &Url) -> Url {
        if let Some(login) = self.of_apt(url) {
            return with(url, &login.user, &login.password);
        }
        let root = self.root(url);
        let own = root.as_ref().filter(|_| url.username().is_empty());
        let own = own.unwrap_or(url);
        let user = decoded(own.username());
        if let Some(password) = own.password() {
            return with(url, &user, &decoded(password));
        }
        // In the open a login goes where the user named an address in the open, and nowhere else: whoever is
        // on the way leads to any host, and answers for it.
        if url.scheme() != "https" && root.is_none() {
            return url.clone();
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

    /// apt's login, unless the address has its own or is of a Python index
    fn of_apt(&self, url: &Url) -> Option<Login> {
        let nearest = self.best(url, |root| in_common(&root.url, url));
        let has_own = |root: &Root| !root.is_debian || !root.url.username().is_empty();
        if !url.username().is_empty() || nearest.as_ref().is_some_and(has_own) {
            return None;
        }
        self.apt.get()?.login(url)
    }

    /// The root of the same origin that has most of the path in common, one with a login first
    fn root(&self, url: &Url) -> Option<Url> {
        let rank = |root: &Root| (!root.url.username().is_empty(), in_common(&root.url, url));
        self.best(url, rank).map(|root| root.url)
    }

    fn best<T: Ord>(&self, url: &Url, rank: impl Fn(&Root) -> T) -> Option<Root> {
        let roots = locked(&self.roots);
        let same = roots
            .iter()
            .filter(|root| root.url.origin() == url.origin());
        // `max_by_key` gives the last of equals, and the first counts.
        same.rev().max_by_key(|root| rank(root)).cloned()
    }

    fn ask(&self, root: &Url, user: &str) -> Option<String> {
        if !self.keyring {
            return None;
        }
        let mut asked = locked(&self.asked);
        let known = asked.entry(format!("{user} {root}"));
        known
            .or_insert_with(|| keyring::password(root, user))
            .clone()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read(path: &Path) -> Option<(Netrc, Vec<String>)> {
    let size = path.metadata().ok()?.len();
    if size > LARGEST {
        return None;
    }
    let text = file::read(path).ok()?;
    Some(Netrc::parse(&path.display().to_string(), &text))
}

fn in_common(root: &Url, url: &Url) -> usize {
    let parts = |url: &Url| -> Vec<String> { url.path().split('/').map(str::to_owned).collect() };
    let pairs = parts(root).into_iter().zip(parts(url));
    pairs.take_while(|(one, other)| one == other).count()
}

/// Both setters fail only where an address can have no user. They leave a `%` as it is, which who reads
/// the address takes for an escape.
fn with(url: &Url, user: &str, password: &str) -> Url {
    let [user, password] = [user, password].map(|text| text.replace('%', "%25"));
    let mut url = url.clone();
    let _ = url.set_username(&user);
    let _ = url.set_password(Some(password.as_str()).filter(|password| !password.is_empty()));
    url
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests;
