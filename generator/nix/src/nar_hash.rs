use base64::prelude::{Engine as _, BASE64_STANDARD};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;

/// The SHA-256 of a folder's NAR serialisation, as Nix prints it (`sha256-<base64>`).
///
/// NAR is the archive that Nix hashes for a recursive fixed output: names sorted, modes reduced
/// to "executable or not" (Dolstra, "The Purely Functional Software Deployment Model", 5.2.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NarHash([u8; 32]);

impl NarHash {
    /// Hashes a folder of executable files, given by `/`-separated path.
    pub fn of_executables(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let mut nar = Nar(Sha256::new());
        nar.text("nix-archive-1");
        let tree: Vec<Entry<'_>> = files
            .iter()
            .map(|(path, bytes)| (path.split('/').collect(), &bytes[..]))
            .collect();
        nar.folder(&tree);
        Self(nar.0.finalize().into())
    }

    /// Hexadecimal, as store paths are made from it
    pub(crate) fn hex(&self) -> String {
        hex::encode(self.0)
    }
}

/// What is left of a file's path below the folder at hand, and its bytes
type Entry<'a> = (Vec<&'a str>, &'a [u8]);

struct Nar(Sha256);

impl Nar {
    fn bytes(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self.0.update(&[0u8; 8][..(8 - bytes.len() % 8) % 8]);
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn folder(&mut self, entries: &[Entry<'_>]) {
        for text in ["(", "type", "directory"] {
            self.text(text);
        }
        let mut children: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
        for (path, bytes) in entries {
            children
                .entry(path[0])
                .or_default()
                .push((path[1..].to_vec(), bytes));
        }
        for (name, below) in children {
            for text in ["entry", "(", "name", name, "node"] {
                self.text(text);
            }
            match below.as_slice() {
                [(rest, bytes)] if rest.is_empty() => self.executable(bytes),
                _ => self.folder(&below),
            }
            self.text(")");
        }
        self.text(")");
    }

    fn executable(&mut self, bytes: &[u8]) {
        for text in ["(", "type", "regular", "executable", "", "contents"] {
            self.text(text);
        }
        self.bytes(bytes);
        self.text(")");
    }
}

impl fmt::Display for NarHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256-{}", BASE64_STANDARD.encode(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::NarHash;

    #[test]
    fn agrees_with_nix() {
        // mkdir -p seed/bin; printf 'hello\n' > seed/bin/busybox; chmod 755 seed/bin/busybox
        // nix hash path seed
        let files = [("bin/busybox".to_owned(), b"hello\n".to_vec())].into();
        assert_eq!(
            NarHash::of_executables(&files).to_string(),
            "sha256-YaiNR7zZWqpUQ6WSZpIC3yEdFdULXifUiz1qwoLJ3TA="
        );
    }
}
