use crate::token::Authorization;
use crate::{Credentials, Error, Host};
use reqwest::blocking::Client as Http;
use reqwest::redirect::{Attempt, Policy};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

/// A server that says nothing for so long is gone
const SILENCE: Duration = Duration::from_secs(60);
const CONNECT: Duration = Duration::from_secs(15);
/// From the registry to where it keeps its blobs
const MOST_REDIRECTS: usize = 5;

/// How to speak to a registry
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Without TLS, even where the registry is not this machine
    pub plain_http: bool,
    /// Who asks, for the registry's log
    pub agent: String,
}

/// A registry, as one user sees it. It may be shared by threads.
pub struct Client {
    pub(crate) host: Host,
    pub(crate) http: Http,
    pub(crate) scheme: &'static str,
    pub(crate) credentials: Box<dyn Credentials>,
    pub(crate) authorizations: Mutex<BTreeMap<String, Authorization>>,
}

impl Client {
    /// A client of one registry; nothing is sent yet
    ///
    /// # Errors
    /// When the machine's certificates cannot be read.
    pub fn new(
        host: Host,
        options: &Options,
        credentials: Box<dyn Credentials>,
    ) -> Result<Self, Error> {
        // A second call finds the provider installed already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let plain = options.plain_http || host.is_loopback();
        let mut http = Http::builder()
            .user_agent(&options.agent)
            .timeout(SILENCE)
            .connect_timeout(CONNECT)
            .tcp_nodelay(true)
            .redirect(Policy::custom(redirect));
        if host.is_loopback() {
            http = http.no_proxy();
        }
        let http = http.build().map_err(|error| Error::Client(cause(&error)))?;
        Ok(Self {
            host,
            http,
            scheme: if plain { "http" } else { "https" },
            credentials,
            authorizations: Mutex::default(),
        })
    }

    /// An address of the registry's API
    pub(crate) fn url(&self, name: &str, rest: &str) -> String {
        format!("{}://{}/v2/{name}/{rest}", self.scheme, self.host)
    }
}

/// Followed a few times and never from TLS to none. The HTTP client itself drops credentials where
/// another host is.
fn redirect(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let before = attempt.previous().last().map(|url| url.scheme().to_owned());
    if attempt.previous().len() > MOST_REDIRECTS {
        return attempt.error("redirected too often");
    }
    if before.as_deref() == Some("https") && attempt.url().scheme() != "https" {
        return attempt.error("redirected from TLS to none");
    }
    attempt.follow()
}

/// The innermost reason: the outer ones hold addresses, which may hold secrets
pub(crate) fn cause(error: &(dyn std::error::Error + 'static)) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    match innermost.downcast_ref::<reqwest::Error>() {
        Some(error) if error.is_timeout() => "it does not answer in time".to_owned(),
        Some(_) => "the connection broke".to_owned(),
        None => innermost.to_string(),
    }
}
