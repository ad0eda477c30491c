//! The text of a file, as pip 26.3 decodes requirements files: by its byte order mark, else UTF-8.

use crate::Problem;

/// The text of a requirements file or a lock, without its byte order mark.
///
/// # Errors
/// [`Problem::Encoding`] where the bytes are no text.
pub fn decode(bytes: &[u8]) -> Result<String, Problem> {
    // UTF-32 first: its mark starts with that of UTF-16
    let read = if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe, 0, 0]) {
        utf_32(rest, u32::from_le_bytes)
    } else if let Some(rest) = bytes.strip_prefix(&[0, 0, 0xfe, 0xff]) {
        utf_32(rest, u32::from_be_bytes)
    } else if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        utf_16(rest, u16::from_le_bytes)
    } else if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        utf_16(rest, u16::from_be_bytes)
    } else {
        let rest = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
        std::str::from_utf8(rest).ok().map(str::to_owned)
    };
    read.ok_or(Problem::Encoding)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|bytes| unit(*bytes)).collect();
    rest.is_empty().then(|| String::from_utf16(&units).ok())?
}

fn utf_32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<4>();
    let letters = units.iter().map(|bytes| char::from_u32(unit(*bytes)));
    rest.is_empty().then(|| letters.collect())?
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "ä==1 # 😀\r\n";

    #[test]
    fn each_byte_order_mark_is_known() {
        let wide = |mark: &[u8], unit: fn(u16) -> [u8; 2]| {
            let units = TEXT.encode_utf16().flat_map(unit);
            mark.iter().copied().chain(units).collect::<Vec<u8>>()
        };
        let widest = |mark: &[u8], unit: fn(u32) -> [u8; 4]| {
            let units = TEXT.chars().map(u32::from).flat_map(unit);
            mark.iter().copied().chain(units).collect::<Vec<u8>>()
        };
        for bytes in [
            TEXT.as_bytes().to_vec(),
            format!("\u{feff}{TEXT}").into_bytes(),
            wide(&[0xff, 0xfe], u16::to_le_bytes),
            wide(&[0xfe, 0xff], u16::to_be_bytes),
            widest(&[0xff, 0xfe, 0, 0], u32::to_le_bytes),
            widest(&[0, 0, 0xfe, 0xff], u32::to_be_bytes),
        ] {
            assert_eq!(decode(&bytes), Ok(TEXT.to_owned()));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [
            &b"caf\xe9"[..],
            &[0xff, 0xfe, 0x61],
            &[0xff, 0xfe, 0x00, 0xd8],
            &[0xff, 0xfe, 0, 0, 0, 0, 0x11, 0],
        ] {
            assert_eq!(decode(bytes), Err(Problem::Encoding));
        }
    }
}
