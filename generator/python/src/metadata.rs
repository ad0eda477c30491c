use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};
use pep508_rs::{ExtraName, PackageName};

use crate::shown::reason;
use crate::Requirement;

/// The headers of the longest METADATA known take some 40 KiB; the rest is prose.
const MOST_HEADER_LINES: usize = 10_000;

/// Core metadata: the headers of a wheel's `METADATA` that say what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// The package, in normal form.
    pub name: PackageName,
    /// Its version, without a local part if the wheel leaves it out.
    pub version: Version,
    /// What it requires, in the order of the file.
    pub requires_dist: Vec<Requirement>,
    /// The Pythons it runs on.
    pub requires_python: Option<VersionSpecifiers>,
    /// The extras it knows.
    pub provides_extra: Vec<ExtraName>,
}

/// Why a text is no metadata.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum MetadataError {
    #[error("METADATA line {line}: `{field}` is malformed: {reason}")]
    Field {
        line: usize,
        field: &'static str,
        reason: String,
    },
    #[error("METADATA has no `{0}`")]
    Missing(&'static str),
    #[error("METADATA line {line}: a second `{field}`")]
    Twice { line: usize, field: &'static str },
    #[error("METADATA has more than {MOST_HEADER_LINES} header lines")]
    TooLong,
}

impl FromStr for Metadata {
    type Err = MetadataError;

    fn from_str(text: &str) -> Result<Self, MetadataError> {
        let mut headers = Headers::default();
        for (line, text) in (1..).zip(text.lines()) {
            match text.split_once(':') {
                // one that holds a blank alone goes on with the header above it
                _ if text.is_empty() => break,
                _ if line > MOST_HEADER_LINES => return Err(MetadataError::TooLong),
                // folded: the continuation of a header that is of no interest here
                _ if text.starts_with([' ', '\t']) => {}
                Some((name, value)) => headers.read(line, name, value.trim())?,
                None => {}
            }
        }
        Ok(Self {
            name: headers.name.ok_or(MetadataError::Missing("Name"))?,
            version: headers.version.ok_or(MetadataError::Missing("Version"))?,
            requires_dist: headers.requires_dist,
            requires_python: headers.requires_python,
            provides_extra: headers.provides_extra,
        })
    }
}

#[derive(Default)]
struct Headers {
    name: Option<PackageName>,
    version: Option<Version>,
    requires_dist: Vec<Requirement>,
    requires_python: Option<VersionSpecifiers>,
    provides_extra: Vec<ExtraName>,
}

impl Headers {
    /// Header names don't care for case.
    fn read(&mut self, line: usize, name: &str, value: &str) -> Result<(), MetadataError> {
        match name.to_ascii_lowercase().as_str() {
            "name" => once(line, "Name", value, &mut self.name),
            "version" => once(line, "Version", value, &mut self.version),
            "requires-python" => once(line, "Requires-Python", value, &mut self.requires_python),
            "requires-dist" => {
                self.requires_dist
                    .push(parse(line, "Requires-Dist", value)?);
                Ok(())
            }
            "provides-extra" => {
                self.provides_extra
                    .push(parse(line, "Provides-Extra", value)?);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

fn once<T>(
    line: usize,
    field: &'static str,
    value: &str,
    place: &mut Option<T>,
) -> Result<(), MetadataError>
where
    T: FromStr<Err: std::fmt::Display>,
{
    match place.replace(parse(line, field, value)?) {
        Some(_) => Err(MetadataError::Twice { line, field }),
        None => Ok(()),
    }
}

fn parse<T>(line: usize, field: &'static str, value: &str) -> Result<T, MetadataError>
where
    T: FromStr<Err: std::fmt::Display>,
{
    value.parse().map_err(|error: T::Err| {
        let reason = reason(&error);
        MetadataError::Field {
            line,
            field,
            reason,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REDIS: &str = "Metadata-Version: 2.1\nName: redis\nVersion: 5.0.1\nSummary: x\n folded: y\nRequires-Python: >=3.7\nRequires-Dist: importlib-metadata >=1.0 ; python_version < \"3.8\"\nRequires-Dist: async-timeout >=4.0.2 ; python_full_version <= \"3.11.2\"\nProvides-Extra: hiredis\nRequires-Dist: hiredis >=1.0.0 ; extra == 'hiredis'\n\nName: prose\n";

    fn error(text: &str) -> String {
        text.parse::<Metadata>().unwrap_err().to_string()
    }

    #[test]
    fn reads_the_headers_and_not_the_prose() {
        let redis: Metadata = REDIS.parse().unwrap();
        assert_eq!(redis.name.to_string(), "redis");
        assert_eq!(redis.requires_dist.len(), 3);
        assert_eq!(redis.requires_python.unwrap().to_string(), ">=3.7");
        assert_eq!(redis.provides_extra.len(), 1);
    }

    #[test]
    fn a_blank_line_of_a_folded_header_ends_nothing() {
        let text = "Name: tiktoken\nVersion: 1\nLicense: MIT License\n        \n        Copyright (c)\nRequires-Dist: regex\n\nRequires-Dist: prose\n";
        let tiktoken: Metadata = text.parse().unwrap();
        assert_eq!(tiktoken.requires_dist.len(), 1);
    }

    #[test]
    fn errors_name_line_and_field() {
        insta::assert_snapshot!(error("Name: a\n"), @"METADATA has no `Version`");
        insta::assert_snapshot!(error("Version: 1\n\nName: a"), @"METADATA has no `Name`");
        insta::assert_snapshot!(error("Name: a\nName: b\n"), @"METADATA line 2: a second `Name`");
        insta::assert_snapshot!(error("Name: a\nVersion: one\n"), @"METADATA line 2: `Version` is malformed: expected version to start with a number, but no leading ASCII digits were found");
        insta::assert_snapshot!(error("Name: a\nVersion: 1\nRequires-Dist: =x\n"), @r#"METADATA line 3: `Requires-Dist` is malformed: not a requirement: Failed to parse version: no such comparison operator "=", must be one of ~= == != <= >= < > ===: `=x`"#);
    }
}
