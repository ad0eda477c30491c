//! The ar archive that a `.deb` is: a magic line, then members behind headers of 60 bytes.

use std::io::{self, Read};

const MAGIC: &[u8; 8] = b"!<arch>\n";

/// What is wrong with an ar archive.
#[derive(Debug, thiserror::Error)]
pub enum ArError {
    /// It does not start as one.
    #[error("no ar archive: it starts with {0:?}")]
    Magic(String),
    /// The file ends inside a header or a member.
    #[error("truncated: {0}")]
    Truncated(String),
    /// A header without its end mark or with a bad number.
    #[error("malformed ar header: {0:?}")]
    Header(String),
    /// Reading failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The name and size of a member; its bytes follow in the reader.
#[derive(Debug, PartialEq, Eq)]
pub struct Member {
    /// Without padding or the slash that some writers end it with.
    pub name: String,
    /// Length of its bytes.
    pub size: u64,
}

/// Reads the magic line.
pub fn start(input: &mut impl Read) -> Result<(), ArError> {
    let mut magic = [0; 8];
    let got = read_up_to(input, &mut magic)?;
    match &magic == MAGIC {
        true => Ok(()),
        false => Err(ArError::Magic(
            String::from_utf8_lossy(&magic[..got]).into_owned(),
        )),
    }
}

/// Reads the next header; none at the end.
pub fn next(input: &mut impl Read) -> Result<Option<Member>, ArError> {
    let mut header = [0; 60];
    match read_up_to(input, &mut header)? {
        0 => return Ok(None),
        60 => {}
        got => {
            return Err(ArError::Truncated(format!(
                "{got} of 60 bytes of an ar header"
            )))
        }
    }
    let malformed = || ArError::Header(String::from_utf8_lossy(&header).into_owned());
    if &header[58..] != b"`\n" {
        return Err(malformed());
    }
    let field = |range| std::str::from_utf8(&header[range]).map(str::trim_end);
    let name = field(0..16)
        .map_err(|_| malformed())?
        .trim_end_matches('/')
        .to_owned();
    let digits = field(48..58).map_err(|_| malformed())?;
    if name.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(malformed());
    }
    let size = digits.parse().map_err(|_| malformed())?;
    Ok(Some(Member { name, size }))
}

/// Reads the byte that follows members of odd size; some writers leave it out at the very end.
pub fn pad(input: &mut impl Read, member: &Member) -> Result<(), ArError> {
    if member.size % 2 == 1 {
        read_up_to(input, &mut [0; 1])?;
    }
    Ok(())
}

fn read_up_to(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(name: &str, size: &str) -> String {
        format!(
            "{name:<16}{:<12}{:<6}{:<6}{:<8}{size:<10}`\n",
            0, 0, 0, 100644
        )
    }

    #[test]
    fn reads_names_with_and_without_a_slash() {
        let text = header("control.tar.xz/", "12");
        let member = next(&mut text.as_bytes()).unwrap().unwrap();
        assert_eq!(
            member,
            Member {
                name: "control.tar.xz".to_owned(),
                size: 12
            }
        );
        assert!(next(&mut &b""[..]).unwrap().is_none());
    }

    #[test]
    fn refuses_each_malformed_shape() {
        let message = |text: &str| next(&mut text.as_bytes()).unwrap_err().to_string();
        assert_eq!(message("short"), "truncated: 5 of 60 bytes of an ar header");
        assert!(message(&header("x", "1e3")).starts_with("malformed ar header"));
        assert!(message(&header("", "1")).starts_with("malformed ar header"));
        assert!(message(&header("x", "-1")).starts_with("malformed ar header"));
        let magic = start(&mut &b"PK\x03\x04...."[..]).unwrap_err();
        assert!(magic
            .to_string()
            .starts_with("no ar archive: it starts with \"PK"));
    }
}
