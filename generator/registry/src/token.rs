//! Leave to do something in a repository: name and password, or a token that they are traded for
//! (the distribution project's token authentication).

use crate::challenge::Challenge;
use crate::client::cause;
use crate::exchange::Ask;
use crate::{Client, Credential, Error};
use reqwest::blocking::{RequestBuilder, Response};
use reqwest::Url;
use serde::Deserialize;
use std::io::Read as _;

/// Tokens are a few kilobytes
const MOST: u64 = 1 << 20;

/// What goes with a request
#[derive(Clone)]
pub(crate) enum Authorization {
    Basic { user: String, secret: String },
    Bearer(String),
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    token: String,
    #[serde(default)]
    access_token: String,
}

impl Authorization {
    pub(crate) fn apply(&self, request: RequestBuilder) -> RequestBuilder {
        match self {
            Self::Basic { user, secret } => request.basic_auth(user, Some(secret)),
            Self::Bearer(token) => request.bearer_auth(token),
        }
    }
}

impl Client {
    /// What was granted before for the same
    pub(crate) fn granted(&self, ask: &Ask<'_>) -> Option<Authorization> {
        let granted = self.authorizations.lock().ok()?;
        granted.get(&ask.scope()).cloned()
    }

    /// Answers a challenge
    pub(crate) fn grant(
        &self,
        ask: &Ask<'_>,
        challenge: Challenge,
    ) -> Result<Authorization, Error> {
        let host = self.host.clone();
        let credential = self
            .credentials
            .of(ask.repository)
            .map_err(|said| Error::Credentials { host, said })?;
        let authorization = match (challenge, credential) {
            (Challenge::Basic, Some(Credential::Basic { user, secret })) => {
                Authorization::Basic { user, secret }
            }
            (Challenge::Basic, _) => return Err(self.denied(ask, "nobody is logged in")),
            (Challenge::Bearer { realm, service }, credential) => {
                let url = self.realm(ask, &realm)?;
                Authorization::Bearer(self.token(ask, url, service, credential)?)
            }
        };
        if let Ok(mut granted) = self.authorizations.lock() {
            granted.insert(ask.scope(), authorization.clone());
        }
        Ok(authorization)
    }

    /// Secrets go where TLS is, or where the registry itself has none
    fn realm(&self, ask: &Ask<'_>, realm: &str) -> Result<Url, Error> {
        let url =
            Url::parse(realm).map_err(|_| self.malformed(ask, "a realm that is no address"))?;
        if url.scheme() != "https" && (self.scheme == "https" || url.scheme() != "http") {
            return Err(self.malformed(ask, "tokens over a connection without TLS"));
        }
        Ok(url)
    }

    fn token(
        &self,
        ask: &Ask<'_>,
        mut url: Url,
        service: Option<String>,
        credential: Option<Credential>,
    ) -> Result<String, Error> {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        pairs.extend(service.map(|service| ("service", service)));
        let scopes: Vec<String> = ask.scope().split(' ').map(str::to_owned).collect();
        let request = match credential {
            Some(Credential::Identity(token)) => {
                pairs.push(("scope", scopes.join(" ")));
                pairs.push(("grant_type", "refresh_token".to_owned()));
                pairs.push(("client_id", "gen-lock".to_owned()));
                pairs.push(("refresh_token", token));
                let form = form(&pairs);
                let kind = "application/x-www-form-urlencoded";
                self.http.post(url).header("Content-Type", kind).body(form)
            }
            other => {
                pairs.extend(scopes.into_iter().map(|scope| ("scope", scope)));
                url.query_pairs_mut().extend_pairs(&pairs);
                let request = self.http.get(url);
                match other {
                    Some(Credential::Basic { user, secret }) => {
                        request.basic_auth(user, Some(secret))
                    }
                    _ => request,
                }
            }
        };
        let answer = request.send().map_err(|error| Error::Unreachable {
            host: self.host.clone(),
            what: ask.what("token"),
            cause: cause(&error),
        })?;
        self.read_token(ask, answer)
    }

    fn read_token(&self, ask: &Ask<'_>, answer: Response) -> Result<String, Error> {
        let status = answer.status();
        if matches!(status.as_u16(), 400 | 401 | 403) {
            return Err(self.denied(ask, &format!("its token service answers {status}")));
        }
        if !status.is_success() {
            return Err(Error::Status {
                host: self.host.clone(),
                what: ask.what("token"),
                status: status.as_u16(),
                said: String::new(),
            });
        }
        let mut bytes = Vec::new();
        // What is read may be a token: no error of the parser is shown.
        let read = answer.take(MOST).read_to_end(&mut bytes);
        let answer: Option<Answer> = read.ok().and_then(|_| serde_json::from_slice(&bytes).ok());
        let token = answer.map(|answer| {
            if answer.token.is_empty() {
                answer.access_token
            } else {
                answer.token
            }
        });
        token
            .filter(|token| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()))
            .ok_or_else(|| self.malformed(ask, "its token service gives no token"))
    }

    fn denied(&self, ask: &Ask<'_>, said: &str) -> Error {
        Error::Denied {
            host: self.host.clone(),
            what: ask.what(""),
            said: said.to_owned(),
        }
    }

    pub(crate) fn malformed(&self, ask: &Ask<'_>, said: &str) -> Error {
        Error::Malformed {
            host: self.host.clone(),
            what: ask.what(""),
            said: said.to_owned(),
        }
    }
}

/// `application/x-www-form-urlencoded`, by the same rules as a query
fn form(pairs: &[(&str, String)]) -> String {
    let mut url = Url::parse("http://form").ok();
    if let Some(url) = &mut url {
        url.query_pairs_mut().extend_pairs(pairs);
    }
    url.and_then(|url| url.query().map(str::to_owned))
        .unwrap_or_default()
}
