//! `Release`, the signed table of an archive's indexes.

use std::collections::BTreeMap;

use crate::stanza::{Field, Stanza, StanzaError, Stanzas};
use crate::{Date, DateError, FileHash, FileHashError};

/// What a suite says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// `Origin`
    pub origin: String,
    /// `Label`, which tells the security archive from the main one
    pub label: Option<String>,
    /// `Suite`
    pub suite: String,
    /// `Codename`
    pub codename: String,
    /// `Date`
    pub date: Date,
    /// `Valid-Until`
    pub valid_until: Option<Date>,
    /// `Acquire-By-Hash`
    pub acquire_by_hash: bool,
    /// `Architectures`
    pub architectures: Vec<String>,
    /// The files that `SHA256` lists, by path below the suite's folder.
    pub files: BTreeMap<String, ReleaseFile>,
}

/// What a file of the suite must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReleaseFile {
    /// Of the bytes as served.
    pub sha256: FileHash,
    /// In bytes.
    pub size: u64,
}

/// One way to get an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFile {
    /// Below the suite's folder, `main/binary-amd64/Packages.xz`.
    pub path: String,
    /// The same file under a name that no later publication replaces; absent for what
    /// archives do not serve by hash.
    pub by_hash: Option<String>,
    /// What it must be.
    pub file: ReleaseFile,
}

/// A release that cannot be read, or must not be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReleaseError {
    /// Not deb822, or a field is missing.
    #[error(transparent)]
    Stanza(#[from] StanzaError),
    /// Not one stanza.
    #[error("want one stanza, got {0}")]
    Stanzas(usize),
    /// Date, Valid-Until
    #[error("line {line}: field `{field}`: {error}")]
    Date {
        /// Counted from 1.
        line: usize,
        /// The field.
        field: String,
        /// What is wrong.
        error: DateError,
    },
    /// A hash in the table.
    #[error("line {line}: {error}")]
    Hash {
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        error: FileHashError,
    },
    /// Another line of the table.
    #[error("line {line}: want `SHA256 SIZE PATH` with a relative path, got: {got}")]
    Entry {
        /// Counted from 1.
        line: usize,
        /// The line.
        got: String,
    },
    /// Twice with different contents.
    #[error("line {line}: file `{path}` is already listed with another hash or size")]
    Duplicate {
        /// Counted from 1.
        line: usize,
        /// The file.
        path: String,
    },
    /// Too old: a mirror that holds back security updates looks like this.
    #[error("the release of `{suite}` was valid until {valid_until}; it is now {now}\n\nhint: update the mirror, or use another one")]
    Expired {
        /// Which.
        suite: String,
        /// Its own word.
        valid_until: Date,
        /// The caller's clock.
        now: Date,
    },
    /// Another suite is served where one was asked for.
    #[error("want the release of `{want}`, got that of suite `{suite}`, codename `{codename}`")]
    OtherSuite {
        /// As apt's sources name it.
        want: String,
        /// Its own word.
        suite: String,
        /// Its own word.
        codename: String,
    },
    /// No such index.
    #[error("the release of `{suite}` does not list `{path}`")]
    NoIndex {
        /// Which.
        suite: String,
        /// Wanted.
        path: String,
    },
}

impl Release {
    /// The text of `Release`, or the signed text of `InRelease`.
    pub fn parse(text: &str) -> Result<Self, ReleaseError> {
        let stanzas: Vec<_> = Stanzas::new(text).take(2).collect::<Result<_, _>>()?;
        let [stanza] = stanzas.as_slice() else {
            return Err(ReleaseError::Stanzas(stanzas.len()));
        };
        let text = |name| {
            stanza
                .require(name)
                .and_then(Field::one_line)
                .map(str::to_owned)
        };
        let optional = |name| stanza.get(name).map(Field::one_line).transpose();
        // A repository has one of the two at least (the format's "Suite" and "Codename").
        let either = |name, other| {
            text(if stanza.get(name).is_some() {
                name
            } else {
                other
            })
        };
        Ok(Self {
            origin: text("Origin")?,
            label: optional("Label")?.map(str::to_owned),
            suite: either("Suite", "Codename")?,
            codename: either("Codename", "Suite")?,
            date: date(stanza.require("Date")?)?,
            valid_until: stanza.get("Valid-Until").map(date).transpose()?,
            acquire_by_hash: optional("Acquire-By-Hash")?
                .is_some_and(|word| word.eq_ignore_ascii_case("yes")),
            architectures: words(stanza, "Architectures")?,
            files: files(stanza.require("SHA256")?)?,
        })
    }

    /// Whether this is the suite that was asked for, by suite or codename: a mirror can swap two
    /// releases that are both rightly signed.
    pub fn check_suite(&self, want: &str) -> Result<(), ReleaseError> {
        if [&self.suite, &self.codename]
            .into_iter()
            .any(|name| name == want)
        {
            return Ok(());
        }
        let (suite, codename) = (self.suite.clone(), self.codename.clone());
        Err(ReleaseError::OtherSuite {
            want: want.into(),
            suite,
            codename,
        })
    }

    /// Whether the release may still be used at a moment that the caller's clock gives.
    pub fn check_valid(&self, now: Date) -> Result<(), ReleaseError> {
        match self.valid_until {
            Some(valid_until) if valid_until < now => Err(ReleaseError::Expired {
                suite: self.suite.clone(),
                valid_until,
                now,
            }),
            _ => Ok(()),
        }
    }

    /// The uncompressed index, if the release lists it: archives need not serve it, and some list
    /// `Packages.xz` alone.
    pub fn packages(&self, component: &str, architecture: &str) -> Option<ReleaseFile> {
        let path = format!("{component}/binary-{architecture}/Packages");
        self.files.get(&path).copied()
    }

    /// The index as served, in the order in which to try: every compression that apt knows (apt.conf(5),
    /// `Acquire::CompressionTypes`) but lz4, and uncompressed.
    ///
    /// # Errors
    /// When the release lists none.
    pub fn packages_files(
        &self,
        component: &str,
        architecture: &str,
    ) -> Result<Vec<IndexFile>, ReleaseError> {
        let folder = format!("{component}/binary-{architecture}");
        let listed: Vec<_> = [".xz", ".gz", ".zst", ".bz2", ".lzma", ""]
            .into_iter()
            .filter_map(|ending| {
                let path = format!("{folder}/Packages{ending}");
                let file = *self.files.get(&path)?;
                let by_hash = self.acquire_by_hash && !ending.is_empty();
                let by_hash = by_hash.then(|| format!("{folder}/by-hash/SHA256/{}", file.sha256));
                Some(IndexFile {
                    path,
                    by_hash,
                    file,
                })
            })
            .collect();
        match listed.is_empty() {
            false => Ok(listed),
            true => Err(ReleaseError::NoIndex {
                suite: self.suite.clone(),
                path: format!("{folder}/Packages"),
            }),
        }
    }
}

fn words(stanza: &Stanza<'_>, name: &'static str) -> Result<Vec<String>, StanzaError> {
    Ok(stanza.require(name)?.words().map(str::to_owned).collect())
}

fn date(field: &Field<'_>) -> Result<Date, ReleaseError> {
    let place = |error| ReleaseError::Date {
        line: field.line,
        field: field.name.into(),
        error,
    };
    field.one_line()?.parse().map_err(place)
}

fn files(field: &Field<'_>) -> Result<BTreeMap<String, ReleaseFile>, ReleaseError> {
    let mut files = BTreeMap::new();
    for (line, text) in field.lines() {
        let (path, file) = entry(line, text)?;
        if files
            .insert(path.to_owned(), file)
            .is_some_and(|before| before != file)
        {
            return Err(ReleaseError::Duplicate {
                line,
                path: path.into(),
            });
        }
    }
    Ok(files)
}

fn entry(line: usize, text: &str) -> Result<(&str, ReleaseFile), ReleaseError> {
    let wrong = || ReleaseError::Entry {
        line,
        got: text.into(),
    };
    let mut words = text.split_ascii_whitespace();
    let (Some(hash), Some(size), Some(path), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(wrong());
    };
    if path
        .split('/')
        .any(|segment| matches!(segment, "" | "." | ".."))
    {
        return Err(wrong());
    }
    let sha256 = hash
        .parse()
        .map_err(|error| ReleaseError::Hash { line, error })?;
    Ok((
        path,
        ReleaseFile {
            sha256,
            size: size.parse().map_err(|_| wrong())?,
        },
    ))
}

#[cfg(test)]
mod tests;
