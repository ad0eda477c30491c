//! Two outputs of one derivation: layers, images or fleets.

use crate::document::{document, regular};
use crate::{inflate, Layout, LayoutError, LayoutImage};
use compare::Differences;
use oci::layout;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Two documents, or the tars of two blobs, by what they are called
pub type Pairs = BTreeMap<String, Differences>;

/// Why two outputs are not compared
#[derive(Debug, thiserror::Error)]
pub enum NotCompared {
    /// One of both cannot be read
    #[error("cannot read `{}`", .path.display())]
    Unreadable {
        /// The file
        path: PathBuf,
        /// Why
        source: io::Error,
    },
    /// One of both is no layout
    #[error(transparent)]
    Layout(#[from] LayoutError),
}

/// What differs between two outputs of the layer builder
///
/// # Errors
/// When one is none, or cannot be read.
pub fn rebuilt(want: &Path, got: &Path) -> Result<Pairs, NotCompared> {
    let mut pairs = Pairs::new();
    let blob = Path::new("blob");
    if want.join(blob).exists() {
        let tar = |folder: &Path| {
            let path = folder.join(blob);
            let tar = regular(&path).and_then(inflate::by_magic);
            tar.map_err(|source| NotCompared::Unreadable { path, source })
        };
        pairs.insert("layer".to_owned(), compare::layers(tar(want)?, tar(got)?));
        file("layer.json", (want, got), &mut pairs)?;
    } else {
        file(layout::INDEX, (want, got), &mut pairs)?;
        images(&Layout::new(want), &Layout::new(got), &mut pairs)?;
    }
    pairs.retain(|_, found| !found.none());
    Ok(pairs)
}

fn file(name: &str, (want, got): (&Path, &Path), pairs: &mut Pairs) -> Result<(), NotCompared> {
    let read = |folder: &Path| {
        let path = folder.join(name);
        document(&path).map_err(|source| NotCompared::Unreadable { path, source })
    };
    let found = compare::documents(&read(want)?, &read(got)?);
    pairs.insert(name.to_owned(), found);
    Ok(())
}

/// The manifests and configs of images that both have
fn images(want: &Layout, got: &Layout, pairs: &mut Pairs) -> Result<(), NotCompared> {
    let of_got: BTreeMap<String, LayoutImage> = named(got)?;
    for (name, one) in named(want)? {
        let other = of_got.get(&name);
        let Some(other) = other.filter(|other| other.bytes != one.bytes) else {
            continue;
        };
        let found = compare::documents(&one.bytes, &other.bytes);
        pairs.insert(format!("manifest of `{name}`"), found);
        let found = compare::documents(&one.config.print(), &other.config.print());
        pairs.insert(format!("config of `{name}`"), found);
    }
    Ok(())
}

fn named(layout: &Layout) -> Result<BTreeMap<String, LayoutImage>, LayoutError> {
    let images = layout.images()?.into_iter();
    let named = images.map(|image| Ok((image.name()?.to_owned(), image)));
    named.collect()
}
