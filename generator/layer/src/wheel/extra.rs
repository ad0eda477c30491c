//! What extra fields of a member say of its name and sizes (APPNOTE 4.5.3 and 4.6.9).
//!
//! A member's name may stand in the Unicode Path field too: Python 3.11's `zipfile`, and pip with it,
//! ignores that field; later versions, uv's reader and Info-ZIP go by it where its checksum is right. A
//! wheel that they unpack to different places is refused.

use super::central_directory::{u16_at, u32_at};
use super::fault::WheelError;
use crate::shown;

const ZIP64: u16 = 1;
const UNICODE_PATH: u16 = 0x7075;

/// Refuses fields that give the member `name` another name, or its sizes twice.
pub fn check(name: &str, mut extra: &[u8]) -> Result<(), WheelError> {
    let mut wide = false;
    while extra.len() >= 4 {
        let end = 4 + usize::from(u16_at(extra, 2));
        let Some(body) = extra.get(4..end) else {
            return Err(WheelError::member(
                name,
                "has an extra field that is cut off",
            ));
        };
        match u16_at(extra, 0) {
            ZIP64 if wide => return Err(WheelError::member(name, "has its zip64 sizes twice")),
            ZIP64 => wide = true,
            UNICODE_PATH => check_unicode(name, body)?,
            _ => {}
        }
        extra = &extra[end..];
    }
    Ok(())
}

/// The field is a version, the CRC-32 of the name in the header, and the name in UTF-8.
fn check_unicode(name: &str, body: &[u8]) -> Result<(), WheelError> {
    let why = match body {
        [1, _, _, _, _, own @ ..] if own != name.as_bytes() => {
            let own = shown::name(&String::from_utf8_lossy(own));
            format!("is called `{own}` in its Unicode Path field: readers unpack it to different places")
        }
        [1, rest @ ..]
            if rest.len() >= 4 && u32_at(rest, 0) == crc32fast::hash(name.as_bytes()) =>
        {
            return Ok(())
        }
        _ => "has a malformed Unicode Path field".to_owned(),
    };
    Err(WheelError::member(name, why))
}
