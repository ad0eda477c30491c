//! Where what was locked may be at hand: a layout that somebody names, or what the Nix store has of
//! the images. Nothing is built for it, and nothing there is believed before it was hashed.

use crate::store;
use fleet::build_lock::Outputs;
use oci::{layout, Digest};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Layouts that may hold what was locked
#[derive(Debug, Default)]
pub struct Reference {
    layouts: Vec<PathBuf>,
}

impl Reference {
    /// The layout that somebody names, else what the Nix store has of the images
    pub fn of(
        against: Option<&Path>,
        project: &Path,
        outputs: &Outputs,
        images: &BTreeSet<String>,
    ) -> Self {
        if let Some(against) = against {
            return Self {
                layouts: vec![against.to_owned()],
            };
        }
        // A layout may call its images anything.
        let known = images
            .iter()
            .filter(|name| outputs.images.contains_key(*name));
        let known: Vec<&String> = known.collect();
        // Without Nix there is nothing at hand, which is no fault of the layout.
        let paths = store::image_paths(project, &known).unwrap_or_default();
        Self {
            layouts: paths.into_iter().map(PathBuf::from).collect(),
        }
    }

    /// Where a blob lies
    pub fn blob(&self, digest: Digest) -> Option<PathBuf> {
        let mut layouts = self.layouts.iter();
        layouts.find_map(|layout| {
            let path = layout.join(layout::blob_path(&digest));
            path.is_file().then_some(path)
        })
    }
}
