//! Tar inwards, as `dpkg-deb` and GNU tar write it: ustar, GNU long names, PAX.

use std::io::{self, Read};

use super::tar_header::{padding, BLOCK};
use crate::shown;

/// Longest extension record that is read into memory.
const EXTENSION_LIMIT: u64 = 1 << 20;

/// What is wrong with a tar.
#[derive(Debug, thiserror::Error)]
pub enum TarError {
    /// The stream ends too early or cannot be decompressed.
    #[error("truncated or damaged tar after `{after}`: {source}")]
    Io {
        /// The last member whose header was read.
        after: String,
        /// What the stream said.
        source: io::Error,
    },
    /// A header whose checksum or numbers are wrong.
    #[error("malformed tar header after `{after}`: {what}")]
    Header {
        /// The last member whose header was read.
        after: String,
        /// Which field.
        what: &'static str,
    },
    /// More than zeros behind the end mark.
    #[error("bytes follow the end of the archive after `{after}`: dpkg would not see them, other readers would")]
    Behind {
        /// The last member.
        after: String,
    },
    /// A kind of member that no layer takes.
    #[error("member `{path}` is {kind}, which is refused")]
    Kind {
        /// The member.
        path: String,
        /// Its kind in words.
        kind: String,
    },
}

/// A member's header.
#[derive(Debug)]
pub struct Member {
    /// Its path as written.
    pub path: String,
    /// Its kind.
    pub kind: MemberKind,
    /// Mode, setuid bits included.
    pub mode: u32,
    /// Owner.
    pub uid: u32,
    /// Group.
    pub gid: u32,
    /// Length of its bytes.
    pub size: u64,
}

/// The kind of a member.
#[derive(Debug, PartialEq, Eq)]
pub enum MemberKind {
    /// A regular file.
    File,
    /// Another name of an earlier file.
    HardLink(String),
    /// A symbolic link.
    Symlink(String),
    /// A folder.
    Directory,
}

/// Reads one member after the other.
pub struct TarReader<R> {
    input: R,
    /// Bytes of the present member that nobody has read yet.
    unread: u64,
    padding: usize,
    last: String,
}

/// What extension headers said about the next member.
#[derive(Default)]
struct Extension {
    path: Option<String>,
    target: Option<String>,
    size: Option<u64>,
}

impl<R: Read> TarReader<R> {
    /// Reads a tar from `input`.
    pub fn new(input: R) -> Self {
        Self {
            input,
            unread: 0,
            padding: 0,
            last: "the start".to_owned(),
        }
    }

    /// Reads the next header; none at the end of the archive.
    pub fn next(&mut self) -> Result<Option<Member>, TarError> {
        let mut extension = Extension::default();
        loop {
            self.skip_rest()?;
            let mut block = [0; BLOCK];
            self.fill(&mut block)?;
            if block.iter().all(|byte| *byte == 0) {
                return Ok(None);
            }
            self.check_sum(&block)?;
            let size = self.number(&block[124..136], "size")?;
            match block[156] {
                b'L' => extension.path = Some(self.text(size)?),
                b'K' => extension.target = Some(self.text(size)?),
                b'x' => {
                    let records = self.text(size)?;
                    self.read_pax(&records, &mut extension)?;
                }
                b'g' => drop(self.text(size)?),
                flag => return self.member(&block, flag, extension).map(Some),
            }
        }
    }

    /// Hands the bytes of the present member to `take`, piece by piece.
    pub fn content(
        &mut self,
        mut take: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<(), TarError> {
        let mut buffer = vec![0; 1 << 16];
        while self.unread > 0 {
            let length = buffer
                .len()
                .min(usize::try_from(self.unread).unwrap_or(usize::MAX));
            self.fill(&mut buffer[..length])?;
            self.unread -= length as u64;
            take(&buffer[..length]).map_err(|source| self.io(source))?;
        }
        Ok(())
    }

    /// Reads what follows the archive, so that checksums at its very end are checked.
    pub fn finish(mut self) -> Result<(), TarError> {
        let mut buffer = vec![0; 1 << 16];
        loop {
            match self.input.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(count) if buffer[..count].iter().all(|byte| *byte == 0) => {}
                Ok(_) => return Err(TarError::Behind { after: self.last }),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.io(error)),
            }
        }
    }

    fn member(
        &mut self,
        block: &[u8; BLOCK],
        flag: u8,
        extension: Extension,
    ) -> Result<Member, TarError> {
        let path = match extension.path {
            Some(path) => path,
            None => self.header_path(block)?,
        };
        let target = match extension.target {
            Some(target) => target,
            None => self.field(&block[157..257])?,
        };
        let kind = match flag {
            b'0' | 0 => MemberKind::File,
            b'1' => MemberKind::HardLink(target),
            b'2' => MemberKind::Symlink(target),
            b'5' => MemberKind::Directory,
            flag => {
                return Err(TarError::Kind {
                    path: shown::name(&path),
                    kind: kind_in_words(flag),
                })
            }
        };
        let size = match (&kind, extension.size) {
            (MemberKind::File, Some(size)) => size,
            (MemberKind::File, None) => self.number(&block[124..136], "size")?,
            _ => 0,
        };
        self.last = shown::name(&path);
        self.unread = size;
        self.padding = padding(size);
        Ok(Member {
            mode: self.small(&block[100..108], "mode")? & 0o7777,
            uid: self.small(&block[108..116], "uid")?,
            gid: self.small(&block[116..124], "gid")?,
            path,
            kind,
            size,
        })
    }

    fn header_path(&self, block: &[u8; BLOCK]) -> Result<String, TarError> {
        let name = self.field(&block[..100])?;
        let prefix = match &block[257..263] {
            b"ustar\0" => self.field(&block[345..500])?,
            _ => String::new(),
        };
        Ok(if prefix.is_empty() {
            name
        } else {
            format!("{prefix}/{name}")
        })
    }

    fn read_pax(&self, records: &str, extension: &mut Extension) -> Result<(), TarError> {
        let mut rest = records;
        while !rest.is_empty() {
            let malformed = || self.header("PAX record");
            let (digits, _) = rest.split_once(' ').ok_or_else(malformed)?;
            let length: usize = digits.parse().map_err(|_| malformed())?;
            let record = rest.get(digits.len() + 1..length).ok_or_else(malformed)?;
            let (key, value) = record
                .strip_suffix('\n')
                .and_then(|record| record.split_once('='))
                .ok_or_else(malformed)?;
            match key {
                "path" => extension.path = Some(value.to_owned()),
                "linkpath" => extension.target = Some(value.to_owned()),
                "size" => extension.size = Some(value.parse().map_err(|_| malformed())?),
                key if key.starts_with("GNU.sparse") => return Err(malformed()),
                _ => {}
            }
            rest = &rest[length..];
        }
        Ok(())
    }

    fn text(&mut self, size: u64) -> Result<String, TarError> {
        if size > EXTENSION_LIMIT {
            return Err(self.header("extension longer than 1 MiB"));
        }
        let mut bytes = vec![0; size as usize];
        self.fill(&mut bytes)?;
        self.padding = padding(size);
        while bytes.last() == Some(&0) {
            bytes.pop();
        }
        String::from_utf8(bytes).map_err(|_| self.header("extension that is not UTF-8"))
    }

    fn field(&self, bytes: &[u8]) -> Result<String, TarError> {
        let end = bytes
            .iter()
            .position(|byte| *byte == 0)
            .unwrap_or(bytes.len());
        let text = std::str::from_utf8(&bytes[..end]);
        text.map(str::to_owned)
            .map_err(|_| self.header("name that is not UTF-8"))
    }

    fn number(&self, field: &[u8], what: &'static str) -> Result<u64, TarError> {
        if field[0] & 0x80 != 0 {
            let fold = |value: u64, byte: &u8| value.checked_mul(256)?.checked_add((*byte).into());
            let head = u64::from(field[0] & 0x7f);
            return field[1..]
                .iter()
                .try_fold(head, fold)
                .ok_or_else(|| self.header(what));
        }
        let text = std::str::from_utf8(field).map_err(|_| self.header(what))?;
        let digits = text.trim_matches(['\0', ' ']);
        if digits.is_empty() {
            return Ok(0);
        }
        u64::from_str_radix(digits, 8).map_err(|_| self.header(what))
    }

    fn small(&self, field: &[u8], what: &'static str) -> Result<u32, TarError> {
        let wide = self.number(field, what)?;
        // Seven octal digits: what a ustar header of ours can say.
        match u32::try_from(wide) {
            Ok(value) if value <= 0o777_7777 => Ok(value),
            _ => Err(self.header(what)),
        }
    }

    fn check_sum(&self, block: &[u8; BLOCK]) -> Result<(), TarError> {
        let own: u64 = block[148..156].iter().map(|byte| u64::from(*byte)).sum();
        let sum: u64 = block.iter().map(|byte| u64::from(*byte)).sum::<u64>() - own + 8 * 32;
        match self.number(&block[148..156], "checksum")? == sum {
            true => Ok(()),
            false => Err(self.header("checksum")),
        }
    }

    fn skip_rest(&mut self) -> Result<(), TarError> {
        let skip = self.unread + self.padding as u64;
        let skipped = io::copy(&mut self.input.by_ref().take(skip), &mut io::sink());
        let skipped = skipped.map_err(|source| self.io(source))?;
        if skipped < skip {
            return Err(self.io(io::ErrorKind::UnexpectedEof.into()));
        }
        (self.unread, self.padding) = (0, 0);
        Ok(())
    }

    fn fill(&mut self, buffer: &mut [u8]) -> Result<(), TarError> {
        self.input
            .read_exact(buffer)
            .map_err(|source| self.io(source))
    }

    fn io(&self, source: io::Error) -> TarError {
        TarError::Io {
            after: self.last.clone(),
            source,
        }
    }

    fn header(&self, what: &'static str) -> TarError {
        TarError::Header {
            after: self.last.clone(),
            what,
        }
    }
}

fn kind_in_words(flag: u8) -> String {
    match flag {
        b'3' => "a character device".to_owned(),
        b'4' => "a block device".to_owned(),
        b'6' => "a named pipe".to_owned(),
        b'S' => "a sparse file".to_owned(),
        flag => format!("of the unknown type {:?}", char::from(flag)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tar_header::{encode, Header, Kind};
    use super::*;
    use crate::TreePath;

    fn header(path: &str, kind: Kind<'static>, size: u64) -> Vec<u8> {
        let path = TreePath::parse(path).unwrap();
        encode(&Header {
            path: &path,
            mode: 0o644,
            uid: 1,
            gid: 2,
            size,
            kind,
        })
    }

    fn refuse(bytes: &[u8]) -> String {
        TarReader::new(bytes).next().unwrap_err().to_string()
    }

    #[test]
    fn reads_what_this_crate_writes() {
        let long = "é".repeat(120);
        let mut bytes = header(&long, Kind::File, 5);
        bytes.extend(b"hello");
        bytes.resize(bytes.len() + padding(5), 0);
        bytes.extend(header("link", Kind::Symlink("target"), 0));
        bytes.extend([0; 2 * BLOCK]);
        let mut reader = TarReader::new(&bytes[..]);
        let file = reader.next().unwrap().unwrap();
        assert_eq!((file.path, file.uid, file.gid, file.size), (long, 1, 2, 5));
        let mut content: Vec<u8> = Vec::new();
        reader
            .content(|piece| {
                content.extend(piece);
                Ok(())
            })
            .unwrap();
        assert_eq!(content, b"hello");
        let link = reader.next().unwrap().unwrap();
        assert_eq!(link.kind, MemberKind::Symlink("target".to_owned()));
        assert!(reader.next().unwrap().is_none());
        reader.finish().unwrap();
    }

    #[test]
    fn refuses_devices_damage_and_truncation() {
        let mut device = header("dev/sda", Kind::File, 0);
        device[156] = b'4';
        device[154] = 0;
        let sum = device
            .iter()
            .enumerate()
            .filter(|(at, _)| !(148..156).contains(at));
        let sum: u32 = sum.map(|(_, byte)| u32::from(*byte)).sum::<u32>() + 256;
        device[148..154].copy_from_slice(format!("{sum:06o}").as_bytes());
        assert_eq!(
            refuse(&device),
            "member `dev/sda` is a block device, which is refused"
        );
        let mut damaged = header("a", Kind::File, 0);
        damaged[0] = b'b';
        assert_eq!(
            refuse(&damaged),
            "malformed tar header after `the start`: checksum"
        );
        let truncated = header("a", Kind::File, 9);
        let mut reader = TarReader::new(&truncated[..]);
        reader.next().unwrap();
        let error = reader.next().unwrap_err().to_string();
        assert!(
            error.starts_with("truncated or damaged tar after `a`"),
            "{error}"
        );
    }
}
