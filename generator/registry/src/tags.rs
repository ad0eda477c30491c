use crate::exchange::{Access, Operation};
use crate::{Client, Error, Repository};
use serde::de::IgnoredAny;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// No repository of ours has as many
const MOST: usize = 100_000;

/// Bytes of a page: some registries give every tag in one, and with each what it names
const LARGEST_PAGE: u64 = 64 << 20;

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    tags: Option<Vec<String>>,
}

impl Client {
    /// Every tag of a repository, sorted; none where the registry knows it not
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn tags(&self, repository: &Repository) -> Result<Vec<String>, Error> {
        self.listed_tags(repository).map(|(tags, _)| tags)
    }

    /// Every tag of a repository, for somebody who deletes what no tag names
    ///
    /// # Errors
    /// When the registry does not say, or its pages lead back and so may leave tags out.
    pub fn every_tag(&self, repository: &Repository) -> Result<Vec<String>, Error> {
        let (tags, is_whole) = self.listed_tags(repository)?;
        if is_whole {
            return Ok(tags);
        }
        let operation = Operation::new(Access::Pull, repository, "tags");
        Err(self.malformed(&operation, "a list of tags whose pages repeat"))
    }

    fn listed_tags(&self, repository: &Repository) -> Result<(Vec<String>, bool), Error> {
        let operation = Operation::new(Access::Pull, repository, "tags");
        let first = self.first_page(&operation, "tags/list")?;
        let first = self.expect(&operation, first, &[200, 404])?;
        let mut tags = BTreeSet::new();
        if first.status().as_u16() == 404 {
            return Ok((Vec::new(), true));
        }
        let mut pages = self.pages(&operation, first).of_bytes(LARGEST_PAGE);
        while let Some(bytes) = pages.next()? {
            let page = parse(&bytes).map_err(|error| {
                self.malformed(&operation, &format!("no list of tags ({error})"))
            })?;
            tags.extend(page.into_iter().filter(|tag| is_tag(tag)));
            if tags.len() > MOST {
                return Err(self.malformed(&operation, "more than 100000 tags"));
            }
        }
        Ok((tags.into_iter().collect(), pages.is_whole()))
    }
}

/// The tags of a page, which is an object: a list would do for a structure, too
fn parse(bytes: &[u8]) -> Result<Vec<String>, serde_json::Error> {
    serde_json::from_slice::<BTreeMap<String, IgnoredAny>>(bytes)?;
    let page: Page = serde_json::from_slice(bytes)?;
    Ok(page.tags.unwrap_or_default())
}

/// `[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`, as the specification has it: what is none cannot be asked for
pub fn is_tag(text: &str) -> bool {
    let of_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.len() <= 128
        && text.starts_with(of_word)
        && text.chars().all(|c| of_word(c) || ".-".contains(c))
}

#[cfg(test)]
mod tests {
    use super::is_tag;

    #[test]
    fn a_tag_is_no_path_and_moves_no_terminal() {
        assert!(is_tag("20261126-0123456789ab-prev") && is_tag("_1.0"));
        for text in ["", "..", "a/b", ".a", "-a", "\u{1b}[2J", &"a".repeat(129)] {
            assert!(!is_tag(text), "{text}");
        }
    }
}
