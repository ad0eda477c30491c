use crate::seekable::{Section, Seekable};
use anyhow::{bail, Result};
use elf::{Elf, Tree};
use oci::MediaType;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use tar::EntryType;

/// The files of a layer are counted in ten thousands
const MOST_ENTRIES: usize = 4_000_000;
/// An ELF header's size: what is shorter is none
const SHORTEST: u64 = 52;

/// What of a layer has to do with loading: its ELF files and its links
pub struct Loadable {
    files: Vec<(String, Elf)>,
    links: Links,
}

/// Paths and their targets
type Links = Vec<(String, String)>;

struct Member {
    path: String,
    offset: u64,
    size: u64,
}

impl Loadable {
    pub fn read(path: &Path, media_type: MediaType) -> Result<Self> {
        let mut tar = Seekable::open(File::open(path)?, media_type)?;
        let (members, links) = entries(&mut tar)?;
        let mut files = Vec::new();
        for member in members {
            // What looks like one and cannot be read is none that the loader takes.
            if let Some(Ok(elf)) = elf(&mut tar, &member)? {
                files.push((member.path, elf));
            }
        }
        Ok(Self { files, links })
    }

    pub fn add_to(&self, tree: &mut Tree) {
        for (path, elf) in &self.files {
            tree.insert(path, elf.clone());
        }
        for (path, target) in &self.links {
            tree.link(path, target);
        }
    }
}

/// Files and links, in the order of the tar
fn entries(tar: &mut Seekable) -> Result<(Vec<Member>, Links)> {
    let (mut members, mut links) = (Vec::new(), Vec::new());
    let mut archive = tar::Archive::new(tar);
    for entry in archive.entries_with_seek()? {
        let entry = entry?;
        if members.len() + links.len() >= MOST_ENTRIES {
            bail!("more than {MOST_ENTRIES} entries");
        }
        let path = entry.path()?.to_string_lossy().into_owned();
        let target = entry
            .link_name()?
            .map(|target| target.to_string_lossy().into_owned());
        match (entry.header().entry_type(), target) {
            (EntryType::Symlink, Some(target)) => links.push((path, target)),
            // A second name of a file, from the root.
            (EntryType::Link, Some(target)) => links.push((path, format!("/{target}"))),
            (EntryType::Regular, _) if entry.size() >= SHORTEST => members.push(Member {
                path,
                offset: entry.raw_file_position(),
                size: entry.size(),
            }),
            _ => {}
        }
    }
    Ok((members, links))
}

/// The ELF file of a member; `None` when it is none
fn elf(tar: &mut Seekable, member: &Member) -> Result<Option<Result<Elf, elf::ElfError>>> {
    let mut magic = [0; 4];
    tar.seek(SeekFrom::Start(member.offset))?;
    tar.read_exact(&mut magic)?;
    if magic != *b"\x7fELF" {
        return Ok(None);
    }
    let section = Section {
        inner: tar,
        start: member.offset,
        size: member.size,
        at: 0,
    };
    Ok(Elf::read(section).transpose())
}
