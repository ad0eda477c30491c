//! An image from finished layers: config, manifest, and a layout of this one image.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use oci::{
    docker_archive, layout, Descriptor, DiffId, ImageConfig, Index, Manifest, MediaType, Platform,
};

use crate::build::WINNERS;
use crate::claims::{Claim, Claims};
use crate::contents::{Line, LineKind};
use crate::deb::Relations;
use crate::output::{LayerFile, Publish};
use crate::spec::{self, ImageSpec};
use crate::Error;

/// Engines stack at most 127 layers; this leaves room for what is built on top.
const LAYERS_LIMIT: usize = 60;

/// Layers that do not fit into one image.
#[derive(Debug, thiserror::Error)]
pub enum ImageError {
    /// Too many layers.
    #[error("image `{image}` has {count} layers, at most 60 are allowed")]
    TooMany {
        /// The image's name.
        image: String,
        /// How many.
        count: usize,
    },
    /// A line of a list of contents that is none.
    #[error("{}: line {line} is malformed: `{text}`", path.display())]
    Line {
        /// The list.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// Two layers that contradict each other.
    #[error("`{path}` in layer `{lower}` is not the same in layer `{upper}`: {why}")]
    Conflict {
        /// The path.
        path: String,
        /// The layer below.
        lower: String,
        /// The layer above.
        upper: String,
        /// What would go wrong.
        why: String,
    },
    /// Two packages that may not be together.
    #[error("layers `{lower}` and `{upper}` do not go together: {why}")]
    Refused {
        /// The layer below.
        lower: String,
        /// The layer above.
        upper: String,
        /// The packages and the field of the control file.
        why: String,
    },
}

/// Writes the image of the specification `spec` as a layout to `out`.
pub fn write_image(spec_path: &Path, out: &Path, publish: Publish) -> Result<(), Error> {
    let bytes = fs::read(spec_path).map_err(Error::io(spec_path))?;
    let spec: ImageSpec = spec::parse(spec_path, &bytes)?;
    let count = spec.layers.len();
    if count > LAYERS_LIMIT {
        return Err(ImageError::TooMany {
            image: spec.name,
            count,
        }
        .into());
    }
    let layers = spec.layers.iter().map(|folder| LayerFile::read(folder));
    let layers = layers.collect::<Result<Vec<_>, _>>()?;
    check_conflicts(&spec, &layers)?;
    let blobs = out.join(layout::BLOBS);
    fs::create_dir_all(&blobs).map_err(Error::io(&blobs))?;
    for (layer, folder) in layers.iter().zip(&spec.layers) {
        let link = blobs.join(layer.blob.digest.hex());
        link_once(&folder.join("blob"), &link)?;
    }
    let store = |media_type, bytes: &[u8]| {
        let descriptor = Descriptor::of(media_type, bytes);
        publish.write(&blobs.join(descriptor.digest.hex()), bytes)?;
        Ok::<_, Error>(descriptor)
    };
    let named: Vec<(&str, DiffId)> = layers
        .iter()
        .map(|layer| (layer.name.as_str(), layer.diff_id))
        .collect();
    let config = ImageConfig::new(spec.config.clone(), &named).print();
    let config = store(MediaType::Config, &config)?;
    let manifest = Manifest::new(config, layers.iter().map(describe).collect()).print();
    let mut manifest = store(MediaType::Manifest, &manifest)?
        .annotated(oci::REF_NAME, &spec.ref_name)
        .annotated(oci::IMAGE_NAME, &spec.name)
        .annotated(oci::LOADED_NAME, &oci::loaded_name(&spec.name));
    manifest.platform = Some(Platform::linux_amd64());
    write_index(out, vec![manifest], publish)
}

/// Writes what makes a folder of blobs a layout; the index last.
pub fn write_index(out: &Path, manifests: Vec<Descriptor>, publish: Publish) -> Result<(), Error> {
    publish.write(&out.join(layout::MARKER), layout::MARKER_BYTES)?;
    let named = manifests.iter().map(|descriptor| {
        let path = out.join(layout::blob_path(&descriptor.digest));
        let bytes = fs::read(&path).map_err(Error::io(&path))?;
        let manifest = Manifest::parse(&bytes).map_err(|source| Error::Oci { path, source })?;
        let name = descriptor.annotations.get(oci::LOADED_NAME);
        Ok((name.cloned().unwrap_or_default(), manifest))
    });
    let named = named.collect::<Result<Vec<_>, Error>>()?;
    let list = docker_archive::print(&named);
    publish.write(&out.join(docker_archive::FILE), &list)?;
    publish.write(&out.join(layout::INDEX), &Index::new(manifests).print())
}

/// Links a blob; two layers may be the same blob.
pub fn link_once(target: &Path, link: &Path) -> Result<(), Error> {
    match symlink(target, link) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked.map_err(Error::io(link)),
    }
}

fn describe(layer: &LayerFile) -> Descriptor {
    let blob = &layer.blob;
    Descriptor::new(blob.media_type, blob.digest, blob.size).annotated(oci::LAYER_NAME, &layer.name)
}

/// The layers' contents read so far, as a container would see them.
#[derive(Default)]
struct Stack<'a> {
    /// By path.
    seen: BTreeMap<String, Seen<'a>>,
}

/// What a path holds.
struct Seen<'a> {
    line: Line,
    /// The place of its layer.
    layer: usize,
    /// The package that ships it, if one does.
    owner: Option<&'a Relations>,
}

fn check_conflicts(spec: &ImageSpec, layers: &[LayerFile]) -> Result<(), Error> {
    let claims = spec.layers.iter().map(|folder| Claims::read(folder));
    let claims = claims.collect::<Result<Vec<_>, _>>()?;
    check_packages(&claims, layers)?;
    let mut stack = Stack::default();
    for (at, folder) in spec.layers.iter().enumerate() {
        let lines = read_contents(&folder.join("contents"))?;
        let winners = read_winners(&folder.join(WINNERS))?;
        let has_wheels = lines.iter().any(is_record);
        let owners = owners(&claims[at]);
        for line in lines {
            let path = line.path.clone();
            let strict = has_wheels && !winners.contains(&path);
            let above = Seen {
                owner: owners.get(path.as_str()).copied(),
                line,
                layer: at,
            };
            if let Some((lower, why)) = stack.add(above, strict) {
                let (lower, upper) = (layers[lower].name.clone(), layers[at].name.clone());
                return Err(ImageError::Conflict {
                    path,
                    lower,
                    upper,
                    why,
                }
                .into());
            }
        }
    }
    Ok(())
}

/// Refuses packages of different layers that may not be together; each layer has judged its own.
fn check_packages(claims: &[Claims], layers: &[LayerFile]) -> Result<(), ImageError> {
    for (upper, above) in claims.iter().enumerate() {
        for (lower, below) in claims[..upper].iter().enumerate() {
            for (one, two) in pairs(above, below) {
                one.relations
                    .check(&two.relations)
                    .map_err(|why| ImageError::Refused {
                        lower: layers[lower].name.clone(),
                        upper: layers[upper].name.clone(),
                        why,
                    })?;
            }
        }
    }
    Ok(())
}

fn pairs<'a>(above: &'a Claims, below: &'a Claims) -> impl Iterator<Item = (&'a Claim, &'a Claim)> {
    let below = |one| below.debs.iter().map(move |two| (one, two));
    above.debs.iter().flat_map(below)
}

fn owners(claims: &Claims) -> BTreeMap<&str, &Relations> {
    let own = claims.debs.iter().flat_map(|claim| {
        let relations = &claim.relations;
        claim
            .paths
            .iter()
            .map(move |path| (path.as_str(), relations))
    });
    own.collect()
}

fn read_contents(path: &Path) -> Result<Vec<Line>, Error> {
    let text = fs::read_to_string(path).map_err(Error::io(path))?;
    let parse = |(at, text): (usize, &str)| {
        let malformed = || ImageError::Line {
            path: path.to_owned(),
            line: at + 1,
            text: text.to_owned(),
        };
        Line::parse(text).ok_or_else(malformed)
    };
    Ok(text
        .lines()
        .enumerate()
        .map(parse)
        .collect::<Result<_, _>>()?)
}

/// The paths that a layer with wheels is declared to replace.
fn read_winners(path: &Path) -> Result<BTreeSet<String>, Error> {
    if !path.exists() {
        return Ok(BTreeSet::new());
    }
    let text = fs::read_to_string(path).map_err(Error::io(path))?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// Layers with installed wheels may replace nothing that is not declared; each wheel brings its RECORD.
fn is_record(line: &Line) -> bool {
    line.path.ends_with(".dist-info/RECORD")
}

impl<'a> Stack<'a> {
    /// Lays an entry on top; the place of the layer that it contradicts and why, if it does.
    fn add(&mut self, above: Seen<'a>, strict: bool) -> Option<(usize, String)> {
        if let Some(below) = self.seen.get(&above.line.path) {
            if let Some(why) = contradiction(below, &above, strict) {
                return Some((below.layer, why));
            }
        }
        self.seen.insert(above.line.path.clone(), above);
        None
    }
}

/// Why two wheels in two layers are refused.
const REPLACED: &str = "two wheels bring it, or a wheel and a package, and the upper would replace the \
                        lower\n\nhint: declare whose file stays by `[[winners]]` of the family.toml or the \
                        service's row: `wheel`, its `sha256` of the lock, `path` in the wheel, `reason`; \
                        `[[omit]]` with the same leaves one file of a wheel out";

/// What may be decided where a folder above is not the folder below.
const FOLDER: &str = "\n\nhint: declare the folder of the layer above with the mode and owner that it has \
                      below, by `dirs` of `[effects]` in its family.toml; or leave the path out: by `[[omit]]` \
                      of a wheel, by `[omit.<package>]` of families/debian.toml of a deb";

/// Why entries of two layers do not go together: the folder that is there first keeps its mode and
/// owner, as with dpkg, unless `dirs` declare others; a package replaces what it says alone.
fn contradiction(below: &Seen, above: &Seen, strict: bool) -> Option<String> {
    use LineKind::Directory;
    if below.line == above.line {
        return None;
    }
    let plain = |line: &Line| (line.mode, line.uid, line.gid) == (0o755, 0, 0);
    match (&below.line.kind, &above.line.kind) {
        (Directory, Directory) if plain(&above.line) => {
            let why = "a plain folder would reset the mode or owner that the folder below has";
            Some(format!("{why}{FOLDER}"))
        }
        (Directory, Directory) if above.owner.is_some() => {
            let why = "a package's folder would change the mode or owner of a folder that is there";
            Some(format!("{why}{FOLDER}"))
        }
        (Directory, Directory) => None,
        (Directory, _) => Some("it would replace a folder and all that it holds".to_owned()),
        (_, Directory) => Some("a folder would replace it".to_owned()),
        _ if strict => Some(REPLACED.to_owned()),
        _ => match (above.owner, below.owner) {
            (None, _) => None,
            (Some(above), Some(below)) if above.replaces(below) => None,
            (Some(above), below) => Some(unreplaced(above, below)),
        },
    }
}

fn unreplaced(above: &Relations, below: Option<&Relations>) -> String {
    let above = &above.package;
    let why = match below {
        Some(below) => format!("`{above}` does not say `Replaces` of `{}`", below.package),
        None => format!("the package `{above}` would replace what no package brings"),
    };
    format!(
        "{why}\n\nhint: leave the path out of `{above}`, or of what is below, by `[omit.{above}]` of \
         families/debian.toml: `\"path\" = \"reason\"`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deb::Relation;

    fn why(below: &str, above: &str, strict: bool) -> Option<String> {
        contradiction(&seen(below, None), &seen(above, None), strict)
    }

    fn seen<'a>(line: &str, owner: Option<&'a Relations>) -> Seen<'a> {
        Seen {
            line: Line::parse(line).unwrap(),
            layer: 0,
            owner,
        }
    }

    #[test]
    fn a_package_above_replaces_what_it_says_alone() {
        let relations = |package: &str, replaces: &[&str]| Relations {
            package: package.to_owned(),
            replaces: replaces.iter().map(|name| Relation::of(name)).collect(),
            ..Relations::default()
        };
        let (one, two) = (relations("aa", &[]), relations("bb", &["aa"]));
        let why = |below, above| {
            contradiction(
                &seen("f 0644 0:0 1 aa a", below),
                &seen("f 0644 0:0 1 bb a", above),
                false,
            )
        };
        assert_eq!(why(Some(&one), Some(&two)), None);
        assert_eq!(why(Some(&one), None), None, "what is declared replaces");
        for (below, above, want) in [
            (Some(&two), &one, "`aa` does not say `Replaces` of `bb`\n"),
            (Some(&one), &one, "`aa` does not say `Replaces` of `aa`\n"),
            (None, &two, "the package `bb` would replace what no package"),
        ] {
            assert!(why(below, Some(above)).unwrap().starts_with(want));
        }
        let folder = |mode: &str, owner| seen(&format!("d {mode} 0:0 0 - var/a"), owner);
        let changed = contradiction(
            &folder("0755", Some(&one)),
            &folder("0775", Some(&two)),
            false,
        );
        assert!(changed.is_some());
    }

    #[test]
    fn only_wheels_may_not_replace_files() {
        let (old, new) = ("f 0644 0:0 1 aa a", "f 0644 0:0 1 bb a");
        assert_eq!(why(old, old, true), None);
        assert_eq!(why(old, new, false), None);
        assert_eq!(why(old, new, true).as_deref(), Some(REPLACED));
        assert!(why(old, "f 0755 0:0 1 aa a", true).is_some());
    }

    #[test]
    fn folders_keep_their_kind_and_their_mode() {
        assert!(why("l 0777 0:0 0 - lib -> usr/lib", "d 0755 0:0 0 - lib", false).is_some());
        assert!(why("d 0755 0:0 0 - lib", "l 0777 0:0 0 - lib -> usr/lib", false).is_some());
        assert!(why("d 1777 0:0 0 - tmp", "d 0755 0:0 0 - tmp", false).is_some());
        assert_eq!(
            why(
                "d 0755 0:0 0 - home/a",
                "d 0700 10001:10001 0 - home/a",
                false
            ),
            None
        );
    }
}
