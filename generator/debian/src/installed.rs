//! A package that is there: its control stanza, as `dpkg` or a folder `status.d` keeps it.

use crate::packages::{parse_architecture, parse_source, read, value};
use crate::{check_name, PackagesError, StanzaError, Stanzas, Version};

/// What a package says of itself where it is installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// `Package`
    pub name: String,
    /// `Version`
    pub version: Version,
    /// `Architecture`
    pub architecture: String,
    /// `Source`, or the package's own name
    pub source: String,
    /// The version that `Source` gives in parentheses, or the package's own
    pub source_version: Version,
}

impl Installed {
    /// Reads a text of one stanza.
    ///
    /// # Errors
    /// When it is no stanza, or who the package is isn't in it.
    pub fn parse(text: &str) -> Result<Self, PackagesError> {
        let missing = StanzaError::Missing {
            line: 1,
            name: "Package",
        };
        let stanza = Stanzas::new(text).next().ok_or(missing)??;
        let name = value(&stanza, "Package", |text| Ok(check_name(text)?))?;
        let version = value(&stanza, "Version", |text| Ok(text.parse::<Version>()?))?;
        let (source, source_version) = match stanza.get("Source") {
            Some(field) => read(field, |text| parse_source(text, &version))?,
            None => (name, version.clone()),
        };
        Ok(Self {
            name: name.to_owned(),
            architecture: value(&stanza, "Architecture", parse_architecture)?.to_owned(),
            source: source.to_owned(),
            source_version,
            version,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Installed;
    use insta::assert_snapshot;

    fn error(text: &str) -> String {
        Installed::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn the_source_is_the_package_unless_it_says_otherwise() {
        let text = "Package: libgcc-s1\nSource: gcc-12 (12.2.0-14)\nVersion: 12.2.0-14+b1\nArchitecture: amd64\nDescription: a\n b\n";
        let read = Installed::parse(text).unwrap();
        assert_eq!(
            (read.source.as_str(), read.architecture.as_str()),
            ("gcc-12", "amd64")
        );
        assert_eq!(read.source_version.to_string(), "12.2.0-14");
        let read = Installed::parse("Package: tini\nVersion: 1\nArchitecture: all\n").unwrap();
        assert_eq!(read.source, "tini");
    }

    #[test]
    fn errors_name_the_field() {
        assert_snapshot!(error(""), @"line 1: the stanza has no field `Package`");
        assert_snapshot!(error("Package: aa\nVersion: 1"), @"line 1: the stanza has no field `Architecture`");
        assert_snapshot!(error("Package: A\n"), @"line 1: field `Package`: package name `A`: want two or more of `a-z0-9+.-`, the first a letter or digit");
    }
}
