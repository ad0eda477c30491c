//! The zip central directory, read strictly: what two readers could see differently is refused.

use std::collections::BTreeSet;
use std::fs::File;
use std::ops::Range;
use std::os::unix::fs::FileExt;

use super::fault::WheelError;
use super::{extra, local};
use crate::TreePath;

const END: &[u8; 4] = b"PK\x05\x06";
const END64: &[u8; 4] = b"PK\x06\x06";
const LOCATOR64: &[u8; 4] = b"PK\x06\x07";
const ENTRY: &[u8; 4] = b"PK\x01\x02";
const LOCAL: &[u8; 4] = b"PK\x03\x04";

const END_SIZE: usize = 22;
const END64_SIZE: usize = 56;
const LOCATOR64_SIZE: usize = 20;
const ENTRY_SIZE: usize = 46;
const LOCAL_SIZE: u64 = 30;

/// Larger directories than any wheel's are refused before they are read.
const DIRECTORY_LIMIT: u64 = 64 << 20;

/// Bytes between members that are looked at at once
const GAP_READ: u64 = 1 << 20;

/// Deflate cannot expand further than this.
const RATIO_LIMIT: u64 = 1032;

/// A wheel's members together; the largest published wheels unpack to a tenth of it.
const TOTAL_LIMIT: u64 = 64 << 30;

/// How a member is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// As it is.
    Stored,
    /// By deflate.
    Deflated,
}

/// A regular file in the archive.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its path.
    pub path: TreePath,
    /// How it is stored.
    pub method: Method,
    /// CRC-32 of its bytes.
    pub crc32: u32,
    /// Bytes in the archive.
    pub compressed: u64,
    /// Bytes unpacked.
    pub size: u64,
    /// Where its bytes begin.
    pub offset: u64,
    /// Whether any execute bit is set.
    pub executable: bool,
}

/// Reads every member; folders are left out, as installers leave them out.
pub fn read(file: &File) -> Result<Vec<Member>, WheelError> {
    let length = file.metadata()?.len();
    let (start, size, count) = locate(file, length)?;
    if size > DIRECTORY_LIMIT {
        return Err(zip(format!("a central directory of {size} bytes")));
    }
    let mut directory = vec![0; size as usize];
    file.read_exact_at(&mut directory, start)?;
    let mut rest = &directory[..];
    let mut entries = Vec::new();
    for _ in 0..count {
        entries.push(parse_entry(&mut rest)?);
    }
    if !rest.is_empty() {
        return Err(zip(format!("{} bytes after the last entry", rest.len())));
    }
    place(file, &mut entries, start)?;
    check_all(&entries)?;
    Ok(entries
        .into_iter()
        .filter(|e| !e.folder)
        .map(|e| e.member)
        .collect())
}

/// An entry as the directory has it; `member.offset` is first that of the local header.
struct Entry {
    member: Member,
    folder: bool,
    flags: u16,
}

/// Finds the directory: its offset, size and number of entries.
fn locate(file: &File, length: u64) -> Result<(u64, u64, u64), WheelError> {
    let tail_size = length.min(END_SIZE as u64 + 0xffff);
    let mut tail = vec![0; tail_size as usize];
    file.read_exact_at(&mut tail, length - tail_size)?;
    // The last one, as Python's reader has it. One before it whose comment held the rest would be
    // another reader's.
    let at = tail
        .windows(END.len())
        .rposition(|signature| signature == END);
    let at = at.filter(|at| at + END_SIZE <= tail.len());
    let at = at.ok_or_else(|| zip("no end of central directory; truncated?"))?;
    if at + END_SIZE + usize::from(u16_at(&tail, at + 20)) != tail.len() {
        return Err(zip(
            "the last end of central directory is not the end of the file: readers differ in which one they take",
        ));
    }
    let end = &tail[at..];
    let end_offset = length - tail_size + at as u64;
    let mut found = (
        u64::from(u32_at(end, 16)),
        u64::from(u32_at(end, 12)),
        u64::from(u16_at(end, 10)),
    );
    let mut boundary = end_offset;
    let asks = found.0 == 0xffff_ffff || found.1 == 0xffff_ffff || found.2 == 0xffff;
    if asks || has_locator(&tail[..at]) {
        let (wide, place) = locate64(file, end_offset)?;
        // Some readers take the one, some the other. Python's writer repeats what fits.
        let same = |old: u64, unsaid: u64, new: u64| old == unsaid || old == new;
        let agree = same(found.0, 0xffff_ffff, wide.0)
            && same(found.1, 0xffff_ffff, wide.1)
            && same(found.2, 0xffff, wide.2);
        if !agree {
            return Err(zip("its two ends of central directory differ"));
        }
        (found, boundary) = (wide, place);
    }
    if found.0.checked_add(found.1) != Some(boundary) {
        return Err(zip("the central directory does not end where it should"));
    }
    Ok(found)
}

/// Whether a zip64 locator stands before the end: Python's reader goes by it whatever the end says
fn has_locator(before: &[u8]) -> bool {
    let at = before.len().checked_sub(LOCATOR64_SIZE);
    at.is_some_and(|at| before[at..].starts_with(LOCATOR64))
}

type Location = (u64, u64, u64);

fn locate64(file: &File, end_offset: u64) -> Result<(Location, u64), WheelError> {
    let missing = || zip("no zip64 end of central directory");
    let mut locator = [0; LOCATOR64_SIZE];
    let place = end_offset.checked_sub(LOCATOR64_SIZE as u64);
    let place = place.ok_or_else(missing)?;
    file.read_exact_at(&mut locator, place)?;
    if !locator.starts_with(LOCATOR64) {
        return Err(missing());
    }
    let boundary = u64_at(&locator, 8);
    // Some readers go by this address, some by where it must be.
    if boundary.checked_add(END64_SIZE as u64) != Some(place) {
        return Err(zip(
            "the zip64 end of central directory is not where it should be",
        ));
    }
    let mut end = [0; END64_SIZE];
    file.read_exact_at(&mut end, boundary)
        .map_err(|_| missing())?;
    if !end.starts_with(END64) {
        return Err(missing());
    }
    Ok((
        (u64_at(&end, 48), u64_at(&end, 40), u64_at(&end, 32)),
        boundary,
    ))
}

fn parse_entry(rest: &mut &[u8]) -> Result<Entry, WheelError> {
    let entry = take(rest, ENTRY_SIZE)?;
    if !entry.starts_with(ENTRY) {
        return Err(zip("an entry without its signature"));
    }
    let name = take(rest, u16_at(entry, 28).into())?;
    let fields = take(rest, u16_at(entry, 30).into())?;
    take(rest, u16_at(entry, 32).into())?;
    let flags = u16_at(entry, 8);
    let name = parse_name(name, flags)?;
    extra::check(&name, fields)?;
    let mut sizes = [
        u32_at(entry, 24).into(),
        u32_at(entry, 20).into(),
        u32_at(entry, 42).into(),
    ];
    widen(&mut sizes, fields).ok_or_else(|| WheelError::member(&name, "lacks its zip64 sizes"))?;
    let [size, compressed, offset] = sizes;
    let method = parse_method(&name, flags, u16_at(entry, 10))?;
    let unix_mode = u32_at(entry, 38) >> 16;
    check_kind(&name, unix_mode)?;
    let folder = name.ends_with('/');
    let path = TreePath::parse(name.strip_suffix('/').unwrap_or(&name));
    let path = path.map_err(WheelError::path(&name))?;
    if size
        > compressed
            .saturating_mul(RATIO_LIMIT)
            .saturating_add(RATIO_LIMIT)
        || (method == Method::Stored && size != compressed)
    {
        let why = format!("claims to unpack {compressed} bytes to {size}");
        return Err(WheelError::member(&name, why));
    }
    let executable = unix_mode & 0o170_000 == 0o100_000 && unix_mode & 0o111 != 0;
    let crc32 = u32_at(entry, 16);
    let member = Member {
        path,
        method,
        crc32,
        compressed,
        size,
        offset,
        executable,
    };
    Ok(Entry {
        member,
        folder,
        flags,
    })
}

fn parse_name(bytes: &[u8], flags: u16) -> Result<String, WheelError> {
    let shown = String::from_utf8_lossy(bytes).into_owned();
    let utf8 = flags & 1 << 11 != 0;
    if std::str::from_utf8(bytes).is_err() || !(utf8 || bytes.is_ascii()) {
        return Err(WheelError::member(&shown, "has a name that is not UTF-8"));
    }
    if shown.contains('\\') {
        return Err(WheelError::member(&shown, "has a backslash in its name"));
    }
    Ok(shown)
}

fn parse_method(name: &str, flags: u16, method: u16) -> Result<Method, WheelError> {
    if flags & (1 | 1 << 6 | 1 << 13) != 0 {
        return Err(WheelError::member(name, "is encrypted"));
    }
    match method {
        0 => Ok(Method::Stored),
        8 => Ok(Method::Deflated),
        other => Err(WheelError::member(
            name,
            format!("uses compression method {other}"),
        )),
    }
}

fn check_kind(name: &str, unix_mode: u32) -> Result<(), WheelError> {
    match unix_mode & 0o170_000 {
        0 | 0o100_000 | 0o040_000 => Ok(()),
        0o120_000 => Err(WheelError::member(name, "is a symbolic link")),
        _ => Err(WheelError::member(name, "is neither a file nor a folder")),
    }
}

/// Takes from the zip64 extra field what the 32-bit fields could not hold.
pub(super) fn widen(sizes: &mut [u64; 3], mut extra: &[u8]) -> Option<()> {
    let mut wide: &[u8] = &[];
    while extra.len() >= 4 {
        let length = usize::from(u16_at(extra, 2));
        let body = extra.get(4..4 + length)?;
        if u16_at(extra, 0) == 1 {
            wide = body;
        }
        extra = &extra[4 + length..];
    }
    for size in sizes.iter_mut().filter(|size| **size == 0xffff_ffff) {
        *size = u64_at(wide.get(..8)?, 0);
        wide = &wide[8..];
    }
    Some(())
}

/// Replaces each local header's offset by that of the bytes, and checks that none overlap.
fn place(file: &File, entries: &mut [Entry], directory: u64) -> Result<(), WheelError> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|at| entries[*at].member.offset);
    let mut free = 0;
    for at in order {
        let Entry {
            member,
            folder,
            flags,
        } = &mut entries[at];
        let name = format!("{}{}", member.path, if *folder { "/" } else { "" });
        if member.offset < free {
            return Err(WheelError::member(&name, "overlaps another member"));
        }
        check_gap(file, free..member.offset)?;
        let mut header = vec![0; LOCAL_SIZE as usize + name.len()];
        file.read_exact_at(&mut header, member.offset)
            .map_err(|_| WheelError::member(&name, "has no local header"))?;
        let named = header[LOCAL_SIZE as usize..] == *name.as_bytes();
        if !header.starts_with(LOCAL) || usize::from(u16_at(&header, 26)) != name.len() || !named {
            return Err(WheelError::member(&name, "differs in its local header"));
        }
        let length = u64::from(u16_at(&header, 28));
        let mut fields = vec![0; length as usize];
        file.read_exact_at(&mut fields, member.offset + LOCAL_SIZE + name.len() as u64)
            .map_err(|_| WheelError::member(&name, "has no local header"))?;
        extra::check(&name, &fields)?;
        let descriptor = local::check(member, *flags, &header, &fields)?;
        member.offset += LOCAL_SIZE + name.len() as u64 + length;
        free = member.offset.saturating_add(member.compressed);
        if descriptor {
            free = local::check_descriptor(file, member, free, directory)?;
        }
        if free > directory {
            return Err(WheelError::member(
                &name,
                "reaches beyond the members' part of the file",
            ));
        }
    }
    check_gap(file, free..directory)
}

/// Bytes of no member may be anything but a member's: who reads from the front would take it for one.
fn check_gap(file: &File, gap: Range<u64>) -> Result<(), WheelError> {
    let mut from = gap.start;
    while from < gap.end {
        let mut bytes = vec![0; (gap.end - from).min(GAP_READ) as usize];
        file.read_exact_at(&mut bytes, from)?;
        if bytes
            .windows(LOCAL.len())
            .any(|signature| signature == LOCAL)
        {
            return Err(zip("a member that the central directory does not name"));
        }
        // A signature may lie across two reads.
        let last = from + bytes.len() as u64 == gap.end;
        from += bytes.len() as u64 - if last { 0 } else { LOCAL.len() as u64 - 1 };
    }
    Ok(())
}

fn check_all(entries: &[Entry]) -> Result<(), WheelError> {
    let mut seen = BTreeSet::new();
    let mut total: u64 = 0;
    for Entry { member, .. } in entries {
        if !seen.insert(&member.path) {
            return Err(WheelError::member(member.path.as_str(), "is there twice"));
        }
        total = total.saturating_add(member.size);
    }
    match total > TOTAL_LIMIT {
        true => Err(zip(format!("its members claim to unpack to {total} bytes"))),
        false => Ok(()),
    }
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8], WheelError> {
    if rest.len() < length {
        return Err(zip("the central directory is cut off"));
    }
    let (head, tail) = rest.split_at(length);
    *rest = tail;
    Ok(head)
}

fn zip(why: impl Into<String>) -> WheelError {
    WheelError::Zip(why.into())
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}
