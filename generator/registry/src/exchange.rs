//! One request and its response: authorized, and retried where that may help.

use crate::challenge::Challenge;
use crate::client::{cause, is_no_tls};
use crate::error::passing;
use crate::token::Authorization;
use crate::{challenge, retry, Client, Error, Paced, Repository, What};
use report::visible_within;
use reqwest::blocking::{Client as Http, RequestBuilder, Response};
use reqwest::header::{HeaderMap, WWW_AUTHENTICATE};
use serde::Deserialize;
use std::fmt::Display;
use std::io::Read;

/// Challenges to one question that are answered: a registry may want a name and a password where a token is of
/// no use
const CHALLENGES: usize = 2;

/// The start of an error document is enough
const MOST_SAID: u64 = 8192;

/// The access to a repository that an operation needs
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Pull,
    Push,
    Delete,
}

/// An operation on a repository
#[derive(Debug, Clone)]
pub(crate) struct Operation<'a> {
    pub(crate) repository: &'a Repository,
    pub(crate) access: Access,
    /// Where a blob is mounted from
    pub(crate) from: Option<&'a Repository>,
    pub(crate) subject: String,
}

impl<'a> Operation<'a> {
    pub(crate) fn new(access: Access, repository: &'a Repository, subject: impl Display) -> Self {
        Self {
            repository,
            access,
            from: None,
            subject: subject.to_string(),
        }
    }

    /// The scope for token services; several are separated by a space
    pub(crate) fn scope(&self) -> String {
        let actions = match self.access {
            Access::Pull => "pull",
            Access::Push => "pull,push",
            Access::Delete => "delete,pull,push",
        };
        let own = format!("repository:{}:{actions}", self.repository.path());
        match self.from {
            Some(from) if from != self.repository => {
                format!("{own} repository:{}:pull", from.path())
            }
            _ => own,
        }
    }

    pub(crate) fn what(&self, part: &str) -> What {
        let space = if part.is_empty() { "" } else { " of " };
        What(format!(
            "{part}{space}`{}` in `{}`",
            self.subject, self.repository
        ))
    }
}

#[derive(Deserialize)]
struct Said {
    errors: Vec<One>,
}

#[derive(Deserialize)]
struct One {
    #[serde(default)]
    code: String,
    #[serde(default)]
    message: String,
}

type Build<'a> = &'a dyn Fn(&Http) -> RequestBuilder;

impl Client {
    /// Sends until there is a response that another attempt would not change
    pub(crate) fn exchange(
        &self,
        operation: &Operation<'_>,
        build: Build<'_>,
    ) -> Result<Response, Error> {
        for attempt in 1.. {
            let answer = self.once(operation, build);
            let last = attempt == retry::TRIES;
            let asked = match &answer {
                Ok(answer) if passing(answer.status().as_u16()) && !last => {
                    retry::asked_wait(answer.headers())
                }
                Err(error) if error.passes() && !last => None,
                _ => return answer,
            };
            self.pause(attempt, asked);
        }
        self.once(operation, build)
    }

    /// Sends once, and gets a token if the registry wants one
    pub(crate) fn once(
        &self,
        operation: &Operation<'_>,
        build: Build<'_>,
    ) -> Result<Response, Error> {
        let granted = self.granted(operation)?;
        let send = |authorization: Option<&Authorization>| {
            let request = build(&self.http);
            let request = match authorization {
                Some(authorization) if self.goes_to_own(&request) => authorization.apply(request),
                _ => request,
            };
            request
                .send()
                .map_err(|error| self.failed(operation, "", &error))
        };
        let mut answer = send(granted.as_ref())?;
        let mut answered = Vec::new();
        // Another host that we were sent to may not say who gets our secrets.
        while answer.status().as_u16() == 401 && self.is_own(answer.url()) {
            let headers = answer.headers();
            match self.leave(operation, headers, granted.as_ref(), &mut answered)? {
                Some(leave) => answer = send(Some(&leave))?,
                None => break,
            }
        }
        Ok(answer)
    }

    /// What answers a refusal of the registry itself; none where it says nothing that was not answered
    pub(crate) fn leave(
        &self,
        operation: &Operation<'_>,
        headers: &HeaderMap,
        granted: Option<&Authorization>,
        answered: &mut Vec<Challenge>,
    ) -> Result<Option<Authorization>, Error> {
        let headers = headers.get_all(WWW_AUTHENTICATE);
        let texts = headers.iter().filter_map(|header| header.to_str().ok());
        // Some say nothing where a token ends that they granted.
        let known = || self.challenged().filter(|_| is_token(granted));
        match challenge::read(texts).or_else(known) {
            Some(challenge) if !answered.contains(&challenge) && answered.len() < CHALLENGES => {
                answered.push(challenge.clone());
                let is_first = answered.len() == 1;
                match self.grant(operation, challenge) {
                    // To a second one there may be nothing to say: the refusal stands.
                    Err(Error::Denied { .. }) if !is_first => Ok(None),
                    granted => granted.map(Some),
                }
            }
            _ => Ok(None),
        }
    }

    fn goes_to_own(&self, request: &RequestBuilder) -> bool {
        let built = request.try_clone().and_then(|request| request.build().ok());
        built.is_some_and(|request| self.is_own(request.url()))
    }

    /// Why there is no response
    pub(crate) fn failed(
        &self,
        operation: &Operation<'_>,
        part: &str,
        error: &reqwest::Error,
    ) -> Error {
        // It would be the same again.
        if error.is_redirect() || error.is_builder() {
            return self.malformed(operation, &cause(error));
        }
        let (host, what, cause) = (self.host.clone(), operation.what(part), cause(error));
        match is_no_tls(error) {
            true => Error::Tls { host, what, cause },
            false => Error::Unreachable { host, what, cause },
        }
    }

    /// The answer, where its status is one of these
    pub(crate) fn expect(
        &self,
        operation: &Operation<'_>,
        answer: Response,
        wanted: &[u16],
    ) -> Result<Response, Error> {
        let status = answer.status().as_u16();
        if wanted.contains(&status) {
            return Ok(answer);
        }
        Err(Error::Status {
            host: self.host.clone(),
            what: operation.what(""),
            status,
            said: said(Paced::new(answer, self.options.silence)),
        })
    }
}

fn is_token(granted: Option<&Authorization>) -> bool {
    matches!(granted, Some(Authorization::Bearer { .. }))
}

/// The registry's own words, short and printable
fn said(answer: impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = answer.take(MOST_SAID).read_to_end(&mut bytes);
    let parsed: Option<Said> = serde_json::from_slice(&bytes).ok();
    let text = parsed
        .and_then(|said| said.errors.into_iter().next())
        .map(|one| format!("{}: {}", one.code, one.message))
        .unwrap_or_default();
    if text.is_empty() {
        return String::new();
    }
    format!(" ({})", visible_within(&text, 300))
}
