//! containerd's image store calls an image by its manifest. Where that is none of the lock's, the
//! image's own documents tell its config.

use crate::engine::Engine;
use crate::failure::is_finding;
use anyhow::Result;
use fleet::build_lock::Outputs;
use rollout::{Content, Image};

/// Looks into the images whose name in the engine says nothing of their config
///
/// # Errors
/// When the engine does not answer. What it does not give out stays unknown, which is no match.
pub fn identify<'a>(
    engine: &Engine,
    outputs: &Outputs,
    images: impl IntoIterator<Item = &'a mut Image>,
) -> Result<()> {
    let images = images.into_iter();
    let unclear: Vec<&mut Image> = images.filter(|one| one.is_unclear(outputs)).collect();
    if unclear.is_empty() || !engine.keeps_manifests()? {
        return Ok(());
    }
    for image in unclear {
        let saved = engine.save(&[image.id()], |archive| {
            Ok(compare::small_documents(archive)?)
        });
        let documents = match saved {
            Err(error) if is_finding(&error) => continue,
            saved => saved?,
        };
        if let Some(content) = Content::of(image.id(), &documents) {
            image.identify(content);
        }
    }
    Ok(())
}
