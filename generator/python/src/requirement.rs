use std::fmt;
use std::str::FromStr;

use pep440_rs::VersionSpecifiers;
use pep508_rs::{ExtraName, PackageName};

use crate::reason::reason;
use crate::{marker, Interpreter, Marker};
use report::visible;

/// Longer requirements are hostile: the longest known, most of it a marker, has some 2 KiB.
const LONGEST: usize = 128 << 10;

/// A requirement (PEP 508): a package that is wanted, not pinned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The package, in normal form.
    pub name: PackageName,
    /// The extras asked for.
    pub extras: Vec<ExtraName>,
    /// The versions that serve; empty means any.
    pub specifiers: VersionSpecifiers,
    /// The address, of a requirement that names one.
    pub url: Option<String>,
    /// Where it applies; `None` means everywhere.
    pub marker: Option<Marker>,
}

/// Why a text is no requirement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a requirement: {reason}: `{value}`")]
pub struct RequirementError {
    value: String,
    reason: String,
}

impl Requirement {
    /// Whether it applies to an interpreter, with the extras that the requiring package is asked
    /// for.
    pub fn applies(&self, interpreter: &Interpreter, extras: &[ExtraName]) -> bool {
        self.marker
            .as_ref()
            .is_none_or(|marker| marker.holds(interpreter, extras))
    }
}

impl FromStr for Requirement {
    type Err = RequirementError;

    fn from_str(text: &str) -> Result<Self, RequirementError> {
        read(text).map_err(|reason| RequirementError {
            value: visible(text),
            reason,
        })
    }
}

/// The requirement, or why there is none.
fn read(text: &str) -> Result<Requirement, String> {
    if text.len() > LONGEST {
        return Err(format!("a requirement has at most {LONGEST} bytes"));
    }
    if !text.is_ascii() {
        return Err("a requirement is ASCII".to_owned());
    }
    let (wanted, marker) = split_marker(text);
    let marker = marker.map(|text| marker::read(text.trim())).transpose()?;
    let (name, rest) = split_name(wanted.trim());
    let (extras, rest) = split_extras(rest)?;
    let (specifiers, url) = match rest.strip_prefix('@') {
        Some(url) => (VersionSpecifiers::default(), Some(address(url.trim())?)),
        None => (specifiers(rest)?, None),
    };
    Ok(Requirement {
        name: name
            .parse()
            .map_err(|_| format!("not the name of a package, `{name}`"))?,
        extras,
        specifiers,
        url,
        marker: marker.filter(|marker| !marker.is_always()),
    })
}

fn split_name(text: &str) -> (&str, &str) {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let end = text.find(|letter| !is_name(letter)).unwrap_or(text.len());
    (&text[..end], text[end..].trim_start())
}

/// `[standard, test]`, if it stands there, and what follows.
fn split_extras(text: &str) -> Result<(Vec<ExtraName>, &str), String> {
    let Some(text) = text.strip_prefix('[') else {
        return Ok((Vec::new(), text));
    };
    let (names, rest) = text.split_once(']').ok_or("the extras don't end in `]`")?;
    let names = names
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let read = |name: &str| {
        name.parse()
            .map_err(|_| format!("not the name of an extra, `{name}`"))
    };
    Ok((
        names.map(read).collect::<Result<_, _>>()?,
        rest.trim_start(),
    ))
}

fn address(url: &str) -> Result<String, String> {
    if url.is_empty() || url.contains(char::is_whitespace) {
        return Err("a URL without spaces must follow the `@`".to_owned());
    }
    Ok(url.to_owned())
}

/// Version specifiers; older metadata has parentheses around them. A comma may end them, as
/// packaging 26.4 reads them.
pub(crate) fn specifiers(text: &str) -> Result<VersionSpecifiers, String> {
    let within = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    let text = within.unwrap_or(text).trim();
    let text = text.strip_suffix(',').unwrap_or(text).trim_end();
    if text.is_empty() {
        return Ok(VersionSpecifiers::default());
    }
    text.parse::<VersionSpecifiers>().map_err(|error| {
        let first = error.to_string();
        reason(&first.lines().next().unwrap_or_default())
    })
}

/// The Pythons of a `Requires-Python` or `requires-python`: packaging 26.4 passes over every empty
/// part between its commas.
pub(crate) fn requires_python(text: &str) -> Result<VersionSpecifiers, String> {
    let parts = text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    specifiers(&parts.collect::<Vec<_>>().join(","))
}

/// The package that a malformed requirement seems to name, in normal form.
pub(crate) fn name_of(text: &str) -> Option<String> {
    let (name, _) = split_name(text.trim());
    Some(name.parse::<PackageName>().ok()?.to_string())
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.name)?;
        if !self.extras.is_empty() {
            let extras: Vec<String> = self.extras.iter().map(ToString::to_string).collect();
            write!(f, "[{}]", extras.join(","))?;
        }
        match &self.url {
            Some(url) => write!(f, " @ {url}")?,
            None => write!(f, "{}", self.specifiers.to_string().replace(", ", ","))?,
        }
        match &self.marker {
            Some(marker) => write!(f, " ; {marker}"),
            None => Ok(()),
        }
    }
}

/// A marker starts at the first `;`; after an address a blank must precede it, since an address
/// may hold one.
fn split_marker(text: &str) -> (&str, Option<&str>) {
    let first = text.find(';');
    let is_address = text[..first.unwrap_or(text.len())].contains('@');
    let at = if is_address { text.find(" ;") } else { first };
    match at {
        Some(at) => {
            let (wanted, marker) = text.split_at(at);
            (wanted, Some(marker.trim_start().trim_start_matches(';')))
        }
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Glibc;

    fn parse(text: &str) -> Requirement {
        text.parse().unwrap()
    }

    fn error(text: &str) -> String {
        text.parse::<Requirement>().unwrap_err().to_string()
    }

    #[test]
    fn prints_what_it_read() {
        for text in [
            "numpy",
            "uvicorn[standard]>=0.12.0",
            "async-timeout>=4.0.2 ; python_full_version <= '3.11.2'",
            "torch==2.2.2",
        ] {
            assert_eq!(parse(text).to_string(), text);
        }
        assert_eq!(parse("Foo.Bar (>=1,<2)").to_string(), "foo-bar>=1,<2");
        assert_eq!(
            parse("a @ https://example.org/a;b ; extra == 'c'")
                .url
                .unwrap(),
            "https://example.org/a;b"
        );
    }

    #[test]
    fn the_last_number_of_the_interpreter_decides() {
        let redis = parse("async-timeout (>=4.0.2) ; python_full_version <= \"3.11.2\"");
        let on = |version| {
            let glibc = Glibc {
                major: 2,
                minor: 36,
            };
            redis.applies(&Interpreter::cpython(version, glibc).unwrap(), &[])
        };
        assert!(on("3.11.2"));
        assert!(!on("3.11.3"));
    }

    #[test]
    fn an_extra_applies_when_asked_for() {
        let socks = parse("PySocks!=1.5.7,>=1.5.6; extra == 'socks'");
        let python = Interpreter::cpython(
            "3.11.2",
            Glibc {
                major: 2,
                minor: 36,
            },
        )
        .unwrap();
        assert!(!socks.applies(&python, &[]));
        assert!(socks.applies(&python, &["socks".parse().unwrap()]));
    }

    #[test]
    fn errors_repeat_the_requirement() {
        insta::assert_snapshot!(error("=1.0"), @r#"not a requirement: Failed to parse version: no such comparison operator "=", must be one of ~= == != <= >= < > ===: `=1.0`"#);
        insta::assert_snapshot!(error("a; os_name == 'ü'"), @"not a requirement: a requirement is ASCII: `a; os_name == 'ü'`");
        insta::assert_snapshot!(error("annotated-"), @"not a requirement: not the name of a package, `annotated-`: `annotated-`");
        insta::assert_snapshot!(error("a[b"), @"not a requirement: the extras don't end in `]`: `a[b`");
        insta::assert_snapshot!(error("a[b c]"), @"not a requirement: not the name of an extra, `b c`: `a[b c]`");
        insta::assert_snapshot!(error("a @ "), @"not a requirement: a URL without spaces must \
            follow the `@`: `a @ `");
        insta::assert_snapshot!(error("a nonsense"), @"not a requirement: Failed to parse version: Unexpected end of version specifier, expected operator: `a nonsense`");
        insta::assert_snapshot!(error("a>=x"), @"not a requirement: Failed to parse version: expected version to start with a number, but no leading ASCII digits were found: `a>=x`");
        insta::assert_snapshot!(error("a; nosuch == 'x'"), @"not a requirement: Expected a quoted string or a valid marker name, found `nosuch`: `a; nosuch == 'x'`");
        insta::assert_snapshot!(error("a; python_version >= 'later'"), @"not a requirement: Expected PEP 440 version to compare with python_version, found later: expected version to start with a number, but no leading ASCII digits were found: `a; python_version >= 'later'`");
        insta::assert_snapshot!(error("a; sys_platform == \"li'nux\""), @r#"not a requirement: a quote inside a value: `a; sys_platform == "li'nux"`"#);
        insta::assert_snapshot!(error(&format!("a; {}", "(".repeat(2000))), @"not a requirement: its parentheses are nested deeper than 100: `a; (((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((…`");
    }
}
