use std::fmt;

/// The build tag of a wheel filename: it starts with digits and breaks a tie between two wheels of
/// the same tags, the higher one first (PEP 427).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BuildTag {
    number: u64,
    rest: String,
}

impl BuildTag {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = text.split_at(digits);
        Some(Self {
            number: number.parse().ok()?,
            rest: rest.to_owned(),
        })
    }
}

impl fmt::Display for BuildTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.rest)
    }
}
