//! Every blob as a pull would get it: downloaded once and hashed, nothing kept.

use super::inflating::Inflating;
use super::{Named, Registry, Wanted};
use crate::printer::Printer;
use crate::threads::each;
use crate::verify::mismatch::Subject;
use crate::verify::{Mismatch, Report};
use anyhow::Result;
use indicatif::ProgressBar;
use registry::Error;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Mutex;

/// Downloads at once: hashing keeps the cores busy
const AT_ONCE: usize = 4;

impl Registry<'_> {
    pub(super) fn deep(
        &self,
        blobs: &BTreeMap<Wanted, Named>,
        report: &mut Report,
        printer: &Printer,
    ) -> Result<()> {
        let mut blobs: Vec<(&Wanted, &Named)> = blobs.iter().collect();
        blobs.sort_by_key(|(wanted, _)| Reverse(wanted.size));
        let total = blobs.iter().map(|(wanted, _)| wanted.size).sum();
        let bar = printer.total(total);
        bar.set_message("verify");
        let found = Mutex::new(Vec::new());
        let read = each(AT_ONCE, &blobs, |(wanted, named)| {
            let mismatch = self.download(wanted, named, &bar)?;
            if let Ok(mut found) = found.lock() {
                found.extend(mismatch);
            }
            Ok(())
        });
        bar.finish_and_clear();
        read?;
        report.bytes += total;
        report
            .mismatches
            .extend(found.into_inner().unwrap_or_default());
        Ok(())
    }

    fn download(
        &self,
        wanted: &Wanted,
        named: &Named,
        bar: &ProgressBar,
    ) -> Result<Option<Mismatch>> {
        let moved = |bytes| bar.inc(bytes);
        let (digest, repository) = (&wanted.digest, &named.repository);
        let mismatch = |what: &str, want: String, got: String| Mismatch {
            images: named.images.clone(),
            layer: wanted.layer.clone(),
            ..Mismatch::file(&format!("{repository}@{digest}"), what, want, got)
        };
        let wants = wanted.diff_id.as_ref();
        let inflating = wants.map(|_| Inflating::new(wanted.media_type, wanted.size));
        let mut inflating = inflating.transpose()?;
        let mut nowhere = io::sink();
        let to: &mut dyn Write = match &mut inflating {
            Some(inflating) => inflating,
            None => &mut nowhere,
        };
        let read = self
            .client
            .blob(repository, digest, wanted.size, to, &moved);
        match read {
            Ok(()) => {}
            Err(Error::Bytes { want, got, .. }) => {
                return Ok(Some(wanted.differs(mismatch("bytes", want, got))));
            }
            Err(Error::Status { status: 404, .. }) => {
                return Ok(Some(mismatch(
                    "blob",
                    digest.to_string(),
                    "none".to_owned(),
                )));
            }
            Err(other) => return Err(other.into()),
        }
        let Some((inflating, want)) = inflating.zip(wanted.diff_id.clone()) else {
            return Ok(None);
        };
        let content = inflating.content();
        let got = content.diff_id.clone();
        if got == want {
            return Ok(None);
        }
        // Engines refuse it all the same.
        Ok(Some(match content.lacks(&want) {
            Some(zeros) => {
                let what = format!(
                    "end of the tar ({zeros} zero bytes are cut; the files are the locked ones)"
                );
                mismatch(&what, want, got)
            }
            None => wanted.differs(mismatch("content (diff_id)", want, got)),
        }))
    }
}

impl Wanted {
    /// What is there of a layer can be compared with what was locked
    fn differs(&self, mismatch: Mismatch) -> Mismatch {
        let media_type = self.media_type;
        let subject = self.layer.as_ref().map(|_| Subject::Layer { media_type });
        Mismatch {
            subject,
            ..mismatch
        }
    }
}
