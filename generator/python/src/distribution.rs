//! What an installed distribution says of itself: the headers of its METADATA that a bill of
//! materials is made from. Read leniently, because what is installed is already there.

use pep508_rs::PackageName;

use crate::headers::{headers, Header, MOST_HEADER_LINES};

/// Classifiers of licences begin so.
const LICENCE: &str = "License ::";

/// An installed distribution in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// In normal form.
    pub name: PackageName,
    /// As written.
    pub version: String,
    /// `License-Expression`, which is of SPDX (PEP 639).
    pub license_expression: Option<String>,
    /// The first line of `License`, which is free text.
    pub license: Option<String>,
    /// Whether `License` goes on: then it is a licence's text, not its name.
    pub license_is_text: bool,
    /// The classifiers of licences, in the order of the file.
    pub license_classifiers: Vec<String>,
}

/// Why a text names no distribution.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum DistributionError {
    #[error("has no `{0}`")]
    Missing(&'static str),
    #[error("line {line}: `Name` is malformed: `{name}`")]
    Name { line: usize, name: String },
    #[error("has more than {MOST_HEADER_LINES} header lines")]
    TooLong,
}

impl Distribution {
    /// Reads a METADATA; of a header that is there twice the first holds.
    ///
    /// # Errors
    /// When name or version is missing, or the name is none.
    pub fn parse(text: &str) -> Result<Self, DistributionError> {
        let mut said_of = Headers::default();
        for header in &headers(text).map_err(|_| DistributionError::TooLong)? {
            said_of.read(header);
        }
        let headers = said_of;
        let (line, name) = headers.name.ok_or(DistributionError::Missing("Name"))?;
        let version = headers.version.filter(|version| !version.is_empty());
        Ok(Self {
            name: name.parse().map_err(|_| DistributionError::Name {
                line,
                name: report::visible(&name),
            })?,
            version: version.ok_or(DistributionError::Missing("Version"))?,
            license_expression: said(headers.license_expression),
            license: said(headers.license),
            license_is_text: headers.license_is_text,
            license_classifiers: headers.classifiers,
        })
    }
}

#[derive(Default)]
struct Headers {
    name: Option<(usize, String)>,
    version: Option<String>,
    license_expression: Option<String>,
    license: Option<String>,
    license_is_text: bool,
    classifiers: Vec<String>,
}

impl Headers {
    fn read(&mut self, header: &Header<'_>) {
        let value = header.value();
        match header.name().as_str() {
            "name" => drop(self.name.get_or_insert((header.line, value))),
            "version" => drop(self.version.get_or_insert(value)),
            "license-expression" => drop(self.license_expression.get_or_insert(value)),
            "license" if self.license.is_none() => {
                self.license = Some(header.first_line().to_owned());
                self.license_is_text = header.is_folded();
            }
            "classifier" if value.starts_with(LICENCE) => self.classifiers.push(value),
            _ => {}
        }
    }
}

/// `UNKNOWN` is what old tools write for nothing.
fn said(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.is_empty() && value != "UNKNOWN")
}

#[cfg(test)]
mod tests {
    use super::Distribution;

    const NUMPY: &str = "Metadata-Version: 2.1\nName: NumPy_x\nVersion: 1.26.4\nLicense: Copyright (c) 2005\n        \n        All rights reserved.\nClassifier: License :: OSI Approved :: BSD License\nClassifier: Programming Language :: C\nRequires-Dist: not = a requirement\n\nName: prose\nLicense: prose\n";

    #[test]
    fn reads_the_headers_and_not_the_prose() {
        let numpy = Distribution::parse(NUMPY).unwrap();
        assert_eq!(numpy.name.to_string(), "numpy-x");
        assert_eq!(numpy.version, "1.26.4");
        assert_eq!(numpy.license.as_deref(), Some("Copyright (c) 2005"));
        assert!(numpy.license_is_text);
        assert_eq!(numpy.license_expression, None);
        let classifiers = ["License :: OSI Approved :: BSD License"];
        assert_eq!(numpy.license_classifiers, classifiers);
    }

    #[test]
    fn a_name_is_no_text() {
        let text = "Name: a\nVersion: 1\nLicense: MIT\nSummary: of\n two lines\nLicense-Expression: MIT OR 0BSD\n";
        let read = Distribution::parse(text).unwrap();
        assert_eq!(read.license.as_deref(), Some("MIT"));
        assert!(!read.license_is_text);
        assert_eq!(read.license_expression.as_deref(), Some("MIT OR 0BSD"));
    }

    #[test]
    fn a_folded_value_is_whole() {
        let text = "Name: a\nVersion: 1\nLicense-Expression: MIT\n  OR 0BSD\nClassifier: License ::\n OSI Approved\n";
        let read = Distribution::parse(text).unwrap();
        assert_eq!(read.license_expression.as_deref(), Some("MIT OR 0BSD"));
        assert_eq!(read.license_classifiers, ["License :: OSI Approved"]);
    }

    #[test]
    fn nothing_is_not_a_licence() {
        let read = Distribution::parse("Name: a\nVersion: 1\nLicense: UNKNOWN\n").unwrap();
        assert_eq!(read.license, None);
    }

    #[test]
    fn errors_say_what_is_missing() {
        let error = |text: &str| Distribution::parse(text).unwrap_err().to_string();
        insta::assert_snapshot!(error("Name: a\n"), @"has no `Version`");
        insta::assert_snapshot!(error("Version: 1\n\nName: a"), @"has no `Name`");
        insta::assert_snapshot!(error("Name: -\nVersion: 1"), @"line 1: `Name` is malformed: `-`");
    }
}
