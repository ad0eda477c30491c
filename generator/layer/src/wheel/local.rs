//! A member's local header and data descriptor (APPNOTE 4.3.7 and 4.3.9), held against the central
//! directory: a reader that goes by the one sees what a reader of the other sees.

use std::fs::File;
use std::os::unix::fs::FileExt;

use super::central_directory::{u16_at, u32_at, u64_at, widen, Member, Method};
use super::fault::WheelError;

const DESCRIPTOR: &[u8; 4] = b"PK\x07\x08";

/// Encrypted, with a descriptor behind, patched, strongly encrypted, named in UTF-8, hidden: what
/// the flags say of the bytes. The rest tells how hard the compressor tried.
const MEANING: u16 = 1 | HAS_DESCRIPTOR | 1 << 5 | 1 << 6 | NAMED_IN_UTF8 | 1 << 13;
const HAS_DESCRIPTOR: u16 = 1 << 3;
const NAMED_IN_UTF8: u16 = 1 << 11;

/// Whether a descriptor follows the bytes of `member`, whose local header and extra field these are.
pub fn check(member: &Member, flags: u16, header: &[u8], extra: &[u8]) -> Result<bool, WheelError> {
    let local_flags = u16_at(header, 6);
    // An ASCII name is the same in UTF-8, and writers disagree with themselves about its flag.
    let meaning = match member.path.as_str().is_ascii() {
        true => MEANING & !NAMED_IN_UTF8,
        false => MEANING,
    };
    if flags & meaning != local_flags & meaning {
        return Err(differs(member, "other flags", flags, local_flags));
    }
    let method = match member.method {
        Method::Stored => 0,
        Method::Deflated => 8,
    };
    if u16_at(header, 8) != method {
        return Err(differs(member, "another method", method, u16_at(header, 8)));
    }
    let descriptor = flags & HAS_DESCRIPTOR != 0;
    let mut sizes = [u32_at(header, 22).into(), u32_at(header, 18).into(), 0];
    widen(&mut sizes, extra)
        .ok_or_else(|| WheelError::member(member.path.as_str(), "lacks its zip64 sizes"))?;
    let crc32 = u32_at(header, 14);
    for (what, want, got) in [
        ("another CRC-32", member.crc32.into(), crc32.into()),
        ("another size", member.size, sizes[0]),
        ("another compressed size", member.compressed, sizes[1]),
    ] {
        // Where a descriptor follows, a writer that could not go back left zeros here.
        if want != got && !(descriptor && got == 0) {
            return Err(differs(member, what, want, got));
        }
    }
    Ok(descriptor)
}

/// Reads the descriptor at `at`, with its signature or without, of either width; gives its end.
pub fn check_descriptor(
    file: &File,
    member: &Member,
    at: u64,
    directory: u64,
) -> Result<u64, WheelError> {
    let mut bytes = [0; 24];
    let length = directory.saturating_sub(at).min(24) as usize;
    file.read_exact_at(&mut bytes[..length], at)?;
    let start = if bytes.starts_with(DESCRIPTOR) { 4 } else { 0 };
    let narrow = (
        u64::from(u32_at(&bytes, start + 4)),
        u64::from(u32_at(&bytes, start + 8)),
    );
    let wide = (u64_at(&bytes, start + 4), u64_at(&bytes, start + 12));
    let want = (member.compressed, member.size);
    // Bytes behind the last descriptor are the directory's, and count for nothing.
    let is_wide = start + 20 <= length && want == wide;
    let width = match (want == narrow, is_wide) {
        (_, true) => 20,
        (true, false) => 12,
        (false, false) => 0,
    };
    if width == 0 || u32_at(&bytes, start) != member.crc32 || start + width > length {
        let why = "has a data descriptor that differs from the central directory";
        return Err(WheelError::member(member.path.as_str(), why));
    }
    Ok(at + (start + width) as u64)
}

fn differs(
    member: &Member,
    what: &str,
    want: impl std::fmt::Display,
    got: impl std::fmt::Display,
) -> WheelError {
    let why = format!("has {what} in its local header: {got}, in the central directory {want}");
    WheelError::member(member.path.as_str(), why)
}
