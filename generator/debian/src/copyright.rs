//! `debian/copyright` in its machine-readable form (copyright-format 1.0): which licences the files
//! of a package are under, by their short names.

use std::collections::BTreeSet;

use crate::{Stanza, Stanzas};

/// More stanzas than any package has; rustc's has 400.
const MOST_STANZAS: usize = 20_000;

/// What a copyright file says of licences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copyright {
    /// What a `Files` stanza or the header says in its `License`'s first line, each once: a short
    /// name, or several with `and` and `or`.
    pub licenses: BTreeSet<String>,
}

impl Copyright {
    /// Reads a file; `None` when it is prose, or not of that form.
    pub fn parse(text: &str) -> Option<Self> {
        // People write comments here, though the form has none.
        let mut stanzas = Stanzas::with_comments(text);
        let header = stanzas.next()?.ok()?;
        header
            .get("Format")
            .or(header.get("Format-Specification"))?;
        let mut licenses: BTreeSet<String> = license(&header).into_iter().collect();
        for stanza in stanzas.take(MOST_STANZAS) {
            let stanza = stanza.ok()?;
            // One without `Files` gives the text of a licence that others name.
            if stanza.get("Files").is_some() {
                licenses.extend(license(&stanza));
            }
        }
        Some(Self { licenses })
    }
}

fn license(stanza: &Stanza<'_>) -> Option<String> {
    let line = stanza.get("License")?.text.lines().next()?;
    let words: Vec<&str> = line.split_ascii_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::Copyright;

    const TEXT: &str = "Format: https://copyright-format.example/1.0/\nUpstream-Name: x\n\n# by hand\nFiles: *\nCopyright: a\nLicense: GPL-2+  or Artistic\n\nFiles: b\nCopyright: b\nLicense: Expat\n Permission is hereby granted\n .\n again\n\nLicense: GPL-2+\n text\n";

    fn licenses(text: &str) -> Option<Vec<String>> {
        Copyright::parse(text).map(|copyright| copyright.licenses.into_iter().collect())
    }

    #[test]
    fn names_what_files_are_under() {
        let names = licenses(TEXT).unwrap();
        assert_eq!(names, ["Expat", "GPL-2+ or Artistic"]);
        let text = TEXT.replace("Upstream-Name: x", "License: ISC");
        assert!(licenses(&text).unwrap().contains(&"ISC".to_owned()));
    }

    #[test]
    fn prose_names_nothing() {
        for text in [
            "",
            "This package was debianized by",
            "Upstream-Name: x\n",
            "Format: x\nprose\n",
        ] {
            assert_eq!(licenses(text), None, "{text}");
        }
    }
}
