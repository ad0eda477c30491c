//! A seccomp profile beside what is rendered.

use sha2::{Digest as _, Sha256};

/// A seccomp profile as engines read it, in a file whose name says its content
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// `seccomp-0123456789ab.json`: the first digits of the text's SHA-256
    pub file: String,
    /// JSON
    pub text: String,
}

impl Profile {
    /// The folder of profiles, below a machine's `state`
    pub const FOLDER: &'static str = "hardening";

    /// The profile of a text
    pub fn new(text: String) -> Self {
        let digest = hex::encode(Sha256::digest(&text));
        Self {
            file: format!("seccomp-{}.json", &digest[..12]),
            text,
        }
    }

    /// Whether a file is a profile that a render wrote: JSON has no place for a header
    pub fn wrote(file: &str, text: &str) -> bool {
        Self::new(text.to_owned()).file == file
    }

    /// Whether a file has the name of one
    pub fn is_named(file: &str) -> bool {
        let digits = file.strip_prefix("seccomp-");
        let digits = digits.and_then(|rest| rest.strip_suffix(".json"));
        digits.is_some_and(|digits| {
            digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Profile;

    #[test]
    fn a_name_says_the_content() {
        let profile = Profile::new("{}".to_owned());
        assert!(Profile::wrote(&profile.file, "{}") && Profile::is_named(&profile.file));
        assert!(!Profile::wrote(&profile.file, "{ }") && !Profile::is_named("seccomp-.json"));
    }
}
