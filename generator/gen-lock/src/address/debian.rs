use crate::environment::Environment;
use anyhow::{bail, Result};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The Debian mirrors that this machine uses
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirrors {
    /// Roots of the main archive
    pub main: Vec<String>,
    /// Roots of the security archive
    pub security: Vec<String>,
    /// The keyring that signs their indexes
    pub keyring: PathBuf,
}

const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";
const HINT: &str = "hint: name a mirror with `--debian-mirror` and `--debian-security-mirror`, in \
    `GEN_LOCK_DEBIAN_MIRROR` and `GEN_LOCK_DEBIAN_SECURITY_MIRROR`, or in the config file \
    (`gen-lock/config.toml` in your config folder: `debian-mirror = [\"…\"]`)";

impl Mirrors {
    /// The user's mirrors, else those of apt's sources
    ///
    /// # Errors
    /// When neither names one, as on a host that is no Debian.
    pub fn of(environment: &Environment) -> Result<Self> {
        let said = &environment.addresses;
        let apt = apt(Path::new("/etc/apt"));
        let or = |said: &Vec<String>, apt: Vec<String>| {
            if said.is_empty() {
                apt
            } else {
                said.clone()
            }
        };
        let mirrors = Self {
            main: or(&said.debian_mirror, apt.0),
            security: or(&said.debian_security_mirror, apt.1),
            keyring: said
                .debian_keyring
                .clone()
                .unwrap_or_else(|| PathBuf::from(KEYRING)),
        };
        if mirrors.main.is_empty() {
            bail!("apt's sources on this machine name no Debian mirror\n\n{HINT}");
        }
        Ok(mirrors)
    }

    /// Where a pool path may lie; the content decides
    pub fn urls_of(&self, path: &str) -> Vec<String> {
        let (first, second) = if path.starts_with("pool/updates/") {
            (&self.security, &self.main)
        } else {
            (&self.main, &self.security)
        };
        let roots = first.iter().chain(second);
        roots
            .map(|root| format!("{}/{path}", root.trim_end_matches('/')))
            .collect()
    }

    /// The roots that serve a suite
    pub fn roots_of(&self, suite: &str) -> &[String] {
        if suite.ends_with("-security") {
            &self.security
        } else {
            &self.main
        }
    }
}

/// Roots of the main and of the security archive in apt's sources. A source is Debian's when its
/// suite is one of Debian's, or the archive's keyring signs it.
fn apt(folder: &Path) -> (Vec<String>, Vec<String>) {
    let (mut main, mut security) = (BTreeSet::new(), BTreeSet::new());
    let (mut mains, mut securities) = (Vec::new(), Vec::new());
    for (file, text) in files(folder) {
        let sources = if file.ends_with(".sources") {
            debian::Source::parse_stanzas(&text)
        } else {
            debian::Source::parse_list(&text)
        };
        // A file that apt would not take either names no mirror.
        for source in sources.unwrap_or_default() {
            if !is_debian(&source) {
                continue;
            }
            let (seen, list) = if source.suite.ends_with("-security") {
                (&mut security, &mut securities)
            } else {
                (&mut main, &mut mains)
            };
            if seen.insert(source.uri.clone()) {
                list.push(source.uri);
            }
        }
    }
    (mains, securities)
}

fn is_debian(source: &debian::Source) -> bool {
    const CODENAMES: [&str; 6] = ["bookworm", "trixie", "forky", "sid", "stable", "testing"];
    let codename = source.suite.split('-').next().unwrap_or_default();
    CODENAMES.contains(&codename)
        && source
            .components
            .iter()
            .any(|component| component == "main")
        && source.uri.starts_with("http")
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let mut paths = vec![folder.join("sources.list")];
    if let Ok(entries) = std::fs::read_dir(folder.join("sources.list.d")) {
        paths.extend(entries.filter_map(|entry| entry.ok().map(|entry| entry.path())));
    }
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.display().to_string();
        std::fs::read_to_string(path).ok().map(|text| (name, text))
    };
    paths.into_iter().filter_map(read).collect()
}
