use serde::{de, Deserialize, Deserializer};
use std::fmt;

/// Bytes as people write them: `2000000`, `"500 MB"`, `"1.5 GB"`; decimal units
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount(u64);

const UNITS: [(&str, u64); 5] = [
    ("B", 1),
    ("kB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("TB", 1_000_000_000_000),
];

impl Amount {
    /// The number
    pub fn bytes(self) -> u64 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl de::Visitor<'_> for Visitor {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes, such as `2000000` or `\"1.5 GB\"`")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Amount, E> {
        let bytes = u64::try_from(number);
        bytes
            .map(Amount)
            .map_err(|_| E::invalid_value(de::Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Amount, E> {
        Ok(Amount(number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
        read(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

fn read(text: &str) -> Option<Amount> {
    let (number, unit) = text.split_once(' ').unwrap_or((text, "B"));
    let (_, unit) = UNITS.iter().find(|(name, _)| *name == unit)?;
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| {
        !text.is_empty() && text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit())
    };
    if !digits(whole) || !digits(part) {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let scale = 10_u64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let part = u128::from(part.parse::<u64>().ok()?) * u128::from(*unit) / u128::from(scale);
    let bytes = whole
        .checked_mul(*unit)?
        .checked_add(u64::try_from(part).ok()?)?;
    Some(Amount(bytes))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn reads_decimal_units() {
        let bytes = |text| read(text).map(super::Amount::bytes);
        assert_eq!(bytes("0"), Some(0));
        assert_eq!(bytes("500 MB"), Some(500_000_000));
        assert_eq!(bytes("1.25 kB"), Some(1250));
        assert_eq!(bytes("0.0000001 kB"), Some(0));
        for text in [
            "",
            " MB",
            "1MB",
            "1 MiB",
            "1. MB",
            "-1",
            "1e3",
            "99999999999999 TB",
            "1  MB",
        ] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }
}
