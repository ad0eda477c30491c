use crate::exchange::{Access, Ask};
use crate::{Client, Error, Repository};
use reqwest::header::LINK;
use reqwest::Url;
use serde::Deserialize;

/// No repository of ours has as many
const MOST: usize = 100_000;

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
        let ask = Ask::new(Access::Pull, repository, "tags");
        let mut next = Some(self.url(&repository.name, "tags/list?n=1000"));
        let mut tags = Vec::new();
        while let Some(url) = next.take() {
            let answer = self.exchange(&ask, &|http| http.get(&url))?;
            let answer = self.expect(&ask, answer, &[200, 404])?;
            if answer.status().as_u16() == 404 {
                break;
            }
            let link = answer.headers().get(LINK);
            let link = link.and_then(|link| link.to_str().ok()).and_then(following);
            let link = link.and_then(|link| Url::parse(&url).ok()?.join(&link).ok());
            let page: Page = serde_json::from_slice(&self.small(&ask, answer)?)
                .map_err(|error| self.malformed(&ask, &format!("no list of tags ({error})")))?;
            let page = page.tags.unwrap_or_default();
            // A page without tags has no next one, whatever it says.
            next = link.filter(|_| !page.is_empty()).map(String::from);
            tags.extend(page.into_iter().filter(|tag| is_tag(tag)));
            if tags.len() > MOST {
                return Err(self.malformed(&ask, "more than 100000 tags"));
            }
        }
        tags.sort();
        tags.dedup();
        Ok(tags)
    }
}

/// `[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`, as the specification has it: what is none cannot be asked for
pub fn is_tag(text: &str) -> bool {
    let of_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.len() <= 128
        && text.starts_with(of_word)
        && text.chars().all(|c| of_word(c) || ".-".contains(c))
}

/// The target of `<…>; rel="next"` (RFC 8288)
pub fn following(link: &str) -> Option<String> {
    let (target, rest) = link.trim().strip_prefix('<')?.split_once('>')?;
    let next = rest.contains("rel=\"next\"") || rest.contains("rel=next");
    next.then(|| target.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{following, is_tag};

    #[test]
    fn a_tag_is_no_path_and_moves_no_terminal() {
        assert!(is_tag("20261126-0123456789ab-prev") && is_tag("_1.0"));
        for text in ["", "..", "a/b", ".a", "-a", "\u{1b}[2J", &"a".repeat(129)] {
            assert!(!is_tag(text), "{text}");
        }
    }

    #[test]
    fn reads_the_next_page() {
        let link = "</v2/a/tags/list?last=b&n=1000>; rel=\"next\"";
        assert_eq!(
            following(link).as_deref(),
            Some("/v2/a/tags/list?last=b&n=1000")
        );
        assert_eq!(following("</v2>; rel=\"prev\""), None);
        assert_eq!(following("nonsense"), None);
    }
}
