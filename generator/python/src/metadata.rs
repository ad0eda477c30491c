use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};
use pep508_rs::{ExtraName, PackageName};

use crate::headers::{headers, Header, MOST_HEADER_LINES};
use crate::reason::reason;
use crate::requirement::{name_of, requires_python};
use crate::Requirement;
use report::visible;

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
    /// The extras it knows. One whose name is none (`.none`) isn't here: nothing can ask for it.
    pub provides_extra: Vec<ExtraName>,
    /// The fields that say something of its needs and can't be read, in the order of the file.
    pub malformed: Vec<MalformedField>,
}

/// A field of a METADATA that says something of the package's needs and can't be read. pip and uv
/// refuse the package for it; a family may declare that it is overridden.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("METADATA line {line}: `{field}` is malformed: {reason}")]
pub struct MalformedField {
    /// Where it stands, from 1.
    pub line: usize,
    /// The field, as the specification writes it.
    pub field: &'static str,
    /// What it is about: the package of a requirement, else the field.
    pub about: String,
    /// Why it can't be read.
    pub reason: String,
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

    /// Name and version must be there. Every other field that can't be read is kept in
    /// [`malformed`](Metadata::malformed), so that one of them doesn't hide the others.
    fn from_str(text: &str) -> Result<Self, MetadataError> {
        let headers = headers(text).map_err(|_| MetadataError::TooLong)?;
        let (mut name, mut version) = (None, None);
        let mut needs = Needs::default();
        for header in &headers {
            match header.name().as_str() {
                "name" => once(header, "Name", &mut name)?,
                "version" => once(header, "Version", &mut version)?,
                "requires-python" => needs.requires_python(header),
                "requires-dist" => needs.requires_dist(header),
                "provides-extra" => needs.provides_extra(header),
                _ => {}
            }
        }
        Ok(Self {
            name: name.ok_or(MetadataError::Missing("Name"))?,
            version: version.ok_or(MetadataError::Missing("Version"))?,
            requires_dist: needs.requires_dist,
            requires_python: needs.requires_python,
            provides_extra: needs.provides_extra,
            malformed: needs.malformed,
        })
    }
}

#[derive(Default)]
struct Needs {
    requires_dist: Vec<Requirement>,
    requires_python: Option<VersionSpecifiers>,
    provides_extra: Vec<ExtraName>,
    malformed: Vec<MalformedField>,
}

impl Needs {
    fn requires_dist(&mut self, header: &Header<'_>) {
        let value = header.value();
        match value.parse() {
            Ok(requirement) => self.requires_dist.push(requirement),
            Err(error) => {
                let about = name_of(&value).unwrap_or_else(|| visible(&value));
                self.refuse(header, "Requires-Dist", about, &error);
            }
        }
    }

    /// A second one that says the same is no contradiction.
    fn requires_python(&mut self, header: &Header<'_>) {
        let field = "Requires-Python";
        let value = header.value();
        match requires_python(&value) {
            Ok(read)
                if self
                    .requires_python
                    .as_ref()
                    .is_none_or(|first| *first == read) =>
            {
                self.requires_python = Some(read);
            }
            Ok(_) => {
                let reason = format!("a second one differs: `{}`", visible(&value));
                self.refuse(header, field, field.to_owned(), &reason);
            }
            Err(reason) => {
                let reason = format!("{reason}: `{}`", visible(&value));
                self.refuse(header, field, field.to_owned(), &reason);
            }
        }
    }

    fn provides_extra(&mut self, header: &Header<'_>) {
        let value = header.value();
        if !value.is_empty() {
            self.provides_extra.extend(value.parse::<ExtraName>());
        }
    }

    fn refuse(
        &mut self,
        header: &Header<'_>,
        field: &'static str,
        about: String,
        error: &impl std::fmt::Display,
    ) {
        self.malformed.push(MalformedField {
            line: header.line,
            field,
            about,
            reason: reason(error),
        });
    }
}

/// A second one that says the same is no contradiction.
fn once<T>(
    header: &Header<'_>,
    field: &'static str,
    place: &mut Option<T>,
) -> Result<(), MetadataError>
where
    T: FromStr<Err: std::fmt::Display> + PartialEq,
{
    let line = header.line;
    let value: T = header.value().parse().map_err(|error: T::Err| {
        let reason = reason(&error);
        MetadataError::Field {
            line,
            field,
            reason,
        }
    })?;
    if place.as_ref().is_some_and(|first| *first != value) {
        return Err(MetadataError::Twice { line, field });
    }
    *place = Some(value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Glibc, Interpreter};

    const REDIS: &str = "Metadata-Version: 2.1\nName: redis\nVersion: 5.0.1\nSummary: x\n folded: y\nRequires-Python: >=3.7\nRequires-Dist: importlib-metadata >=1.0 ; python_version < \"3.8\"\nRequires-Dist: async-timeout >=4.0.2 ; python_full_version <= \"3.11.2\"\nProvides-Extra: hiredis\nRequires-Dist: hiredis >=1.0.0 ; extra == 'hiredis'\n\nName: prose\n";

    fn read(text: &str) -> Metadata {
        text.parse().unwrap()
    }

    fn error(text: &str) -> String {
        text.parse::<Metadata>().unwrap_err().to_string()
    }

    fn malformed(headers: &str) -> String {
        let read = read(&format!("Name: a\nVersion: 1\n{headers}"));
        let lines = read.malformed.iter();
        lines
            .map(|field| format!("{field} [{}]", field.about))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn reads_the_headers_and_not_the_prose() {
        let redis = read(REDIS);
        assert_eq!(redis.name.to_string(), "redis");
        assert_eq!(redis.requires_dist.len(), 3);
        assert_eq!(redis.requires_python.unwrap().to_string(), ">=3.7");
        assert_eq!(redis.provides_extra.len(), 1);
        assert_eq!(redis.malformed, []);
    }

    #[test]
    fn a_blank_line_of_a_folded_header_ends_nothing() {
        let text = "Name: tiktoken\nVersion: 1\nLicense: MIT License\n        \n        Copyright (c)\nRequires-Dist: regex\n\nRequires-Dist: prose\n";
        assert_eq!(read(text).requires_dist.len(), 1);
    }

    /// uv 0.13.9 unfolds; pip 26.3 and packaging 26.4 leave the release out.
    #[test]
    fn a_folded_requirement_keeps_its_marker() {
        let text = "Name: a\nVersion: 1\nRequires-Dist: b (>=1,\n\t<2) ;\n  \n  python_version\n < '3'\nRequires-Python: >=3.8,\n <4\nProvides-Extra:\n x\n";
        let read = read(text);
        let glibc = Glibc {
            major: 2,
            minor: 36,
        };
        let python = Interpreter::cpython("3.11.2", glibc).unwrap();
        assert!(!read.requires_dist[0].applies(&python, &[]));
        assert_eq!(
            read.requires_dist[0].to_string(),
            "b>=1,<2 ; python_full_version < '3'"
        );
        assert_eq!(read.requires_python.unwrap().to_string(), ">=3.8, <4");
        assert_eq!(read.provides_extra.len(), 1);
    }

    /// As openpyxl 3.0.5 and celery 5.2.2 write it; pip 26.3 and uv 0.13.9 install both.
    #[test]
    fn a_comma_may_end_specifiers() {
        let text = "Name: celery\nVersion: 5.2.2\nRequires-Python: >=3.7,\nRequires-Dist: pytz (>0.dev.0)\nRequires-Dist: billiard (<4.0,>=3.6.4.0)\nRequires-Dist: b>=1,\nRequires-Dist: c (>=1, )\nRequires-Dist: d()\n";
        let celery = read(text);
        assert_eq!(celery.malformed, []);
        assert_eq!(celery.requires_python.unwrap().to_string(), ">=3.7");
        let wanted = celery.requires_dist.iter().map(ToString::to_string);
        assert_eq!(
            wanted.collect::<Vec<_>>(),
            ["pytz>0.dev0", "billiard>=3.6.4.0,<4.0", "b>=1", "c>=1", "d"]
        );
        let python =
            |value: &str| read(&format!("Name: a\nVersion: 1\nRequires-Python: {value}\n"));
        for (written, read) in [
            (">=3.6, ", ">=3.6"),
            (",>=3,,<4", ">=3, <4"),
            ("==3.11.*,", "==3.11.*"),
        ] {
            assert_eq!(python(written).requires_python.unwrap().to_string(), read);
        }
    }

    #[test]
    fn an_extra_that_nothing_can_ask_for_is_none() {
        let text =
            "Name: a\nVersion: 1\nProvides-Extra: .none\nProvides-Extra: x\nProvides-Extra: \n";
        let read = read(text);
        assert_eq!(read.provides_extra, ["x".parse().unwrap()]);
        assert_eq!(read.malformed, []);
    }

    /// packaging 26.4 refuses each of these.
    #[test]
    fn what_packaging_refuses_is_kept_apart_with_what_it_is_about() {
        insta::assert_snapshot!(malformed("Requires-Dist: b (>=1.0.*)\nRequires-Dist: c==1.0-custom\nRequires-Dist: d==2004d\nRequires-Dist: e~=1\nRequires-Dist: f=>1\nRequires-Dist: ok\nRequires-Dist: -\nRequires-Python: >=3.*\nRequires-Dist: g>=1 <2\nRequires-Dist: h,>=1\nRequires-Dist: i>=1,,<2\nRequires-Dist: j>=1.0+local\n"), @r#"
        METADATA line 3: `Requires-Dist` is malformed: not a requirement: Failed to parse version: Operator >= cannot be used with a wildcard version specifier: `b (>=1.0.*)` [b]
        METADATA line 4: `Requires-Dist` is malformed: not a requirement: Failed to parse version: after parsing `1.0-c`, found `ustom`, which is not part of a valid version: `c==1.0-custom` [c]
        METADATA line 5: `Requires-Dist` is malformed: not a requirement: Failed to parse version: after parsing `2004`, found `d`, which is not part of a valid version: `d==2004d` [d]
        METADATA line 6: `Requires-Dist` is malformed: not a requirement: Failed to parse version: The ~= operator requires at least two segments in the release version: `e~=1` [e]
        METADATA line 7: `Requires-Dist` is malformed: not a requirement: Failed to parse version: no such comparison operator "=>", must be one of ~= == != <= >= < > ===: `f=>1` [f]
        METADATA line 9: `Requires-Dist` is malformed: not a requirement: not the name of a package, `-`: `-` [-]
        METADATA line 10: `Requires-Python` is malformed: Failed to parse version: Operator >= cannot be used with a wildcard version specifier: `>=3.*` [Requires-Python]
        METADATA line 11: `Requires-Dist` is malformed: not a requirement: Failed to parse version: Trailing `<2` is not allowed: `g>=1 <2` [g]
        METADATA line 12: `Requires-Dist` is malformed: not a requirement: Failed to parse version: Unexpected end of version specifier, expected operator: `h,>=1` [h]
        METADATA line 13: `Requires-Dist` is malformed: not a requirement: Failed to parse version: Unexpected end of version specifier, expected operator: `i>=1,,<2` [i]
        METADATA line 14: `Requires-Dist` is malformed: not a requirement: Failed to parse version: Operator >= is incompatible with versions containing non-empty local segments (`+local`): `j>=1.0+local` [j]
        "#);
    }

    /// Each was reported for a published wheel; packaging 26.4 refuses them all, and each names what
    /// `[overridden]` would declare.
    #[test]
    fn fields_of_published_wheels() {
        let about = |header: &str| {
            let read = read(&format!(
                "Name: a\nVersion: 1\n{header}\nRequires-Dist: sound\n"
            ));
            assert_eq!(read.requires_dist.len(), 1);
            read.malformed[0].about.clone()
        };
        assert_eq!(
            about("Requires-Dist: kubernetes (>=9.0.0a1.0) ; extra == 'all_extras'"),
            "kubernetes"
        );
        assert_eq!(about("Requires-Dist: azure-datalake-store (>=0.045azure-mgmt-datalake-store>=0.5.0); extra == 'all')"), "azure-datalake-store");
        assert_eq!(
            about("Requires-Dist: packaging ~= 20.8zipfile38 ; python_version<\"3.8\""),
            "packaging"
        );
        assert_eq!(
            about("Requires-Python: >=3.6, !=3.3*, <4.0"),
            "Requires-Python"
        );
        assert_eq!(about("Requires-Python: >=3.5.*"), "Requires-Python");
    }

    #[test]
    fn a_field_may_say_the_same_twice() {
        let text = "Name: A_b\nName: a-b\nVersion: 1.0\nVersion: 1\nRequires-Python: >=3\nRequires-Python: >= 3\n";
        assert_eq!(read(text).malformed, []);
        insta::assert_snapshot!(malformed("Requires-Python: >=3\nRequires-Python: <3\n"), @"METADATA line 4: `Requires-Python` is malformed: a second one differs: `<3` [Requires-Python]");
    }

    #[test]
    fn errors_name_line_and_field() {
        insta::assert_snapshot!(error("Name: a\n"), @"METADATA has no `Version`");
        insta::assert_snapshot!(error("Version: 1\n\nName: a"), @"METADATA has no `Name`");
        insta::assert_snapshot!(error("Name: a\nName: b\n"), @"METADATA line 2: a second `Name`");
        insta::assert_snapshot!(error("Name: a\nVersion: one\n"), @"METADATA line 2: `Version` is malformed: expected version to start with a number, but no leading ASCII digits were found");
    }
}
