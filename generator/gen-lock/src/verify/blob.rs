use super::mismatch::Subject;
use super::{Claim, Mismatch};
use crate::{file, inflate};
use fleet::build_lock::Outputs;
use indicatif::ProgressBar;
use oci::{layout, Digest, MediaType};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Manifests and configs are refused by registries above this size
const LARGEST_DOCUMENT: u64 = 4 << 20;
const BUFFER: usize = 1 << 18;

/// Reads a manifest or config
pub fn small(path: &Path) -> io::Result<Vec<u8>> {
    let file = file::regular(path)?;
    let mut bytes = Vec::new();
    file.take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_DOCUMENT {
        return Err(io::Error::other("larger than a manifest may be"));
    }
    Ok(bytes)
}

/// Recomputes a layer blob: size, digest, and the diff_id of what it inflates to
pub fn layer(
    root: &Path,
    digest: &Digest,
    claim: &Claim,
    outputs: &Outputs,
    bar: &ProgressBar,
) -> Vec<Mismatch> {
    let inner = layout::blob_path(digest);
    let mismatch = |what: &str, want: String, got: String| Mismatch {
        images: claim.images.clone(),
        layer: Some(claim.layer.clone()),
        ..Mismatch::file(&inner, what, want, got)
    };
    let read = file::regular(&root.join(&inner)).and_then(|file| {
        is_no_larger(&file, claim.size)?;
        Ok(sums(file, claim.media_type, bar))
    });
    let sums = match read {
        Ok(sums) => sums,
        Err(error) => {
            return vec![mismatch("blob", digest.to_string(), error.to_string())];
        }
    };
    let mut found = Vec::new();
    let mut compare = |what: &str, want: String, got: &str| {
        if want != got {
            found.push(mismatch(what, want, got.to_owned()));
        }
    };
    compare("blob digest", digest.to_string(), &sums.digest);
    compare("blob size", claim.size.to_string(), &sums.size.to_string());
    compare(
        "diff_id of the config",
        claim.diff_id.clone(),
        &sums.diff_id,
    );
    if let Some(locked) = outputs.layers.get(&claim.layer) {
        let diff_id = locked.diff_id.to_string();
        let same_content = diff_id == sums.diff_id;
        compare("content (diff_id)", diff_id, &sums.diff_id);
        let codec = codec(claim.media_type);
        let want = locked.blobs.get(codec);
        let want = want.map_or_else(|| "none".to_owned(), |blob| blob.digest.to_string());
        if same_content {
            let what = format!("compression ({codec}; the content is the locked one)");
            compare(&what, want, &sums.digest);
        }
        if !same_content {
            let media_type = claim.media_type;
            for one in &mut found {
                one.subject = Some(Subject::Layer { media_type });
            }
        }
    } else if !outputs.layers.is_empty() {
        compare("layer", "none".to_owned(), "a layer that the lock has not");
    }
    found
}

/// The codec's name in the lock
pub fn codec(media_type: MediaType) -> &'static str {
    match media_type {
        MediaType::LayerZstd => "zstd",
        MediaType::LayerGzip => "gzip",
        _ => "none",
    }
}

/// Refuses what is so much larger than it should be that nobody altered a layer of ours
fn is_no_larger(file: &File, claimed: u64) -> io::Result<()> {
    let size = file.metadata()?.len();
    if size <= claimed.saturating_mul(2).saturating_add(LARGEST_DOCUMENT) {
        return Ok(());
    }
    let said = format!("{size} bytes, which were not read: it should have {claimed}");
    Err(io::Error::other(said))
}

/// What a blob really is
pub struct Sums {
    pub digest: String,
    pub size: u64,
    /// Or why it cannot be inflated
    pub diff_id: String,
}

/// Hashes a blob and what it inflates to
pub fn sums(file: File, media_type: MediaType, bar: &ProgressBar) -> Sums {
    let mut stored = Stored {
        file,
        hash: Sha256::new(),
        size: 0,
        bar,
    };
    let size = stored.file.metadata().map_or(0, |file| file.len());
    let diff_id = match inflated(&mut stored, media_type, inflate::most(size)) {
        Ok(diff_id) => diff_id,
        Err(error) => format!("cannot be inflated: {error}"),
    };
    // What follows the compressed stream counts too.
    let rest = io::copy(&mut stored, &mut io::sink());
    let digest = match rest {
        Ok(_) => format!("sha256:{}", hex::encode(stored.hash.finalize())),
        Err(error) => format!("cannot be read: {error}"),
    };
    Sums {
        digest,
        size: stored.size,
        diff_id,
    }
}

fn inflated(stored: &mut Stored<'_>, media_type: MediaType, most: u64) -> io::Result<String> {
    let mut tar = inflate::Bounded::new(inflate::of(stored, media_type)?, most);
    let mut sum = Sha256::new();
    let mut buffer = vec![0; BUFFER];
    loop {
        match tar.read(&mut buffer)? {
            0 => return Ok(format!("sha256:{}", hex::encode(sum.finalize()))),
            count => sum.update(&buffer[..count]),
        }
    }
}

/// The blob's bytes, hashed as they are read
struct Stored<'a> {
    file: File,
    hash: Sha256,
    size: u64,
    bar: &'a ProgressBar,
}

impl Read for Stored<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.hash.update(&buffer[..count]);
        self.size += count as u64;
        self.bar.inc(count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::{is_no_larger, small, sums, LARGEST_DOCUMENT};
    use indicatif::ProgressBar;
    use oci::MediaType;
    use std::io::{copy, repeat, Read as _, Seek as _};

    #[test]
    fn a_pipe_is_no_blob() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let mode = rustix::fs::Mode::RUSR;
        rustix::fs::mkfifoat(rustix::fs::CWD, &path, mode).unwrap();
        let error = small(&path).unwrap_err();
        assert_eq!(error.to_string(), "it is no regular file");
    }

    #[test]
    fn what_is_far_too_large_is_not_read() {
        let file = tempfile::tempfile().unwrap();
        file.set_len(LARGEST_DOCUMENT + 20).unwrap();
        is_no_larger(&file, 10).unwrap();
        assert!(is_no_larger(&file, 9).is_err());
    }

    #[test]
    fn what_inflates_without_end_is_left() {
        let mut file = tempfile::tempfile().unwrap();
        let mut to = zstd::Encoder::new(&mut file, 1).unwrap();
        copy(
            &mut repeat(0).take(crate::inflate::LARGE + (8 << 20)),
            &mut to,
        )
        .unwrap();
        to.finish().unwrap();
        file.rewind().unwrap();
        let sums = sums(file, MediaType::LayerZstd, &ProgressBar::hidden());
        assert!(
            sums.diff_id
                .starts_with("cannot be inflated: it has more than "),
            "{}",
            sums.diff_id
        );
    }
}
