//! A planned tree as tar bytes and as a list of contents.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::archive::tar_header::{encode, padding, Header, Kind, BLOCK};
use crate::contents::{Line, LineKind};
use crate::pipeline::{Frames, Sink};
use crate::scratch::Scratch;
use crate::tree::{Content, Entry, File, Node, Tree};
use crate::wheel::{Inflater, Installation, WheelError};
use crate::{Error, TreePath};

/// Bytes are copied in pieces that stay in the processor's cache until they are hashed.
const PIECE: usize = 256 << 10;

/// Where the bytes of a tree's files are.
pub struct Sources<'a> {
    /// The wheels, by their place in the list.
    pub wheels: &'a [Installation],
    /// The kept contents of packages.
    pub scratch: Option<&'a Scratch>,
}

struct Emitter<'a> {
    frames: &'a mut Frames,
    sources: &'a Sources<'a>,
    inflater: Inflater,
    /// The first name of each file with several, by its place in the scratch file.
    first_names: BTreeMap<u64, (TreePath, [u8; 32])>,
}

/// Writes `tree` to `frames`, and its list to `contents`.
pub fn emit(
    tree: &Tree,
    sources: &Sources,
    frames: &mut Frames,
    contents: &mut String,
) -> Result<(), Error> {
    let inflater = Inflater::default();
    let mut emitter = Emitter {
        frames,
        sources,
        inflater,
        first_names: BTreeMap::new(),
    };
    for (path, entry) in tree.iter() {
        let kind = match &entry.node {
            Node::Directory => {
                emitter.header(path, entry, 0, Kind::Directory)?;
                LineKind::Directory
            }
            Node::Symlink(target) => {
                emitter.header(path, entry, 0, Kind::Symlink(target))?;
                LineKind::Symlink {
                    target: target.clone(),
                }
            }
            Node::File(file) => {
                let sha256 = hex::encode(emitter.file(path, entry, file)?);
                LineKind::File {
                    size: file.size,
                    sha256,
                }
            }
        };
        let Entry { mode, uid, gid, .. } = *entry;
        let line = Line {
            kind,
            mode,
            uid,
            gid,
            path: path.to_string(),
        };
        contents.push_str(&format!("{line}\n"));
    }
    Ok(frames.zeros(2 * BLOCK)?)
}

impl Emitter<'_> {
    fn header(
        &mut self,
        path: &TreePath,
        entry: &Entry,
        size: u64,
        kind: Kind,
    ) -> Result<(), Error> {
        let Entry { mode, uid, gid, .. } = *entry;
        let header = Header {
            path,
            mode,
            uid,
            gid,
            size,
            kind,
        };
        Ok(self.frames.write(&encode(&header))?)
    }

    fn file(&mut self, path: &TreePath, entry: &Entry, file: &File) -> Result<[u8; 32], Error> {
        let linked = match file.content {
            Content::Scratch {
                offset,
                linked: true,
            } => Some(offset),
            _ => None,
        };
        if let Some((first, sha256)) = linked.and_then(|offset| self.first_names.get(&offset)) {
            let (first, sha256) = (first.clone(), *sha256);
            self.header(path, entry, 0, Kind::HardLink(first.as_str()))?;
            return Ok(sha256);
        }
        self.header(path, entry, file.size, Kind::File)?;
        let sha256 = self.content(file)?;
        self.frames.zeros(padding(file.size))?;
        if let Some(offset) = linked {
            self.first_names.insert(offset, (path.clone(), sha256));
        }
        Ok(sha256)
    }

    fn content(&mut self, file: &File) -> Result<[u8; 32], Error> {
        match &file.content {
            Content::Member { wheel, member } => {
                let wheel = &self.sources.wheels[*wheel];
                let copied = wheel.copy(*member, &mut self.inflater, self.frames);
                copied.map_err(|source| match source {
                    WheelError::Stopped => Error::Stopped,
                    source => Error::Wheel {
                        file: wheel.origin().to_owned(),
                        source,
                    },
                })
            }
            Content::Scratch { offset, .. } => self.scratch(*offset, file.size),
            Content::Bytes(bytes) => {
                self.frames.write(bytes)?;
                Ok(Sha256::digest(bytes).into())
            }
            Content::Disk(path) => self.disk(path, file.size),
        }
    }

    fn scratch(&mut self, offset: u64, size: u64) -> Result<[u8; 32], Error> {
        let scratch = self.sources.scratch.ok_or(Error::Stopped)?;
        let mut sum = Sha256::new();
        let mut done = 0;
        while done < size {
            let space = self.frames.space()?;
            let length = space.len().min(PIECE).min((size - done) as usize);
            let piece = &mut space[..length];
            scratch
                .read(offset + done, piece)
                .map_err(Error::io(Path::new("scratch file")))?;
            sum.update(piece);
            self.frames.advance(length);
            done += length as u64;
        }
        Ok(sum.finalize().into())
    }

    fn disk(&mut self, path: &Path, size: u64) -> Result<[u8; 32], Error> {
        let mut file = std::fs::File::open(path).map_err(Error::io(path))?;
        let mut sum = Sha256::new();
        let mut left = size;
        while left > 0 {
            let space = self.frames.space()?;
            let length = space.len().min(PIECE).min(left as usize);
            let piece = &mut space[..length];
            file.read_exact(piece).map_err(Error::io(path))?;
            sum.update(piece);
            self.frames.advance(length);
            left -= length as u64;
        }
        Ok(sum.finalize().into())
    }
}
