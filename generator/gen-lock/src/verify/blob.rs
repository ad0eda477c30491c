use super::mismatch::Subject;
use super::{Claim, Mismatch};
use crate::inflate;
use fleet::build_lock::Outputs;
use indicatif::ProgressBar;
use oci::{layout, Digest, MediaType};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

/// Manifests and configs are refused by registries above this size
const LARGEST_DOCUMENT: u64 = 4 << 20;
const BUFFER: usize = 1 << 18;

/// Reads a manifest or config
pub fn small(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
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
    let sums = match File::open(root.join(&inner)) {
        Ok(file) => sums(file, claim.media_type, bar),
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
        let same_content = locked.diff_id == sums.diff_id;
        compare("content (diff_id)", locked.diff_id.clone(), &sums.diff_id);
        let codec = codec(claim.media_type);
        let want = locked
            .blobs
            .get(codec)
            .map_or("none", |blob| blob.digest.as_str());
        if same_content {
            let what = format!("compression ({codec}; the content is the locked one)");
            compare(&what, want.to_owned(), &sums.digest);
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
    let diff_id = match inflated(&mut stored, media_type) {
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

fn inflated(stored: &mut Stored<'_>, media_type: MediaType) -> io::Result<String> {
    hash(inflate::of(stored, media_type)?)
}

fn hash(mut reader: impl Read) -> io::Result<String> {
    let mut sum = Sha256::new();
    let mut buffer = vec![0; BUFFER];
    loop {
        match reader.read(&mut buffer)? {
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

/// A blob on its way past: what it inflates to, hashed
pub struct Inflating {
    codec: Decoder,
    failed: Option<String>,
}

enum Decoder {
    Zstd(Box<zstd::stream::write::Decoder<'static, Tar>>),
    Gzip(Box<flate2::write::MultiGzDecoder<Tar>>),
    None(Tar),
    /// No decoder could be made
    Broken,
}

/// The bytes of a tar, of which only the hash is wanted
struct Tar(Sha256);

impl Inflating {
    /// For a blob of this type
    pub fn new(media_type: MediaType) -> Self {
        let tar = Tar(Sha256::new());
        let mut failed = None;
        let codec = match media_type {
            MediaType::LayerZstd => zstd::stream::write::Decoder::new(tar).map_or_else(
                |error| {
                    failed = Some(error.to_string());
                    Decoder::Broken
                },
                |decoder| Decoder::Zstd(Box::new(decoder)),
            ),
            MediaType::LayerGzip => {
                Decoder::Gzip(Box::new(flate2::write::MultiGzDecoder::new(tar)))
            }
            _ => Decoder::None(tar),
        };
        Self { codec, failed }
    }

    /// The digest of the tar, or why there is none
    pub fn diff_id(mut self) -> String {
        if let Err(error) = self.flush() {
            self.failed.get_or_insert(error.to_string());
        }
        let tar = match self.codec {
            Decoder::Zstd(decoder) => Some(decoder.into_inner()),
            Decoder::Gzip(decoder) => decoder
                .finish()
                .map_err(|error| self.failed.get_or_insert(error.to_string()).len())
                .ok(),
            Decoder::None(tar) => Some(tar),
            Decoder::Broken => None,
        };
        match (self.failed, tar) {
            (None, Some(Tar(sum))) => format!("sha256:{}", hex::encode(sum.finalize())),
            (failed, _) => format!("cannot be inflated: {}", failed.unwrap_or_default()),
        }
    }
}

impl Write for Inflating {
    /// What cannot be inflated is told at the end: the blob's own digest is still to be had
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed.is_none() {
            let written = match &mut self.codec {
                Decoder::Zstd(decoder) => decoder.write_all(bytes),
                Decoder::Gzip(decoder) => decoder.write_all(bytes),
                Decoder::None(tar) => tar.write_all(bytes),
                Decoder::Broken => Ok(()),
            };
            self.failed = written.err().map(|error| error.to_string());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.codec {
            Decoder::Zstd(decoder) => decoder.flush(),
            Decoder::Gzip(decoder) => decoder.flush(),
            Decoder::None(_) | Decoder::Broken => Ok(()),
        }
    }
}

impl Write for Tar {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
