//! `families/allow.toml`: vulnerabilities that are accepted for a time.

use fleet::{Day, Error, Source};
use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;
use std::collections::BTreeSet;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(default)]
    allow: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    vulnerability: Spanned<String>,
    artifacts: Spanned<Vec<Spanned<String>>>,
    families: Spanned<Vec<Spanned<String>>>,
    reason: Spanned<String>,
    owner: Spanned<String>,
    expires: Spanned<String>,
    justification: Option<Spanned<Justification>>,
}

/// A vulnerability that is accepted for a time, in some artifacts of some families
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// Line and column of the entry
    pub at: Option<(usize, usize)>,
    /// The CVE, or any other of its names
    pub vulnerability: String,
    /// SHA-256 of wheels and debs; of a layer's tar for what a scanner saw inside one
    pub artifacts: BTreeSet<String>,
    /// The families whose images it is accepted in
    pub families: BTreeSet<String>,
    /// Why
    pub reason: String,
    /// Who answers for it
    pub owner: String,
    /// The last day on which it holds
    pub expires: Day,
    /// Why the images are not affected at all, where they are not
    pub justification: Option<Justification>,
}

/// Why a product is not affected, in OpenVEX's words
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Justification {
    /// The part is not there
    ComponentNotPresent,
    /// The part is there without the code
    VulnerableCodeNotPresent,
    /// The code never runs
    VulnerableCodeNotInExecutePath,
    /// Nobody outside reaches the code
    VulnerableCodeCannotBeControlledByAdversary,
    /// Something else stands before it
    InlineMitigationsAlreadyExist,
}

impl Allow {
    /// Reads the file
    ///
    /// # Errors
    /// When it is no TOML of its shape, or an entry says nothing, or no date or SHA-256.
    pub fn read(source: Source<'_>) -> Result<Vec<Self>, Error> {
        let written: Written = source.parse()?;
        let mut entries = Vec::new();
        for entry in &written.allow {
            entries.push(resolve(source, entry)?);
        }
        Ok(entries)
    }

    /// Whether its last day is over
    pub fn is_expired(&self, today: Day) -> bool {
        self.expires < today
    }
}

fn resolve(source: Source<'_>, entry: &Entry) -> Result<Allow, Error> {
    for text in [
        &entry.vulnerability,
        &entry.reason,
        &entry.owner,
        &entry.expires,
    ] {
        if text.get_ref().trim().is_empty() {
            return Err(source
                .error(text, "an empty value")
                .hint("an entry needs the vulnerability, a reason, an owner and an expiry date"));
        }
    }
    for artifact in entry.artifacts.get_ref() {
        if !is_sha256(artifact.get_ref()) {
            let message = format!("`{}` is not a SHA-256", artifact.get_ref());
            return Err(source.error(artifact, message).hint(
                "copy it from the output of `gen-lock scan`: 64 lower-case hexadecimal digits",
            ));
        }
    }
    let expires = entry.expires.get_ref();
    let expires = expires.parse().map_err(|_| {
        source
            .error(&entry.expires, format!("`{expires}` is not a date"))
            .hint("write the last day on which it applies: `expires = \"2026-12-31\"`")
    })?;
    Ok(Allow {
        at: source.error(&entry.vulnerability, "").position,
        vulnerability: entry.vulnerability.get_ref().clone(),
        artifacts: set(source, &entry.artifacts, "artifact")?,
        families: set(source, &entry.families, "family")?,
        reason: entry.reason.get_ref().clone(),
        owner: entry.owner.get_ref().clone(),
        expires,
        justification: entry.justification.as_ref().map(|one| *one.get_ref()),
    })
}

/// At least one, none twice
fn set(
    source: Source<'_>,
    list: &Spanned<Vec<Spanned<String>>>,
    noun: &str,
) -> Result<BTreeSet<String>, Error> {
    let mut all = BTreeSet::new();
    for one in list.get_ref() {
        if !all.insert(one.get_ref().clone()) {
            return Err(source.error(one, format!("`{}` is listed twice", one.get_ref())));
        }
    }
    if all.is_empty() {
        return Err(source.error(list, format!("no {noun} is listed")));
    }
    Ok(all)
}

fn is_sha256(text: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 64 && text.bytes().all(digit)
}

#[cfg(test)]
mod tests {
    use super::Allow;
    use fleet::Source;

    fn read(text: &str) -> Result<Vec<Allow>, fleet::Error> {
        Allow::read(Source {
            file: "families/allow.toml",
            text,
        })
    }

    fn entry(change: impl Fn(String) -> String) -> String {
        let entry = format!(
            "[[allow]]\nvulnerability = \"CVE-2024-1\"\nartifacts = [\"{}\"]\nfamilies = [\"base\"]\n\
             reason = \"never called\"\nowner = \"ops\"\nexpires = \"2026-12-31\"\n",
            "0a".repeat(32)
        );
        change(entry)
    }

    #[test]
    fn reads_an_entry() {
        let entries = read(&entry(|text| {
            text + "justification = \"vulnerable_code_not_in_execute_path\"\n"
        }))
        .unwrap();
        let [one] = entries.as_slice() else {
            panic!("{entries:?}");
        };
        assert_eq!(one.at, Some((2, 17)));
        assert!(one.justification.is_some());
        let day = |text: &str| text.parse().unwrap();
        assert!(!one.is_expired(day("2026-12-31")) && one.is_expired(day("2027-01-01")));
        assert_eq!(read("").unwrap(), []);
    }

    #[test]
    fn says_what_is_wrong_with_an_entry() {
        let error = |from: &str, to: &str| {
            let text = entry(|text| text.replace(from, to));
            read(&text).unwrap_err().to_string()
        };
        insta::assert_snapshot!(error("ops", " "), @"
        families/allow.toml:6:9: an empty value

        hint: an entry needs the vulnerability, a reason, an owner and an expiry date
        ");
        insta::assert_snapshot!(error("0a0a", "0A0A"), @"
        families/allow.toml:3:14: `0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A` is not a SHA-256

        hint: copy it from the output of `gen-lock scan`: 64 lower-case hexadecimal digits
        ");
        insta::assert_snapshot!(error("2026-12-31", "2026-12-32"), @r#"
        families/allow.toml:7:11: `2026-12-32` is not a date

        hint: write the last day on which it applies: `expires = "2026-12-31"`
        "#);
        insta::assert_snapshot!(error("\"base\"", ""), @"families/allow.toml:4:12: no family is listed");
        insta::assert_snapshot!(error("\"base\"", "\"base\", \"base\""), @"families/allow.toml:4:21: `base` is listed twice");
        insta::assert_snapshot!(error("owner", "author"), @"families/allow.toml:6:1: unknown field `author`, expected one of `vulnerability`, `artifacts`, `families`, `reason`, `owner`, `expires`, `justification`");
        insta::assert_snapshot!(error("reason", "justification = \"trust me\"\nreason"), @"families/allow.toml:5:17: unknown variant `trust me`, expected one of `component_not_present`, `vulnerable_code_not_present`, `vulnerable_code_not_in_execute_path`, `vulnerable_code_cannot_be_controlled_by_adversary`, `inline_mitigations_already_exist`");
    }
}
