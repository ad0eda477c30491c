use crate::seekable::{Section, Seekable};
use anyhow::{bail, Result};
use elf::{Elf, Tree};
use oci::{MediaType, Whiteout};
use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom};
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
    programs: Vec<String>,
    whiteouts: Vec<Whiteout>,
}

/// Paths and their targets
type Links = Vec<(String, String)>;

/// What of a layer's members counts here
#[derive(Default)]
struct Entries {
    members: Vec<Member>,
    links: Links,
    programs: Vec<String>,
    whiteouts: Vec<Whiteout>,
}

struct Member {
    path: String,
    offset: u64,
    size: u64,
}

impl Loadable {
    pub fn read(path: &Path, media_type: MediaType) -> Result<Self> {
        let mut tar = Seekable::open(crate::file::regular(path)?, media_type)?;
        let Entries {
            members,
            links,
            programs,
            whiteouts,
        } = entries(&mut tar)?;
        let mut files = Vec::new();
        for member in members {
            // What looks like one and cannot be read is none that the loader takes.
            if let Some(Ok(elf)) = elf(&mut tar, &member)? {
                files.push((member.path, elf));
            }
        }
        Ok(Self {
            files,
            links,
            programs,
            whiteouts,
        })
    }

    /// Lays the layer of that name upon those below: its whiteouts concern them alone
    pub fn add_to(&self, tree: &mut Tree, programs: &mut BTreeMap<String, String>, name: &str) {
        if !self.whiteouts.is_empty() {
            let deletes = |path: &str| self.whiteouts.iter().any(|one| one.deletes(path));
            tree.remove(deletes);
            programs.retain(|path, _| !deletes(path));
        }
        programs.extend(
            self.programs
                .iter()
                .map(|path| (path.clone(), name.to_owned())),
        );
        for (path, elf) in &self.files {
            tree.insert(path, elf.clone());
        }
        for (path, target) in &self.links {
            tree.link(path, target);
        }
    }
}

/// Files, links and whiteouts, in the order of the tar
fn entries(tar: impl Read + Seek) -> Result<Entries> {
    let mut found = Entries::default();
    let mut archive = tar::Archive::new(tar);
    for entry in archive.entries_with_seek()? {
        let entry = entry?;
        if found.members.len() + found.links.len() + found.whiteouts.len() >= MOST_ENTRIES {
            bail!("more than {MOST_ENTRIES} entries");
        }
        let path = entry.path()?.to_string_lossy().into_owned();
        let plain = path.trim_start_matches("./").trim_end_matches('/');
        if let Some(whiteout) = Whiteout::of(plain) {
            found.whiteouts.push(whiteout);
            continue;
        }
        if is_program(plain, entry.header()) {
            found.programs.push(plain.to_owned());
        }
        let target = entry
            .link_name()?
            .map(|target| target.to_string_lossy().into_owned());
        match (entry.header().entry_type(), target) {
            (EntryType::Symlink, Some(target)) => found.links.push((path, target)),
            // A second name of a file, from the root.
            (EntryType::Link, Some(target)) => found.links.push((path, format!("/{target}"))),
            (EntryType::Regular, _) if entry.size() >= SHORTEST => found.members.push(Member {
                path,
                offset: entry.raw_file_position(),
                size: entry.size(),
            }),
            _ => {}
        }
    }
    Ok(found)
}

/// Whether something lies in a folder for programs that can be run, or leads to something
fn is_program(path: &str, header: &tar::Header) -> bool {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.ends_with("bin")
        && match header.entry_type() {
            EntryType::Symlink | EntryType::Link => true,
            EntryType::Regular => header.mode().is_ok_and(|mode| mode & 0o111 != 0),
            _ => false,
        }
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

#[cfg(test)]
mod tests {
    use super::{entries, Loadable};
    use elf::Tree;
    use std::collections::BTreeMap;

    /// A layer of links to `target`
    fn layer(paths: &[&str]) -> Loadable {
        let mut builder = tar::Builder::new(Vec::new());
        for path in paths {
            let mut header = tar::Header::new_ustar();
            header.set_entry_type(tar::EntryType::Symlink);
            header.set_size(0);
            builder.append_link(&mut header, path, "/target").unwrap();
        }
        let bytes = builder.into_inner().unwrap();
        let found = entries(std::io::Cursor::new(bytes)).unwrap();
        Loadable {
            files: Vec::new(),
            links: found.links,
            programs: found.programs,
            whiteouts: found.whiteouts,
        }
    }

    #[test]
    fn a_whiteout_deletes_what_lies_below_and_is_no_entry() {
        let (mut tree, mut programs) = (Tree::default(), BTreeMap::new());
        layer(&["usr/lib/a", "usr/lib/b", "opt/c"]).add_to(&mut tree, &mut programs, "below");
        layer(&["usr/lib/.wh.a", "opt/.wh..wh..opq", "opt/d"]).add_to(
            &mut tree,
            &mut programs,
            "above",
        );
        assert!(programs.is_empty());
        let is_link = |path: &str| tree.real(path).as_deref() == Some("target");
        assert!(!is_link("usr/lib/a") && is_link("usr/lib/b"));
        assert!(!is_link("opt/c") && is_link("opt/d"));
        assert!(!is_link("usr/lib/.wh.a"));
    }

    #[test]
    fn programs_are_known_by_the_layer_that_brings_them() {
        let (mut tree, mut programs) = (Tree::default(), BTreeMap::new());
        let mut add = |name: &str, paths: &[&str]| {
            layer(paths).add_to(&mut tree, &mut programs, name);
        };
        add("debs", &["usr/bin/a", "usr/bin/b", "usr/lib/c"]);
        add(
            "wheels",
            &["./usr/local/bin/a", "usr/bin/.wh.b", "usr/bin/a"],
        );
        let known: Vec<_> = programs
            .iter()
            .map(|(path, name)| format!("{path} {name}"))
            .collect();
        assert_eq!(known, ["usr/bin/a wheels", "usr/local/bin/a wheels"]);
    }
}
