//! What a blob really is: its size, its digest, and what it inflates to.

use crate::inflating::{Content, Inflating};
use crate::Progress;
use oci::{Digest, MediaType};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read as _, Write as _};

const BUFFER: usize = 1 << 18;

/// What a blob really is
pub struct Sums {
    /// Of the stored bytes
    pub digest: Digest,
    /// Stored bytes
    pub size: u64,
    /// The tar
    pub content: Content,
}

/// Hashes a blob and what it inflates to, in one pass. What follows the compressed stream counts too.
///
/// # Errors
/// When the file cannot be read. What cannot be inflated is in the content.
pub fn sums(mut file: File, media_type: MediaType, progress: &dyn Progress) -> io::Result<Sums> {
    let mut inflating = Inflating::new(media_type, file.metadata()?.len())?;
    let mut sum = Sha256::new();
    let mut size = 0;
    let mut buffer = vec![0; BUFFER];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        sum.update(&buffer[..count]);
        inflating.write_all(&buffer[..count])?;
        size += count as u64;
        progress.advance(count as u64);
    }
    Ok(Sums {
        digest: Digest::from_sha256(sum.finalize().into()),
        size,
        content: inflating.content(),
    })
}

#[cfg(test)]
mod tests {
    use super::sums;
    use oci::{DiffId, Digest, MediaType};
    use std::io::{Seek as _, Write as _};

    #[test]
    fn what_follows_the_compressed_stream_counts() {
        let stored = zstd::bulk::compress(b"a tar", 3).unwrap();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&stored).unwrap();
        file.rewind().unwrap();
        let same = sums(file.try_clone().unwrap(), MediaType::LayerZstd, &()).unwrap();
        assert_eq!(same.digest, Digest::of(&stored));
        assert_eq!(same.size, stored.len() as u64);
        assert_eq!(same.content.diff_id, Ok(DiffId::of(b"a tar")));
        file.write_all(b"\0").unwrap();
        file.rewind().unwrap();
        let longer = sums(file, MediaType::LayerZstd, &()).unwrap();
        assert_ne!(longer.digest, same.digest);
        assert_eq!(longer.size, same.size + 1);
    }
}
