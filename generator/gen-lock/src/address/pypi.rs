use super::index::Index;
use super::rank::indexes;
use crate::environment::Environment;
use anyhow::{bail, Context as _, Result};
use reqwest::blocking::Client;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// The Python indexes that this machine uses (simple repository API, PEP 503 and PEP 691)
pub struct Indexes {
    client: Client,
    indexes: Vec<Index>,
    /// Project pages that were read: file name → address
    pages: Mutex<BTreeMap<String, BTreeMap<String, String>>>,
}

const JSON: &str = "application/vnd.pypi.simple.v1+json";
/// A project page of 64 MiB is no project page
const LARGEST_PAGE: usize = 64 << 20;

#[derive(serde::Deserialize)]
struct Page {
    files: Vec<File>,
}

#[derive(serde::Deserialize)]
struct File {
    filename: String,
    url: String,
}

impl Indexes {
    /// The indexes of the environment
    ///
    /// # Errors
    /// When neither the user, nor pip, nor uv names one.
    pub fn of(environment: &Environment, client: Client) -> Result<Self> {
        Ok(Self {
            client,
            indexes: indexes(environment)?,
            pages: Mutex::default(),
        })
    }

    /// The address of a file of a project
    ///
    /// # Errors
    /// When no index has it.
    pub fn url_of(&self, project: &str, file: &str) -> Result<String> {
        let mut pages = self
            .pages
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if !pages.contains_key(project) {
            pages.insert(project.to_owned(), self.read(project)?);
        }
        pages[project].get(file).cloned().with_context(|| {
            format!(
                "no index of this machine has `{file}`\n\nhint: name another with `--index-url`, \
                 or give a folder of files named by sha256 with `--from`"
            )
        })
    }

    fn read(&self, project: &str) -> Result<BTreeMap<String, String>> {
        let mut files = BTreeMap::new();
        let mut refusals = Vec::new();
        for index in &self.indexes {
            match self.page(index.page(project)) {
                Ok(page) => {
                    for (name, url) in page {
                        files.entry(name).or_insert(url);
                    }
                }
                Err(error) => refusals.push(format!("{error:#}")),
            }
        }
        if files.is_empty() && !refusals.is_empty() {
            bail!("no index gives `{project}`: {}", refusals.join("; "));
        }
        Ok(files)
    }

    fn page(&self, url: reqwest::Url) -> Result<BTreeMap<String, String>> {
        let accept = format!("{JSON}, text/html;q=0.1");
        let response = self
            .client
            .get(url)
            .header("Accept", accept)
            .send()?
            .error_for_status()?;
        let base = response.url().clone();
        let json = response
            .headers()
            .get("Content-Type")
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with(JSON));
        let bytes = crate::download::bounded(response, LARGEST_PAGE)?;
        let found = if json {
            let page: Page = serde_json::from_slice(&bytes)?;
            page.files
                .into_iter()
                .map(|file| (file.filename, file.url))
                .collect()
        } else {
            anchors(&String::from_utf8_lossy(&bytes))
        };
        found
            .into_iter()
            .map(|(name, url): (String, String)| Ok((name, base.join(&url)?.to_string())))
            .collect()
    }
}

/// The links of a PEP 503 page
fn anchors(html: &str) -> BTreeMap<String, String> {
    let link = |tag: &str| {
        let (attributes, rest) = tag.split_once('>')?;
        let (_, href) = attributes.split_once("href=\"")?;
        let (href, _) = href.split_once('"')?;
        let (name, _) = rest.split_once("</a")?;
        Some((name.trim().to_owned(), href.replace("&amp;", "&")))
    };
    html.split("<a ").skip(1).filter_map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::anchors;

    #[test]
    fn reads_a_simple_page() {
        let page = r##"<!DOCTYPE html><a href="../../f/a-1-py3-none-any.whl#sha256=00&amp;x">a-1-py3-none-any.whl</a><br><a>no</a>"##;
        let found = anchors(page);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found["a-1-py3-none-any.whl"],
            "../../f/a-1-py3-none-any.whl#sha256=00&x"
        );
    }
}
