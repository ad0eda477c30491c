//! RECORD as a wheel ships it: <https://packaging.python.org/specifications/recording-installed-packages/>.
//!
//! ```text
//! numpy/version.py,sha256=5wV8…,293
//! numpy-1.26.4.dist-info/RECORD,,
//! ```

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::fault::WheelError;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What RECORD says about each path.
#[derive(Debug, Default)]
pub struct Record {
    /// By path in the archive.
    pub rows: BTreeMap<String, Row>,
}

/// What RECORD says about one path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// `sha256=…`, or empty.
    pub hash: String,
    /// Decimal, or empty.
    pub size: String,
}

impl Row {
    /// That of a file with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            hash: format!("sha256={}", encode(&Sha256::digest(bytes))),
            size: bytes.len().to_string(),
        }
    }

    /// The SHA-256, where that is the algorithm.
    pub fn sha256(&self) -> Option<[u8; 32]> {
        decode(self.hash.strip_prefix("sha256=")?)?.try_into().ok()
    }
}

/// Reads RECORD; `file` is its path for messages.
pub fn parse(file: &str, text: &str) -> Result<Record, WheelError> {
    let mut record = Record::default();
    let mut bare = Vec::new();
    let wrong = |number: usize, why: String| WheelError::Line {
        file: file.to_owned(),
        line: number + 1,
        why,
    };
    for (number, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let wrong = |why: String| wrong(number, why);
        let fields = split(line).ok_or_else(|| wrong(format!("unbalanced quotes: `{line}`")))?;
        let count = fields.len();
        let fields = with_bare_commas(line, fields);
        let [path, hash, size] = <[String; 3]>::try_from(fields)
            .map_err(|fields| wrong(format!("want 3 fields, got {}: `{line}`", fields.len())))?;
        check_hash(&hash).map_err(&wrong)?;
        if !size.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong(format!("size is no number: `{size}`")));
        }
        let row = Row { hash, size };
        if count > 3 {
            bare.push((number, path.clone()));
        }
        let before = record.rows.insert(path.clone(), row.clone());
        if before.is_some_and(|before| before != row) {
            return Err(wrong(format!(
                "`{path}` is listed before with another hash or size"
            )));
        }
    }
    // Others read such a line from its start.
    for (number, path) in bare {
        let mut starts = path.match_indices(',').map(|(at, _)| &path[..at]);
        if let Some(start) = starts.find(|start| record.rows.contains_key(*start)) {
            return Err(wrong(
                number,
                format!("`{path}` has commas and no quotes, and `{start}` is listed, too"),
            ));
        }
    }
    Ok(record)
}

fn check_hash(hash: &str) -> Result<(), String> {
    let digits = match hash.split_once('=') {
        None if hash.is_empty() => return Ok(()),
        Some(("sha256", digits)) if digits.len() == 43 => digits,
        Some(("sha384", digits)) if digits.len() == 64 => digits,
        Some(("sha512", digits)) if digits.len() == 86 => digits,
        Some(("sha256" | "sha384" | "sha512", digits)) => {
            return Err(format!("hash of {} digits: `{hash}`", digits.len()))
        }
        _ => return Err(format!("hash is none of sha256, sha384, sha512: `{hash}`")),
    };
    match decode(digits) {
        Some(_) => Ok(()),
        None => Err(format!("hash is not base64: `{hash}`")),
    }
}

/// Splits a line of CSV.
fn split(line: &str) -> Option<Vec<String>> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(char) = chars.next() {
        let field = fields.last_mut()?;
        match char {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            char => field.push(char),
        }
    }
    (!quoted).then_some(fields)
}

/// The fields of a line whose path has commas and no quotes, as several builders write it: neither a hash
/// nor a size has one. The archive has to have such a file.
fn with_bare_commas(line: &str, mut fields: Vec<String>) -> Vec<String> {
    let is_hash = |field: &String| check_hash(field).is_ok() && !field.is_empty();
    if fields.len() <= 3 || line.contains('"') {
        return fields;
    }
    // With a hash in its middle a line is two lines in one.
    if fields[..fields.len() - 2].iter().any(is_hash) {
        return fields;
    }
    let rest = fields.split_off(fields.len() - 2);
    std::iter::once(fields.join(",")).chain(rest).collect()
}

/// URL-safe base64 without padding.
pub fn encode(bytes: &[u8]) -> String {
    let digits = bytes.chunks(3).flat_map(|chunk| {
        let word = chunk
            .iter()
            .fold(0u32, |word, byte| word << 8 | u32::from(*byte));
        let word = word << (8 * (3 - chunk.len()));
        (0..=chunk.len()).map(move |at| ALPHABET[(word >> (18 - 6 * at) & 63) as usize])
    });
    digits.map(char::from).collect()
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let (mut word, mut bits) = (0u32, 0);
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for digit in text.bytes() {
        let value = ALPHABET.iter().position(|letter| *letter == digit)?;
        word = (word << 6 | value as u32) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((word >> bits) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

    #[test]
    fn base64_has_an_inverse() {
        for length in 0..70 {
            let bytes: Vec<u8> = (0..length).map(|n: u8| n.wrapping_mul(37)).collect();
            assert_eq!(decode(&encode(&bytes)).unwrap(), bytes);
        }
    }

    #[test]
    fn reads_quoted_paths() {
        let text = format!("\"a,\"\"b\"\"\",{EMPTY},0\r\nx.dist-info/RECORD,,\n");
        let record = parse("RECORD", &text).unwrap();
        assert!(record.rows["a,\"b\""]
            .sha256()
            .unwrap()
            .starts_with(&[0xe3, 0xb0]));
        assert_eq!(record.rows["x.dist-info/RECORD"].sha256(), None);
    }

    #[test]
    fn a_path_may_have_commas_without_quotes() {
        let text = format!("a/b,c,d.dat,{EMPTY},0\na/e,f,,\n");
        let record = parse("RECORD", &text).unwrap();
        assert_eq!(record.rows["a/b,c,d.dat"].size, "0");
        assert_eq!(record.rows["a/e,f"], Row::default());
        let error = parse("RECORD", "\"a\",b,,").unwrap_err().to_string();
        assert!(error.contains("want 3 fields, got 4"), "{error}");
        // Two readings of one line
        let error = |text: &str| parse("RECORD", text).unwrap_err().to_string();
        let twice = error(&format!("a,{EMPTY},0,{EMPTY},0"));
        assert!(twice.contains("want 3 fields, got 5"), "{twice}");
        for text in ["a,,\na,b,,\n", "a,b,,\na,,\n"] {
            let shorter = error(text);
            assert!(shorter.contains("`a` is listed, too"), "{shorter}");
        }
    }

    #[test]
    fn refuses_each_malformed_shape_with_its_line() {
        let message = |text: &str| parse("RECORD", text).unwrap_err().to_string();
        assert_eq!(
            message("a,b"),
            "`RECORD` line 1: want 3 fields, got 2: `a,b`"
        );
        assert_eq!(
            message("\"a,,"),
            "`RECORD` line 1: unbalanced quotes: `\"a,,`"
        );
        assert_eq!(
            message("\n\na,,x"),
            "`RECORD` line 3: size is no number: `x`"
        );
        assert_eq!(
            message("a,sha256=abc,1"),
            "`RECORD` line 1: hash of 3 digits: `sha256=abc`"
        );
        assert_eq!(
            message("a,md5=abc,1"),
            "`RECORD` line 1: hash is none of sha256, sha384, sha512: `md5=abc`"
        );
        let twice = format!("a,{EMPTY},0\na,{EMPTY},1\n");
        assert_eq!(
            message(&twice),
            "`RECORD` line 2: `a` is listed before with another hash or size"
        );
    }
}
