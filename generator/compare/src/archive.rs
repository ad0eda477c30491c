//! A tar of files, such as an engine's export of an image: what each is, and one of them alone.

use crate::shown;
use crate::tar::Tar;
use crate::TarError;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Read};

/// An export has a few files a layer
const MOST: usize = 100_000;

/// Path → digest of every member that has bytes
///
/// # Errors
/// When it is no tar, or one of too many members.
pub fn digests(input: impl Read) -> Result<BTreeMap<String, String>, TarError> {
    let mut tar = Tar::new(input);
    let mut all = BTreeMap::new();
    while let Some(member) = tar.next()? {
        let mut sum = Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        while let count @ 1.. = tar.read(&mut buffer)? {
            sum.update(&buffer[..count]);
        }
        tar.padding()?;
        if all.len() >= MOST {
            return Err(tar.malformed("it has more members than an image export"));
        }
        if member.kind.has_content() {
            all.insert(shown::path(&member.path), crate::header::digest(sum));
        }
    }
    Ok(all)
}

/// Bytes of a JSON document
const DOCUMENT: u64 = 4 << 20;
/// Bytes of all documents together
const ALL_DOCUMENTS: usize = 64 << 20;

/// Every JSON document of at most 4 MiB, by the digest of its bytes; all else is passed over
///
/// # Errors
/// When it is no tar, or has more than 64 MiB of documents.
pub fn small_documents(input: impl Read) -> Result<BTreeMap<String, Vec<u8>>, TarError> {
    let mut tar = Tar::new(input);
    let (mut all, mut total) = (BTreeMap::new(), 0);
    while let Some(member) = tar.next()? {
        let (mut bytes, mut buffer) = (Vec::new(), vec![0; 1 << 16]);
        let mut is_document = member.kind.has_content() && member.size <= DOCUMENT;
        while let count @ 1.. = tar.read(&mut buffer)? {
            is_document &= !bytes.is_empty() || buffer[0] == b'{';
            if is_document {
                bytes.extend_from_slice(&buffer[..count]);
            }
        }
        tar.padding()?;
        if bytes.is_empty() {
            continue;
        }
        total += bytes.len();
        if total > ALL_DOCUMENTS {
            return Err(tar.malformed("it has more documents than an image export"));
        }
        let digest = crate::header::digest(Sha256::new_with_prefix(&bytes));
        all.insert(digest, bytes);
    }
    Ok(all)
}

/// Hands the bytes of one member to `take`; none where there is none of that path
///
/// # Errors
/// When it is no tar.
pub fn within<T>(
    input: impl Read,
    path: &str,
    take: impl FnOnce(&mut dyn Read) -> T,
) -> Result<Option<T>, TarError> {
    let mut tar = Tar::new(input);
    while let Some(member) = tar.next()? {
        let mut body = Body(&mut tar);
        if shown::path(&member.path) == path {
            return Ok(Some(take(&mut body)));
        }
        while let 1.. = body.0.read(&mut [0; 1 << 14])? {}
        tar.padding()?;
    }
    Ok(None)
}

struct Body<'a, R>(&'a mut Tar<R>);

impl<R: Read> Read for Body<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use super::{digests, small_documents, within};

    #[test]
    fn all_and_one() {
        let mut builder = tar::Builder::new(Vec::new());
        for (path, content) in [("a", "1"), ("b/layer.tar", "22"), ("c", "")] {
            let mut header = tar::Header::new_ustar();
            header.set_size(content.len() as u64);
            builder
                .append_data(&mut header, path, content.as_bytes())
                .unwrap();
        }
        let archive = builder.into_inner().unwrap();
        let all = digests(&archive[..]).unwrap();
        let paths: Vec<&str> = all.keys().map(String::as_str).collect();
        assert_eq!(paths, ["a", "b/layer.tar", "c"]);
        assert!(all["c"].starts_with("sha256:e3b0c442"));
        let text = within(&archive[..], "b/layer.tar", |body| {
            let mut text = String::new();
            body.read_to_string(&mut text).unwrap();
            text
        });
        assert_eq!(text.unwrap().as_deref(), Some("22"));
        assert!(within(&archive[..], "d", |_| ()).unwrap().is_none());
        assert!(digests(&archive[..700]).is_err());
    }

    #[test]
    fn documents_are_small_and_begin_as_such() {
        let mut builder = tar::Builder::new(Vec::new());
        let large = format!("{{{}", " ".repeat(4 << 20));
        for content in ["{}", "a layer", "", "{\"a\":1}", large.as_str()] {
            let mut header = tar::Header::new_ustar();
            header.set_size(content.len() as u64);
            let path = format!("blobs/{}", content.len());
            builder
                .append_data(&mut header, path, content.as_bytes())
                .unwrap();
        }
        let archive = builder.into_inner().unwrap();
        let all = small_documents(&archive[..]).unwrap();
        let mut texts: Vec<&[u8]> = all.values().map(Vec::as_slice).collect();
        texts.sort_unstable();
        assert_eq!(texts, [&br#"{"a":1}"#[..], b"{}"]);
        let empty = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        assert!(all.contains_key(empty));
        assert!(small_documents(&archive[..700]).is_err());
    }
}
