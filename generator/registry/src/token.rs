//! Leave to do something in a repository: name and password, or a token that they are traded for
//! (the distribution project's token authentication).

use crate::challenge::Challenge;
use crate::exchange::Operation;
use crate::{Client, Credential, Error, Paced};
use reqwest::blocking::{RequestBuilder, Response};
use reqwest::Url;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::io::Read as _;
use std::time::{Duration, Instant};

/// Tokens are a few kilobytes
const MOST: u64 = 1 << 20;

/// Of a token whose service does not say how long it is good (the specification's own number)
const UNSAID: u64 = 60;

/// What goes with a request
#[derive(Clone)]
pub(crate) enum Authorization {
    Basic {
        user: String,
        secret: String,
    },
    Bearer {
        token: String,
        /// Another is asked for from then on: a token that ends on the way costs a chunk
        until: Instant,
    },
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    token: Option<String>,
    #[serde(default)]
    access_token: Option<String>,
    /// Seconds; what is no whole number is unsaid
    #[serde(default)]
    expires_in: Value,
}

impl Authorization {
    pub(crate) fn apply(&self, request: RequestBuilder) -> RequestBuilder {
        match self {
            Self::Basic { user, secret } => request.basic_auth(user, Some(secret)),
            Self::Bearer { token, .. } => request.bearer_auth(token),
        }
    }

    fn is_good(&self) -> bool {
        match self {
            Self::Basic { .. } => true,
            Self::Bearer { until, .. } => Instant::now() < *until,
        }
    }
}

impl Answer {
    /// `None` where it is not an object of this shape
    fn parse(bytes: &[u8]) -> Option<Self> {
        // A list would do for a structure.
        let fields: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
        serde_json::from_value(Value::Object(fields)).ok()
    }

    fn authorization(self) -> Option<Authorization> {
        let token = [self.token, self.access_token]
            .into_iter()
            .flatten()
            .find(|token| !token.is_empty())?;
        // Three quarters: what begins before must be over in time.
        let good =
            Duration::from_secs(self.expires_in.as_u64().unwrap_or(UNSAID).min(86_400)) * 3 / 4;
        token
            .bytes()
            .all(|byte| byte.is_ascii_graphic())
            .then(|| Authorization::Bearer {
                token,
                until: Instant::now() + good,
            })
    }
}

impl Client {
    /// What was granted before for the same; else what answers the challenge that the registry is
    /// known for, so that no body is sent to be refused
    pub(crate) fn granted(
        &self,
        operation: &Operation<'_>,
    ) -> Result<Option<Authorization>, Error> {
        let good = self.authorizations.lock().ok().and_then(|granted| {
            let granted = granted.get(&operation.scope());
            granted.filter(|granted| granted.is_good()).cloned()
        });
        if good.is_some() {
            return Ok(good);
        }
        self.challenged()
            .map(|challenge| self.grant(operation, challenge))
            .transpose()
    }

    /// What the registry asked for last
    pub(crate) fn challenged(&self) -> Option<Challenge> {
        self.challenge.lock().ok().and_then(|known| known.clone())
    }

    /// Answers a challenge
    pub(crate) fn grant(
        &self,
        operation: &Operation<'_>,
        challenge: Challenge,
    ) -> Result<Authorization, Error> {
        let host = self.host.clone();
        let credential = self
            .credentials
            .credential_for(operation.repository)
            .map_err(|said| Error::Credentials { host, said })?;
        let authorization = match (challenge.clone(), credential) {
            (Challenge::Basic, Some(Credential::Basic { user, secret })) => {
                Authorization::Basic { user, secret }
            }
            (Challenge::Basic, Some(Credential::Identity(_))) => {
                let said =
                    "it needs a user name and a password, but the login is an identity token";
                return Err(self.denied(operation, said));
            }
            (Challenge::Basic, None) => return Err(self.denied(operation, "nobody is logged in")),
            (Challenge::Bearer { realm, service }, credential) => {
                let url = self.realm(operation, &realm)?;
                self.token(operation, url, service, credential)?
            }
        };
        if let Ok(mut granted) = self.authorizations.lock() {
            granted.insert(operation.scope(), authorization.clone());
        }
        if let Ok(mut known) = self.challenge.lock() {
            *known = Some(challenge);
        }
        Ok(authorization)
    }

    /// Secrets go where TLS is, or where the registry itself has none
    fn realm(&self, operation: &Operation<'_>, realm: &str) -> Result<Url, Error> {
        let url = Url::parse(realm)
            .map_err(|_| self.malformed(operation, "a realm that is not a URL"))?;
        if url.scheme() != "https" && (self.scheme == "https" || url.scheme() != "http") {
            return Err(self.malformed(operation, "tokens over a connection without TLS"));
        }
        Ok(url)
    }

    fn token(
        &self,
        operation: &Operation<'_>,
        mut url: Url,
        service: Option<String>,
        credential: Option<Credential>,
    ) -> Result<Authorization, Error> {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        pairs.extend(service.map(|service| ("service", service)));
        let scopes: Vec<String> = operation.scope().split(' ').map(str::to_owned).collect();
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
        let answer = request.send();
        let answer = answer.map_err(|error| self.failed(operation, "token", &error))?;
        self.read_token(operation, answer)
    }

    fn read_token(
        &self,
        operation: &Operation<'_>,
        answer: Response,
    ) -> Result<Authorization, Error> {
        let status = answer.status();
        if matches!(status.as_u16(), 400 | 401 | 403) {
            return Err(self.denied(operation, &format!("its token service answers {status}")));
        }
        if !status.is_success() {
            return Err(Error::Status {
                host: self.host.clone(),
                what: operation.what("token"),
                status: status.as_u16(),
                said: String::new(),
            });
        }
        let mut bytes = Vec::new();
        // What is read may be a token: no error of the parser is shown.
        let answer = Paced::new(answer, self.options.silence);
        let read = answer.take(MOST).read_to_end(&mut bytes);
        let answer: Option<Answer> = read.ok().and_then(|_| Answer::parse(&bytes));
        answer
            .and_then(Answer::authorization)
            .ok_or_else(|| self.malformed(operation, "its token service returned no token"))
    }

    fn denied(&self, operation: &Operation<'_>, said: &str) -> Error {
        Error::Denied {
            host: self.host.clone(),
            what: operation.what(""),
            said: said.to_owned(),
        }
    }

    pub(crate) fn malformed(&self, operation: &Operation<'_>, said: &str) -> Error {
        Error::Malformed {
            host: self.host.clone(),
            what: operation.what(""),
            said: said.to_owned(),
        }
    }
}

/// `application/x-www-form-urlencoded`
fn form(pairs: &[(&str, String)]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(pairs).finish()
}

#[cfg(test)]
mod tests {
    use super::{form, Answer, Authorization};

    #[test]
    fn a_form_says_what_it_was_given() {
        let pairs = [
            ("scope", "a:b/c".to_owned()),
            ("refresh_token", "ü+&= %".to_owned()),
        ];
        assert_eq!(
            form(&pairs),
            "scope=a%3Ab%2Fc&refresh_token=%C3%BC%2B%26%3D+%25"
        );
    }

    fn token(text: &str) -> Option<String> {
        match Answer::parse(text.as_bytes())?.authorization()? {
            Authorization::Bearer { token, .. } => Some(token),
            Authorization::Basic { .. } => None,
        }
    }

    #[test]
    fn a_token_has_either_name_and_null_is_absent() {
        for text in [
            r#"{"token":"t"}"#,
            r#"{"access_token":"t","expires_in":300,"refresh_token":null}"#,
            r#"{"token":null,"access_token":"t","expires_in":null}"#,
            r#"{"token":"t","access_token":"u","expires_in":-1}"#,
            r#"{"token":"","access_token":"t","expires_in":"300"}"#,
        ] {
            assert_eq!(token(text).as_deref(), Some("t"), "{text}");
        }
        for text in [
            "",
            "[\"t\"]",
            "\"t\"",
            "{}",
            r#"{"token":"t\n"}"#,
            r#"{"token":1}"#,
        ] {
            assert_eq!(token(text), None, "{text}");
        }
    }
}
