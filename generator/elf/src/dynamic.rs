use std::io::{Read, Seek};

use object::elf::{
    DynamicTag, DF_1_PIE, DT_FLAGS_1, DT_NEEDED, DT_NULL, DT_RPATH, DT_RUNPATH, DT_SONAME,
    DT_STRSZ, DT_STRTAB,
};
use object::read::elf::{Dyn, FileHeader};
use object::{pod, Endianness};

use crate::header::Segment;
use crate::parts::Parts;
use crate::ElfError;

/// Entries of 16 bytes: a large library has a hundred.
const LARGEST: u64 = 1 << 16;
/// A large library needs some 20.
const MOST_NEEDED: usize = 1024;
/// The kernel's `PATH_MAX`.
const LONGEST_NAME: u64 = 4096;
/// A path of paths.
const LONGEST_PATH: u64 = 1 << 16;

/// The entries of the dynamic section that matter here.
#[derive(Default)]
pub(crate) struct Dynamic {
    pub(crate) soname: Option<String>,
    pub(crate) needed: Vec<String>,
    pub(crate) rpath: Option<String>,
    pub(crate) runpath: Option<String>,
    /// Marked as a program that is position-independent.
    pub(crate) is_program: bool,
}

/// The table of strings, as far as the section says where it is.
struct Table {
    address: Option<u64>,
    size: Option<u64>,
}

/// Where it stands in the file.
struct Strings<'a, R> {
    offset: u64,
    size: u64,
    parts: &'a mut Parts<R>,
}

pub(crate) fn read<H, R>(
    section: &Segment,
    loaded: &[Segment],
    endian: Endianness,
    parts: &mut Parts<R>,
) -> Result<Dynamic, ElfError>
where
    H: FileHeader<Endian = Endianness>,
    R: Read + Seek,
{
    let entries = entries::<H, R>(section, endian, parts)?;
    let is_pie = |entry: &(DynamicTag, u64)| entry.0 == DT_FLAGS_1 && entry.1 & DF_1_PIE.0 != 0;
    let mut found = Dynamic {
        is_program: entries.iter().any(is_pie),
        ..Dynamic::default()
    };
    // a section without a string needs no table
    if entries.iter().all(|(tag, _)| string(*tag).is_none()) {
        return Ok(found);
    }
    let mut strings = Table::of(&entries).find(loaded, parts)?;
    for (tag, value) in entries {
        if let Some((name, longest)) = string(tag) {
            found.put(tag, strings.at(name, value, longest)?)?;
        }
    }
    Ok(found)
}

/// The entries before `DT_NULL`.
fn entries<H, R>(
    section: &Segment,
    endian: Endianness,
    parts: &mut Parts<R>,
) -> Result<Vec<(DynamicTag, u64)>, ElfError>
where
    H: FileHeader<Endian = Endianness>,
    R: Read + Seek,
{
    if section.size > LARGEST {
        return Err(ElfError::TooMany {
            what: "bytes of the dynamic section",
            count: section.size,
            most: LARGEST,
        });
    }
    let bytes = parts.at("dynamic section", section.offset, section.size)?;
    let count = bytes.len() / size_of::<H::Dyn>();
    let (entries, _) = pod::slice_from_bytes::<H::Dyn>(&bytes, count).unwrap_or_default();
    let pairs = entries
        .iter()
        .map(|entry| (entry.tag(endian), entry.val(endian)));
    Ok(pairs.take_while(|(tag, _)| *tag != DT_NULL).collect())
}

/// The name of a tag whose value is a string that is read, and how long that may be.
fn string(tag: DynamicTag) -> Option<(&'static str, u64)> {
    match tag {
        DT_NEEDED => Some(("DT_NEEDED", LONGEST_NAME)),
        DT_SONAME => Some(("DT_SONAME", LONGEST_NAME)),
        DT_RPATH => Some(("DT_RPATH", LONGEST_PATH)),
        DT_RUNPATH => Some(("DT_RUNPATH", LONGEST_PATH)),
        _ => None,
    }
}

impl Dynamic {
    /// The last of two counts, as for the loader.
    fn put(&mut self, tag: DynamicTag, text: String) -> Result<(), ElfError> {
        match tag {
            DT_SONAME => self.soname = Some(text),
            DT_RPATH => self.rpath = Some(text),
            DT_RUNPATH => self.runpath = Some(text),
            _ if self.needed.len() == MOST_NEEDED => {
                return Err(ElfError::TooMany {
                    what: "needed libraries",
                    count: MOST_NEEDED as u64 + 1,
                    most: MOST_NEEDED as u64,
                })
            }
            _ => self.needed.push(text),
        }
        Ok(())
    }
}

impl Table {
    fn of(entries: &[(DynamicTag, u64)]) -> Self {
        let last = |wanted| {
            let mut values = entries.iter().rev().filter(|(tag, _)| *tag == wanted);
            values.next().map(|(_, value)| *value)
        };
        Self {
            address: last(DT_STRTAB),
            size: last(DT_STRSZ),
        }
    }

    /// The section gives an address; the segment that is loaded there gives the place.
    fn find<'a, R>(
        &self,
        loaded: &[Segment],
        parts: &'a mut Parts<R>,
    ) -> Result<Strings<'a, R>, ElfError> {
        let address = self.address.ok_or(ElfError::NoTable("DT_STRTAB"))?;
        let size = self.size.ok_or(ElfError::NoTable("DT_STRSZ"))?;
        let place = loaded.iter().find_map(|segment| {
            let within = address.checked_sub(segment.address)?;
            let offset = segment.offset.checked_add(within)?;
            (within < segment.size).then_some(offset)
        });
        Ok(Strings {
            offset: place.ok_or(ElfError::Unmapped(address))?,
            size,
            parts,
        })
    }
}

impl<R: Read + Seek> Strings<'_, R> {
    fn at(&mut self, tag: &'static str, offset: u64, longest: u64) -> Result<String, ElfError> {
        let outside = ElfError::Outside {
            tag,
            offset,
            size: self.size,
        };
        let left = self.size.checked_sub(offset).filter(|left| *left > 0);
        let place = self.offset.checked_add(offset);
        let (Some(left), Some(place)) = (left, place) else {
            return Err(outside);
        };
        let bytes = self.parts.up_to("string table", place, left.min(longest))?;
        text(tag, &bytes)
    }
}

/// The text before the first NUL.
pub(crate) fn text(tag: &'static str, bytes: &[u8]) -> Result<String, ElfError> {
    let end = bytes.iter().position(|byte| *byte == 0);
    let end = end.ok_or(ElfError::Endless {
        tag,
        longest: bytes.len() as u64,
    })?;
    match std::str::from_utf8(&bytes[..end]) {
        Ok(text) if !text.chars().any(char::is_control) => Ok(text.to_owned()),
        _ => Err(ElfError::NotText { tag }),
    }
}
