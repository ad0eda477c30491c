use crate::environment::Environment;
use crate::login::Logins;
use anyhow::{bail, Result};
use debian::Signer;
use std::path::{Path, PathBuf};

mod apt;

/// The Debian mirrors that this machine uses
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirrors {
    /// Roots of the main archive
    pub main: Vec<Root>,
    /// Roots of the security archive
    pub security: Vec<Root>,
    /// The keyring that signs their indexes, where the root says nothing else
    pub keyring: PathBuf,
}

/// Where an archive lies
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// Its address
    pub uri: String,
    /// The suites that apt takes from there; none where the user named the root
    pub suites: Vec<String>,
    /// Who must have signed; empty for the keyring of [`Mirrors`]
    pub signers: Vec<Signer>,
}

/// apt's folder
const APT: &str = "/etc/apt";
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";
const HINT: &str = "hint: name a mirror with `--debian-mirror` and `--debian-security-mirror`, or \
    set `GEN_LOCK_DEBIAN_MIRROR` and `GEN_LOCK_DEBIAN_SECURITY_MIRROR`, or the config file (`gen-lock/config.toml` in your config folder: `debian-mirror = [\"…\"]`)";

impl Mirrors {
    /// The user's mirrors, else those of apt's sources
    ///
    /// # Errors
    /// When neither names one, as on a host that is no Debian.
    pub fn of(environment: &Environment, logins: &Logins) -> Result<Self> {
        let said = &environment.addresses;
        let keyring = said.debian_keyring.clone();
        let folder = Path::new(APT);
        let apt = apt::read(folder);
        let or = |said: &[String], apt: Vec<Root>| match said {
            [] => apt
                .into_iter()
                .map(|root| Root {
                    // The user's keyring is the one that counts.
                    signers: match keyring {
                        Some(_) => Vec::new(),
                        None => root.signers,
                    },
                    ..root
                })
                .collect(),
            said => said.iter().cloned().map(Root::named).collect(),
        };
        let mirrors = Self {
            main: or(&said.debian_mirror, apt.main),
            security: or(&said.debian_security_mirror, apt.security),
            keyring: keyring.clone().unwrap_or_else(|| PathBuf::from(KEYRING)),
        };
        if mirrors.main.is_empty() {
            let notes: String = apt.notes.iter().map(|note| format!("\n{note}")).collect();
            bail!("apt's sources on this machine have no Debian mirror{notes}\n\n{HINT}");
        }
        // The login in a mirror's address goes along when the mirror redirects to itself.
        let roots = mirrors.main.iter().chain(&mirrors.security);
        for root in roots.flat_map(|root| root.uri.parse()) {
            logins.add_debian(&root, folder);
        }
        Ok(mirrors)
    }

    /// Where a pool path may lie; the content decides
    pub fn urls_of(&self, path: &str) -> Vec<String> {
        let (first, second) = if is_security_path(path) {
            (&self.security, &self.main)
        } else {
            (&self.main, &self.security)
        };
        let roots = first.iter().chain(second);
        roots
            .map(|root| format!("{}/{path}", root.uri.trim_end_matches('/')))
            .collect()
    }

    /// The roots that serve a suite
    pub fn roots_of(&self, suite: &str) -> &[Root] {
        if is_security(suite) {
            &self.security
        } else {
            &self.main
        }
    }

    /// What to say once where pool paths of the security archive could not be had, and no root of it is
    /// known
    pub fn lacks_security(&self, path: &str) -> bool {
        is_security_path(path) && self.security.is_empty()
    }
}

/// What is wrong, and what to do, where no security archive is known
pub const NO_SECURITY: &str =
    "apt's sources on this machine have no security archive (a suite like `bookworm-security`), but \
     the lock has packages from it\n\nhint: name it with \
    `--debian-security-mirror` or in `GEN_LOCK_DEBIAN_SECURITY_MIRROR`, or add its suite to apt's \
    sources";

impl Root {
    /// A root that the user named
    fn named(uri: String) -> Self {
        Self {
            uri,
            suites: Vec::new(),
            signers: Vec::new(),
        }
    }
}

fn is_security_path(path: &str) -> bool {
    path.starts_with("pool/updates/")
}

/// Until Debian 10 the security archive's suites were called `buster/updates`.
fn is_security(suite: &str) -> bool {
    suite.ends_with("-security") || suite.contains("-security-") || suite.ends_with("/updates")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_that_nobody_names_is_told() {
        let named = |uri: &str| vec![Root::named(uri.to_owned())];
        let mut mirrors = Mirrors {
            main: named("http://main.example/debian/"),
            security: Vec::new(),
            keyring: KEYRING.into(),
        };
        let updates = "pool/updates/main/c/curl/curl_1_amd64.deb";
        assert!(mirrors.lacks_security(updates));
        assert!(!mirrors.lacks_security("pool/main/c/curl/curl_1_amd64.deb"));
        mirrors.security = named("http://security.example");
        assert!(!mirrors.lacks_security(updates));
        assert_eq!(
            mirrors.urls_of(updates)[0],
            format!("http://security.example/{updates}")
        );
        assert_eq!(mirrors.roots_of("buster/updates"), mirrors.security);
        assert_eq!(mirrors.roots_of("trixie-updates"), mirrors.main);
    }
}
