use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Characters of a name
const LONGEST: usize = 100;

/// Who built: a name that people agreed on
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Builder(String);

/// What is no name of a builder
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a builder's name has 1 to {LONGEST} of the characters a–z, A–Z, 0–9 and `._@-`, got: `{0}`"
)]
pub struct NotBuilder(String);

impl FromStr for Builder {
    type Err = NotBuilder;

    fn from_str(text: &str) -> Result<Self, NotBuilder> {
        // Two names that look alike are one, or are told apart by everybody.
        let plain = |c: char| c.is_ascii_alphanumeric() || "._@-".contains(c);
        if text.is_empty() || text.len() > LONGEST || !text.chars().all(plain) {
            let shown = text.chars().take(LONGEST).flat_map(char::escape_debug);
            return Err(NotBuilder(shown.collect()));
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Builder {
    type Error = NotBuilder;

    fn try_from(text: String) -> Result<Self, NotBuilder> {
        text.parse()
    }
}

impl From<Builder> for String {
    fn from(builder: Builder) -> Self {
        builder.0
    }
}

impl fmt::Display for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Builder;

    #[test]
    fn plain_names_alone() {
        for name in ["mainpc", "ci@example.org", "a-b_c"].map(|name| name.replace('_', ".")) {
            assert_eq!(name.parse::<Builder>().unwrap().to_string(), name);
        }
        for name in ["", "a b", "аlice", "a\n", &"x".repeat(101)] {
            assert!(name.parse::<Builder>().is_err(), "{name}");
        }
        let error = "a\x1b".parse::<Builder>().unwrap_err().to_string();
        assert!(error.ends_with("got: `a\\u{1b}`"), "{error}");
    }
}
