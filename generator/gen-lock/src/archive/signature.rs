//! Whose signature a release has, by `gpgv`.

use crate::address::debian::{Mirrors, Root};
use crate::address::shown::shown;
use crate::failure::finding;
use crate::process::capture;
use anyhow::{Context as _, Result};
use debian::{ClearSigned, Signatures, Signer};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const REMEDY: &str =
    "install gpgv and debian-archive-keyring, or give a keyring with `--debian-keyring`";

/// Checks the signature of the document at `url`, as the source of `root` asks for it
///
/// What gpgv judges are the bytes that are read, not the document that they were taken from: nobody
/// takes it apart in another way.
///
/// # Errors
/// When no trusted key has made a good one, or `gpgv` or a keyring is not there.
pub fn check(mirrors: &Mirrors, root: &Root, url: &str, signed: &ClearSigned<'_>) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (signature, text) = (
        folder.path().join("Release.gpg"),
        folder.path().join("Release"),
    );
    fs::write(&signature, signed.signature)?;
    fs::write(&text, signed.signed_bytes())?;
    let mut gpgv = Command::new("gpgv");
    gpgv.args(["--quiet", "--status-fd", "1"]);
    let (keyrings, fingerprints) = keyrings(mirrors, root);
    for (at, keyring) in keyrings.iter().enumerate() {
        gpgv.arg("--keyring")
            .arg(binary(keyring, at, folder.path())?);
    }
    let ended = capture(gpgv.arg(&signature).arg(&text), REMEDY)?;
    let names: Vec<String> = keyrings.iter().map(Keyring::name).collect();
    Signatures::read(&ended.stdout)
        .check(&fingerprints)
        .map_err(|why| {
            // Without a status line gpgv itself says what it lacks.
            let said = if ended.stdout.is_empty() {
                format!("; {}", ended.stderr)
            } else {
                String::new()
            };
            finding(format!(
                "`{}` is not signed by {}: {why}{said}\n\nhint: {REMEDY}",
                shown(url),
                names.join(", ")
            ))
        })
}

/// Keys that may sign
enum Keyring {
    /// A file
    File(PathBuf),
    /// A text of apt's sources
    Text(String),
}

impl Keyring {
    fn name(&self) -> String {
        match self {
            Self::File(path) => format!("`{}`", path.display()),
            Self::Text(_) => "the key in `Signed-By`".to_owned(),
        }
    }
}

/// The keyrings of a root, and the fingerprints among whose keys the signer must be
fn keyrings(mirrors: &Mirrors, root: &Root) -> (Vec<Keyring>, Vec<String>) {
    let (mut keyrings, mut fingerprints) = (Vec::new(), Vec::new());
    for signer in &root.signers {
        match signer {
            Signer::Keyring(path) => keyrings.push(Keyring::File(path.into())),
            Signer::Key(text) => keyrings.push(Keyring::Text(text.clone())),
            Signer::Fingerprint(key) => fingerprints.push(key.clone()),
        }
    }
    if keyrings.is_empty() {
        keyrings.push(Keyring::File(mirrors.keyring.clone()));
    } else {
        // Keys that are named by file or by text count as they are.
        fingerprints.clear();
    }
    (keyrings, fingerprints)
}

/// A file that gpgv reads: keys in binary
fn binary(keyring: &Keyring, at: usize, folder: &Path) -> Result<PathBuf> {
    let text = match keyring {
        Keyring::Text(text) => text.clone().into_bytes(),
        Keyring::File(path) => {
            let bytes = fs::read(path).with_context(|| {
                format!(
                    "cannot read the keyring `{}`\n\nhint: {REMEDY}",
                    path.display()
                )
            })?;
            if !bytes.starts_with(b"-----BEGIN") {
                // gpgv looks for a bare name in a folder of its own.
                return Ok(fs::canonicalize(path)?);
            }
            bytes
        }
    };
    let keys = debian::dearmor(&String::from_utf8_lossy(&text))
        .with_context(|| format!("{} contains no armored key", keyring.name()))?;
    let path = folder.join(format!("{at}.gpg"));
    fs::write(&path, keys)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signed by the key beside it, which says that it was made in 2020 and never expires
    const DOCUMENT: &str = include_str!("signed/InRelease");

    fn check_document(document: &str) -> Result<(), String> {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("key.asc");
        fs::write(&key, include_str!("signed/key.asc")).unwrap();
        let mirrors = Mirrors {
            main: Vec::new(),
            security: Vec::new(),
            keyring: key,
        };
        let root = Root {
            uri: String::new(),
            suites: Vec::new(),
            signers: Vec::new(),
        };
        let signed = ClearSigned::parse(document).map_err(|error| error.to_string())?;
        check(&mirrors, &root, "http://mirror.example/InRelease", &signed)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_read_is_what_was_signed() {
        check_document(DOCUMENT).unwrap();
        check_document(&DOCUMENT.replace("one\n", "one \t\r\n")).unwrap();
        for (was, is) in [
            ("one", "two"),
            ("SHA256:", "SHA256: a"),
            ("Suite", "\nSuite"),
        ] {
            let (head, text) = DOCUMENT.split_once("\n\n").unwrap();
            let altered = format!("{head}\n\n{}", text.replacen(was, is, 1));
            let error = check_document(&altered).unwrap_err();
            assert!(error.contains("is not signed by"), "{is}: {error}");
        }
    }

    #[test]
    fn a_line_of_which_gnupg_reads_a_part_is_refused() {
        let longer = format!("SHA256:{}bb 1 Packages\n", " ".repeat(20_100));
        let error = check_document(&DOCUMENT.replace("SHA256:\n", &longer)).unwrap_err();
        assert!(
            error.starts_with("line 6 has more than 16384 bytes"),
            "{error}"
        );
    }

    #[test]
    fn each_signer_of_a_source_has_its_keys() {
        let mirrors = Mirrors {
            main: Vec::new(),
            security: Vec::new(),
            keyring: "/all.gpg".into(),
        };
        let of = |signers: Vec<Signer>| {
            let root = Root {
                uri: String::new(),
                suites: Vec::new(),
                signers,
            };
            let (keyrings, fingerprints) = keyrings(&mirrors, &root);
            (
                keyrings.iter().map(Keyring::name).collect::<Vec<_>>(),
                fingerprints,
            )
        };
        let none: Vec<String> = Vec::new();
        assert_eq!(
            of(Vec::new()),
            (vec!["`/all.gpg`".to_owned()], none.clone())
        );
        let key = Signer::Fingerprint("AA".to_owned());
        assert_eq!(
            of(vec![key.clone()]),
            (vec!["`/all.gpg`".to_owned()], vec!["AA".to_owned()])
        );
        let several = vec![
            Signer::Keyring("/a.gpg".to_owned()),
            Signer::Key("x".to_owned()),
            key,
        ];
        let want = vec!["`/a.gpg`".to_owned(), "the key in `Signed-By`".to_owned()];
        assert_eq!(of(several), (want, none));
    }

    #[test]
    fn armored_keys_become_binary() {
        let folder = tempfile::tempdir().unwrap();
        let text = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAQI=\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n";
        let file = folder.path().join("key.asc");
        fs::write(&file, text).unwrap();
        for keyring in [Keyring::Text(text.to_owned()), Keyring::File(file)] {
            let path = binary(&keyring, 7, folder.path()).unwrap();
            assert_eq!(fs::read(path).unwrap(), [1, 2]);
        }
        let plain = folder.path().join("key.gpg");
        fs::write(&plain, [0x99]).unwrap();
        assert_eq!(
            binary(&Keyring::File(plain.clone()), 0, folder.path()).unwrap(),
            plain
        );
        assert!(binary(&Keyring::Text("x".to_owned()), 0, folder.path()).is_err());
    }
}
