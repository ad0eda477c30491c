use super::index::Index;
use super::rank::indexes;
use super::shown::shown;
use crate::download::{bounded, patiently, Stop};
use crate::environment::Environment;
use crate::http::{Http, Refusal};
use crate::login::Logins;
use anyhow::{anyhow, bail, Context as _, Result};
use python::{IndexPage, ACCEPT};
use reqwest::header::CONTENT_TYPE;
use reqwest::{StatusCode, Url};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The Python indexes that this machine uses (simple repository API, PEP 503 and PEP 691)
pub struct Indexes {
    /// The highest rank first, the default index last
    pub ranked: Vec<Index>,
    /// What was read: index and project → page
    pages: Mutex<BTreeMap<(usize, String), Page>>,
}

/// A project page of 64 MiB is no project page
const LARGEST_PAGE: usize = 64 << 20;

/// The files of a project at an index by name, or why there are none
type Page = Result<BTreeMap<String, File>, String>;

#[derive(Clone)]
struct File {
    url: Url,
    sha256: Option<String>,
    has_date: bool,
}

impl Indexes {
    /// The indexes of the environment; their logins go to `logins`
    ///
    /// # Errors
    /// When the user, pip and uv name none, or one is no address.
    pub fn of(environment: &Environment, logins: &Logins) -> Result<Self> {
        let ranked = indexes(environment)?;
        ranked.iter().for_each(|index| logins.add(&index.url));
        Ok(Self {
            ranked,
            pages: Mutex::default(),
        })
    }

    /// The addresses of a file at one index after the other, as uv ranked them; an index is asked
    /// only when the one before has not given the file. What an index lacks, or says has another
    /// hash, is an error in its place.
    pub fn urls_of<'a>(
        &'a self,
        http: &'a Http,
        project: &'a str,
        file: &'a str,
        sha256: &'a str,
    ) -> impl Iterator<Item = Result<String>> + 'a {
        let url = move |position: usize| {
            let index = &self.ranked[position];
            let page = self.page(http, position, project);
            let found = page.map_err(|error| anyhow!("`{index}`: {error}"))?;
            let found =
                named(&found, file).with_context(|| format!("`{index}` has no `{file}`"))?;
            match &found.sha256 {
                Some(other) if other != sha256 => {
                    bail!("`{index}` states that `{file}` has sha256 {other}, want {sha256}")
                }
                _ => Ok(found.url.to_string()),
            }
        };
        (0..self.ranked.len()).map(url)
    }

    /// The index that uv takes a file from: the first that has it. `None` for the default index,
    /// which is not asked.
    ///
    /// # Errors
    /// When an index of higher rank does not say what it has.
    pub fn origin(
        &self,
        http: &Http,
        project: &str,
        (file, sha256): (&str, &str),
    ) -> Result<Option<&Index>> {
        let extra = self.ranked.len().saturating_sub(1);
        for (position, index) in self.ranked.iter().take(extra).enumerate() {
            let page = self.page(http, position, project);
            let page = page.map_err(|error| anyhow!("`{index}`: {error}"))?;
            let found = named(&page, file);
            // Another file of that name is not the one that was locked.
            let same = |found: &File| found.sha256.as_deref().is_none_or(|got| got == sha256);
            if found.is_some_and(same) {
                return Ok(Some(index));
            }
        }
        Ok(None)
    }

    /// Whether the first index that has a project says of no file when it was uploaded
    pub fn is_undated(&self, http: &Http, project: &str) -> bool {
        let mut positions = 0..self.ranked.len();
        let page = positions.find_map(|position| {
            let page = self.page(http, position, project).ok()?;
            (!page.is_empty()).then_some(page)
        });
        page.is_some_and(|page| page.values().all(|file| !file.has_date))
    }

    fn page(&self, http: &Http, position: usize, project: &str) -> Page {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let page = pages
            .entry((position, project.to_owned()))
            .or_insert_with(|| {
                let url = self.ranked[position].page(project);
                read(http, &url).map_err(|error| format!("{error:#}"))
            });
        page.clone()
    }
}

/// The file of that name, or of another spelling of it: its hash is compared in any case
fn named<'a>(page: &'a BTreeMap<String, File>, name: &str) -> Option<&'a File> {
    page.get(name).or_else(|| {
        let mut others = page.iter();
        let other = others.find(|(other, _)| python::same_file(other, name));
        other.map(|(_, file)| file)
    })
}

fn read(http: &Http, url: &Url) -> Result<BTreeMap<String, File>> {
    let asked = patiently(|| match http.get(url.as_str(), &[("Accept", ACCEPT)]) {
        // An index that has no such project; some say that it is gone.
        Err(Refusal::Status(_, StatusCode::NOT_FOUND | StatusCode::GONE)) => Ok(None),
        asked => asked.map(Some).map_err(Stop::from),
    })?;
    let Some(response) = asked else {
        return Ok(BTreeMap::new());
    };
    let at = response.url().clone();
    let kind = response.headers().get(CONTENT_TYPE);
    let kind = kind
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let bytes = bounded(http, response, LARGEST_PAGE)?;
    let page = IndexPage::parse(kind.as_deref(), &bytes);
    let page = page.with_context(|| format!("`{}`", shown(at.as_str())))?;
    let base = match &page.base {
        Some(base) => at.join(base).unwrap_or(at),
        None => at,
    };
    let mut files = BTreeMap::new();
    for file in page.files {
        // An address that is none is not this file's.
        let Ok(url) = base.join(&file.url) else {
            continue;
        };
        let sha256 = file.sha256.map(|sha256| sha256.to_string());
        files.entry(file.filename).or_insert(File {
            url,
            sha256,
            has_date: file.has_date,
        });
    }
    Ok(files)
}

#[cfg(test)]
mod tests;
