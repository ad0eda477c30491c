//! One header block of a tar: ustar, and what GNU tar makes of it.

use sha2::{Digest as _, Sha256};
use std::fmt;

/// The unit of a tar
pub const BLOCK: usize = 512;

/// A kind of member, by the flag of its header
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Type(pub u8);

impl Type {
    /// Whether bytes follow the header, whatever it says of a size
    pub fn has_content(self) -> bool {
        !matches!(self.0, b'1'..=b'6')
    }

    /// Whether it is another name of a member, or leads to one
    pub fn is_link(self) -> bool {
        matches!(self.0, b'1' | b'2')
    }

    /// Whether it is a device
    pub fn is_device(self) -> bool {
        matches!(self.0, b'3' | b'4')
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            b'0' | 0 => "file",
            b'1' => "hard link",
            b'2' => "symbolic link",
            b'3' => "character device",
            b'4' => "block device",
            b'5' => "folder",
            b'6' => "named pipe",
            other => return write!(f, "type `{}`", char::from(other).escape_default()),
        })
    }
}

/// A header block
pub struct Header<'a>(pub &'a [u8; BLOCK]);

impl Header<'_> {
    pub fn kind(&self) -> Type {
        Type(self.0[156])
    }

    /// Whether it is what it was when it was written: tar readers take bytes with a sign, too
    pub fn is_sound(&self) -> bool {
        let counted = |at: usize, byte: u8| if (148..156).contains(&at) { b' ' } else { byte };
        let bytes = || {
            self.0
                .iter()
                .enumerate()
                .map(|(at, byte)| counted(at, *byte))
        };
        let unsigned: u64 = bytes().map(u64::from).sum();
        let signed: i64 = bytes().map(|byte| i64::from(byte.cast_signed())).sum();
        let said = number(&self.0[148..156]);
        said == Some(unsigned) || said.map(u64::cast_signed) == Some(signed)
    }

    pub fn size(&self) -> Option<u64> {
        number(&self.0[124..136])
    }

    pub fn path(&self) -> Vec<u8> {
        let mut path = Vec::new();
        if &self.0[257..263] == b"ustar\0" && self.0[345] != 0 {
            path.extend_from_slice(text(&self.0[345..500]));
            path.push(b'/');
        }
        path.extend_from_slice(text(&self.0[..100]));
        path
    }

    pub fn target(&self) -> &[u8] {
        text(&self.0[157..257])
    }

    pub fn mode(&self) -> String {
        said(&self.0[100..108], |mode| format!("{mode:04o}"))
    }

    pub fn uid(&self) -> String {
        said(&self.0[108..116], |uid| uid.to_string())
    }

    pub fn gid(&self) -> String {
        said(&self.0[116..124], |gid| gid.to_string())
    }

    pub fn mtime(&self) -> String {
        said(&self.0[136..148], |mtime| mtime.to_string())
    }

    pub fn owner_name(&self) -> &[u8] {
        text(&self.0[265..297])
    }

    pub fn group_name(&self) -> &[u8] {
        text(&self.0[297..329])
    }

    pub fn device(&self) -> String {
        let part = |field| said(field, |number| number.to_string());
        format!("{}:{}", part(&self.0[329..337]), part(&self.0[337..345]))
    }
}

/// Zero bytes that fill `size` up to whole blocks
pub fn padding(size: u64) -> usize {
    (BLOCK - (size % BLOCK as u64) as usize) % BLOCK
}

/// The digits of a SHA-256 under way
pub fn digest(sum: Sha256) -> String {
    format!("sha256:{}", hex::encode(sum.finalize()))
}

fn text(field: &[u8]) -> &[u8] {
    let end = field.iter().position(|byte| *byte == 0);
    &field[..end.unwrap_or(field.len())]
}

/// What a number is; what is none is shown as it is
fn said(field: &[u8], print: impl Fn(u64) -> String) -> String {
    let malformed = || format!("malformed `{}`", field.escape_ascii());
    number(field).map_or_else(malformed, print)
}

/// Octal digits, or base 256 where the first bit is set
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let fold = |value: u64, byte: &u8| value.checked_mul(256)?.checked_add((*byte).into());
        return field[1..].iter().try_fold(u64::from(field[0] & 0x7f), fold);
    }
    let digits = std::str::from_utf8(field).ok()?.trim_matches(['\0', ' ']);
    if digits.is_empty() {
        return Some(0);
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    u64::from_str_radix(digits, 8).ok()
}

#[cfg(test)]
mod tests {
    use super::{number, said, Type};

    #[test]
    fn numbers_in_both_forms() {
        assert_eq!(number(b"0000644\0"), Some(0o644));
        assert_eq!(number(b"  644 \0\0"), Some(0o644));
        assert_eq!(number(b"\0\0\0\0\0\0\0\0"), Some(0));
        assert_eq!(number(b"\x80\0\0\0\0\0\x01\0"), Some(256));
        assert_eq!(
            number(b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
            None
        );
        assert_eq!(
            said(b"+00009\0\0", |n| n.to_string()),
            "malformed `+00009\\x00\\x00`"
        );
    }

    #[test]
    fn types_in_words() {
        let words: Vec<String> = b"012356x"
            .iter()
            .map(|flag| Type(*flag).to_string())
            .collect();
        assert_eq!(
            words.join(", "),
            "file, hard link, symbolic link, character device, folder, named pipe, type `x`"
        );
    }
}
