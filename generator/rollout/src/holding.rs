//! Images where they are kept, an engine's or a storage's, against the lock.

use crate::image::{of_content, Difference, Image};
use fleet::build_lock::Outputs;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use verify::Locked;

/// What is kept of the lock's images
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Holding {
    /// By name: `<machine>-<image>`
    pub images: BTreeMap<String, Kept>,
    /// Images that have nothing to do with what was asked
    pub others: usize,
}

/// What is kept under a name
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "of")]
pub enum Kept {
    /// Config and layers are the locked ones
    AsLocked(Same),
    /// It is there, and another one
    Differs(Vec<Other>),
    /// It is not there
    Absent,
}

/// An image that is as it was locked
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Same {
    /// The engine's own name of it
    pub id: String,
    /// Its names, or none
    pub names: Vec<String>,
    /// Names of others that are called so: versions of other locks
    pub beside: Vec<String>,
    /// Digests of its layers' blobs by `diff_id`, where they are not those of the lock
    #[serde(skip)]
    pub blobs: BTreeMap<String, String>,
}

/// An image that is not as it was locked
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Other {
    /// The engine's own name of it
    pub id: String,
    /// Its names, or none
    pub names: Vec<String>,
    /// The names of the lock's images that it really is
    pub really: Vec<String>,
    /// What differs
    pub differences: Vec<Difference>,
    /// Digest of its config, as far as it is known
    #[serde(skip)]
    pub config: String,
    /// `diff_id`s of its layers, lowest first
    #[serde(skip)]
    pub layers: Vec<String>,
    /// Digests of its layers' blobs by `diff_id`, where it has any
    #[serde(skip)]
    pub blobs: BTreeMap<String, String>,
}

impl Holding {
    /// Judges the images by name and content: those that `is_asked`, and those `wanted` whether they
    /// are there or not
    pub fn of(
        outputs: &Outputs,
        images: &[Image],
        wanted: &BTreeSet<String>,
        is_asked: impl Fn(&str) -> bool,
    ) -> Self {
        let locked = |name: &String| Some((name.clone(), Locked::of(outputs, name).ok()?));
        let locked: BTreeMap<String, Locked<'_>> =
            outputs.images.keys().filter_map(locked).collect();
        let really: Vec<Vec<String>> = images.iter().map(|image| really(&locked, image)).collect();
        let mut holding = Self::default();
        let mut used = BTreeSet::new();
        for (name, locked) in &locked {
            let candidates = images.iter().zip(&really).enumerate();
            let candidates = candidates.filter(|(_, (image, really))| {
                really.contains(name) || image.called().contains(name.as_str())
            });
            let candidates: Vec<_> = candidates.collect();
            let is_there = !candidates.is_empty() && is_asked(name);
            if !is_there && !wanted.contains(name) {
                continue;
            }
            used.extend(candidates.iter().map(|(at, _)| *at));
            let candidates: Vec<_> = candidates.into_iter().map(|(_, pair)| pair).collect();
            holding
                .images
                .insert(name.clone(), kept(name, locked, &candidates));
        }
        for name in wanted {
            let absent = || Kept::Absent;
            holding.images.entry(name.clone()).or_insert_with(absent);
        }
        holding.others = images.len() - used.len();
        holding
    }

    /// Whether there is something, and all of it is as locked
    pub fn is_whole(&self) -> bool {
        let mut all = self.images.values();
        !self.images.is_empty() && all.all(|kept| matches!(kept, Kept::AsLocked(_)))
    }
}

/// The names of the lock's images whose content it has
fn really(locked: &BTreeMap<String, Locked<'_>>, image: &Image) -> Vec<String> {
    let same = |locked: &Locked<'_>| of_content(locked, image).is_empty();
    let names = locked.iter().filter(|(_, locked)| same(locked));
    names.map(|(name, _)| name.clone()).collect()
}

fn kept(name: &String, locked: &Locked<'_>, candidates: &[(&Image, &Vec<String>)]) -> Kept {
    let is = |(_, really): &&(&Image, &Vec<String>)| really.contains(name);
    // What is called by the locked manifest's digest, or as a layout that was loaded, has to be it,
    // whatever else is there.
    let loaded = oci::loaded_name(name);
    let is_the_name = |image: &Image| {
        image.is_named_by(locked.manifest) || image.names().any(|name| name == loaded)
    };
    let lies = |pair: &&(&Image, &Vec<String>)| !is(pair) && is_the_name(pair.0);
    let other = |(image, really): &(&Image, &Vec<String>)| Other {
        id: image.id().to_owned(),
        names: image.names().map(str::to_owned).collect(),
        really: (*really).clone(),
        differences: of_content(locked, image),
        config: image.config().to_owned(),
        layers: image.layers().to_vec(),
        blobs: image.blobs(),
    };
    let lying: Vec<Other> = candidates.iter().filter(lies).map(other).collect();
    let (same, others): (Vec<_>, Vec<_>) = candidates.iter().partition(is);
    let is_called = |(image, _): &&(&Image, &Vec<String>)| image.called().contains(name.as_str());
    // What has the content and not the name is no excuse for what has the name.
    let same: Vec<_> = match others.is_empty() {
        true => same,
        false => same.into_iter().filter(is_called).collect(),
    };
    let names = |all: &[&(&Image, &Vec<String>)]| -> Vec<String> {
        let names = all.iter().flat_map(|(image, _)| image.names());
        names.map(str::to_owned).collect()
    };
    match same.first() {
        _ if !lying.is_empty() => Kept::Differs(lying),
        Some((first, _)) => Kept::AsLocked(Same {
            id: first.id().to_owned(),
            names: names(&same),
            beside: names(&others),
            blobs: first.blobs(),
        }),
        None if others.is_empty() => Kept::Absent,
        None => Kept::Differs(others.into_iter().map(other).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Holding, Kept};
    use crate::written_short::{digested, shortened};
    use crate::Image;
    use fleet::build_lock::{self, Outputs};
    use oci::{DiffId, Digest};
    use std::collections::{BTreeMap, BTreeSet};

    const WORDS: &[&str] = &[
        "config-box-a",
        "config-box-b",
        "config-x",
        "manifest-box-a",
        "manifest-box-b",
        "older",
        "box-a",
        "box-b",
        "x",
    ];

    fn outputs() -> Outputs {
        let image = |name: &str| build_lock::Image {
            config: Digest::of(format!("config-{name}").as_bytes()),
            layers: vec!["base".to_owned(), name.to_owned()],
            manifest: Digest::of(format!("manifest-{name}").as_bytes()),
            size: 0,
            sbom: None,
        };
        let layer = |name: &str| build_lock::Layer {
            blobs: BTreeMap::new(),
            diff_id: DiffId::of(name.as_bytes()),
        };
        Outputs {
            images: ["box-a", "box-b"]
                .map(|name| (name.to_owned(), image(name)))
                .into(),
            layers: ["base", "box-a", "box-b"]
                .map(|name| (name.to_owned(), layer(name)))
                .into(),
        }
    }

    fn image(name: &str, names: &[&str]) -> Image {
        Image::new(
            digested(&format!("sha256:config-{name}")),
            names.iter().map(|name| digested(name)).collect(),
            vec![digested("sha256:base"), digested(&format!("sha256:{name}"))],
        )
    }

    fn judged(images: &[Image], wanted: &[&str]) -> String {
        let wanted: BTreeSet<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        let holding = Holding::of(&outputs(), images, &wanted, |_| true);
        let whole = holding.is_whole();
        let text = serde_json::to_string_pretty(&holding).unwrap();
        format!("{whole}\n{}", shortened(&text, WORDS))
    }

    #[test]
    fn by_content_and_by_name() {
        let images = [
            image(
                "box-a",
                &["registry:5000/fleet/box-a@sha256:manifest-box-a"],
            ),
            image("box-b", &["anything:latest"]),
            image("box-old", &["registry:5000/fleet/box-a@sha256:older"]),
            image("stranger", &["redis:7"]),
        ];
        insta::assert_snapshot!(judged(&images, &[]), @r#"
        true
        {
          "images": {
            "box-a": {
              "is": "as-locked",
              "of": {
                "id": "sha256:config-box-a",
                "names": [
                  "registry:5000/fleet/box-a@sha256:manifest-box-a"
                ],
                "beside": [
                  "registry:5000/fleet/box-a@sha256:older"
                ]
              }
            },
            "box-b": {
              "is": "as-locked",
              "of": {
                "id": "sha256:config-box-b",
                "names": [
                  "anything:latest"
                ],
                "beside": []
              }
            }
          },
          "others": 1
        }
        "#);
    }

    #[test]
    fn one_that_is_another_and_one_that_is_nowhere() {
        let images = [
            image("box-b", &["box-a:latest"]),
            image("x", &["r/box-b@sha256:manifest-box-b"]),
        ];
        insta::assert_snapshot!(judged(&images, &["box-a", "box-c"]), @r#"
        false
        {
          "images": {
            "box-a": {
              "is": "differs",
              "of": [
                {
                  "id": "sha256:config-box-b",
                  "names": [
                    "box-a:latest"
                  ],
                  "really": [
                    "box-b"
                  ],
                  "differences": [
                    "config: locked sha256:config-box-a, there is sha256:config-box-b",
                    "layer 2 `box-a`: locked sha256:box-a, there is sha256:box-b"
                  ]
                }
              ]
            },
            "box-b": {
              "is": "differs",
              "of": [
                {
                  "id": "sha256:config-x",
                  "names": [
                    "r/box-b@sha256:manifest-box-b"
                  ],
                  "really": [],
                  "differences": [
                    "config: locked sha256:config-box-b, there is sha256:config-x",
                    "layer 2 `box-b`: locked sha256:box-b, there is sha256:x"
                  ]
                }
              ]
            },
            "box-c": {
              "is": "absent"
            }
          },
          "others": 0
        }
        "#);
        assert_eq!(
            Holding::of(&outputs(), &[], &BTreeSet::new(), |_| true),
            Holding::default()
        );
        assert!(judged(&[], &[]).starts_with("false"));
    }

    #[test]
    fn a_name_that_was_given_to_another() {
        let untagged = image("box-a", &[]);
        let images = [untagged.clone(), image("x", &["box-a:latest"])];
        assert!(judged(&images, &[]).starts_with("false"));
        assert!(judged(&[untagged], &["box-a"]).starts_with("true"));
    }

    #[test]
    fn a_good_image_is_no_excuse_for_one_that_was_loaded() {
        let pulled = image("box-a", &["r/fleet/box-a:20260101-0123456789ab"]);
        let loaded = |content| image(content, &["localhost/box-a:latest"]);
        let older = image("x", &["r/fleet/box-a:20250101-0123456789ab"]);
        assert!(judged(&[pulled.clone(), older, loaded("box-a")], &[]).starts_with("true"));
        assert!(judged(&[pulled, loaded("x")], &[]).starts_with("false"));
    }

    #[test]
    fn what_nobody_asks_for_is_left_out() {
        let images = [image("box-a", &[]), image("box-b", &[])];
        let holding = Holding::of(&outputs(), &images, &BTreeSet::new(), |name| {
            name == "box-b"
        });
        assert_eq!(holding.images.keys().collect::<Vec<_>>(), ["box-b"]);
        let same = super::Same {
            id: digested("sha256:config-box-b"),
            names: Vec::new(),
            beside: Vec::new(),
            blobs: BTreeMap::new(),
        };
        assert_eq!(holding.images["box-b"], Kept::AsLocked(same));
    }
}
