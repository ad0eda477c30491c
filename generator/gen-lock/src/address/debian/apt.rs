//! apt's sources on this machine, as far as they are of Debian (sources.list(5)).

use super::{is_security, Root};
use crate::address::shown::shown;
use debian::{Signer, Source};
use std::fs;
use std::path::{Path, PathBuf};

/// A list of mirrors is short; what is longer is none.
const LARGEST_LIST: usize = 1 << 20;

/// What apt's sources name
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Apt {
    /// Roots of the main archive
    pub main: Vec<Root>,
    /// Roots of the security archive
    pub security: Vec<Root>,
    /// What of the sources names no mirror, and why
    pub notes: Vec<String>,
}

/// Reads `sources.list` and `sources.list.d` in `folder`, apt's own
pub fn read(folder: &Path) -> Apt {
    let mut apt = Apt::default();
    for path in files(folder) {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let stanzas = path.extension().is_some_and(|word| word == "sources");
        let sources = match stanzas {
            true => Source::parse_stanzas(&text),
            false => Source::parse_list(&text),
        };
        match sources {
            Ok(sources) => sources
                .into_iter()
                .filter(is_debian)
                .for_each(|source| apt.add(source)),
            Err(error) => apt.notes.push(format!("`{}`: {error}", path.display())),
        }
    }
    apt
}

impl Apt {
    fn add(&mut self, source: Source) {
        for uri in self.addresses(&source.uri) {
            let roots = match is_security(&source.suite) {
                true => &mut self.security,
                false => &mut self.main,
            };
            let at = roots.iter().position(|root| root.uri == uri);
            let at = at.unwrap_or_else(|| {
                roots.push(Root {
                    uri,
                    suites: Vec::new(),
                    signers: source.signed_by.clone(),
                });
                roots.len() - 1
            });
            let root = &mut roots[at];
            if !root.suites.contains(&source.suite) {
                root.suites.push(source.suite.clone());
            }
        }
    }

    /// The addresses that a URI stands for: a list of mirrors for several (apt-transport-mirror(1))
    fn addresses(&mut self, uri: &str) -> Vec<String> {
        if uri.starts_with("http://") || uri.starts_with("https://") {
            return vec![uri.to_owned()];
        }
        let Some(path) = uri.strip_prefix("mirror+file:") else {
            self.notes.push(format!(
                "`{}` is not a URL that gen-lock supports",
                shown(uri)
            ));
            return Vec::new();
        };
        let path = Path::new("/").join(path.trim_start_matches('/'));
        match fs::read_to_string(&path) {
            Ok(text) if text.len() <= LARGEST_LIST => mirrors(&text),
            Ok(_) => {
                self.notes.push(format!(
                    "`{}` is too long for a list of mirrors",
                    path.display()
                ));
                Vec::new()
            }
            Err(error) => {
                self.notes.push(format!("`{}`: {error}", path.display()));
                Vec::new()
            }
        }
    }
}

/// An address a line, attributes behind a tab
fn mirrors(text: &str) -> Vec<String> {
    let addresses = text.lines().filter_map(|line| line.split('\t').next());
    addresses
        .map(str::trim)
        .filter(|address| address.starts_with("http://") || address.starts_with("https://"))
        .map(str::to_owned)
        .collect()
}

/// Whether a source is Debian's: its suite is one of Debian's, or Debian's keyring signs it. The index
/// has to say so by its own code name all the same.
fn is_debian(source: &Source) -> bool {
    const SUITES: [&str; 16] = [
        "oldoldstable",
        "oldstable",
        "stable",
        "testing",
        "unstable",
        "experimental",
        "sid",
        "rc-buggy",
        "stretch",
        "buster",
        "bullseye",
        "bookworm",
        "trixie",
        "forky",
        "duke",
        "proposed",
    ];
    let first = source.suite.split(['-', '/']).next().unwrap_or_default();
    let keyring = |signer: &Signer| match signer {
        Signer::Keyring(path) => {
            let name = Path::new(path).file_name().unwrap_or_default();
            name.to_string_lossy().starts_with("debian-archive-")
        }
        _ => false,
    };
    let main = source
        .components
        .iter()
        .any(|component| component == "main");
    main && (SUITES.contains(&first) || source.signed_by.iter().any(keyring))
}

/// `sources.list`, then the files of `sources.list.d` that apt reads: `.list` and `.sources` alone
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("sources.list.d"));
    let entries = entries.into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| is_read(path))
        .collect();
    paths.sort();
    paths.insert(0, folder.join("sources.list"));
    paths
}

/// Whether apt reads a file by its name (apt's `GetListOfFilesInDir`)
fn is_read(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let ending = [".list", ".sources"]
        .iter()
        .any(|ending| name.ends_with(ending));
    ending && !name.starts_with('.') && name.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Apt {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sources.list.d")).unwrap();
        for (name, text) in files {
            let text = text.replace("HERE", &folder.path().display().to_string());
            fs::write(folder.path().join(name), text).unwrap();
        }
        read(folder.path())
    }

    fn uris(roots: &[Root]) -> Vec<&str> {
        roots.iter().map(|root| root.uri.as_str()).collect()
    }

    #[test]
    fn reads_the_files_that_apt_reads() {
        let line = |host: &str| format!("deb http://{host}.example/debian bookworm main\n");
        let names = [
            "c.list",
            "a.list.save",
            "b.list.bak",
            "d.list~",
            ".e.list",
            "f g.list",
        ];
        let (texts, mut files): (Vec<_>, Vec<_>) = (
            names
                .map(|name| (format!("sources.list.d/{name}"), line(&name[..1])))
                .to_vec(),
            Vec::new(),
        );
        files.extend(
            texts
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str())),
        );
        files.push(("sources.list", "deb http://z.example/debian sid main"));
        assert_eq!(
            uris(&of(&files).main),
            ["http://z.example/debian", "http://c.example/debian"]
        );
    }

    #[test]
    fn suites_have_any_of_their_names() {
        let apt = of(&[(
            "sources.list",
            "deb http://a.example/debian oldstable main
             deb http://a.example/security oldstable-security main
             deb http://b.example/debian bookworm-20260711 main
             deb http://c.example/security buster/updates main
             deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://d.example/debian unheard-of main
             deb http://e.example/ubuntu noble main
             deb http://f.example/debian bookworm stable
             deb cdrom:[Debian]/ bookworm main",
        )]);
        assert_eq!(
            uris(&apt.main),
            [
                "http://a.example/debian",
                "http://b.example/debian",
                "http://d.example/debian"
            ]
        );
        assert_eq!(
            uris(&apt.security),
            ["http://a.example/security", "http://c.example/security"]
        );
        assert_eq!(apt.main[0].suites, ["oldstable"]);
        assert_eq!(apt.notes.len(), 1, "{:?}", apt.notes);
    }

    #[test]
    fn a_list_of_mirrors_names_each() {
        let apt = of(&[
            (
                "sources.list.d/debian.sources",
                "Types: deb\nURIs: mirror+file://HERE/mirrors.list mirror+file:HERE/none\nSuites: trixie trixie-updates\nComponents: main\nSigned-By: /a.gpg, /b.gpg\n 0123456789ABCDEF0123456789ABCDEF01234567\n",
            ),
            (
                "mirrors.list",
                "# comment\nhttp://a.example/debian\tpriority:1\n\nhttps://b.example/debian/\nfile:/srv/debian\n",
            ),
        ]);
        assert_eq!(
            uris(&apt.main),
            ["http://a.example/debian", "https://b.example/debian/"]
        );
        assert_eq!(apt.main[1].suites, ["trixie", "trixie-updates"]);
        assert_eq!(apt.main[0].signers.len(), 3);
        assert_eq!(apt.notes.len(), 2, "one a suite: {:?}", apt.notes);
    }

    #[test]
    fn a_malformed_file_is_told() {
        let apt = of(&[
            ("sources.list", "deb http://a.example"),
            ("sources.list.d/b.list", "deb http://b.example/ sid main"),
        ]);
        assert_eq!(uris(&apt.main), ["http://b.example/"]);
        assert!(
            apt.notes[0].contains("sources.list`: line 1"),
            "{:?}",
            apt.notes
        );
    }
}
