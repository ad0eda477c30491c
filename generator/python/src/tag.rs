use std::fmt;
use std::str::FromStr;

/// One compatibility tag: interpreter, ABI and platform (PEP 425).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag {
    /// `cp311`, `py3`
    pub python: String,
    /// `cp311`, `abi3`, `none`
    pub abi: String,
    /// `manylinux_2_17_x86_64`, `any`
    pub platform: String,
}

/// Why a text is no tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a tag of the form `python-abi-platform`: `{0}`")]
pub struct TagError(String);

impl Tag {
    pub(crate) fn new(python: &str, abi: &str, platform: &str) -> Self {
        Self {
            python: python.into(),
            abi: abi.into(),
            platform: platform.into(),
        }
    }
}

impl FromStr for Tag {
    type Err = TagError;

    fn from_str(text: &str) -> Result<Self, TagError> {
        let parts: Vec<&str> = text.split('-').collect();
        match parts[..] {
            [python, abi, platform] if parts.iter().all(|part| is_word(part)) => {
                Ok(Self::new(python, abi, platform))
            }
            _ => Err(TagError(text.to_owned())),
        }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.python, self.abi, self.platform)
    }
}

pub(crate) fn is_word(part: &str) -> bool {
    !part.is_empty()
        && part
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_and_prints() {
        let text = "cp311-abi3-manylinux_2_17_x86_64";
        assert_eq!(text.parse::<Tag>().unwrap().to_string(), text);
    }

    #[test]
    fn refuses_another_shape() {
        let error = |text: &str| text.parse::<Tag>().unwrap_err().to_string();
        insta::assert_snapshot!(error("cp311-abi3"), @"not a tag of the form `python-abi-platform`: `cp311-abi3`");
        insta::assert_snapshot!(error("cp311--any"), @"not a tag of the form `python-abi-platform`: `cp311--any`");
    }
}
