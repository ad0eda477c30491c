//! A release's images: pulled by digest, then compared with the lock.

use super::RollOut;
use crate::failure::finding;
use crate::project::LockFile;
use crate::state::BUILD_LOCK;
use anyhow::Result;
use rollout::{differences, Record, Release, Service};
use std::collections::BTreeSet;
use verify::Locked;

/// Images that are pulled at once
const AT_ONCE: usize = 3;

impl RollOut<'_> {
    /// Services whose image the engine lacks; with a forced tag all, for a tag moves
    ///
    /// # Errors
    /// When the engine does not say.
    pub fn lacking<'a>(&self, record: &'a Record) -> Result<Vec<&'a Service>> {
        let forced = record.force_image_tag.is_some();
        let mut lacking = Vec::new();
        for service in &record.services {
            if forced || self.engine.image(&service.image)?.is_none() {
                lacking.push(service);
            }
        }
        Ok(lacking)
    }

    /// Pulls what the engine lacks
    ///
    /// # Errors
    /// With the image's name and the engine's words, when one cannot be pulled.
    pub fn pull(&self, record: &Record) -> Result<()> {
        let lacking = self.lacking(record)?;
        let (missing, all) = (lacking.len(), record.services.len());
        self.printer.say(format!(
            "pull: {missing} of {all} images, the others are present"
        ));
        registry::at_once(AT_ONCE, &lacking, |service| self.pull_one(service)).map(drop)
    }

    fn pull_one(&self, service: &Service) -> Result<()> {
        let bar = self.printer.steps(0, &service.container);
        let mut layers = BTreeSet::new();
        let pulled = self.engine.pull(&service.image, |line| {
            let Some((layer, said)) = line.split_once(": ") else {
                return;
            };
            // A layer is told of several times, the tag or digest once.
            if layers.len() < 1000 && layer.len() == 12 && layers.insert(layer.to_owned()) {
                bar.set_length(layers.len() as u64);
            }
            if ["Pull complete", "Already exists"].contains(&said) {
                bar.inc(1);
            }
        });
        bar.finish_and_clear();
        pulled?;
        self.printer.say(format!("pulled {}", service.image));
        Ok(())
    }

    /// Compares every image with the lock by name, content and layers
    ///
    /// # Errors
    /// With all that differs.
    pub fn verify(&self, record: &Record, lock: &fleet::BuildLock) -> Result<()> {
        if let Some(tag) = &record.force_image_tag {
            self.printer.say(format!(
                "verify: skipped, because tag `{tag}` was forced: the images' content is not checked"
            ));
            return Ok(());
        }
        let mut all = Vec::new();
        for service in &record.services {
            let locked = Locked::of(&lock.outputs, &service.container).map_err(finding)?;
            match self.engine.image(&service.image)? {
                Some(image) => {
                    let differs = differences(&locked, &image);
                    all.extend(
                        differs
                            .iter()
                            .map(|one| format!("{}: {one}", service.container)),
                    );
                }
                None => all.push(format!(
                    "{}: locked {}, but it is missing",
                    service.container, locked.manifest
                )),
            }
        }
        if all.is_empty() {
            let count = record.services.len();
            self.printer
                .say(format!("verify: {count} of {count} images are as locked"));
            return Ok(());
        }
        Err(finding(format!(
            "{}\n\nhint: nothing was started; check that the registry has the images of this build-lock.json",
            all.join("\n")
        )))
    }

    /// The images of a release that is kept: pulled where the engine lacks them, and compared with the
    /// release's own lock
    ///
    /// # Errors
    /// When one is not there any more, cannot be pulled, or differs.
    pub fn images_of(&self, release: &Release, record: &Record) -> Result<()> {
        if let Some(tag) = &record.force_image_tag {
            // A tag may have moved: what it names now is not what ran.
            for service in &record.services {
                if self.engine.image(&service.image)?.is_none() {
                    let image = &service.image;
                    return Err(finding(format!(
                        "release {release} ran the forced tag `{tag}`, but the engine no longer has `{image}`"
                    )));
                }
            }
            return Ok(());
        }
        self.pull(record)?;
        let text = self.state.read(release, BUILD_LOCK)?;
        // Of a release that is kept nothing is asked for again: it is at fault, and stays so.
        let name = format!("{release}/{BUILD_LOCK}");
        let locked = LockFile::parse(&name, text.into_bytes()).map_err(finding)?;
        self.verify(record, &locked.lock)
    }
}
