//! Whether each deb of an image has its copyright file there, links followed as they lie in the image.
//!
//! A deb's doc folder, or its copyright file, may be a link to another deb's (Debian policy 12.5). The layer
//! builder sees one deb at a time and takes what a link leads to inside of it; whether the other deb's file is
//! in the image is known here.

use elf::Tree;
use std::collections::{BTreeMap, BTreeSet};
use tar::EntryType;

/// Wheels lie there, and no deb does
const WHEELS: &str = "usr/local/";

/// What debs may put into a layer
#[derive(Debug, Clone, Default)]
pub struct Places {
    files: BTreeSet<String>,
    /// With their targets
    links: BTreeMap<String, String>,
}

impl Places {
    /// Takes notice of an entry of the layer's tar
    pub fn saw(&mut self, path: &str, kind: EntryType, target: Option<&str>) {
        if path.starts_with(WHEELS) {
            return;
        }
        match (kind, target) {
            (EntryType::Symlink, Some(target)) => {
                self.links.insert(path.to_owned(), target.to_owned());
            }
            (EntryType::Regular | EntryType::Link, _) => {
                self.files.insert(path.to_owned());
            }
            _ => {}
        }
    }
}

/// What is to be said of those of `debs` whose copyright file no layer has; layers lowest first
pub fn lacking<'a>(layers: &[&Places], debs: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut tree = Tree::default();
    for (at, layer) in layers.iter().enumerate() {
        let hidden = |path: &String| layers[at..].iter().any(|above| above.files.contains(path));
        for (path, target) in layer.links.iter().filter(|(path, _)| !hidden(path)) {
            tree.link(path, target);
        }
    }
    let is_there = |path: &String| layers.iter().any(|layer| layer.files.contains(path));
    let lacks = |deb: &str| {
        let path = format!("usr/share/doc/{deb}/copyright");
        let Some(real) = tree.real(&path) else {
            return Some(format!("deb `{deb}`: `{path}` leads in a circle"));
        };
        match (is_there(&real), real == path) {
            (true, _) => None,
            (false, true) => Some(format!("deb `{deb}` has no `{path}`")),
            (false, false) => Some(format!(
                "deb `{deb}`: `{path}` leads to `{}`, which is not there: `[keep-paths]` of \
                 families/debian.toml keeps it where a deb of the image brings it",
                report::visible_path(&real)
            )),
        }
    };
    debs.filter_map(lacks).collect()
}

#[cfg(test)]
mod tests {
    use super::{lacking, Places};
    use tar::EntryType;

    fn layer(entries: &[(&str, Option<&str>)]) -> Places {
        let mut places = Places::default();
        for (path, target) in entries {
            let kind = match target {
                Some(_) => EntryType::Symlink,
                None => EntryType::Regular,
            };
            places.saw(path, kind, *target);
        }
        places
    }

    fn said(layers: &[Places], deb: &str) -> String {
        let layers: Vec<&Places> = layers.iter().collect();
        lacking(&layers, [deb].into_iter()).join("\n")
    }

    #[test]
    fn a_copyright_file_is_found_through_links_and_in_other_layers() {
        let layers = [
            layer(&[
                ("usr/share/doc/base/copyright", None),
                ("usr/share/info/licences/MIT", None),
                ("usr/share/info/texts", Some("licences")),
            ]),
            layer(&[
                ("usr/share/doc/folder", Some("base")),
                ("usr/share/doc/absolute", Some("/usr/share/doc/folder")),
                ("usr/share/doc/file/copyright", Some("../base/copyright")),
                ("usr/share/doc/deep/copyright", Some("../../info/texts/MIT")),
            ]),
        ];
        for deb in ["base", "folder", "absolute", "file", "deep"] {
            assert_eq!(said(&layers, deb), "", "{deb}");
        }
    }

    #[test]
    fn a_link_to_nothing_and_a_file_that_lacks_are_told() {
        let layers = [layer(&[
            ("usr/share/doc/folder", Some("base")),
            ("usr/share/doc/file/copyright", Some("COPYING.gz")),
            ("usr/share/doc/loop", Some("loop")),
            ("usr/share/doc/base/changelog", None),
            ("usr/local/share/doc/base/copyright", None),
        ])];
        let want = "deb `folder`: `usr/share/doc/folder/copyright` leads to \
                    `usr/share/doc/base/copyright`, which is not there: ";
        assert!(said(&layers, "folder").starts_with(want));
        assert!(said(&layers, "file").contains("leads to `usr/share/doc/file/COPYING.gz`, which"));
        assert!(said(&layers, "loop").ends_with("leads in a circle"));
        assert_eq!(
            said(&layers, "base"),
            "deb `base` has no `usr/share/doc/base/copyright`"
        );
    }

    #[test]
    fn a_layer_above_says_what_lies_at_a_path() {
        let below = layer(&[("usr/share/doc/a/copyright", Some("none"))]);
        let above = layer(&[("usr/share/doc/a/copyright", None)]);
        assert!(said(std::slice::from_ref(&below), "a").contains("leads to"));
        assert_eq!(said(&[below.clone(), above.clone()], "a"), "");
        assert!(said(&[above, below], "a").contains("leads to"));
    }
}
