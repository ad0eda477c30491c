//! Manifests and configs as files.

use rustix::fs::OFlags;
use std::fs::File;
use std::io::{self, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Bytes of a manifest, a config or an index at most: registries refuse larger ones
pub const LARGEST_DOCUMENT: u64 = 4 << 20;

/// Opens what must be a file, or a link to one: a pipe or a device would be waited for, or have no end
///
/// # Errors
/// When it is none, or cannot be read.
pub fn regular(path: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK.bits();
    let file = File::options()
        .read(true)
        .custom_flags(flags.cast_signed())
        .open(path)?;
    if file.metadata()?.is_file() {
        return Ok(file);
    }
    Err(io::Error::other("it is not a regular file"))
}

/// Reads a manifest, a config or an index
///
/// # Errors
/// When it is no file, cannot be read, or is larger than [`LARGEST_DOCUMENT`].
pub fn document(path: &Path) -> io::Result<Vec<u8>> {
    let file = regular(path)?;
    let mut bytes = Vec::new();
    file.take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_DOCUMENT {
        return Err(io::Error::other("larger than a manifest may be"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{document, LARGEST_DOCUMENT};

    #[test]
    fn a_pipe_is_no_document() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let mode = rustix::fs::Mode::RUSR;
        rustix::fs::mkfifoat(rustix::fs::CWD, &path, mode).unwrap();
        let error = document(&path).unwrap_err();
        assert_eq!(error.to_string(), "it is not a regular file");
    }

    #[test]
    fn a_document_has_a_largest_size() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest");
        let file = std::fs::File::create(&path).unwrap();
        file.set_len(LARGEST_DOCUMENT).unwrap();
        assert_eq!(document(&path).unwrap().len() as u64, LARGEST_DOCUMENT);
        file.set_len(LARGEST_DOCUMENT + 1).unwrap();
        assert!(document(&path).is_err());
    }
}
