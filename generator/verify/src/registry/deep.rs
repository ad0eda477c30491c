//! Every blob as a pull would get it: downloaded once and hashed, nothing kept.

use super::{Asked, Registry, RegistryError, Said};
use crate::inflating::Inflating;
use crate::mismatch::Subject;
use crate::{Claim, Mismatch, Progress, Report};
use registry::{at_once, Error};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Downloads at once: hashing keeps the cores busy
const AT_ONCE: usize = 4;

impl Registry<'_> {
    pub(super) fn deep(
        &self,
        blobs: &BTreeMap<Said, Asked>,
        report: &mut Report,
        progress: &dyn Progress,
    ) -> Result<(), RegistryError> {
        let mut blobs: Vec<(&Said, &Asked)> = blobs.iter().collect();
        blobs.sort_by_key(|(said, _)| Reverse(said.size));
        let sizes = blobs.iter().map(|(said, _)| said.size);
        let total = sizes.fold(0, u64::saturating_add);
        progress.bytes("verify", total);
        let read = at_once(AT_ONCE, &blobs, |(said, asked)| {
            let found = self.download(said, asked, progress);
            let of_all = |mut one: Mismatch| {
                one.images.clone_from(&asked.images);
                one.of_layer(said.layer.as_deref())
            };
            found.map(|found| found.map(of_all))
        });
        progress.end();
        report.bytes += total;
        report.mismatches.extend(read?.into_iter().flatten());
        Ok(())
    }

    fn download(
        &self,
        said: &Said,
        asked: &Asked,
        progress: &dyn Progress,
    ) -> Result<Option<Mismatch>, RegistryError> {
        let (digest, repository) = (&said.digest, &asked.repository);
        let place = format!("{repository}@{digest}");
        let inflating = said.diff_id.map(|want| {
            let inflating = Inflating::new(said.media_type, said.size);
            inflating.map(|inflating| (want, inflating))
        });
        let inflating = inflating.transpose();
        let mut inflating = inflating.map_err(|error| RegistryError::Local(error.to_string()))?;
        let mut nowhere = io::sink();
        let to: &mut dyn Write = match &mut inflating {
            Some((_, inflating)) => inflating,
            None => &mut nowhere,
        };
        let moved = |bytes| progress.advance(bytes);
        let read = self
            .repositories
            .blob(repository, digest, said.size, to, &moved);
        match read {
            Ok(()) => {}
            Err(Error::Bytes { want, got, .. }) => {
                let mismatch = Mismatch::new(Claim::Bytes, &place, want, got);
                return Ok(Some(mismatch.with_subject(said.subject())));
            }
            Err(Error::Status { status: 404, .. }) => {
                return Ok(Some(Mismatch::new(Claim::Blob, &place, digest, "none")));
            }
            Err(other) => return Err(other.into()),
        }
        let Some((want, inflating)) = inflating else {
            return Ok(None);
        };
        let content = inflating.content();
        let Some(got) = content.instead_of(&want) else {
            return Ok(None);
        };
        // Engines refuse it all the same.
        Ok(Some(match content.lacks(&want) {
            Some(zeros) => {
                let got =
                    format!("{got}; {zeros} zero bytes are cut, the files are the locked ones");
                Mismatch::new(Claim::TarEnd, &place, want, got)
            }
            None => {
                let mismatch = Mismatch::new(Claim::Content, &place, want, got);
                mismatch.with_subject(said.subject())
            }
        }))
    }
}

impl Said {
    /// What is there of a layer can be compared with what was locked
    fn subject(&self) -> Option<Subject> {
        let media_type = self.media_type;
        self.layer.as_ref().map(|_| Subject::Layer { media_type })
    }
}
