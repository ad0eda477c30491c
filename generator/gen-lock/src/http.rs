//! A request over HTTP with the login of its origin. Redirects are followed here and not by the
//! client, for each hop gets the login of its own origin and no other.

use crate::address::shown::shown;
use crate::login::Logins;
use anyhow::Result;
use reqwest::blocking::{Client, Response};
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;
use reqwest::{StatusCode, Url};
use std::error::Error as _;
use std::time::Duration;

const SILENCE: Duration = Duration::from_secs(60);
/// As many as pip and browsers follow are a loop
const MOST_REDIRECTS: usize = 20;

/// A client with the host's certificates and the user's logins
pub struct Http {
    client: Client,
    /// The user's logins
    pub logins: Logins,
    /// A server that sends nothing for so long is gone, and one that sends next to nothing
    pub silence: Duration,
}

/// Why there is no response. No message has a login in it.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// It is no address of a web server
    #[error("`{0}` is not a URL: {1}")]
    Address(String, String),
    /// The server says no
    #[error("`{0}` answers {1}{login}", login = login_hint(*.1))]
    Status(String, StatusCode),
    /// It redirects without end
    #[error("`{0}` redirects more than {MOST_REDIRECTS} times")]
    Loop(String),
    /// The connection breaks
    #[error("`{0}`: {1}")]
    Connection(String, String),
}

fn login_hint(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            " (put a login into the URL, into `~/.netrc`, or for Debian into apt's `auth.conf`)"
        }
        _ => "",
    }
}

impl Refusal {
    /// Whether another try may go better
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Status(_, status) => {
                status.is_server_error() || *status == StatusCode::TOO_MANY_REQUESTS
            }
            Self::Connection(..) => true,
            Self::Address(..) | Self::Loop(_) => false,
        }
    }
}

impl Http {
    /// A client
    ///
    /// # Errors
    /// When the host's certificates cannot be read.
    pub fn new(logins: Logins) -> Result<Self> {
        // A second call finds the provider installed already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let agent = concat!("gen-lock/", env!("CARGO_PKG_VERSION"));
        let client = Client::builder()
            .user_agent(agent)
            .timeout(SILENCE)
            .redirect(Policy::none())
            .build()?;
        Ok(Self {
            client,
            logins,
            silence: SILENCE,
        })
    }

    /// Asks for an address, from where it is redirected to if it is
    ///
    /// # Errors
    /// When the answer is no success, or none comes.
    pub fn get(&self, address: &str, headers: &[(&str, &str)]) -> Result<Response, Refusal> {
        let mut url = Url::parse(address)
            .map_err(|error| Refusal::Address(shown(address), error.to_string()))?;
        let is_secure = url.scheme() == "https";
        for _ in 0..=MOST_REDIRECTS {
            let response = self.once(&url, headers, is_secure)?;
            let status = response.status();
            if status.is_success() {
                return Ok(response);
            }
            let Some(next) = next(&response, &url) else {
                return Err(Refusal::Status(shown(url.as_str()), status));
            };
            url = next;
        }
        Err(Refusal::Loop(shown(address)))
    }

    fn once(
        &self,
        url: &Url,
        headers: &[(&str, &str)],
        was_secure: bool,
    ) -> Result<Response, Refusal> {
        // What was asked for in secret is not told in the open.
        let is_downgraded = was_secure && url.scheme() != "https";
        let logged_in = if is_downgraded {
            url.clone()
        } else {
            self.logins.of_url(url)
        };
        let mut request = self.client.get(logged_in);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let failed = |error: reqwest::Error| {
            let error = error.without_url();
            let mut words = error.to_string();
            let mut cause = error.source();
            while let Some(error) = cause {
                words = error.to_string();
                cause = error.source();
            }
            Refusal::Connection(shown(url.as_str()), words)
        };
        request.send().map_err(failed)
    }
}

/// Where a redirect leads
fn next(response: &Response, url: &Url) -> Option<Url> {
    let is_redirect = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers().get(LOCATION).filter(|_| is_redirect)?;
    url.join(std::str::from_utf8(location.as_bytes()).ok()?)
        .ok()
}

#[cfg(test)]
mod tests;
