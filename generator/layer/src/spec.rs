//! What Nix hands over: one JSON vocabulary, unknown names refused.

use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::Deserialize;

use crate::{Codec, Error};

/// A layer as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LayerSpec {
    /// The version of this vocabulary.
    pub version: u64,
    /// The layer's name in the build lock.
    pub name: String,
    /// What the layer is for, in words.
    #[serde(default)]
    pub description: String,
    /// How the blob is compressed.
    pub codec: Codec,
    /// The interpreter's version, `3.11`.
    pub python: String,
    /// Wheels to install.
    #[serde(default)]
    pub wheels: Vec<Wheel>,
    /// Which of them, and of those in layers below, win a path that several claim.
    #[serde(default)]
    pub winners: Vec<Winner>,
    /// When not empty, wheels are laid out there as `pip install --target` does.
    #[serde(default)]
    pub prefix: String,
    /// Debian packages to unpack.
    #[serde(default)]
    pub debs: Vec<Deb>,
    /// What of them is left out.
    #[serde(default)]
    pub deb_policy: DebPolicy,
    /// Whether to make the bundle of certificate authorities.
    #[serde(default)]
    pub certificates: bool,
    /// Folders to take over.
    #[serde(default)]
    pub tree: Vec<Folder>,
    /// Files of this layer to write a second time elsewhere.
    #[serde(default)]
    pub copies: Vec<Copy>,
    /// Small files by their text.
    #[serde(default)]
    pub files: Vec<TextFile>,
    /// Symbolic links.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Folders with an owner or a mode of their own.
    #[serde(default)]
    pub dirs: Vec<Dir>,
}

/// A wheel to install.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wheel {
    /// Where it lies.
    pub file: PathBuf,
    /// Its published file name.
    pub filename: String,
    /// Members whose wrong entry in RECORD is admitted.
    #[serde(default)]
    pub admit: Vec<String>,
    /// Members, and commands of its entry points, that stay out.
    #[serde(default)]
    pub omit: Vec<String>,
}

/// The wheel whose files stay where another wheel has other bytes for the same path.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Winner {
    /// It; of this layer, or of one below.
    pub wheel: Wheel,
    /// A member or command of it; `folder/` for all members below.
    pub path: String,
}

/// A Debian package to unpack.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deb {
    /// Where it lies.
    pub file: PathBuf,
    /// Its published file name.
    pub filename: String,
    /// The package's name; taken from its control file where it is empty.
    #[serde(default)]
    pub package: String,
    /// Its version as the lock says; not judged where it is empty.
    #[serde(default)]
    pub version: String,
    /// Its architecture as the lock says; not judged where it is empty.
    #[serde(default)]
    pub architecture: String,
    /// The maintainer scripts whose effects are declared elsewhere.
    #[serde(default)]
    pub scripts: Vec<String>,
    /// Paths of it that stay out; `folder/` for a folder and all below.
    #[serde(default)]
    pub omit: Vec<String>,
    /// Paths of it that are taken though its `md5sums` contradicts their bytes, in the same form.
    #[serde(default)]
    pub admit: Vec<String>,
}

/// Which files of Debian packages are left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DebPolicy {
    /// `folder/` for all below, else a whole path; `*` matches within a segment.
    #[serde(default)]
    pub exclude: Vec<String>,
    /// Exceptions, in the same form.
    #[serde(default)]
    pub keep: Vec<String>,
}

/// A folder on disk to take over.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Folder {
    /// Where it lies, already filtered.
    pub path: PathBuf,
    /// Where it goes.
    pub at: String,
    /// What Nix filtered out; part of the vocabulary, of no effect here.
    #[serde(default)]
    pub ignore: Vec<String>,
}

/// A second copy of a file of this layer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copy {
    /// A file in this layer.
    pub from: String,
    /// Where the copy goes.
    pub to: String,
    /// Text to put after it.
    #[serde(default)]
    pub append: String,
    /// Octal mode.
    #[serde(default = "plain")]
    pub mode: String,
}

/// A small file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextFile {
    /// Where it goes.
    pub path: String,
    /// What it says.
    pub text: String,
    /// Octal mode.
    #[serde(default = "plain")]
    pub mode: String,
    /// Owner.
    #[serde(default)]
    pub uid: u32,
    /// Group.
    #[serde(default)]
    pub gid: u32,
}

/// A symbolic link.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Where it goes.
    pub path: String,
    /// Where it leads.
    pub target: String,
}

/// A folder with an owner or a mode of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dir {
    /// Where it goes.
    pub path: String,
    /// Octal mode.
    #[serde(default = "open")]
    pub mode: String,
    /// Owner.
    #[serde(default)]
    pub uid: u32,
    /// Group.
    #[serde(default)]
    pub gid: u32,
}

/// An image as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageSpec {
    /// The version of this vocabulary.
    pub version: u64,
    /// The image's name in the build lock.
    pub name: String,
    /// The name that readers of the layout ask for.
    #[serde(rename = "ref")]
    pub ref_name: String,
    /// The machine that the image is for.
    pub machine: String,
    /// What the image is for, in words.
    #[serde(default)]
    pub description: String,
    /// Finished layers, lowest first.
    pub layers: Vec<PathBuf>,
    /// The `config` object of the image config.
    pub config: oci::RuntimeConfig,
}

/// A layout of several images as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutSpec {
    /// The version of this vocabulary.
    pub version: u64,
    /// The layout's name.
    pub name: String,
    /// Finished images.
    pub images: Vec<PathBuf>,
}

fn plain() -> String {
    "0644".to_owned()
}

fn open() -> String {
    "0755".to_owned()
}

#[derive(Deserialize)]
struct Version {
    version: u64,
}

/// Reads a specification, its version first.
pub fn parse<T: DeserializeOwned>(path: &std::path::Path, bytes: &[u8]) -> Result<T, Error> {
    let malformed = |source| Error::Spec {
        path: path.to_owned(),
        source,
    };
    let Version { version } = serde_json::from_slice(bytes).map_err(malformed)?;
    if version != 1 {
        return Err(Error::SpecVersion {
            path: path.to_owned(),
            version,
        });
    }
    serde_json::from_slice(bytes).map_err(malformed)
}

/// Reads an octal mode of permission bits.
pub fn parse_mode(text: &str) -> Result<u32, Error> {
    match u32::from_str_radix(text, 8) {
        Ok(mode) if mode <= 0o1777 => Ok(mode),
        _ => Err(Error::SpecValue {
            what: "mode must be octal and at most 1777",
            value: format!("`{text}`"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn refuses_unknown_names_and_versions() {
        let message = |text: &str| {
            parse::<LayoutSpec>(Path::new("s"), text.as_bytes())
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            message(r#"{"version":2}"#),
            "specification `s` has version 2, this builder reads version 1"
        );
        let unknown = message(r#"{"version":1,"name":"x","images":[],"imagse":[]}"#);
        assert!(unknown.contains("unknown field `imagse`"), "{unknown}");
    }

    #[test]
    fn modes_are_octal_without_setuid() {
        assert_eq!(parse_mode("0755").unwrap(), 0o755);
        assert_eq!(parse_mode("1777").unwrap(), 0o1777);
        for wrong in ["4755", "rwx", "0888"] {
            let message = parse_mode(wrong).unwrap_err().to_string();
            assert!(message.ends_with(&format!("`{wrong}`")), "{message}");
        }
    }
}
