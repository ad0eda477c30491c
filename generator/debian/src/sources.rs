//! apt's sources, in both of its forms: `*.sources` (deb822) and `sources.list` (one a line).

mod one_line;

use crate::stanza::{Field, Stanza, StanzaError, Stanzas};

/// One suite of one archive, as apt is told to use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The archive's root, as written.
    pub uri: String,
    /// A suite, or a folder that ends in a slash.
    pub suite: String,
    /// Empty for a folder.
    pub components: Vec<String>,
    /// Empty: whatever keys the machine trusts.
    pub signed_by: Vec<Signer>,
    /// Empty: the machine's own.
    pub architectures: Vec<String>,
    /// `Trusted: yes`: apt checks no signature.
    pub trusted: bool,
    /// Where it is written, counted from 1.
    pub line: usize,
}

/// Who must have signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signer {
    /// A file of keys.
    Keyring(String),
    /// A key of the machine, by fingerprint.
    Fingerprint(String),
    /// An armored key, written into the sources.
    Key(String),
}

/// A text that apt would not take.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SourcesError {
    /// Not deb822, or a field is missing.
    #[error(transparent)]
    Stanza(#[from] StanzaError),
    /// A field without a word.
    #[error("line {line}: field `{name}` is empty")]
    Empty {
        /// Counted from 1.
        line: usize,
        /// The field.
        name: &'static str,
    },
    /// Neither `deb` nor `deb-src`.
    #[error("line {line}: want `deb` or `deb-src`, got `{got}`")]
    Type {
        /// Counted from 1.
        line: usize,
        /// The word.
        got: String,
    },
    /// Options or quotes that never end.
    #[error("line {line}: `{opening}` is not closed")]
    Unclosed {
        /// Counted from 1.
        line: usize,
        /// The sign.
        opening: char,
    },
    /// Not enough words.
    #[error("line {line}: want `deb [OPTIONS] URI SUITE COMPONENT…`, got: {got}")]
    Short {
        /// Counted from 1.
        line: usize,
        /// The line.
        got: String,
    },
    /// A suite needs components, a folder has none.
    #[error("line {line}: suite `{suite}`: a suite needs a component; a folder (ending in `/`) must not have one")]
    Components {
        /// Counted from 1.
        line: usize,
        /// The suite.
        suite: String,
    },
    /// Neither yes nor no.
    #[error("line {line}: `{name}`: want `yes` or `no`, got `{got}`")]
    Switch {
        /// Counted from 1.
        line: usize,
        /// The field or option.
        name: &'static str,
        /// The word.
        got: String,
    },
}

impl Source {
    /// The binary sources of a `*.sources` file; what is switched off is left out.
    pub fn parse_stanzas(text: &str) -> Result<Vec<Self>, SourcesError> {
        let mut sources = Vec::new();
        for stanza in Stanzas::with_comments(text) {
            sources.extend(from_stanza(&stanza?)?);
        }
        Ok(sources)
    }

    /// The binary sources of a `sources.list`.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, SourcesError> {
        one_line::parse(text)
    }

    fn check_components(self) -> Result<Self, SourcesError> {
        if self.suite.ends_with('/') != self.components.is_empty() {
            return Err(SourcesError::Components {
                line: self.line,
                suite: self.suite,
            });
        }
        Ok(self)
    }
}

fn from_stanza(stanza: &Stanza<'_>) -> Result<Vec<Source>, SourcesError> {
    let binary = is_binary(stanza.require("Types")?)?;
    if !binary || !switch(stanza.get("Enabled"), "Enabled", true)? {
        return Ok(Vec::new());
    }
    let (uris, suites) = (words(stanza, "URIs")?, words(stanza, "Suites")?);
    let optional = |name| {
        stanza
            .get(name)
            .map_or_else(Vec::new, |field| field.words().map(str::to_owned).collect())
    };
    let signed_by = stanza
        .get("Signed-By")
        .map_or_else(Vec::new, |field| signers(field.text));
    let trusted = switch(stanza.get("Trusted"), "Trusted", false)?;
    let pairs = uris
        .iter()
        .flat_map(|uri| suites.iter().map(move |suite| (uri, suite)));
    let source = |(uri, suite): (&&str, &&str)| Source {
        uri: (*uri).into(),
        suite: (*suite).into(),
        components: optional("Components"),
        signed_by: signed_by.clone(),
        architectures: optional("Architectures"),
        trusted,
        line: stanza.line,
    };
    pairs.map(|pair| source(pair).check_components()).collect()
}

fn is_binary(types: &Field<'_>) -> Result<bool, SourcesError> {
    match types
        .words()
        .find(|word| !matches!(*word, "deb" | "deb-src"))
    {
        Some(got) => Err(SourcesError::Type {
            line: types.line,
            got: got.into(),
        }),
        None => Ok(types.words().any(|word| word == "deb")),
    }
}

fn words<'a>(stanza: &Stanza<'a>, name: &'static str) -> Result<Vec<&'a str>, SourcesError> {
    let field = stanza.require(name)?;
    let words: Vec<_> = field.words().collect();
    if words.is_empty() {
        return Err(SourcesError::Empty {
            line: field.line,
            name,
        });
    }
    Ok(words)
}

fn switch(
    field: Option<&Field<'_>>,
    name: &'static str,
    default: bool,
) -> Result<bool, SourcesError> {
    field.map_or(Ok(default), |field| yes_or_no(field.text, name, field.line))
}

fn yes_or_no(text: &str, name: &'static str, line: usize) -> Result<bool, SourcesError> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "on" | "1" | "with" | "enable" => Ok(true),
        "no" | "false" | "off" | "0" | "without" | "disable" => Ok(false),
        _ => Err(SourcesError::Switch {
            line,
            name,
            got: text.into(),
        }),
    }
}

/// A key block, or a list of files and fingerprints.
fn signers(text: &str) -> Vec<Signer> {
    if text.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----") {
        return vec![Signer::Key(key_block(text))];
    }
    let words = text
        .split(|c: char| c == ',' || c.is_ascii_whitespace())
        .filter(|word| !word.is_empty());
    words
        .map(|word| {
            if word.starts_with('/') {
                Signer::Keyring(word.into())
            } else {
                Signer::Fingerprint(word.into())
            }
        })
        .collect()
}

/// The key's own lines: a dot stands for an empty one.
fn key_block(text: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(str::trim)
        .skip_while(|line| line.is_empty());
    lines
        .map(|line| {
            if line == "." {
                "\n".into()
            } else {
                format!("{line}\n")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
