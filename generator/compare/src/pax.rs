//! PAX extended headers (POSIX.1-2001, `pax`, "pax Extended Header").

use std::collections::BTreeMap;

/// Records by key; a value may hold any byte
pub type Records = BTreeMap<String, Vec<u8>>;

/// Adds the records of a header; false where it is malformed
pub fn read(mut bytes: &[u8], records: &mut Records, prefix: &str) -> bool {
    while !bytes.is_empty() {
        let Some((key, value, rest)) = record(bytes) else {
            return false;
        };
        records.insert(format!("{prefix}{key}"), value.to_vec());
        bytes = rest;
    }
    true
}

/// The first record's key and value, and what follows it
fn record(bytes: &[u8]) -> Option<(&str, &[u8], &[u8])> {
    let space = bytes.iter().take(20).position(|byte| *byte == b' ')?;
    let length: usize = std::str::from_utf8(&bytes[..space]).ok()?.parse().ok()?;
    let record = bytes.get(space + 1..length)?.strip_suffix(b"\n")?;
    let equals = record.iter().position(|byte| *byte == b'=')?;
    let key = std::str::from_utf8(&record[..equals]).ok()?;
    Some((key, &record[equals + 1..], &bytes[length..]))
}

#[cfg(test)]
mod tests {
    use super::{read, Records};

    #[test]
    fn values_of_any_byte() {
        let mut records = Records::new();
        assert!(read(
            b"9 path=x\n13 a=\n=\0\xff\x01\x02\x03\n",
            &mut records,
            ""
        ));
        assert_eq!(records["path"], b"x");
        assert_eq!(records["a"], b"\n=\0\xff\x01\x02\x03");
    }

    #[test]
    fn what_is_malformed() {
        for bytes in [
            &b"9 path=x"[..],
            b"11 path=x\n",
            b"0 path=x\n",
            b"99999999999999999999 path=x\n",
            b"8 pathx\n",
            b"path=x\n",
        ] {
            assert!(
                !read(bytes, &mut Records::new(), ""),
                "{}",
                bytes.escape_ascii()
            );
        }
    }
}
