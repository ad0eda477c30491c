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
            return Err(tar.malformed("more members than an export has"));
        }
        if member.kind.has_content() {
            all.insert(shown::path(&member.path), crate::header::digest(sum));
        }
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
    use super::{digests, within};

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
}
