//! The one place that reads the environment.

use anyhow::{Context as _, Result};
use serde::Deserialize;
use std::path::PathBuf;

/// Where uv is told of indexes
pub const UV_INDEXES: [&str; 4] = [
    "UV_INDEX",
    "UV_EXTRA_INDEX_URL",
    "UV_DEFAULT_INDEX",
    "UV_INDEX_URL",
];

/// What the user's environment and config file say of addresses and folders.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// For downloads under way
    pub cache: PathBuf,
    /// Where Nix writes its store
    pub store: PathBuf,
    /// Cargo's home
    pub cargo_home: PathBuf,
    /// Where Podman, Buildah and skopeo keep images
    pub containers: PathBuf,
    /// `uv`, or what `GEN_LOCK_UV` names
    pub uv: String,
    /// Where container tools keep who we are to registries, the first that knows wins
    pub auth_files: Vec<PathBuf>,
    /// Logins of hosts: what `NETRC` names, else `~/.netrc`
    pub netrc: Option<PathBuf>,
    /// Whether pip or uv is told to ask the user's keyring
    pub keyring: bool,
    /// Where to fetch from
    pub addresses: Addresses,
}

/// Where to fetch from, as the user says; what is not said comes from pip's, apt's and cargo's own
/// set-up
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Addresses {
    /// Python indexes (simple API), the highest rank first
    #[serde(default)]
    pub index_url: Vec<String>,
    /// Debian mirrors: a main archive's root
    #[serde(default)]
    pub debian_mirror: Vec<String>,
    /// Debian mirrors of the security archive
    #[serde(default)]
    pub debian_security_mirror: Vec<String>,
    /// The keyring that signs the archive's index
    #[serde(default)]
    pub debian_keyring: Option<PathBuf>,
}

impl Addresses {
    /// What is said here, and for the rest what `other` says
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let first = |one: Vec<String>, two| if one.is_empty() { two } else { one };
        Self {
            index_url: first(self.index_url, other.index_url),
            debian_mirror: first(self.debian_mirror, other.debian_mirror),
            debian_security_mirror: first(
                self.debian_security_mirror,
                other.debian_security_mirror,
            ),
            debian_keyring: self.debian_keyring.or(other.debian_keyring),
        }
    }
}

impl Environment {
    /// Reads environment and config file (`gen-lock/config.toml` in the config folder)
    ///
    /// # Errors
    /// When the config file cannot be read.
    pub fn read() -> Result<Self> {
        let home = variable("HOME").map_or_else(|| PathBuf::from("/root"), PathBuf::from);
        let folder = |name: &str, default: &str| {
            variable(name).map_or_else(|| home.join(default), PathBuf::from)
        };
        let file = folder("XDG_CONFIG_HOME", ".config").join("gen-lock/config.toml");
        let configured = if file.exists() {
            config(&file)?
        } else {
            Addresses::default()
        };
        Ok(Self {
            cache: folder("XDG_CACHE_HOME", ".cache").join("gen-lock"),
            store: store(&variable("NIX_REMOTE").unwrap_or_default()),
            cargo_home: folder("CARGO_HOME", ".cargo"),
            auth_files: auth_files(&home),
            containers: if rustix::process::geteuid().is_root() {
                PathBuf::from("/var/lib/containers/storage")
            } else {
                folder("XDG_DATA_HOME", ".local/share").join("containers/storage")
            },
            uv: variable("GEN_LOCK_UV").unwrap_or_else(|| "uv".to_owned()),
            netrc: Some(folder("NETRC", ".netrc")),
            keyring: ["UV_KEYRING_PROVIDER", "PIP_KEYRING_PROVIDER"]
                .iter()
                .any(|name| variable(name).is_some_and(|value| is_keyring(&value))),
            addresses: said().or(configured),
        })
    }
}

/// Where the store lies that `NIX_REMOTE` names: `local?root=DIR` has all of `/nix` below a folder
fn store(remote: &str) -> PathBuf {
    let settings = remote.split_once('?').map_or("", |(_, settings)| settings);
    let root = settings
        .split('&')
        .find_map(|one| one.strip_prefix("root="));
    let path = Some(remote).filter(|remote| remote.starts_with('/'));
    PathBuf::from(root.or(path).unwrap_or("/")).join("nix/store")
}

/// What uv and pip call the program `keyring`, and pip its module
fn is_keyring(provider: &str) -> bool {
    matches!(provider, "subprocess" | "import")
}

/// By containers-auth.json(5), then Docker's own; `REGISTRY_AUTH_FILE` in place of all
fn auth_files(home: &std::path::Path) -> Vec<PathBuf> {
    if let Some(file) = variable("REGISTRY_AUTH_FILE") {
        return vec![PathBuf::from(file)];
    }
    let of = |name: &str| variable(name).map(PathBuf::from);
    // Where there is no session, as for root and in cron, the manual has a folder of the user's number.
    let user = rustix::process::geteuid().as_raw().to_string();
    let runtime = of("XDG_RUNTIME_DIR").map_or_else(
        || {
            PathBuf::from("/run/containers")
                .join(user)
                .join("auth.json")
        },
        |folder| folder.join("containers/auth.json"),
    );
    let config = of("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    let docker = of("DOCKER_CONFIG").unwrap_or_else(|| home.join(".docker"));
    let own = [
        config.join("containers/auth.json"),
        docker.join("config.json"),
    ];
    std::iter::once(runtime).chain(own).collect()
}

/// The indexes that uv's variables name, as uv reads them: `URL` or `NAME=URL`
pub fn uv_indexes() -> Vec<String> {
    let texts = UV_INDEXES.iter().filter_map(|name| variable(name));
    let words = |text: String| -> Vec<String> {
        let words = text.split_whitespace();
        words.map(str::to_owned).collect()
    };
    texts.flat_map(words).collect()
}

/// User and password of a named index, where uv looks for them (`UV_INDEX_<NAME>_USERNAME`)
pub fn index_login(name: &str) -> (Option<String>, Option<String>) {
    let letter = |letter: char| match letter {
        letter if letter.is_ascii_alphanumeric() => letter.to_ascii_uppercase(),
        _ => '_',
    };
    let name: String = name.chars().map(letter).collect();
    let of = |what: &str| variable(&format!("UV_INDEX_{name}_{what}"));
    (of("USERNAME"), of("PASSWORD"))
}

/// Whether `NIX_CONFIG` says whose outputs Nix may take
pub fn says_substituters() -> bool {
    variable("NIX_CONFIG").is_some_and(|config| config.contains("substituters"))
}

fn said() -> Addresses {
    let list = |name: &str| -> Vec<String> {
        let text = variable(name).unwrap_or_default();
        text.split_whitespace().map(str::to_owned).collect()
    };
    Addresses {
        index_url: list("GEN_LOCK_INDEX_URL"),
        debian_mirror: list("GEN_LOCK_DEBIAN_MIRROR"),
        debian_security_mirror: list("GEN_LOCK_DEBIAN_SECURITY_MIRROR"),
        debian_keyring: variable("GEN_LOCK_DEBIAN_KEYRING").map(PathBuf::from),
    }
}

fn config(file: &std::path::Path) -> Result<Addresses> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{}", file.display()))?;
    let name = file.display().to_string();
    Ok(fleet::Source {
        file: &name,
        text: &text,
    }
    .parse()?)
}

#[allow(clippy::disallowed_methods)] // the one place
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// This program as it was called, with its links: an upgrade changes what they lead to
pub fn program() -> Option<PathBuf> {
    let called = PathBuf::from(std::env::args_os().next()?);
    if called.components().count() > 1 {
        return std::path::absolute(called).ok();
    }
    let folders = variable("PATH")?;
    let mut programs = std::env::split_paths(&folders).map(|folder| folder.join(&called));
    programs
        .find(|program| program.is_file())
        .or_else(|| std::env::current_exe().ok())
}

/// Whether a user is the one who runs this, root, or who became root by sudo
pub fn is_us(user: u32) -> bool {
    let own = rustix::process::geteuid();
    let before = variable("SUDO_UID").filter(|_| own.is_root());
    user == 0 || user == own.as_raw() || before.is_some_and(|before| before == user.to_string())
}

/// The address of an engine that is not the client's own
pub fn docker_host() -> Option<String> {
    variable("DOCKER_HOST")
}

#[cfg(test)]
mod tests {
    use super::store;
    use std::path::Path;

    #[test]
    fn the_store_lies_where_nix_is_told() {
        for (remote, place) in [
            ("", "/nix/store"),
            ("daemon", "/nix/store"),
            ("local?state=/s&root=/mnt", "/mnt/nix/store"),
            ("/mnt", "/mnt/nix/store"),
        ] {
            assert_eq!(store(remote), Path::new(place), "{remote}");
        }
    }
}
