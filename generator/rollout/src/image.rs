//! An image in the engine against the one that was locked.

use crate::{Content, Unreadable};
use fleet::build_lock::Outputs;
use oci::{DiffId, Digest};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use verify::{compare, Claim, Locked, Shown};

/// An image as the engine has it: an element of what `docker image inspect` prints
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Image {
    /// Digest of the config, or where containerd keeps images, of a manifest or an index
    id: String,
    /// What the id stands for, where the image's own documents were asked
    #[serde(skip)]
    content: Option<Content>,
    /// `repository@digest`, for each registry that it is known from
    repo_digests: Option<Vec<String>>,
    /// `repository:tag`
    repo_tags: Option<Vec<String>>,
    #[serde(rename = "RootFS")]
    root: Option<Root>,
    config: Option<Config>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Config {
    entrypoint: Option<Vec<String>>,
    cmd: Option<Vec<String>>,
    env: Option<Vec<String>>,
    working_dir: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Root {
    #[serde(rename = "Layers")]
    layers: Option<Vec<String>>,
}

impl Image {
    /// Reads what `docker image inspect` prints
    ///
    /// # Errors
    /// When it is no array of images.
    pub fn all(text: &str) -> Result<Vec<Self>, Unreadable> {
        Ok(serde_json::from_str(text)?)
    }

    /// An image that no engine told of
    pub fn new(id: String, names: Vec<String>, layers: Vec<String>) -> Self {
        let (digests, tags) = names.into_iter().partition(|name| name.contains('@'));
        Self {
            id,
            content: None,
            repo_digests: Some(digests),
            repo_tags: Some(tags),
            root: Some(Root {
                layers: Some(layers),
            }),
            config: None,
        }
    }

    /// Digest of the config, or where containerd keeps images, of a manifest or an index
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Digest of the config as far as it is known, else the id
    pub fn config(&self) -> &str {
        self.content
            .as_ref()
            .map_or(&self.id, |content| &content.config)
    }

    /// Digests of its layers' blobs, by `diff_id`, as far as they are known
    pub fn blobs(&self) -> BTreeMap<String, String> {
        let content = self.content.as_ref();
        content.map_or_else(BTreeMap::new, |content| content.blobs.clone())
    }

    /// Takes over what its documents say
    pub fn identify(&mut self, content: Content) {
        self.content = Some(content);
    }

    /// Whether its id is none of the lock's, and its name or its layers are: what was converted on its
    /// way into containerd's store has a manifest of its own
    pub fn is_unclear(&self, outputs: &Outputs) -> bool {
        let id = self.id.parse::<Digest>();
        let is_id = |digest: Digest| id.as_ref().is_ok_and(|id| *id == digest);
        let mut images = outputs.images.values();
        if images.any(|image| is_id(image.config) || is_id(image.manifest)) || self.id.is_empty() {
            return false;
        }
        let called = self.called();
        let layers = self.layers().iter().map(|layer| layer.parse());
        let layers = layers.collect::<Result<Vec<DiffId>, _>>();
        let has_its_layers = |name: &String| {
            Locked::of(outputs, name).is_ok_and(|locked| {
                let locked = locked.layers.iter().map(|layer| layer.diff_id());
                let layers = layers.as_ref();
                layers.is_ok_and(|layers| locked.eq(layers.iter().copied()))
            })
        };
        let mut names = outputs.images.keys();
        names.any(|name| called.contains(name.as_str()) || has_its_layers(name))
    }

    /// Its names, those with a digest first
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let tags = self.repo_tags.iter().flatten();
        let all = self.repo_digests().iter().chain(tags);
        all.map(String::as_str)
    }

    /// What its names come to without registry, tag and digest: `<machine>-<image>`
    pub fn called(&self) -> BTreeSet<&str> {
        self.names().filter_map(plain_name).collect()
    }

    /// What its containers run
    pub fn command(&self) -> Option<Vec<&str>> {
        let config = self.config.as_ref()?;
        let words = config.entrypoint.iter().chain(&config.cmd).flatten();
        Some(words.map(String::as_str).collect())
    }

    /// What its containers are told by their environment, `NAME=VALUE`
    pub fn environment(&self) -> &[String] {
        let config = self.config.as_ref();
        let environment = config.and_then(|config| config.env.as_deref());
        environment.unwrap_or_default()
    }

    /// The folder that its containers begin in
    pub fn working_dir(&self) -> Option<&str> {
        self.config.as_ref()?.working_dir.as_deref()
    }

    /// Whether one of its names has this manifest's digest
    pub fn is_named_by(&self, manifest: Digest) -> bool {
        let digests = self.repo_digests().iter();
        let mut digests = digests.filter_map(|name| Some(name.rsplit_once('@')?.1));
        digests.any(|digest| is_digest(digest, manifest))
    }

    /// `diff_id`s of its layers, lowest first
    pub fn layers(&self) -> &[String] {
        let layers = self.root.as_ref().and_then(|root| root.layers.as_deref());
        layers.unwrap_or_default()
    }

    fn repo_digests(&self) -> &[String] {
        self.repo_digests.as_deref().unwrap_or_default()
    }
}

/// A reference without registry, tag and digest
pub(crate) fn plain_name(name: &str) -> Option<&str> {
    let end = name.find('@').unwrap_or(name.len());
    let start = name[..end].rfind('/').map_or(0, |slash| slash + 1);
    let end = name[start..end]
        .find(':')
        .map_or(end, |colon| start + colon);
    (start < end).then_some(&name[start..end])
}

/// Whether an engine's word is a digest
pub(crate) fn is_digest(word: &str, digest: Digest) -> bool {
    word.parse::<Digest>().is_ok_and(|word| word == digest)
}

/// Something of an image or a container that is not as it was locked or rendered
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    what: String,
    by: &'static str,
    wanted: String,
    there: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, by, there) = (&self.what, self.by, &self.there);
        write!(f, "{what}: {by} {}, there is {there}", self.wanted)
    }
}

impl Serialize for Difference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Difference {
    /// Something that is there, and what was locked in its place
    pub fn new(what: &str, locked: &impl ToString, there: &str) -> Self {
        Self::of(what, ("locked", &locked.to_string()), there)
    }

    /// Something that is there, and what was rendered in its place
    pub fn rendered(what: &str, rendered: &str, there: &str) -> Self {
        Self::of(what, ("rendered", rendered), there)
    }

    fn of(what: &str, (by, wanted): (&'static str, &str), there: &str) -> Self {
        Self {
            what: what.to_owned(),
            by,
            wanted: wanted.to_owned(),
            there: if there.is_empty() { "none" } else { there }.to_owned(),
        }
    }
}

/// Everything of an image that is not as it was locked, its manifest's digest among it
pub fn differences(locked: &Locked<'_>, image: &Image) -> Vec<Difference> {
    let mut all = of_content(locked, image);
    if !image.is_named_by(locked.manifest) {
        let there = image.repo_digests().join(" ");
        all.push(Difference::new("manifest", &locked.manifest, &there));
    }
    all
}

/// Everything of an image's content that is not as it was locked: a manifest tells how it was
/// compressed, which its content does not depend on
pub fn of_content(locked: &Locked<'_>, image: &Image) -> Vec<Difference> {
    let differences = compare(locked, &image.shown(locked)).into_iter();
    let named = differences.map(|one| {
        let what = match (one.claim, one.layer) {
            (Claim::Content, Some(position)) => {
                format!("layer {} `{}`", position + 1, locked.layers[position].name)
            }
            (Claim::ConfigDiffIds, _) => "layers".to_owned(),
            (claim, _) => claim.to_string(),
        };
        Difference::new(&what, &one.want, &one.got)
    });
    named.collect()
}

impl Image {
    /// What the engine shows of it. Config and manifest each name the whole content: which one its id is
    /// depends on where the engine keeps images.
    fn shown(&self, locked: &Locked<'_>) -> verify::Image {
        let config = match is_digest(&self.id, locked.manifest) {
            true => Shown::Absent,
            false => Shown::read(self.config()),
        };
        let diff_ids = self.layers().iter().map(|layer| Shown::read(layer));
        verify::Image {
            manifest: Shown::Absent,
            config,
            layers: None,
            diff_ids: Some(diff_ids.collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{differences, Image};
    use crate::written_short::{digested, shortened};
    use crate::Content;
    use fleet::build_lock::{self, Outputs};
    use oci::{DiffId, Digest};
    use std::collections::BTreeMap;
    use verify::Locked;

    const DOCKER_20: &str = include_str!("../tests/recorded/docker-20.10-image.json");

    fn image() -> Image {
        Image::all(DOCKER_20).unwrap().remove(0)
    }

    fn texts(locked: &Locked<'_>, image: &Image) -> Vec<String> {
        differences(locked, image)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    /// A lock that has this image as `box-a`, of layers that are all called `base-N`
    fn outputs(image: &Image) -> Outputs {
        let (_, manifest) = image.repo_digests()[0].rsplit_once('@').unwrap();
        let layer = |(position, diff_id): (usize, &String)| {
            let layer = build_lock::Layer {
                blobs: BTreeMap::new(),
                diff_id: diff_id.parse().unwrap(),
            };
            (format!("base-{position}"), layer)
        };
        let layers: BTreeMap<_, _> = image.layers().iter().enumerate().map(layer).collect();
        let locked = build_lock::Image {
            config: image.id.parse().unwrap(),
            layers: layers.keys().cloned().collect(),
            manifest: manifest.parse().unwrap(),
            sbom: None,
            size: 0,
        };
        let images = [("box-a".to_owned(), locked)].into();
        Outputs { images, layers }
    }

    #[test]
    fn names_without_registry_tag_and_digest() {
        let names = [
            &digested("r:5000/fleet/box-a@sha256:1"),
            "r:5000/fleet/box-a:v1",
            "box-b:latest",
            "box-c",
            "<none>:<none>",
        ];
        let image = Image::new(String::new(), names.map(str::to_owned).to_vec(), Vec::new());
        let called: Vec<&str> = image.called().into_iter().collect();
        assert_eq!(called, ["<none>", "box-a", "box-b", "box-c"]);
        assert!(image.is_named_by(Digest::of(b"1")) && !image.is_named_by(Digest::of(b"2")));
    }

    #[test]
    fn the_same_in_either_store() {
        let mut image = image();
        let outputs = outputs(&image);
        let locked = Locked::of(&outputs, "box-a").unwrap();
        assert!(differences(&locked, &image).is_empty());
        image.id = locked.manifest.to_string();
        assert!(differences(&locked, &image).is_empty());
    }

    /// skopeo writes a manifest of its own on the way to an engine
    #[test]
    fn under_another_manifest_the_config_decides() {
        let mut image = image();
        let outputs = outputs(&image);
        let locked = Locked::of(&outputs, "box-a").unwrap();
        image.id = "sha256:converted".to_owned();
        assert_eq!(texts(&locked, &image).len(), 1, "nothing shows its config");
        let mut content = Content {
            config: locked.config.to_string(),
            ..Content::default()
        };
        image.identify(content.clone());
        assert!(differences(&locked, &image).is_empty());
        content.config = "sha256:another".to_owned();
        image.identify(content);
        let want = format!("config: locked {}, there is sha256:another", locked.config);
        assert_eq!(texts(&locked, &image), [want]);
    }

    #[test]
    fn which_images_are_asked_for_their_documents() {
        let locked = build_lock::Image {
            config: Digest::of(b"config"),
            layers: vec!["base".to_owned()],
            manifest: Digest::of(b"manifest"),
            sbom: None,
            size: 0,
        };
        let layer = build_lock::Layer {
            blobs: BTreeMap::new(),
            diff_id: DiffId::of(b"tar"),
        };
        let outputs = Outputs {
            images: [("box-a".to_owned(), locked)].into(),
            layers: [("base".to_owned(), layer)].into(),
        };
        let is_unclear = |id: &str, name: &str, layer: &str| {
            let (id, layer) = (digested(id), digested(layer));
            let image = Image::new(id, vec![name.to_owned()], vec![layer]);
            image.is_unclear(&outputs)
        };
        assert!(is_unclear("sha256:1", "x:latest", "sha256:tar"));
        assert!(is_unclear("sha256:1", "r/box-a:latest", "sha256:rat"));
        assert!(!is_unclear("sha256:1", "x:latest", "sha256:rat"));
        assert!(!is_unclear("sha256:config", "box-a:latest", "sha256:tar"));
        assert!(!is_unclear("sha256:manifest", "box-a:latest", "sha256:tar"));
    }

    #[test]
    fn every_difference_is_told() {
        let mut image = image();
        let mut outputs = outputs(&image);
        let locked = outputs.images.get_mut("box-a").unwrap();
        locked.layers.truncate(1);
        locked.config = Digest::of(b"3");
        locked.manifest = Digest::of(b"4");
        outputs.layers.get_mut("base-0").unwrap().diff_id = DiffId::of(b"2");
        image.id = "sha256:1".to_owned();
        image.repo_digests = None;
        image.root.as_mut().unwrap().layers =
            Some(vec!["sha256:5".to_owned(), "sha256:6".to_owned()]);
        let locked = Locked::of(&outputs, "box-a").unwrap();
        let text = shortened(&texts(&locked, &image).join("\n"), &["2", "3", "4"]);
        insta::assert_snapshot!(text, @"
        config: locked sha256:3, there is sha256:1
        layers: locked 1, there is 2
        layer 1 `base-0`: locked sha256:2, there is sha256:5
        manifest: locked sha256:4, there is none
        ");
        // Who shows no layers has none of the locked ones.
        image.root = None;
        let text = texts(&locked, &image).join("\n");
        assert!(text.contains("layers: locked 1, there is 0"), "{text}");
    }

    #[test]
    fn nonsense_is_an_error() {
        assert!(Image::all("[{}]").is_err() && Image::all("").is_err());
    }
}
