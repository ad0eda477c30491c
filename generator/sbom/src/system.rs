use std::collections::BTreeMap;

/// Longer words are none of an operating system
const LONGEST: usize = 100;

/// The operating system of an image, by `os-release`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct System {
    /// `ID`
    pub id: String,
    /// `VERSION_ID`
    pub version: String,
}

impl System {
    /// Reads an os-release; `None` when it does not say both
    pub fn parse(text: &str) -> Option<Self> {
        let lines = text.lines().filter_map(|line| line.split_once('='));
        let values: BTreeMap<&str, &str> = lines
            .map(|(name, value)| (name, value.trim().trim_matches(['"', '\''])))
            .collect();
        let word = |name| {
            let word: &str = values.get(name)?;
            let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
            let whole = !word.is_empty() && word.len() <= LONGEST && word.bytes().all(plain);
            whole.then(|| word.to_owned())
        };
        Some(Self {
            id: word("ID")?,
            version: word("VERSION_ID")?,
        })
    }

    /// `debian-12`, as package URLs call it
    pub fn distribution(&self) -> String {
        format!("{}-{}", self.id, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::System;

    #[test]
    fn reads_id_and_version() {
        let text = "PRETTY_NAME=\"Debian GNU/Linux 12\"\nVERSION_ID=\"12\"\nID=debian\n";
        let system = System::parse(text).unwrap();
        assert_eq!(system.distribution(), "debian-12");
        for text in [
            "",
            "ID=debian\n",
            "ID=\nVERSION_ID=12",
            "ID=a b\nVERSION_ID=12",
        ] {
            assert_eq!(System::parse(text), None, "{text}");
        }
    }
}
