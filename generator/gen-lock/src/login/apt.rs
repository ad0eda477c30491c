//! The logins that apt's own files give for archives (apt_auth.conf(5)), as apt 2.6 reads them:
//! `machine [scheme://]host[:port][/path] login USER password SECRET`.

mod words;

use super::netrc::Login;
use crate::file;
use reqwest::Url;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use words::{words, Word};

/// Such files are small
const LARGEST: u64 = 1 << 20;

const UNKNOWN: &str =
    "words unknown to apt are ignored; a login and a password cannot contain spaces, and quotes are \
     part of them";

/// The logins of `auth.conf` and `auth.conf.d`
#[derive(Default)]
pub struct Apt {
    /// In apt's order: the first file that has a login for an address decides
    files: Vec<Vec<Entry>>,
}

/// A login and what it is for
struct Entry {
    /// `file:line`
    at: String,
    /// `https` where the file does not say
    scheme: Option<String>,
    /// `host`, `host:port`, or either with the start of a path
    place: String,
    login: Login,
}

impl Apt {
    /// Reads `auth.conf`, then the files of `auth.conf.d`, in apt's folder; and what is to be told of
    /// them, without a secret
    pub fn read(folder: &Path) -> (Self, Vec<String>) {
        let (mut apt, mut notes) = (Self::default(), Vec::new());
        for path in files(folder) {
            let shown = path.display();
            match text(&path) {
                Ok(Some(text)) => apt
                    .files
                    .push(entries(&shown.to_string(), &text, &mut notes)),
                Ok(None) => {}
                Err(why) => notes.push(format!("`{shown}` is ignored: {why}")),
            }
        }
        (apt, notes)
    }

    /// The login for an address. An entry without a scheme is for https alone.
    pub fn login(&self, url: &Url) -> Option<Login> {
        let scheme = |entry: &Entry| entry.scheme.as_deref().unwrap_or("https") == url.scheme();
        // In a file the first entry that fits decides, though it may have no login.
        let of_file = |entries: &Vec<Entry>| {
            let found = entries.iter().find(|one| scheme(one) && one.is_for(url))?;
            let is_empty = found.login == Login::default();
            (!is_empty).then(|| found.login.clone())
        };
        self.files.iter().find_map(of_file)
    }

    /// What apt too says of an address without TLS for which an entry would count with it
    pub fn bare(&self, url: &Url) -> Option<String> {
        let mut entries = self.files.iter().flatten();
        let entry = entries.find(|one| one.scheme.is_none() && one.is_for(url))?;
        let is_bare = url.scheme() == "http" && self.login(url).is_none();
        is_bare.then(|| {
            format!(
                "{}: the login for `{}` is not sent without TLS\n\nhint: write `machine http://{}` \
                 to send it anyway",
                entry.at,
                url.host_str().unwrap_or_default(),
                entry.place
            )
        })
    }
}

impl Entry {
    fn is_for(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        let port = url.port().map(|port| format!(":{port}"));
        let host_and_port = format!("{host}{}", port.unwrap_or_default());
        match self.place.contains('/') {
            // As apt has it: a path is the start of a text, `/deb` of `/debian` too
            true => format!("{host_and_port}{}", url.path()).starts_with(&self.place),
            false => self.place == host || self.place == host_and_port,
        }
    }
}

/// `None` where there is no such file
fn text(path: &Path) -> Result<Option<String>, String> {
    let mut bytes = Vec::new();
    let read = file::regular(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    match read {
        Ok(size) if size as u64 > LARGEST => Err(format!("it has more than {LARGEST} bytes")),
        Ok(_) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

/// `auth.conf`, then the files of `auth.conf.d` that apt reads: `.conf`, and those without an ending
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.join("auth.conf.d"));
    let entries = entries.into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| is_read(path) && path.is_file())
        .collect();
    paths.sort();
    paths.insert(0, folder.join("auth.conf"));
    paths
}

fn is_read(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let ending = name.rsplit_once('.').is_none_or(|(_, end)| end == "conf");
    ending && !name.starts_with('.') && name.chars().all(plain)
}

/// The entries of a file. A word that apt does not know is left out, as by apt, which knows no comments
/// either; a word that lacks what should follow it takes nothing from the entry on the next line.
fn entries(file: &str, text: &str, notes: &mut Vec<String>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut told = 0;
    let mut words = words(text).into_iter().peekable();
    while let Some(word) = words.next() {
        let at = format!("`{file}:{}`", word.line);
        let mut say = |what: &str| notes.push(format!("{at}: {what}"));
        if !matches!(word.text, "machine" | "login" | "password") {
            if !entries.is_empty() && !word.is_comment && told != word.line {
                told = word.line;
                say(UNKNOWN);
            }
            continue;
        }
        let is_value = |next: &Word<'_>| next.line == word.line || next.text != "machine";
        let Some(value) = words.next_if(is_value) else {
            say(&format!("a value is missing after `{}`", word.text));
            continue;
        };
        let value = value.text.to_owned();
        match (word.text, entries.last_mut()) {
            ("machine", _) => entries.push(Entry::new(at, &value)),
            ("login", Some(entry)) => entry.login.user = value,
            ("password", Some(entry)) => entry.login.password = value,
            _ => say(&format!("`{}` comes before any `machine`", word.text)),
        }
    }
    entries
}

impl Entry {
    fn new(at: String, place: &str) -> Self {
        let (scheme, place) = match place.split_once("://") {
            Some((scheme, place)) => (Some(scheme.to_owned()), place),
            None => (None, place),
        };
        let host = place.find(['/', ':']).unwrap_or(place.len());
        Self {
            at,
            scheme,
            place: format!("{}{}", place[..host].to_ascii_lowercase(), &place[host..]),
            login: Login::default(),
        }
    }
}

#[cfg(test)]
mod tests;
