//! Where in a layout something does not hold, and what can be compared there.

use crate::layout::documents::{Fault, Why};
use crate::mismatch::Subject;
use crate::{Claim, Difference, Image, Locked, Mismatch, Shown};
use oci::{layout, Descriptor, Digest};

/// A document that is not what another one says
pub fn fault(fault: &Fault) -> Mismatch {
    let place = layout::blob_path(&fault.document);
    let claim = fault.claim;
    match &fault.why {
        Why::Unreadable(error) => Mismatch::new(claim, &place, fault.document, error),
        Why::Malformed(error) => {
            let want = match claim {
                Claim::Config => "an image config",
                _ => "an image manifest",
            };
            Mismatch::new(claim, &place, want, error)
        }
        Why::Differs { want, got } => {
            let is_bytes = [Claim::ManifestDigest, Claim::ConfigDigest].contains(&claim);
            let subject = is_bytes.then(|| document(fault.document, &fault.document));
            Mismatch::new(claim, &place, want, got).with_subject(subject)
        }
    }
}

fn document(locked: Digest, there: &Digest) -> Subject {
    Subject::Document {
        locked,
        place: layout::blob_path(there),
    }
}

/// Something that the documents of an image say and the lock does not
pub fn difference(
    difference: Difference,
    locked: &Locked<'_>,
    descriptor: &Descriptor,
    image: &Image,
) -> Mismatch {
    let Difference {
        claim,
        layer,
        want,
        got,
    } = difference;
    let manifest = layout::blob_path(&descriptor.digest);
    let config = match &image.config {
        Shown::Is(config) => Some(config),
        Shown::Absent | Shown::Other(_) => None,
    };
    let of_config = config.map_or_else(|| manifest.clone(), layout::blob_path);
    let stored = layer.and_then(|position| image.layers.as_ref()?.get(position));
    let (place, subject) = match claim {
        Claim::Manifest => (
            layout::INDEX.to_owned(),
            Some(document(locked.manifest, &descriptor.digest)),
        ),
        Claim::Config => (
            manifest,
            config.map(|config| document(locked.config, config)),
        ),
        Claim::Content => {
            let media_type = stored.map(|stored| stored.media_type);
            let subject = media_type.map(|media_type| Subject::Layer { media_type });
            (
                stored.map_or(of_config, |one| layout::blob_path(&one.digest)),
                subject,
            )
        }
        Claim::ConfigDiffIds => (of_config, None),
        _ => (
            stored.map_or(manifest, |one| layout::blob_path(&one.digest)),
            None,
        ),
    };
    let name = layer.and_then(|position| locked.layers.get(position));
    Mismatch::new(claim, &place, want, got)
        .of_layer(name.map(|layer| layer.name))
        .with_subject(subject)
}
