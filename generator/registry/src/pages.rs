//! A list that a registry gives page by page: each answer says where the next is.

use crate::exchange::Operation;
use crate::{link, Client, Error};
use reqwest::blocking::Response;
use reqwest::header::LINK;
use reqwest::Url;
use std::collections::BTreeSet;

/// No list has as many
const MOST: usize = 10_000;

/// Bytes of a page
const LARGEST: u64 = 4 << 20;

/// The pages of a list, one after the other. An address that was asked for before ends the walk, and so
/// does a link that is none.
pub(crate) struct Pages<'a> {
    client: &'a Client,
    operation: &'a Operation<'a>,
    first: Option<Response>,
    next: Option<Url>,
    seen: BTreeSet<Url>,
    is_whole: bool,
    largest: u64,
}

impl Client {
    /// The pages from a first answer on, which is 200
    pub(crate) fn pages<'a>(&'a self, operation: &'a Operation<'a>, first: Response) -> Pages<'a> {
        Pages {
            client: self,
            operation,
            first: Some(first),
            next: None,
            seen: BTreeSet::new(),
            is_whole: true,
            largest: LARGEST,
        }
    }

    /// The first answer of a list: with the largest page that the specification's own registry gives,
    /// else as the registry likes it
    pub(crate) fn first_page(
        &self,
        operation: &Operation<'_>,
        list: &str,
    ) -> Result<Response, Error> {
        let url = self.url(&operation.repository.name, list);
        let answer = self.exchange(operation, &|http| http.get(format!("{url}?n=1000")))?;
        match answer.status().as_u16() {
            200 | 401 | 403 | 404 | 429 => Ok(answer),
            // Some refuse so large a page, each with a status of its own.
            _ => self.exchange(operation, &|http| http.get(&url)),
        }
    }
}

impl Pages<'_> {
    /// The same with pages of so many bytes
    pub(crate) fn of_bytes(self, largest: u64) -> Self {
        Self { largest, ..self }
    }

    /// The bytes of the next page; `None` behind the last
    ///
    /// # Errors
    /// When the registry does not give it, or there are too many.
    pub(crate) fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let answer = match (self.first.take(), self.next.take()) {
            (Some(first), _) => first,
            (None, Some(url)) => self.follow(&url)?,
            (None, None) => return Ok(None),
        };
        let base = answer.url().clone();
        self.seen.insert(base.clone());
        if self.seen.len() > MOST {
            return Err(self
                .client
                .malformed(self.operation, "a list with too many pages"));
        }
        let fields = answer.headers().get_all(LINK).iter();
        let target = link::following(fields.filter_map(|field| field.to_str().ok()));
        let is_last = target.is_none();
        let next = target.and_then(|target| base.join(&target).ok());
        let next = next.map(|next| self.client.without_downgrade(next));
        self.next = next.filter(|next| self.seen.insert(next.clone()));
        self.is_whole &= is_last || self.next.is_some();
        self.client
            .document(self.operation, answer, self.largest)
            .map(Some)
    }

    /// Whether each page so far named the next one or none, so that nothing is known to be missing
    pub(crate) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The page at a link. A registry behind a proxy may name itself as only the proxy knows it: where
    /// that host gives no page, the same path of the registry is asked for.
    fn follow(&self, url: &Url) -> Result<Response, Error> {
        let client = self.client;
        if !client.is_own(url) {
            // Nothing of ours goes there, and one try is enough.
            let answer = client.once(self.operation, &|http| http.get(url.clone()));
            if let Ok(answer) =
                answer.and_then(|answer| client.expect(self.operation, answer, &[200]))
            {
                return Ok(answer);
            }
        }
        let own = client.at_own(url);
        let answer = client.exchange(self.operation, &|http| http.get(own.clone()))?;
        client.expect(self.operation, answer, &[200])
    }
}
