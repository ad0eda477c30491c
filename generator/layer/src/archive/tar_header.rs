//! Tar headers out: ustar, and a PAX record only for what ustar cannot say.

use crate::TreePath;

/// The unit of a tar.
pub const BLOCK: usize = 512;

/// Largest size that eleven octal digits say.
const SIZE_LIMIT: u64 = 0o777_7777_7777;

/// What the header of one entry says.
pub struct Header<'a> {
    /// Its path.
    pub path: &'a TreePath,
    /// Permission bits.
    pub mode: u32,
    /// Owner.
    pub uid: u32,
    /// Group.
    pub gid: u32,
    /// Bytes that follow.
    pub size: u64,
    /// Its kind.
    pub kind: Kind<'a>,
}

/// The kind of an entry.
#[derive(Clone, Copy)]
pub enum Kind<'a> {
    /// A regular file.
    File,
    /// Another name of an earlier file.
    HardLink(&'a str),
    /// A symbolic link.
    Symlink(&'a str),
    /// A folder.
    Directory,
}

impl Kind<'_> {
    fn flag(self) -> u8 {
        match self {
            Self::File => b'0',
            Self::HardLink(_) => b'1',
            Self::Symlink(_) => b'2',
            Self::Directory => b'5',
        }
    }

    fn target(&self) -> &str {
        match self {
            Self::HardLink(target) | Self::Symlink(target) => target,
            _ => "",
        }
    }
}

/// Zero bytes that fill `size` up to whole blocks.
pub fn padding(size: u64) -> usize {
    (BLOCK - (size % BLOCK as u64) as usize) % BLOCK
}

/// The bytes of `header`: one block, or three and more when PAX is needed.
pub fn encode(header: &Header) -> Vec<u8> {
    let mut name = header.path.as_str().to_owned();
    if let Kind::Directory = header.kind {
        name.push('/');
    }
    let target = header.kind.target();
    let split = split_name(&name);
    // Alphabetical, so that the same entry always gives the same bytes.
    let mut records = String::new();
    if !fits(target, 100) {
        records.push_str(&record("linkpath", target));
    }
    if split.is_none() {
        records.push_str(&record("path", &name));
    }
    if header.size > SIZE_LIMIT {
        records.push_str(&record("size", &header.size.to_string()));
    }
    let mut bytes = Vec::with_capacity(BLOCK);
    if !records.is_empty() {
        let size = records.len() as u64;
        bytes.extend(block(("", "@PaxHeader"), "", b'x', (0o644, 0, 0, size)));
        bytes.extend(records.as_bytes());
        bytes.resize(bytes.len() + padding(size), 0);
    }
    let numbers = (header.mode, header.uid, header.gid, header.size);
    let split = split.unwrap_or(("", ascii_head(&name)));
    bytes.extend(block(
        split,
        ascii_head(target),
        header.kind.flag(),
        numbers,
    ));
    bytes
}

/// One header block; `name` is (prefix, name).
fn block(name: (&str, &str), target: &str, flag: u8, numbers: (u32, u32, u32, u64)) -> [u8; BLOCK] {
    let (mode, uid, gid, size) = numbers;
    let mut block = [0; BLOCK];
    let mut put = |at: usize, text: &[u8]| block[at..at + text.len()].copy_from_slice(text);
    put(0, name.1.as_bytes());
    put(100, format!("{mode:07o}").as_bytes());
    put(108, format!("{uid:07o}").as_bytes());
    put(116, format!("{gid:07o}").as_bytes());
    put(124, format!("{:011o}", size.min(SIZE_LIMIT)).as_bytes());
    put(136, b"00000000000"); // mtime: 1970, always
    put(148, b"        "); // the checksum counts its own field as spaces
    put(156, &[flag]);
    put(157, target.as_bytes());
    put(257, b"ustar\x0000");
    put(329, b"0000000"); // device numbers, as other writers spell none
    put(337, b"0000000");
    put(345, name.0.as_bytes());
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

fn fits(text: &str, length: usize) -> bool {
    text.is_ascii() && text.len() <= length
}

/// Splits `name` into prefix and name as ustar wants them; none if it needs PAX.
fn split_name(name: &str) -> Option<(&str, &str)> {
    if fits(name, 100) {
        return Some(("", name));
    }
    let slashes = name.match_indices('/').map(|(at, _)| at);
    slashes
        .map(|at| (&name[..at], &name[at + 1..]))
        .find(|(prefix, rest)| fits(prefix, 155) && fits(rest, 100) && !rest.is_empty())
}

/// What stands in the header beside a PAX record, for readers without PAX.
fn ascii_head(text: &str) -> &str {
    let end = text.bytes().take(100).take_while(u8::is_ascii).count();
    &text[..end]
}

/// A PAX record, whose length counts its own digits.
fn record(key: &str, value: &str) -> String {
    let rest = key.len() + value.len() + 3; // space, equals sign, newline
    let mut length = rest + 1;
    while length != rest + length.to_string().len() {
        length = rest + length.to_string().len();
    }
    format!("{length} {key}={value}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(path: &TreePath, kind: Kind<'static>, size: u64) -> Vec<u8> {
        encode(&Header {
            path,
            mode: 0o644,
            uid: 0,
            gid: 0,
            size,
            kind,
        })
    }

    #[test]
    fn short_names_take_one_block() {
        let path = TreePath::parse("usr/bin/tini").unwrap();
        let bytes = header(&path, Kind::File, 3);
        assert_eq!(bytes.len(), BLOCK);
        assert_eq!(&bytes[148..156], b"011445\0 ");
        assert_eq!(&bytes[257..265], b"ustar\x0000");
    }

    #[test]
    fn long_and_foreign_names_take_a_pax_record() {
        let long = TreePath::parse(&format!("{}/{}", "a".repeat(90), "b".repeat(90))).unwrap();
        assert_eq!(
            header(&long, Kind::File, 0).len(),
            BLOCK,
            "prefix and name suffice"
        );
        let longer = TreePath::parse(&"c".repeat(101)).unwrap();
        let bytes = header(&longer, Kind::File, 0);
        assert_eq!(bytes.len(), 3 * BLOCK);
        assert!(bytes[BLOCK..].starts_with(b"111 path=ccc"));
        let foreign = TreePath::parse("Főtanúsítvány.crt").unwrap();
        assert_eq!(header(&foreign, Kind::File, 0).len(), 3 * BLOCK);
    }

    #[test]
    fn records_count_themselves() {
        assert_eq!(record("path", "x"), "9 path=x\n");
        let long = record("path", &"x".repeat(90));
        assert_eq!(long.len().to_string(), long.split(' ').next().unwrap());
    }
}
